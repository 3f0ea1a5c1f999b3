package io.deliverysettings.application.outcome;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What came of a change to an environment's settings. Every case says whether anything has changed at PingOne. */
public sealed interface ChangeOutcome {

    /**
     * The settings are set, and the number that was asked for is selected.
     *
     * @param settings as PingOne holds them now
     * @param created whether PingOne speaks of them as newly created
     * @param revision of them
     */
    record Configured(WhatsAppSettings settings, boolean created, Revision revision) implements ChangeOutcome {
        /** Refuses {@code null}. */
        public Configured {
            Objects.requireNonNull(settings, "settings");
            Objects.requireNonNull(revision, "revision");
        }
    }

    /** The settings are removed. */
    record Removed() implements ChangeOutcome {}

    /**
     * The request has faults of its own; nothing has changed.
     *
     * @param violations what is wrong; never empty
     */
    record RequestRefused(List<Violation> violations) implements ChangeOutcome {
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
    record PlatformRefused(PlatformRefusal refusal) implements ChangeOutcome {
        /** Refuses {@code null}. */
        public PlatformRefused {
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /**
     * The number cannot be selected, as far as is known before anything is written; nothing has changed.
     *
     * @param refusal why, and what can be selected instead
     */
    record NumberNotSelectable(SelectionOutcome.Refused refusal) implements ChangeOutcome {
        /** Refuses {@code null}. */
        public NumberNotSelectable {
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /**
     * What the caller knows of the settings does not hold any more; nothing has changed.
     *
     * @param current the revision that PingOne holds; empty when nothing is set
     */
    record PreconditionFailed(Optional<Revision> current) implements ChangeOutcome {
        /** Refuses {@code null}. */
        public PreconditionFailed {
            Objects.requireNonNull(current, "current");
        }
    }

    /**
     * Another change of the same environment took too long; this one was not begun.
     *
     * @param retryAfter when it may be worth to try again
     */
    record Busy(Duration retryAfter) implements ChangeOutcome {
        /** Refuses {@code null}. */
        public Busy {
            Objects.requireNonNull(retryAfter, "retryAfter");
        }
    }

    /**
     * The gateway has no credentials to write with; nothing has changed.
     *
     * @param reason why not
     */
    record CredentialsNeeded(Reason reason) implements ChangeOutcome {
        /** Why there are no credentials. */
        public enum Reason {
            /** None were ever written by way of the gateway for what PingOne holds now. */
            NONE_STORED,
            /** The key that they were sealed with is not at hand. */
            KEY_LOST,
            /** What is stored does not open. */
            DAMAGED
        }

        /** Refuses {@code null}. */
        public CredentialsNeeded {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** There is no such revision, or it holds no settings that could be set again; nothing has changed. */
    record RevisionUnknown() implements ChangeOutcome {}

    /**
     * The account is saved, but the number that was asked for cannot be selected. A number that PingOne told as selected
     * before stays; should PingOne have let go of it all the same, a second write has tried to select it again.
     *
     * @param saved the settings as PingOne last told them, after the second write if that was answered
     * @param refusal why, and what can be selected instead
     */
    record NumberRefused(WhatsAppSettings saved, SelectionOutcome.Refused refusal) implements ChangeOutcome {
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
    record SelectionFailed(WhatsAppSettings saved, CatalogueNumber wanted, Cause cause) implements ChangeOutcome {

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
     * This process was held up for so long that another one took the change over. It may have been made or not; the history
     * tells.
     */
    record Overtaken() implements ChangeOutcome {}

    /**
     * Nobody was left to see how the change ended, so PingOne was asked afterwards what it holds.
     *
     * @param found what came of it, as far as PingOne's answer tells; never {@link Outcome#APPLIED}, which is a
     *     {@link Configured}
     * @param entry where the history tells it
     */
    record Interrupted(Outcome found, Revision entry) implements ChangeOutcome {
        /** Refuses {@code null}. */
        public Interrupted {
            Objects.requireNonNull(found, "found");
            Objects.requireNonNull(entry, "entry");
        }
    }

    /**
     * One method for each case, so that a case that is forgotten does not compile.
     *
     * @param <R> the type of the result
     */
    interface Cases<R> {
        /**
         * The settings are set.
         *
         * @param configured the case
         * @return what is to be made of it
         */
        R configured(Configured configured);

        /**
         * The settings are removed.
         *
         * @param removed the case
         * @return what is to be made of it
         */
        R removed(Removed removed);

        /**
         * The request has faults of its own.
         *
         * @param refused the case
         * @return what is to be made of it
         */
        R requestRefused(RequestRefused refused);

        /**
         * PingOne refused.
         *
         * @param refused the case
         * @return what is to be made of it
         */
        R platformRefused(PlatformRefused refused);

        /**
         * The number cannot be selected; nothing has changed.
         *
         * @param refused the case
         * @return what is to be made of it
         */
        R numberNotSelectable(NumberNotSelectable refused);

        /**
         * What the caller knows does not hold any more.
         *
         * @param failed the case
         * @return what is to be made of it
         */
        R preconditionFailed(PreconditionFailed failed);

        /**
         * The environment was busy for too long.
         *
         * @param busy the case
         * @return what is to be made of it
         */
        R busy(Busy busy);

        /**
         * There are no credentials to write with.
         *
         * @param needed the case
         * @return what is to be made of it
         */
        R credentialsNeeded(CredentialsNeeded needed);

        /**
         * There is no such revision.
         *
         * @param unknown the case
         * @return what is to be made of it
         */
        R revisionUnknown(RevisionUnknown unknown);

        /**
         * The account is saved, the number is refused.
         *
         * @param refused the case
         * @return what is to be made of it
         */
        R numberRefused(NumberRefused refused);

        /**
         * The account is saved, the number was not selected.
         *
         * @param failed the case
         * @return what is to be made of it
         */
        R selectionFailed(SelectionFailed failed);

        /**
         * Another process took the change over.
         *
         * @param overtaken the case
         * @return what is to be made of it
         */
        R overtaken(Overtaken overtaken);

        /**
         * Nobody saw the end; PingOne was asked afterwards.
         *
         * @param interrupted the case
         * @return what is to be made of it
         */
        R interrupted(Interrupted interrupted);
    }

    /**
     * Goes on with whichever it is.
     *
     * @param cases what to do in each case
     * @param <R> the type of the result
     * @return what the chosen method returned
     */
    default <R> R fold(Cases<R> cases) {
        if (this instanceof Configured configured) {
            return cases.configured(configured);
        }
        if (this instanceof Removed removed) {
            return cases.removed(removed);
        }
        if (this instanceof RequestRefused refused) {
            return cases.requestRefused(refused);
        }
        if (this instanceof PlatformRefused refused) {
            return cases.platformRefused(refused);
        }
        if (this instanceof NumberNotSelectable refused) {
            return cases.numberNotSelectable(refused);
        }
        if (this instanceof PreconditionFailed failed) {
            return cases.preconditionFailed(failed);
        }
        if (this instanceof Busy busy) {
            return cases.busy(busy);
        }
        if (this instanceof CredentialsNeeded needed) {
            return cases.credentialsNeeded(needed);
        }
        if (this instanceof RevisionUnknown unknown) {
            return cases.revisionUnknown(unknown);
        }
        if (this instanceof NumberRefused refused) {
            return cases.numberRefused(refused);
        }
        if (this instanceof SelectionFailed failed) {
            return cases.selectionFailed(failed);
        }
        if (this instanceof Overtaken overtaken) {
            return cases.overtaken(overtaken);
        }
        return cases.interrupted((Interrupted) this);
    }
}
