package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What can be told of the calls to PingOne without telling for whom they are: each label has a handful of values. */
final class PingOneMetrics {

    static final String REQUESTS = "gateway.pingone.requests";
    static final String ACTIVE = "gateway.pingone.requests.active";
    static final String CONNECTIONS = "gateway.pingone.connections";

    /** What is asked of PingOne. */
    enum Operation {
        /** For the settings. */
        READ,
        /** To write them. */
        REPLACE,
        /** To take them away. */
        REMOVE,
        /** For a token of a worker. */
        TOKEN
    }

    private final MeterRegistry registry;
    private final Meter.MeterProvider<Timer> requests;
    private final Map<Operation, AtomicInteger> active = new EnumMap<>(Operation.class);

    PingOneMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.requests = Timer.builder(REQUESTS)
                .description(
                        "Requests to PingOne, each try for itself, from the wait for a connection to the last byte")
                .serviceLevelObjectives(
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
        for (Operation operation : Operation.values()) {
            AtomicInteger count = new AtomicInteger();
            active.put(operation, count);
            Gauge.builder(ACTIVE, count, AtomicInteger::get)
                    .description(
                            "Requests to PingOne that are not answered yet, those that wait for a connection included")
                    .tag("operation", lowerCase(operation))
                    .register(registry);
        }
    }

    /** What the retries for a host tell. */
    HostMetrics host(String role) {
        return new HostMetrics(registry, role);
    }

    /** What the queue in front of PingOne tells. */
    QueueMetrics queue() {
        return new QueueMetrics(registry);
    }

    /** Counts the connections of a pool while they are open. */
    Consumer<HttpConnection> connections(String pool) {
        AtomicInteger open = new AtomicInteger();
        // Held by the gauge: the pool knows only the counting.
        Gauge.builder(CONNECTIONS, open::get)
                .description("Connections to PingOne that are open")
                .tag("pool", pool)
                .register(registry);
        return connection -> {
            open.incrementAndGet();
            connection.closeHandler(closed -> open.decrementAndGet());
        };
    }

    /** Watches one request. */
    <T> Future<T> watch(Operation operation, Supplier<Future<T>> request) {
        long start = System.nanoTime();
        AtomicInteger underWay = active(operation);
        underWay.incrementAndGet();
        // Behind `compose`, since what is thrown ends a request too.
        return Future.<Void>succeededFuture().compose(ready -> request.get()).onComplete(result -> {
            underWay.decrementAndGet();
            requests.withTags(Tags.of("operation", lowerCase(operation), "result", result(result)))
                    .record(Duration.ofNanos(System.nanoTime() - start));
        });
    }

    private AtomicInteger active(Operation operation) {
        AtomicInteger count = active.get(operation);
        if (count == null) {
            throw new IllegalStateException(operation.name());
        }
        return count;
    }

    private static String result(AsyncResult<?> result) {
        if (result.succeeded()) {
            return result.result() instanceof Answer.Refused ? "refused" : "done";
        }
        return FinalFault.faultIn(result.cause()).map(PingOneMetrics::kind).orElse("bug");
    }

    static String kind(PortFault fault) {
        return lowerCase(fault.kind());
    }

    static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
