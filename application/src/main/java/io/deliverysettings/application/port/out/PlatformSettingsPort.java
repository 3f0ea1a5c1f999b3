package io.deliverysettings.application.port.out;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The conversation with the platform that holds the settings: PingOne.
 *
 * <p>Every method returns at once. The stage completes with an answer, refusals included, or fails with a {@link PortFault}
 * of any kind, by the deadline of the call or earlier; for {@link #replace} and {@link #remove} the fault says whether the
 * change may have been made.
 *
 * <p>An adapter may send a call several times, as long as nothing that it has sent before can have had an effect: reads, and
 * changes that have not left or that the platform says it has not made. What may have been made is never sent again by an
 * adapter.
 */
public interface PlatformSettingsPort {

    /**
     * Writes the whole of an environment's settings. PingOne checks the account with Meta first, which can take minutes.
     *
     * @param call on whose behalf, where and by when
     * @param desired what they are to be; what is left out is cleared
     * @param onSent run whenever the write has left; it must return at once
     * @return the settings as PingOne holds them now, or its refusal, in which case nothing has changed
     */
    CompletionStage<Answer<Replaced>> replace(Call call, DesiredSettings desired, Runnable onSent);

    /**
     * Reads an environment's settings.
     *
     * @param call on whose behalf, where and by when
     * @param expansion what to read along
     * @return the settings as PingOne holds them now, or its refusal
     */
    CompletionStage<Answer<WhatsAppSettings>> read(Call call, Expansion expansion);

    /**
     * Removes an environment's settings. PingOne does not document this operation for WhatsApp and may refuse it.
     *
     * @param call on whose behalf, where and by when
     * @return that they are removed, or PingOne's refusal, in which case nothing has changed
     */
    CompletionStage<Answer<Removed>> remove(Call call);

    /**
     * What every call has.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param deadline when the answer is of no use any more
     * @param priority what goes first when not everything may go at once
     */
    record Call(Caller caller, EnvironmentId environment, Instant deadline, Priority priority) {
        /** Refuses {@code null}. */
        public Call {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(deadline, "deadline");
            Objects.requireNonNull(priority, "priority");
        }
    }

    /** What goes first when not everything may go at once: the earlier one in this order. */
    enum Priority {
        /** It is part of a change, for which others may be waiting. */
        CHANGE,
        /** Somebody waits for it. */
        READ,
        /** Nobody waits for it. */
        BACKGROUND
    }

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
