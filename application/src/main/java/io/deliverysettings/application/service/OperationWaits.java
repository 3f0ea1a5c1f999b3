package io.deliverysettings.application.service;

import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.port.out.WaitingPort.Reason;
import io.deliverysettings.domain.history.OperationId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Who waits for the end of accepted changes. What ends in this process is told at once; what ends in another one, by asking the
 * store about all of them together from time to time.
 */
final class OperationWaits {

    private static final int MOST_ASKED = 1000;

    private record Wait(CompletableFuture<Void> end, int waiting) {}

    private final OperationQueuePort queue;
    private final WaitingPort waiting;
    private final ConcurrentMap<OperationId, Wait> waits = new ConcurrentHashMap<>();

    OperationWaits(OperationQueuePort queue, WaitingPort waiting) {
        this.waiting = waiting;
        this.queue = queue;
    }

    /** Completes when the change has ended or the time is over. Whether it has ended is to be looked up after this was called. */
    CompletionStage<Void> end(OperationId id, Duration patience) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Wait wait = waits.compute(
                id,
                (same, known) -> known == null
                        ? new Wait(new CompletableFuture<>(), 1)
                        : new Wait(known.end(), known.waiting() + 1));
        CompletionStage<Void> told = wait.end();
        told.whenComplete((ended, failure) -> end.complete(null));
        CompletionStage<Void> over = end.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((ended, failure) -> leave(id))
                .minimalCompletionStage();
        return waiting.follow(Reason.OTHER, over);
    }

    private void leave(OperationId id) {
        waits.computeIfPresent(
                id, (same, wait) -> wait.waiting() == 1 ? null : new Wait(wait.end(), wait.waiting() - 1));
    }

    void tell(OperationId id) {
        Wait wait = waits.get(id);
        if (wait != null) {
            wait.end().complete(null);
        }
    }

    /** Nobody is to wait any longer. */
    void release() {
        waits.values().forEach(wait -> wait.end().complete(null));
    }

    /** Asks the store which of those that are waited for have ended elsewhere. */
    CompletionStage<Void> poll() {
        List<OperationId> ids = List.copyOf(waits.keySet());
        CompletionStage<Void> all = CompletableFuture.completedStage(null);
        for (int from = 0; from < ids.size(); from += MOST_ASKED) {
            Set<OperationId> some = Set.copyOf(ids.subList(from, Math.min(ids.size(), from + MOST_ASKED)));
            all = all.thenCompose(asked -> queue.ended(some)).thenAccept(ended -> ended.forEach(this::tell));
        }
        return all;
    }
}
