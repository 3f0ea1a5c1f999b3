package io.deliverysettings.adapter.identity;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The one place where this adapter's futures become the stages of the port. */
final class StageBridge {

    private StageBridge() {}

    /**
     * Runs a call on the caller's context, or on one of its own when the caller has none, and completes the stage there, wherever
     * the call was answered: many wait for the same keys.
     */
    static <T> CompletionStage<T> onContext(Vertx vertx, Supplier<Future<T>> call) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        // Called behind `compose`, since what a call throws has to fail the stage too.
        run(
                context,
                () -> Future.<Void>succeededFuture()
                        .compose(ready -> call.get())
                        .onComplete(
                                result -> run(context, () -> stage.complete(result)),
                                failure -> run(context, () -> stage.completeExceptionally(failure))));
        return stage.minimalCompletionStage();
    }

    private static void run(Context context, Runnable action) {
        if (Vertx.currentContext() == context) {
            action.run();
        } else {
            context.runOnContext(here -> action.run());
        }
    }
}
