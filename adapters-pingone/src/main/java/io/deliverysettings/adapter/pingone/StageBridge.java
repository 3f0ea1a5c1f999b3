package io.deliverysettings.adapter.pingone;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The one place where this adapter's futures become the stages of the port. */
final class StageBridge {

    private StageBridge() {}

    /** What is known already. */
    static <T> CompletionStage<T> completed(T value) {
        return CompletableFuture.completedStage(value);
    }

    /** Runs a call on the caller's context, or on one of its own when the caller has none, and completes the stage there. */
    static <T> CompletionStage<T> onContext(Vertx vertx, Supplier<Future<T>> call) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        // Called behind `compose`, since what a call throws has to fail the stage too.
        Runnable start = () -> Future.<Void>succeededFuture()
                .compose(ready -> call.get())
                .onComplete(stage::complete, stage::completeExceptionally);
        if (Vertx.currentContext() == context) {
            start.run();
        } else {
            context.runOnContext(ignored -> start.run());
        }
        return stage.minimalCompletionStage();
    }
}
