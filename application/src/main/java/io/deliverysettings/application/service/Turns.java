package io.deliverysettings.application.service;

import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * One writer at a time for each environment, in the order of arrival, within this process. Source of the rule: PingOne's
 * contract, by which concurrent writes are known to fail or to interleave; and a write here looks first at what is set.
 */
final class Turns {

    private final ConcurrentMap<EnvironmentId, CompletionStage<?>> last = new ConcurrentHashMap<>();

    /** Does the work once every earlier work of the environment is over, however that ended. */
    <T> CompletionStage<T> take(EnvironmentId environment, Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> turn = new CompletableFuture<>();
        CompletionStage<T> over = turn.minimalCompletionStage();
        CompletionStage<?> before = last.put(environment, over);
        if (before == null) {
            begin(work, turn);
        } else {
            before.whenComplete((result, failure) -> begin(work, turn));
        }
        over.whenComplete((result, failure) -> last.remove(environment, over));
        return over;
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
