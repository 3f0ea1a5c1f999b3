package io.deliverysettings.adapter.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one place where stages of the port, futures and the results of OpenTelemetry become each other. */
final class StageBridge {

    private StageBridge() {}

    /**
     * A stage that ends as the other does, on this context.
     *
     * @param over told first, there; with nothing, or with what went wrong
     */
    static <T> CompletionStage<T> onContext(
            Context context, CompletionStage<T> awaited, Consumer<@Nullable Throwable> over) {
        return Future.fromCompletionStage(awaited, context)
                .onComplete(result -> over.accept(result.cause()))
                .toCompletionStage();
    }

    /** A stage that is complete when the result is there, however it is, and at the latest when the time is over. */
    static CompletionStage<Void> within(Duration limit, CompletableResultCode result) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        result.whenComplete(() -> over.complete(null));
        return over.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                .minimalCompletionStage();
    }
}
