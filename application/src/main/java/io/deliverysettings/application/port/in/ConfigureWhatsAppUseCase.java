package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Writes an environment's WhatsApp delivery settings and sees to it that the wanted number is selected, with a second write
 * where PingOne needs one.
 */
public interface ConfigureWhatsAppUseCase {

    /**
     * Configures an environment, once the writes of that environment that came before are over (in this process).
     *
     * @param command what to set, where, and on whose behalf
     * @return one of the results; fails with a {@link PortFault} when the read before or the first write met one
     */
    CompletionStage<Result> configure(Command command);

    /**
     * What to set.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param desired what they are to be
     */
    record Command(Caller caller, EnvironmentId environment, DesiredSettings desired) {
        /** Refuses {@code null}. */
        public Command {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(desired, "desired");
        }
    }

    /** What came of it. */
    sealed interface Result {

        /**
         * The settings are set, and the number that was asked for is selected.
         *
         * @param settings as PingOne holds them now
         * @param created whether PingOne speaks of them as newly created
         */
        record Configured(WhatsAppSettings settings, boolean created) implements Result {
            /** Refuses {@code null}. */
            public Configured {
                Objects.requireNonNull(settings, "settings");
            }
        }

        /**
         * The request has faults of its own; nothing was sent.
         *
         * @param violations what is wrong; never empty
         */
        record RequestRefused(List<Violation> violations) implements Result {
            /** Copies the list. */
            public RequestRefused {
                violations = List.copyOf(violations);
            }
        }

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
         * The account is saved, but the number that was asked for cannot be selected. A number that PingOne told as selected
         * before stays; should PingOne have let go of it all the same, a second write has tried to select it again.
         *
         * @param saved the settings as PingOne last told them, after the second write if that was answered
         * @param refusal why, and what can be selected instead
         */
        record NumberRefused(WhatsAppSettings saved, SelectionOutcome.Refused refusal) implements Result {
            /** Refuses {@code null}. */
            public NumberRefused {
                Objects.requireNonNull(saved, "saved");
                Objects.requireNonNull(refusal, "refusal");
            }
        }

        /**
         * The account is saved, but the second write, the one to select the number, did not do it.
         *
         * @param saved the settings as PingOne last told them: after the second write if it accepted that, else after the first
         * @param wanted the number that was to be selected: the one asked for, the only one, or the earlier one
         * @param cause what happened to the second write
         */
        record SelectionFailed(WhatsAppSettings saved, CatalogueNumber wanted, Cause cause) implements Result {

            /** What happened to the second write. */
            public sealed interface Cause {
                /**
                 * PingOne refused it.
                 *
                 * @param refusal why
                 */
                record Refused(PlatformRefusal refusal) implements Cause {
                    /** Refuses {@code null}. */
                    public Refused {
                        Objects.requireNonNull(refusal, "refusal");
                    }
                }

                /**
                 * It met a fault; the number may be selected all the same.
                 *
                 * @param fault which
                 */
                record Faulted(PortFault fault) implements Cause {
                    /** Refuses {@code null}. */
                    public Faulted {
                        Objects.requireNonNull(fault, "fault");
                    }
                }

                /** PingOne accepted it and selected something else or nothing. */
                record Ignored() implements Cause {}

                /**
                 * Goes on with whichever it is; every case has to be given.
                 *
                 * @param onRefused what to do with a refusal
                 * @param onFaulted what to do with a fault
                 * @param onIgnored what to do when PingOne did not do what it accepted
                 * @param <R> the type of the result
                 * @return what the chosen function returned
                 */
                default <R> R fold(
                        Function<? super Refused, ? extends R> onRefused,
                        Function<? super Faulted, ? extends R> onFaulted,
                        Function<? super Ignored, ? extends R> onIgnored) {
                    if (this instanceof Refused refused) {
                        return onRefused.apply(refused);
                    }
                    if (this instanceof Faulted faulted) {
                        return onFaulted.apply(faulted);
                    }
                    return onIgnored.apply((Ignored) this);
                }
            }

            /** Refuses {@code null}. */
            public SelectionFailed {
                Objects.requireNonNull(saved, "saved");
                Objects.requireNonNull(wanted, "wanted");
                Objects.requireNonNull(cause, "cause");
            }
        }

        /**
         * Goes on with whichever it is; every case has to be given.
         *
         * @param onConfigured what to do with the settings
         * @param onRequestRefused what to do with faults of the request
         * @param onPlatformRefused what to do with PingOne's refusal
         * @param onNumberRefused what to do with a number that cannot be selected
         * @param onSelectionFailed what to do when the number was not selected
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Configured, ? extends R> onConfigured,
                Function<? super RequestRefused, ? extends R> onRequestRefused,
                Function<? super PlatformRefused, ? extends R> onPlatformRefused,
                Function<? super NumberRefused, ? extends R> onNumberRefused,
                Function<? super SelectionFailed, ? extends R> onSelectionFailed) {
            if (this instanceof Configured configured) {
                return onConfigured.apply(configured);
            }
            if (this instanceof RequestRefused requestRefused) {
                return onRequestRefused.apply(requestRefused);
            }
            if (this instanceof PlatformRefused platformRefused) {
                return onPlatformRefused.apply(platformRefused);
            }
            if (this instanceof NumberRefused numberRefused) {
                return onNumberRefused.apply(numberRefused);
            }
            return onSelectionFailed.apply((SelectionFailed) this);
        }
    }
}
