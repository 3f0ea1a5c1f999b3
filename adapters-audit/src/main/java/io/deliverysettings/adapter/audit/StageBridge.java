package io.deliverysettings.adapter.audit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The one place where this adapter's futures become the stages of the port. */
final class StageBridge {

    private StageBridge() {}

    /** A stage that ends as the future does, on the caller's context, or on one of its own when the caller has none. */
    static <T> CompletionStage<T> onContext(Vertx vertx, Future<T> future) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        future.onComplete(
                result -> context.runOnContext(here -> stage.complete(result)),
                failure -> context.runOnContext(here -> stage.completeExceptionally(failure)));
        return stage.minimalCompletionStage();
    }
}
