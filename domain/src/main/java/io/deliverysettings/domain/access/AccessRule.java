package io.deliverysettings.domain.access;

import io.deliverysettings.domain.caller.ClientId;
import java.util.Objects;
import java.util.Set;

/**
 * What somebody is given.
 *
 * @param holder who
 * @param grant what
 */
public record AccessRule(Holder holder, Grant grant) {

    /** Refuses {@code null}. */
    public AccessRule {
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(grant, "grant");
    }

    /** Who is given something. */
    public sealed interface Holder {

        /**
         * An application.
         *
         * @param client its id
         */
        record Client(ClientId client) implements Holder {
            /** Refuses {@code null}. */
            public Client {
                Objects.requireNonNull(client, "client");
            }
        }

        /**
         * Whoever has a claim with this value, or with this among its values.
         *
         * @param name the name of the claim, such as {@code p1.group}
         * @param value compared letter by letter
         */
        record Claim(String name, String value) implements Holder {
            /** Refuses {@code null}. */
            public Claim {
                Objects.requireNonNull(name, "name");
                Objects.requireNonNull(value, "value");
            }
        }

        /** Everybody whose token is accepted. */
        record Everybody() implements Holder {}

        /**
         * Whether somebody is meant.
         *
         * @param identity who
         * @return true when the identity has what is asked for
         */
        default boolean includes(Identity identity) {
            if (this instanceof Client wanted) {
                return identity.client().filter(wanted.client()::equals).isPresent();
            }
            if (this instanceof Claim claim) {
                return identity.claims().getOrDefault(claim.name(), Set.of()).contains(claim.value());
            }
            return true;
        }
    }
}
