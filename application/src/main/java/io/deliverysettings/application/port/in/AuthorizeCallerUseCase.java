package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Finds out who calls, and whether that caller may do what it wants. It is asked before anything else is looked at, so that who is
 * denied learns nothing: the answer is the same whether or not there is something at that place.
 */
public interface AuthorizeCallerUseCase {

    /**
     * Looks at the token, then at the access rules. Whoever is denied is in the audit log.
     *
     * @param query who wants to do what
     * @return the caller, or that it is denied; fails with a {@link PortFault} when the token cannot be verified now
     */
    CompletionStage<Result> authorize(Query query);

    /**
     * Who wants to do what.
     *
     * @param accessToken the one bearer token of the request; empty when it has none, or several
     * @param need what it takes
     * @param origin where the request comes from
     */
    record Query(Optional<Secret> accessToken, Need need, Origin origin) {
        /** Refuses {@code null}. */
        public Query {
            Objects.requireNonNull(accessToken, "accessToken");
            Objects.requireNonNull(need, "need");
            Objects.requireNonNull(origin, "origin");
        }
    }

    /**
     * What a request takes.
     *
     * @param anyOf one of these permissions is enough; not empty
     * @param environment where; empty when the request is about none in particular, for which a permission anywhere is enough
     */
    record Need(Set<Permission> anyOf, Optional<EnvironmentId> environment) {
        /** Refuses {@code null} and an empty set, which it copies. */
        public Need {
            anyOf = Set.copyOf(anyOf);
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("anyOf must not be empty");
            }
            Objects.requireNonNull(environment, "environment");
        }
    }

    /**
     * Where a request comes from.
     *
     * @param address as the network says
     * @param correlationId ties the request to logs and answers
     * @param transactionId the caller's own transaction
     * @param sessionId the caller's own session
     */
    record Origin(
            String address,
            CorrelationId correlationId,
            Optional<ExternalId> transactionId,
            Optional<ExternalId> sessionId) {
        /** Refuses {@code null}. */
        public Origin {
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(correlationId, "correlationId");
            Objects.requireNonNull(transactionId, "transactionId");
            Objects.requireNonNull(sessionId, "sessionId");
        }
    }

    /** Whether the caller may do it. */
    sealed interface Result {

        /**
         * It may.
         *
         * @param caller who it is
         * @param access everything that it may do, where a request is about several environments
         */
        record Permitted(Caller caller, Access access) implements Result {
            /** Refuses {@code null}. */
            public Permitted {
                Objects.requireNonNull(caller, "caller");
                Objects.requireNonNull(access, "access");
            }
        }

        /**
         * Nobody knows who it is.
         *
         * @param reason why
         */
        record NotAuthenticated(Reason reason) implements Result {
            /** Refuses {@code null}. */
            public NotAuthenticated {
                Objects.requireNonNull(reason, "reason");
            }
        }

        /** The caller is known, and may not do it. */
        record Forbidden() implements Result {}

        /** Why nobody knows who calls, as far as whoever calls may know. */
        enum Reason {
            /** There was no token, or more than one. */
            NO_TOKEN,
            /** The token was good once, and its time is over. */
            TOKEN_EXPIRED,
            /** The token is not accepted. */
            TOKEN_REFUSED
        }

        /**
         * Goes on with whichever it is; every case has to be given.
         *
         * @param onPermitted what to do with the caller
         * @param onNotAuthenticated what to do when nobody knows who it is
         * @param onForbidden what to do when it may not
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Permitted, ? extends R> onPermitted,
                Function<? super NotAuthenticated, ? extends R> onNotAuthenticated,
                Function<? super Forbidden, ? extends R> onForbidden) {
            if (this instanceof Permitted permitted) {
                return onPermitted.apply(permitted);
            }
            if (this instanceof NotAuthenticated unknown) {
                return onNotAuthenticated.apply(unknown);
            }
            return onForbidden.apply((Forbidden) this);
        }
    }
}
