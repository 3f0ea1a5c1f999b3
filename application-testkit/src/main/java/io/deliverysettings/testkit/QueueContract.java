package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.OperationQueuePort;

/** What the parts of {@link OperationQueuePortContract} have in common. */
public interface QueueContract extends StoreContract {

    /**
     * The adapter under test, on the same store as {@link #store()}.
     *
     * @return ready for use; the same throughout a test
     */
    OperationQueuePort queue();

    /**
     * The same queue once more, as {@link #reopened()} has it.
     *
     * @return ready for use; {@link #queue()} need not be any more
     */
    default OperationQueuePort reopenedQueue() {
        reopened();
        return queue();
    }
}
