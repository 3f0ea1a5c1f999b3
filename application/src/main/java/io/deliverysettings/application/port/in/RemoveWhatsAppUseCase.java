package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Removes an environment's WhatsApp delivery settings. */
public interface RemoveWhatsAppUseCase {

    /**
     * Removes the settings of an environment, once the changes of that environment that came before are over.
     *
     * @param command whose settings, and on whose behalf
     * @return what came of it; fails with a {@link PortFault} when the store or PingOne met one
     */
    CompletionStage<ChangeOutcome> remove(Command command);

    /**
     * What to remove.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param precondition what has to hold
     */
    record Command(Caller caller, EnvironmentId environment, Precondition precondition) {
        /** Refuses {@code null}. */
        public Command {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(precondition, "precondition");
        }
    }
}
