package io.deliverysettings.adapter.tracing;

import io.deliverysettings.application.port.out.WaitingPort;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.VertxTracerFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Follows requests: those that the servers of a Vert.x receive, what the adapters on that Vert.x do for them, and how long they wait
 * for their turn. Spans are sent to a collector in batches, by a thread of its own, from a bounded queue that loses what does not
 * fit: a collector that is slow or away costs no request anything.
 *
 * <p>A request is known by the context of Vert.x that it is worked on. For use by any number of threads.
 */
public final class TracingAdapter implements WaitingPort {

    /**
     * Where in which trace something happens.
     *
     * @param traceId 32 hexadecimal digits
     * @param spanId of the request's span; 16 hexadecimal digits
     */
    public record Position(String traceId, String spanId) {}

    private final SdkTracerProvider provider;
    private final SpanTracer tracer;

    TracingAdapter(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = new SpanTracer(provider.get(SpanExport.SERVICE));
    }

    /**
     * Starts what sends spans; whether there is a collector is not asked. To be called before the Vert.x is built that is to be
     * followed, since a Vert.x has room for what was registered before it.
     *
     * @param options where to send them, and how many
     * @return running until it is closed
     */
    public static TracingAdapter start(TracingOptions options) {
        return new TracingAdapter(SpanExport.toCollector(options));
    }

    /**
     * What a Vert.x has to be built with, to be followed.
     *
     * @return gives the same tracer each time
     */
    public VertxTracerFactory tracerFactory() {
        return options -> tracer;
    }

    /**
     * Where the request is that the calling thread works on.
     *
     * @return empty when it works on none, or on one of another Vert.x
     */
    public Optional<Position> current() {
        ContextInternal context = ContextInternal.current();
        return context != null && context.tracer() == tracer ? SpanTracer.position(context) : Optional.empty();
    }

    /**
     * Notes on the span of the request that the calling thread works on which route it has found.
     *
     * @param method of the request, which may be any word
     * @param route the path, with the names of its parameters in braces
     * @param environment the id of the environment that the path names, if it names one
     */
    public void routed(String method, String route, Optional<String> environment) {
        ContextInternal context = ContextInternal.current();
        if (context != null && context.tracer() == tracer) {
            SpanTracer.routed(context, method, route, environment);
        }
    }

    /** Brings a request back to its own context. The wait for a turn is a span. */
    @Override
    public <T> CompletionStage<T> follow(Reason reason, CompletionStage<T> awaited) {
        ContextInternal context = ContextInternal.current();
        // Nobody follows what is done on no context of this Vert.x.
        if (context == null || context.tracer() != tracer) {
            return awaited;
        }
        return StageBridge.onContext(
                context, awaited, reason == Reason.TURN ? tracer.beginTurn(context) : anyEnd -> {});
    }

    /**
     * Sends what waits to be sent, and ends. Spans that end later are lost.
     *
     * @param limit how long that may take; not negative
     * @return complete when it is done, or when the limit is over and what waits is lost; it never fails
     */
    public CompletionStage<Void> close(Duration limit) {
        return StageBridge.within(limit, provider.shutdown());
    }
}
