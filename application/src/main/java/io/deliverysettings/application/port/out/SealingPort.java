package io.deliverysettings.application.port.out;

import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.secret.SecretPurpose;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The conversation with whatever seals secrets, so that they can be stored. A sealed secret is bound to its environment and its
 * purpose: in another place it does not open. No method fails with a fault; what cannot be opened is an answer.
 */
public interface SealingPort {

    /**
     * Seals a secret with the present key.
     *
     * @param environment the environment that the secret belongs to
     * @param purpose what it is for
     * @param secret the secret
     * @return the sealed secret; sealing the same one again gives another ciphertext
     */
    CompletionStage<SealedSecret> seal(EnvironmentId environment, SecretPurpose purpose, Secret secret);

    /**
     * Opens a sealed secret, with whichever key it was sealed.
     *
     * @param environment the environment that it was sealed for
     * @param purpose what it was sealed for
     * @param sealed the sealed secret
     * @return the secret, or why it does not open
     */
    CompletionStage<Opening> open(EnvironmentId environment, SecretPurpose purpose, SealedSecret sealed);

    /**
     * Whether a secret is the one that was sealed, told by the digest and without opening it.
     *
     * @param environment the environment that it was sealed for
     * @param purpose what it was sealed for
     * @param sealed the sealed secret
     * @param secret the secret in question
     * @return true when it is; false also when the key of the digest is lost
     */
    CompletionStage<Boolean> matches(
            EnvironmentId environment, SecretPurpose purpose, SealedSecret sealed, Secret secret);

    /**
     * Seals a sealed secret again, if it is not sealed with the present key.
     *
     * @param environment the environment that it was sealed for
     * @param purpose what it was sealed for
     * @param sealed the sealed secret
     * @return the secret sealed with the present key, that it is so already, or why it does not open
     */
    CompletionStage<Resealing> reseal(EnvironmentId environment, SecretPurpose purpose, SealedSecret sealed);

    /** Why a sealed secret does not open. */
    enum Unreadable {
        /** None of the keys at hand is the one that it was sealed with. */
        KEY_LOST,
        /** It was changed, cut off, or sealed for another environment or purpose. */
        DAMAGED
    }

    /** What came of opening a sealed secret. */
    sealed interface Opening {
        /**
         * It is open.
         *
         * @param secret the secret
         */
        record Opened(Secret secret) implements Opening {
            /** Refuses {@code null}. */
            public Opened {
                Objects.requireNonNull(secret, "secret");
            }
        }

        /**
         * It stays closed.
         *
         * @param reason why
         */
        record Closed(Unreadable reason) implements Opening {
            /** Refuses {@code null}. */
            public Closed {
                Objects.requireNonNull(reason, "reason");
            }
        }

        /**
         * Goes on with whichever it is; both cases have to be given.
         *
         * @param onOpened what to do with the secret
         * @param onClosed what to do when it stays closed
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Secret, ? extends R> onOpened, Function<? super Unreadable, ? extends R> onClosed) {
            if (this instanceof Opened opened) {
                return onOpened.apply(opened.secret());
            }
            return onClosed.apply(((Closed) this).reason());
        }
    }

    /** What came of sealing a sealed secret again. */
    sealed interface Resealing {
        /** It is sealed with the present key already. */
        record Current() implements Resealing {}

        /**
         * It is sealed again.
         *
         * @param sealed with the present key
         */
        record Resealed(SealedSecret sealed) implements Resealing {
            /** Refuses {@code null}. */
            public Resealed {
                Objects.requireNonNull(sealed, "sealed");
            }
        }

        /**
         * It does not open.
         *
         * @param reason why
         */
        record Closed(Unreadable reason) implements Resealing {
            /** Refuses {@code null}. */
            public Closed {
                Objects.requireNonNull(reason, "reason");
            }
        }
    }
}
