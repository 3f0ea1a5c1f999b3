package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.OperationQueuePort;

/**
 * What every adapter of {@link OperationQueuePort} has to hold. Each test uses environments of its own, so that the store may
 * hold anything else and may be kept from test to test, as long as nobody else claims anything meanwhile.
 *
 * <p>No test waits for a lease: one of no length has run out when it begins.
 */
public interface OperationQueuePortContract
        extends QueueAcceptanceContract,
                QueueClaimContract,
                QueueLeaseContract,
                QueueConclusionContract,
                QueueCredentialsContract,
                QueueEnvironmentsContract,
                QueueConcurrencyContract {

    @Override
    OperationQueuePort queue();
}
