package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.validation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Takes a change in to make it without anybody waiting for it, by the same rules as any other. */
public interface AcceptChangeUseCase {

    /**
     * Takes a change in. Once it is accepted it is made, whatever happens to this process.
     *
     * @param command what to change, where, and on whose behalf
     * @return one of the results; fails with a {@link PortFault} when the store met one
     */
    CompletionStage<Result> accept(Command command);

    /**
     * What is wanted.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param change what is to be done
     * @param precondition what has to hold when it is done
     */
    record Command(Caller caller, EnvironmentId environment, Change change, Precondition precondition) {
        /** Refuses {@code null}. */
        public Command {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(change, "change");
            Objects.requireNonNull(precondition, "precondition");
        }
    }

    /** What is to be done. */
    sealed interface Change {

        /**
         * Write the whole of the settings.
         *
         * @param desired what they are to be
         */
        record Configure(DesiredSettings desired) implements Change {
            /** Refuses {@code null}. */
            public Configure {
                Objects.requireNonNull(desired, "desired");
            }
        }

        /**
         * Send from another number.
         *
         * @param wanted names it
         * @param refresh whether PingOne is to be asked first in any case
         */
        record SelectNumber(NumberEntry wanted, boolean refresh) implements Change {
            /** Refuses {@code null}. */
            public SelectNumber {
                Objects.requireNonNull(wanted, "wanted");
            }
        }

        /**
         * Set again what was set before.
         *
         * @param revision the entry of the history
         */
        record Restore(Revision revision) implements Change {
            /** Refuses {@code null}. */
            public Restore {
                Objects.requireNonNull(revision, "revision");
            }
        }

        /**
         * The kind of change, in the words of the history.
         *
         * @return such as {@link Action#CONFIGURE}
         */
        default Action action() {
            return fold(configure -> Action.CONFIGURE, select -> Action.SELECT_NUMBER, restore -> Action.RESTORE);
        }

        /**
         * Goes on with whichever it is; every case has to be given.
         *
         * @param onConfigure what to do with a whole configuration
         * @param onSelectNumber what to do with another number
         * @param onRestore what to do with an earlier revision
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Configure, ? extends R> onConfigure,
                Function<? super SelectNumber, ? extends R> onSelectNumber,
                Function<? super Restore, ? extends R> onRestore) {
            if (this instanceof Configure configure) {
                return onConfigure.apply(configure);
            }
            if (this instanceof SelectNumber select) {
                return onSelectNumber.apply(select);
            }
            return onRestore.apply((Restore) this);
        }
    }

    /** Whether it was taken in. */
    sealed interface Result {

        /**
         * It was, for good.
         *
         * @param id its id
         */
        record Accepted(OperationId id) implements Result {
            /** Refuses {@code null}. */
            public Accepted {
                Objects.requireNonNull(id, "id");
            }
        }

        /**
         * The request has faults of its own; nothing was taken in.
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
         * Too many are open already; nothing was taken in.
         *
         * @param retryAfter when it may be worth to try again
         */
        record Full(Duration retryAfter) implements Result {
            /** Refuses {@code null}. */
            public Full {
                Objects.requireNonNull(retryAfter, "retryAfter");
            }
        }

        /**
         * Goes on with whichever it is; every case has to be given.
         *
         * @param onAccepted what to do with the id
         * @param onRequestRefused what to do with the request's faults
         * @param onFull what to do when there is no room
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Accepted, ? extends R> onAccepted,
                Function<? super RequestRefused, ? extends R> onRequestRefused,
                Function<? super Full, ? extends R> onFull) {
            if (this instanceof Accepted accepted) {
                return onAccepted.apply(accepted);
            }
            if (this instanceof RequestRefused refused) {
                return onRequestRefused.apply(refused);
            }
            return onFull.apply((Full) this);
        }
    }
}
