package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import java.util.concurrent.CompletionStage;

/**
 * Renews the leases of the operations that this process works on, so that nobody takes them for abandoned. To be asked several
 * times within the length of a lease, whatever else takes long.
 */
public interface RenewLeasesUseCase {

    /**
     * Renews those that are due.
     *
     * @param command nothing more to say
     * @return how many; fails with a {@link PortFault} when the store could not be asked
     */
    CompletionStage<Result> renew(Command command);

    /** Renew them. */
    record Command() {}

    /**
     * What was done.
     *
     * @param renewed how many leases
     */
    record Result(int renewed) {}
}
