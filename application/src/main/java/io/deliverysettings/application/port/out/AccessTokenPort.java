package io.deliverysettings.application.port.out;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.secret.Secret;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** The conversation with whoever issues callers their access tokens. */
public interface AccessTokenPort {

    /**
     * Finds out whom a token was issued to.
     *
     * @param accessToken as the caller showed it; any text
     * @return the identity, or why the token is not accepted; fails with a {@link PortFault} of kind {@link
     *     PortFault.Kind#UNAVAILABLE} when what it would have to be verified with is not at hand and cannot be fetched
     */
    CompletionStage<Answer> identify(Secret accessToken);

    /** Whether a token is accepted. */
    sealed interface Answer {

        /**
         * It is.
         *
         * @param identity whom it was issued to
         */
        record Accepted(Identity identity) implements Answer {
            /** Refuses {@code null}. */
            public Accepted {
                Objects.requireNonNull(identity, "identity");
            }
        }

        /**
         * It is not.
         *
         * @param reason why
         */
        record Refused(Reason reason) implements Answer {
            /** Refuses {@code null}. */
            public Refused {
                Objects.requireNonNull(reason, "reason");
            }
        }
    }

    /** Why a token is not accepted. Only what is said of a signed token can be trusted, so that the signature comes first. */
    enum Reason {
        /** It is no signed JWT, or one that lacks what it must have. */
        UNREADABLE,
        /** It is signed by an algorithm that is not accepted, or not at all. */
        ALGORITHM,
        /** It does not come from one of the issuers that are accepted. */
        ISSUER,
        /** Its issuer has no such key. */
        UNKNOWN_KEY,
        /** Its signature is not the issuer's. */
        SIGNATURE,
        /** It is meant for somebody else. */
        AUDIENCE,
        /** Its time is over. */
        EXPIRED,
        /** Its time has not come yet. */
        NOT_YET_VALID
    }
}
