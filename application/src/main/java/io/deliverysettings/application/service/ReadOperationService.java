package io.deliverysettings.application.service;

import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.OperationQueuePort.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class ReadOperationService implements ReadOperationUseCase {

    private final OperationQueuePort queue;
    private final CredentialSeals seals;
    private final SettingsReads reads;
    private final OperationWaits waits;

    ReadOperationService(OperationQueuePort queue, CredentialSeals seals, SettingsReads reads, OperationWaits waits) {
        this.queue = queue;
        this.seals = seals;
        this.reads = reads;
        this.waits = waits;
    }

    @Override
    public CompletionStage<Result> read(Query query) {
        return queue.find(query.environment(), query.id())
                .thenCompose(
                        status -> status.map(known -> admitted(query, known)).orElseGet(ReadOperationService::unknown));
    }

    private CompletionStage<Result> admitted(Query query, Status status) {
        return seals.isSameToken(
                        query.environment(),
                        status.accessToken(),
                        query.caller().accessToken())
                .thenCompose(same -> same
                        ? CompletableFuture.completedStage(Optional.empty())
                        : reads.admit(query.caller(), query.environment()))
                .thenCompose(refusal -> refusal.<CompletionStage<Result>>map(
                                why -> CompletableFuture.completedStage(new Result.PlatformRefused(why)))
                        .orElseGet(() -> isOver(status, query)
                                ? CompletableFuture.completedStage(found(query, status))
                                : awaited(query)));
    }

    private static boolean isOver(Status status, Query query) {
        return status.progress() == Progress.ENDED || query.patience().isZero();
    }

    /** Looked up once more right after the wait has begun, since it may have ended just before. */
    private CompletionStage<Result> awaited(Query query) {
        CompletionStage<Void> end = waits.end(query.id(), query.patience());
        return queue.find(query.environment(), query.id())
                .thenCompose(status -> {
                    if (status.isEmpty() || isOver(status.get(), query)) {
                        waits.tell(query.id());
                        return CompletableFuture.completedStage(status);
                    }
                    return end.thenCompose(over -> queue.find(query.environment(), query.id()));
                })
                .thenApply(status -> status.map(known -> found(query, known)).orElseGet(Result.Unknown::new));
    }

    private static Result found(Query query, Status status) {
        return new Result.Found(
                status.id(),
                query.environment(),
                status.change().action(),
                status.correlationId(),
                status.progress(),
                status.acceptedAt(),
                status.begunAt(),
                status.endedAt(),
                status.result());
    }

    private static CompletionStage<Result> unknown() {
        return CompletableFuture.completedStage(new Result.Unknown());
    }
}
