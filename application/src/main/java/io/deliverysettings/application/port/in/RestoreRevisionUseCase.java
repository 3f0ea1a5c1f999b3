package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Sets account, credentials and number of an earlier revision again, by the same rules as any other change. */
public interface RestoreRevisionUseCase {

    /**
     * Restores a revision, once the changes of the environment that came before are over.
     *
     * @param command which revision, where, and on whose behalf
     * @return what came of it; fails with a {@link PortFault} when the store or PingOne met one
     */
    CompletionStage<ChangeOutcome> restore(Command command);

    /**
     * What to restore.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param revision the entry of the history
     * @param precondition what has to hold
     */
    record Command(Caller caller, EnvironmentId environment, Revision revision, Precondition precondition) {
        /** Refuses {@code null}. */
        public Command {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(revision, "revision");
            Objects.requireNonNull(precondition, "precondition");
        }
    }
}
