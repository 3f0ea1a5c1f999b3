package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Finds out what came of the operations that nobody works on any more, and ends them so. To be asked from time to time. */
public interface RecoverOperationsUseCase {

    /**
     * Looks into some of them, all at once.
     *
     * @param command how much to do
     * @return what was found out; fails with a {@link PortFault} when the store could not be asked
     */
    CompletionStage<Result> recover(Command command);

    /**
     * How much to do.
     *
     * @param most how many abandoned operations to look into at most; at least 1
     */
    record Command(int most) {
        /** Refuses less than 1. */
        public Command {
            if (most < 1) {
                throw new IllegalArgumentException("most must be at least 1");
            }
        }
    }

    /**
     * What was found out.
     *
     * @param ended the operations that were ended
     * @param left how many of those looked into stay open for now, since PingOne could not be asked
     */
    record Result(List<EndedOperation> ended, int left) {
        /** Copies the list. */
        public Result {
            ended = List.copyOf(ended);
        }
    }

    /**
     * An operation that was ended.
     *
     * @param environment whose settings
     * @param action what was to be done
     * @param outcome what came of it
     */
    record EndedOperation(EnvironmentId environment, Action action, Outcome outcome) {
        /** Refuses {@code null}. */
        public EndedOperation {
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(outcome, "outcome");
        }
    }
}
