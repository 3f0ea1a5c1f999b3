package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.settings.DesiredSettings;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Writes an environment's WhatsApp delivery settings and sees to it that the wanted number is selected, with a second write
 * where PingOne needs one.
 */
public interface ConfigureWhatsAppUseCase {

    /**
     * Configures an environment, once the changes of that environment that came before are over.
     *
     * @param command what to set, where, and on whose behalf
     * @return what came of it; fails with a {@link PortFault} when the store, the read before or the first write met one
     */
    CompletionStage<ChangeOutcome> configure(Command command);

    /**
     * What to set.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param desired what they are to be
     * @param precondition what has to hold
     */
    record Command(Caller caller, EnvironmentId environment, DesiredSettings desired, Precondition precondition) {
        /** Refuses {@code null}. */
        public Command {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(desired, "desired");
            Objects.requireNonNull(precondition, "precondition");
        }
    }
}
