package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Removes an environment's WhatsApp delivery settings. */
public interface RemoveWhatsAppUseCase {

    /**
     * Removes the settings of an environment.
     *
     * @param command whose settings, and on whose behalf
     * @return one of the results; fails with a {@link PortFault} when PingOne could not be asked
     */
    CompletionStage<Result> remove(Command command);

    /**
     * What to remove.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     */
    record Command(Caller caller, EnvironmentId environment) {
        /** Refuses {@code null}. */
        public Command {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
        }
    }

    /** What came of it. */
    sealed interface Result {

        /** The settings are removed. */
        record Removed() implements Result {}

        /**
         * PingOne refused; nothing has changed.
         *
         * @param refusal why
         */
        record PlatformRefused(PlatformRefusal refusal) implements Result {
            /** Refuses {@code null}. */
            public PlatformRefused {
                Objects.requireNonNull(refusal, "refusal");
            }
        }

        /**
         * Goes on with whichever it is; both cases have to be given.
         *
         * @param onRemoved what to do when they are removed
         * @param onPlatformRefused what to do with PingOne's refusal
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Removed, ? extends R> onRemoved,
                Function<? super PlatformRefused, ? extends R> onPlatformRefused) {
            if (this instanceof Removed removed) {
                return onRemoved.apply(removed);
            }
            return onPlatformRefused.apply((PlatformRefused) this);
        }
    }
}
