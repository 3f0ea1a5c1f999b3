package io.deliverysettings.adapter.tracing;

import io.deliverysettings.adapter.tracing.TracingAdapter.Position;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.vertx.core.Context;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of OpenTelemetry of what Vert.x and the adapters tell its tracing interface. A request's span is kept on the context
 * that Vert.x makes for the request, and is the parent of everything that is done on it.
 *
 * <p>Of what Vert.x tells of requests, only what cannot be a secret gets into a span: neither addresses, which callers may have put
 * anything into, nor messages of failures.
 */
final class SpanTracer implements VertxTracer<@Nullable Span, @Nullable Span> {

    private static final String ENVIRONMENT = "deliverysettings.environment.id";

    private static final String METHOD = "http.request.method";
    private static final String STATUS = "http.response.status_code";
    private static final String ERROR = "error.type";

    private static final Set<String> METHODS =
            Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");
    private static final String OTHER_METHOD = "_OTHER";

    /** Whose calls are the urgent ones, as the adapter for PingOne says. */
    private static final String PRIORITY = "deliverysettings.priority";

    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;

    /** Registered when this class is initialised, which is before a Vert.x is built with it, as Vert.x asks for. */
    private static final ContextLocal<Span> REQUEST = ContextLocal.registerLocal(Span.class);

    private final TextMapPropagator propagator = W3CTraceContextPropagator.getInstance();
    private final Tracer tracer;

    SpanTracer(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public <R> @Nullable Span receiveRequest(
            Context context,
            io.vertx.core.spi.tracing.SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            Iterable<Map.Entry<String, String>> headers,
            TagExtractor<R> tags) {
        if (policy == TracingPolicy.IGNORE) {
            return null;
        }
        SpanBuilder builder = tracer.spanBuilder(methodName(operation))
                .setSpanKind(SpanKind.SERVER)
                .setParent(
                        propagator.extract(io.opentelemetry.context.Context.root(), headers, HeadersGetter.INSTANCE));
        tell(request, tags, builder::setAttribute);
        Span span = builder.startSpan();
        context.putLocal(REQUEST, span);
        return span;
    }

    @Override
    public <R> void sendResponse(
            Context context,
            @Nullable R response,
            @Nullable Span span,
            @Nullable Throwable failure,
            TagExtractor<R> tags) {
        end(span, response, failure, tags, SERVER_ERROR);
    }

    /** Without a request nothing is traced: nobody asks why the gateway looked after itself. */
    @Override
    public <R> @Nullable Span sendRequest(
            Context context,
            io.vertx.core.spi.tracing.SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        Span parent = context.getLocal(REQUEST);
        if (policy == TracingPolicy.IGNORE || parent == null) {
            return null;
        }
        SpanBuilder builder = tracer.spanBuilder(operation)
                // Nothing here sends messages; what is not asked of somebody else is within the gateway.
                .setSpanKind(kind == io.vertx.core.spi.tracing.SpanKind.RPC ? SpanKind.CLIENT : SpanKind.INTERNAL)
                .setParent(io.opentelemetry.context.Context.root().with(parent));
        tell(request, tags, builder::setAttribute);
        Span span = builder.startSpan();
        propagator.inject(io.opentelemetry.context.Context.root().with(span), headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.accept(name, value);
            }
        });
        return span;
    }

    @Override
    public <R> void receiveResponse(
            Context context,
            @Nullable R response,
            @Nullable Span span,
            @Nullable Throwable failure,
            TagExtractor<R> tags) {
        end(span, response, failure, tags, CLIENT_ERROR);
    }

    /** Begins the wait for a turn. Whoever takes what is returned is to say when it is over. */
    Consumer<@Nullable Throwable> beginTurn(Context context) {
        Span span = sendRequest(
                context,
                io.vertx.core.spi.tracing.SpanKind.MESSAGING,
                TracingPolicy.PROPAGATE,
                "turn",
                "wait for turn",
                (header, value) -> {},
                TagExtractor.empty());
        return failure -> receiveResponse(context, null, span, failure, TagExtractor.empty());
    }

    static Optional<Position> position(Context context) {
        return Optional.ofNullable(context.getLocal(REQUEST))
                .map(Span::getSpanContext)
                .map(ids -> new Position(ids.getTraceId(), ids.getSpanId()));
    }

    static void routed(Context context, String method, String route, Optional<String> environment) {
        Span span = context.getLocal(REQUEST);
        if (span != null) {
            span.updateName(methodName(method) + " " + route);
            span.setAttribute("http.route", route);
            environment.ifPresent(id -> span.setAttribute(ENVIRONMENT, id));
        }
    }

    private static <R> void end(
            @Nullable Span span,
            @Nullable R response,
            @Nullable Throwable failure,
            TagExtractor<R> tags,
            int firstError) {
        if (span == null) {
            return;
        }
        if (response != null) {
            tell(response, tags, (name, value) -> {
                if (name.equals(STATUS)) {
                    int status = Integer.parseInt(value);
                    span.setAttribute(STATUS, status);
                    if (status >= firstError) {
                        span.setStatus(StatusCode.ERROR);
                    }
                } else {
                    span.setAttribute(name, value);
                }
            });
        }
        if (failure != null) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ERROR, failure.getClass().getName());
        }
        span.end();
    }

    private static <R> void tell(R object, TagExtractor<R> tags, BiConsumer<String, String> attributes) {
        int count = tags.len(object);
        for (int index = 0; index < count; index++) {
            String name = tags.name(object, index);
            if (name.equals(METHOD)) {
                String method = tags.value(object, index);
                attributes.accept(METHOD, METHODS.contains(method) ? method : OTHER_METHOD);
            } else if (name.equals(STATUS) || name.equals(PRIORITY)) {
                attributes.accept(name, String.valueOf(tags.value(object, index)));
            }
        }
    }

    /** A method may be any word that a caller likes. */
    private static String methodName(String method) {
        return METHODS.contains(method) ? method : "HTTP";
    }

    /** What came with a request; a traceparent that came twice is none, as W3C's format wants it. */
    private enum HeadersGetter implements TextMapGetter<Iterable<Map.Entry<String, String>>> {
        INSTANCE;

        private static final String LIST = "tracestate";

        @Override
        public @Nullable String get(@Nullable Iterable<Map.Entry<String, String>> headers, String key) {
            List<String> values = new ArrayList<>();
            if (headers != null) {
                headers.forEach(header -> {
                    if (header.getKey().equalsIgnoreCase(key)) {
                        values.add(header.getValue());
                    }
                });
            }
            // A list may be given in several lines.
            if (key.equalsIgnoreCase(LIST) && !values.isEmpty()) {
                return String.join(",", values);
            }
            return values.size() == 1 ? values.get(0) : null;
        }
    }
}
