package io.deliverysettings.adapter.pingone;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spans of the way to PingOne, by the tracing interface of Vert.x: none when Vert.x has no tracer. An attempt's is made here and
 * not by Vert.x, since one that got no connection is an attempt, too.
 */
final class UpstreamSpans {

    /** What is told of a span besides its name; neither an address nor anything that was sent. */
    private record Tag(String name, String value) {}

    private static final TagExtractor<Tag> TAG = new TagExtractor<>() {
        @Override
        public int len(Tag tag) {
            return 1;
        }

        @Override
        public String name(Tag tag, int index) {
            return tag.name();
        }

        @Override
        public String value(Tag tag, int index) {
            return tag.value();
        }
    };

    private UpstreamSpans() {}

    /** Watches one attempt, from the wait for a connection to the answer, and tells the other side which trace it is part of. */
    static <T> Future<HttpResponse<T>> attempt(
            String name, HttpMethod method, HttpRequest<?> request, Supplier<Future<HttpResponse<T>>> sending) {
        return watch(
                name,
                SpanKind.RPC,
                new Tag("http.request.method", method.name()),
                request::putHeader,
                sending,
                response -> new Tag("http.response.status_code", String.valueOf(response.statusCode())));
    }

    /** Watches the wait for the turn that PingOne's limits leave. What went at once did not wait. */
    static Future<Void> turn(String priority, Future<Void> turn) {
        if (turn.isComplete()) {
            return turn;
        }
        Tag waiting = new Tag("deliverysettings.priority", priority);
        // Of the two kinds that Vert.x knows, this is the one that does not mean a call to somebody else.
        return watch(
                "wait for limits", SpanKind.MESSAGING, waiting, (header, value) -> {}, () -> turn, went -> waiting);
    }

    @SuppressWarnings("unchecked") // Vert.x gives its tracer without types; what comes from it goes back to it.
    private static <T> Future<T> watch(
            String name,
            SpanKind kind,
            Tag before,
            BiConsumer<String, String> headers,
            Supplier<Future<T>> call,
            Function<T, Tag> after) {
        ContextInternal context = ContextInternal.current();
        VertxTracer<?, @Nullable Object> tracer = context == null ? null : context.tracer();
        if (context == null || tracer == null) {
            return call.get();
        }
        Object span = tracer.sendRequest(context, kind, TracingPolicy.PROPAGATE, before, name, headers, TAG);
        return call.get()
                .onComplete(result -> tracer.receiveResponse(
                        context, result.succeeded() ? after.apply(result.result()) : null, span, result.cause(), TAG));
    }
}
