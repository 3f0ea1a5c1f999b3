package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.number.NumberEntry;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Switches the number that an environment sends from, with the credentials that are stored for it. */
public interface SelectNumberUseCase {

    /**
     * Selects a number, once the changes of the environment that came before are over.
     *
     * @param command which number, where, and on whose behalf
     * @return what came of it; fails with a {@link PortFault} when the store or PingOne met one
     */
    CompletionStage<ChangeOutcome> select(Command command);

    /**
     * Which number to send from.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param wanted names the number; selected
     * @param refresh whether PingOne is asked for the account's numbers first; otherwise they are judged as they were last
     *     told, where the caller may see that
     * @param precondition what has to hold
     */
    record Command(
            Caller caller, EnvironmentId environment, NumberEntry wanted, boolean refresh, Precondition precondition) {
        /** Refuses {@code null}, and an entry that is not selected. */
        public Command {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(precondition, "precondition");
            if (!wanted.selected()) {
                throw new IllegalArgumentException("the entry selects nothing");
            }
        }
    }
}
