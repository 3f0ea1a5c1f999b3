package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.RunOperationsUseCase;
import io.deliverysettings.application.port.out.OperationQueuePort;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

final class RunOperationsService implements RunOperationsUseCase {

    private static final int MOST_FORGOTTEN = 500;

    private final OperationQueuePort queue;
    private final OperationRunner runner;
    private final OperationWaits waits;
    private final Clock clock;

    RunOperationsService(OperationQueuePort queue, OperationRunner runner, OperationWaits waits, Clock clock) {
        this.queue = queue;
        this.runner = runner;
        this.waits = waits;
        this.clock = clock;
    }

    /** Claims are renewed first: nothing else of it is in a hurry. */
    @Override
    public CompletionStage<Result> run(Command command) {
        if (command.isLast()) {
            runner.stop();
            waits.release();
        }
        return runner.renew()
                .thenCompose(renewed -> runner.takeUp())
                .thenCompose(begun -> waits.poll()
                        .thenCompose(polled -> queue.forget(clock.instant().minus(command.retention()), MOST_FORGOTTEN)
                                .thenApply(
                                        forgotten -> new Result(begun, runner.running(), forgotten, runner.bugs()))));
    }
}
