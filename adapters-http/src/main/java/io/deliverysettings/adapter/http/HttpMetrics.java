package io.deliverysettings.adapter.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What can be told of the requests to the API without telling who sent them: labels are routes, methods and statuses, of each of
 * which there are few. As a handler, to be mounted before any that answers.
 */
final class HttpMetrics implements Handler<RoutingContext> {

    static final String REQUESTS = "gateway.http.server.requests";
    static final String ACTIVE = "gateway.http.server.requests.active";
    static final String CONNECTIONS = "gateway.http.server.connections";
    static final String RECEIVED = "gateway.http.server.received";
    static final String SENT = "gateway.http.server.sent";

    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");

    /** For what no route is there for. */
    private static final String UNMATCHED = "unmatched";

    /** A method may be any word. */
    private static final String OTHER = "other";

    /** The caller went away, so that no status was told. */
    private static final String ABORTED = "aborted";

    private final Meter.MeterProvider<Timer> requests;
    private final Counter received;
    private final Counter sent;
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    HttpMetrics(MeterRegistry registry) {
        this.requests = Timer.builder(REQUESTS)
                .description("Requests that were answered or given up, from their head to the end of the answer")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(180))
                .withRegistry(registry);
        this.received = Counter.builder(RECEIVED)
                .description("What bodies of requests held")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        this.sent = Counter.builder(SENT)
                .description("What bodies of answers held")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        Gauge.builder(ACTIVE, active, AtomicInteger::get)
                .description("Requests that are not answered yet")
                .register(registry);
        Gauge.builder(CONNECTIONS, connections, AtomicInteger::get)
                .description("Connections that are open and have begun to send")
                .register(registry);
    }

    /** Watches a request until it is over and lets it pass. */
    @Override
    public void handle(RoutingContext context) {
        long start = System.nanoTime();
        active.incrementAndGet();
        context.addEndHandler(end -> {
            HttpServerRequest request = context.request();
            // A stream of HTTP/2 may be closed by the caller as soon as it has its answer.
            boolean isAnswered = end.succeeded() || context.response().ended();
            String status = isAnswered ? String.valueOf(context.response().getStatusCode()) : ABORTED;
            count(
                    request,
                    Endpoints.route(context).orElse(UNMATCHED),
                    status,
                    Duration.ofNanos(System.nanoTime() - start));
            active.decrementAndGet();
        });
        context.next();
    }

    /** Counts a request that has been answered without having been routed, since it could not be read. */
    void unrouted(HttpServerRequest request) {
        String status = String.valueOf(request.response().getStatusCode());
        count(request, UNMATCHED, status, Duration.ZERO);
    }

    /** Counts a connection until it is closed. */
    void connected(HttpConnection connection) {
        connections.incrementAndGet();
        connection.closeHandler(closed -> connections.decrementAndGet());
    }

    private void count(HttpServerRequest request, String route, String status, Duration duration) {
        requests.withTags(Tags.of("route", route, "method", method(request), "status", status))
                .record(duration);
        received.increment((double) request.bytesRead());
        sent.increment((double) request.response().bytesWritten());
    }

    private static String method(HttpServerRequest request) {
        String method = request.method() == null ? OTHER : request.method().name();
        return METHODS.contains(method) ? method : OTHER;
    }
}
