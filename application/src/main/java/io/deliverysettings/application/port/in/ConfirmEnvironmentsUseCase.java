package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.Caller;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Asks PingOne again about environments of which it has not said anything for long, after everything that somebody waits for.
 * What somebody changed past the gateway is recorded in the history.
 */
public interface ConfirmEnvironmentsUseCase {

    /**
     * Confirms the environments whose last confirmation is longest ago.
     *
     * @param command which, how many, and on whose behalf
     * @return how it went; fails with a {@link PortFault} when the store met one
     */
    CompletionStage<Result> confirm(Command command);

    /**
     * What to confirm.
     *
     * @param caller on whose behalf
     * @param age how long ago the last confirmation has to be; not negative
     * @param most how many environments at once; from 1 to 1000
     */
    record Command(Caller caller, Duration age, int most) {
        /** Refuses what is out of bounds. */
        public Command {
            Objects.requireNonNull(caller, "caller");
            if (age.isNegative()) {
                throw new IllegalArgumentException("age must not be negative");
            }
            if (most < 1 || most > 1000) {
                throw new IllegalArgumentException("most must be from 1 to 1000");
            }
        }
    }

    /**
     * How it went.
     *
     * @param asked how many environments PingOne was asked about
     * @param drifted of how many it held something else than was known
     * @param failed of how many it did not say
     */
    record Result(int asked, int drifted, int failed) {}
}
