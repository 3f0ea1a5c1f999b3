package io.deliverysettings.app;

import io.deliverysettings.adapter.http.HttpApiAdapter;
import io.deliverysettings.adapter.tracing.TracingAdapter;
import java.util.Map;
import java.util.Optional;

/** What the HTTP API and the log are told of traces by the adapter that makes them, and the other way round. */
final class RequestTraces implements HttpApiAdapter.Traces {

    private final TracingAdapter tracing;

    RequestTraces(TracingAdapter tracing) {
        this.tracing = tracing;
    }

    @Override
    public Optional<Position> current() {
        return tracing.current().map(here -> new Position(here.traceId(), here.spanId()));
    }

    @Override
    public void routed(String method, String route, Optional<String> environment) {
        tracing.routed(method, route, environment);
    }

    /** What lines of the log have that are written where a request is worked on; nothing elsewhere. */
    Map<String, String> values() {
        return tracing.current()
                .map(here -> Map.of("traceId", here.traceId(), "spanId", here.spanId()))
                .orElse(Map.of());
    }
}
