package io.deliverysettings.application.service;

import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.port.out.WaitingPort.Reason;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One writer at a time for each environment, in the order of arrival, within this process; the store sees to it across
 * processes. Source of the rule: PingOne's contract, by which concurrent writes are known to fail or to interleave; and a write
 * here looks first at what is set.
 */
final class Turns {

    private final WaitingPort waiting;
    private final ConcurrentMap<EnvironmentId, CompletionStage<?>> last = new ConcurrentHashMap<>();

    /** Whoever has waited goes on as it is told. */
    Turns(WaitingPort waiting) {
        this.waiting = waiting;
    }

    /**
     * Does the work once every earlier work of the environment is over, however that ended; or gives the other answer when that
     * takes too long.
     */
    <T> CompletionStage<T> take(
            EnvironmentId environment,
            Duration patience,
            Supplier<CompletionStage<T>> work,
            Supplier<CompletionStage<T>> onImpatience) {
        CompletableFuture<T> turn = new CompletableFuture<>();
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletionStage<Void> over = end;
        CompletionStage<?> before = last.put(environment, over);
        if (before == null) {
            begin(work, turn);
            endWith(turn, end);
        } else {
            CompletableFuture<Boolean> isDue = new CompletableFuture<>();
            before.whenComplete((result, failure) -> isDue.complete(true));
            CompletionStage<Boolean> decided =
                    isDue.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
            waiting.follow(Reason.TURN, decided).thenAccept(due -> {
                begin(due ? work : onImpatience, turn);
                // Who gives up keeps its place, so that those behind it still wait for those before it.
                endWith(due ? turn : before, end);
            });
        }
        over.whenComplete((result, failure) -> last.remove(environment, over));
        return turn.minimalCompletionStage();
    }

    private static void endWith(CompletionStage<?> work, CompletableFuture<Void> over) {
        work.whenComplete((result, failure) -> over.complete(null));
    }

    private static <T> void begin(Supplier<CompletionStage<T>> work, CompletableFuture<T> turn) {
        // A bug in the work must not keep those who wait behind it waiting for ever.
        CompletableFuture.completedStage(work).thenCompose(Supplier::get).whenComplete((result, failure) -> {
            if (failure == null) {
                turn.complete(result);
            } else {
                turn.completeExceptionally(failure);
            }
        });
    }
}
