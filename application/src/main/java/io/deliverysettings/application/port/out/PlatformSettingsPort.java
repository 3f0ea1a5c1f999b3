package io.deliverysettings.application.port.out;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The conversation with the platform that holds the settings: PingOne.
 *
 * <p>Every method returns at once. The stage completes with an answer, refusals included, or fails with a {@link PortFault}
 * of any kind; for {@link #replace} and {@link #remove} the fault says whether the change may have been made. Nothing is
 * sent twice by an adapter.
 */
public interface PlatformSettingsPort {

    /**
     * Writes the whole of an environment's settings. PingOne checks the account with Meta first, which can take minutes.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param desired what they are to be; what is left out is cleared
     * @return the settings as PingOne holds them now, or its refusal, in which case nothing has changed
     */
    CompletionStage<Answer<Replaced>> replace(Caller caller, EnvironmentId environment, DesiredSettings desired);

    /**
     * Reads an environment's settings.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param expansion what to read along
     * @return the settings as PingOne holds them now, or its refusal
     */
    CompletionStage<Answer<WhatsAppSettings>> read(Caller caller, EnvironmentId environment, Expansion expansion);

    /**
     * Removes an environment's settings. PingOne does not document this operation for WhatsApp and may refuse it.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @return that they are removed, or PingOne's refusal, in which case nothing has changed
     */
    CompletionStage<Answer<Removed>> remove(Caller caller, EnvironmentId environment);

    /** What to read along with the settings. */
    enum Expansion {
        /** Nothing. */
        NONE,
        /** The account's message templates. */
        TEMPLATES
    }

    /**
     * What PingOne wrote.
     *
     * @param settings the settings as they are now
     * @param created whether PingOne speaks of them as newly created; it is known to do so even when it replaces
     */
    record Replaced(WhatsAppSettings settings, boolean created) {
        /** Refuses {@code null}. */
        public Replaced {
            Objects.requireNonNull(settings, "settings");
        }
    }

    /** The settings are removed. */
    record Removed() {}

    /**
     * PingOne's answer: it did what it was asked, or it refused.
     *
     * @param <T> what it gives when it did
     */
    sealed interface Answer<T> {

        /**
         * PingOne did what it was asked.
         *
         * @param value what it gave
         * @param <T> the type of that
         */
        record Done<T>(T value) implements Answer<T> {
            /** Refuses {@code null}. */
            public Done {
                Objects.requireNonNull(value, "value");
            }
        }

        /**
         * PingOne refused, and nothing has changed.
         *
         * @param refusal why
         * @param <T> the type of what was asked for
         */
        record Refused<T>(PlatformRefusal refusal) implements Answer<T> {
            /** Refuses {@code null}. */
            public Refused {
                Objects.requireNonNull(refusal, "refusal");
            }
        }

        /**
         * Goes on with whichever it is; both cases have to be given.
         *
         * @param onDone what to do with what PingOne gave
         * @param onRefused what to do with its refusal
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super T, ? extends R> onDone, Function<? super PlatformRefusal, ? extends R> onRefused) {
            if (this instanceof Done<T> done) {
                return onDone.apply(done.value());
            }
            return onRefused.apply(((Refused<T>) this).refusal());
        }
    }
}
