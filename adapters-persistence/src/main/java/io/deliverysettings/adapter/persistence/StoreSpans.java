package io.deliverysettings.adapter.persistence;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Spans of what the store is asked for, by the tracing interface of Vert.x: none when Vert.x has no tracer. */
final class StoreSpans {

    private StoreSpans() {}

    /** Watches one call of the port, as part of what its caller's context is traced for. What is stored is not told. */
    @SuppressWarnings("unchecked") // Vert.x gives its tracer without types; what comes from it goes back to it.
    static <T> Future<T> watch(String operation, Supplier<Future<T>> call) {
        ContextInternal context = ContextInternal.current();
        VertxTracer<?, @Nullable Object> tracer = context == null ? null : context.tracer();
        if (context == null || tracer == null) {
            return call.get();
        }
        Object span = tracer.sendRequest(
                context,
                SpanKind.RPC,
                TracingPolicy.PROPAGATE,
                operation,
                "store " + operation,
                (header, value) -> {},
                TagExtractor.empty());
        return call.get()
                .onComplete(
                        answer -> tracer.receiveResponse(context, null, span, answer.cause(), TagExtractor.empty()));
    }
}
