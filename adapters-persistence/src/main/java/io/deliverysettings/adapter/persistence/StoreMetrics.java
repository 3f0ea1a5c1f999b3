package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.SettingsStorePort.Abandoned;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What can be told of the store without telling what is in it: each label has a handful of values. */
final class StoreMetrics {

    static final String OPERATIONS = "gateway.store.operations";
    static final String ACTIVE = "gateway.store.operations.active";
    static final String BEGINNINGS = "gateway.store.beginnings";
    static final String LEASES_RENEWED = "gateway.store.leases.renewed";
    static final String LEASES_LOST = "gateway.store.leases.lost";
    static final String LEASES_TAKEN_OVER = "gateway.store.leases.taken.over";
    static final String OPEN_OPERATIONS = "gateway.store.open.operations";
    static final String OPEN_CHANGES = "gateway.store.open.changes";

    private static final String BEGUN = "begun";
    private static final String BUSY = "busy";
    private static final String MADE = "made";

    /** Whose lease it is. */
    enum Lease {
        /** Of an operation that is made. */
        TURN("turn"),
        /** Of an accepted change that is worked on. */
        CLAIM("claim");

        private final String label;

        Lease(String label) {
            this.label = label;
        }
    }

    private final MeterRegistry registry;
    private final Meter.MeterProvider<Timer> operations;
    private final Meter.MeterProvider<Counter> beginnings;
    private final Meter.MeterProvider<Counter> renewed;
    private final Meter.MeterProvider<Counter> lost;
    private final Counter takenOver;
    private final AtomicInteger active = new AtomicInteger();

    StoreMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.operations = Timer.builder(OPERATIONS)
                .description(
                        "What the store was asked for, from the question to the answer, all its statements together")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(12))
                .withRegistry(registry);
        this.beginnings = Counter.builder(BEGINNINGS)
                .description("Operations that were to begin, by what came of it")
                .withRegistry(registry);
        this.renewed = Counter.builder(LEASES_RENEWED)
                .description("Leases that were asked to be renewed")
                .withRegistry(registry);
        this.lost = Counter.builder(LEASES_LOST)
                .description("Leases that somebody else had taken over when what they were for was to be recorded")
                .withRegistry(registry);
        this.takenOver = Counter.builder(LEASES_TAKEN_OVER)
                .description("Operations that were taken over from whoever had left them")
                .register(registry);
        countNone();
        Gauge.builder(ACTIVE, active, AtomicInteger::get)
                .description("What the store was asked for and has not answered yet")
                .register(registry);
    }

    /** All are there from the beginning, so that none of them can be told from a metric that is missing. */
    private void countNone() {
        for (String result : List.of(BEGUN, BUSY, MADE)) {
            beginnings.withTags(Tags.of("result", result)).increment(0);
        }
        for (Lease lease : Lease.values()) {
            renewed(lease, 0);
            lost(lease, 0);
        }
    }

    /** Watches one call of the port. */
    <T> Future<T> watch(String operation, Supplier<Future<T>> call) {
        long start = System.nanoTime();
        active.incrementAndGet();
        return StoreSpans.watch(operation, call).onComplete(result -> {
            active.decrementAndGet();
            operations
                    .withTags(Tags.of("operation", operation, "outcome", outcome(result)))
                    .record(Duration.ofNanos(System.nanoTime() - start));
        });
    }

    private static String outcome(AsyncResult<?> result) {
        if (result.succeeded()) {
            return "done";
        }
        return PortFault.in(result.cause()).isPresent() ? "unavailable" : "bug";
    }

    void begun(Beginning beginning) {
        String result = BEGUN;
        if (beginning instanceof Beginning.Busy) {
            result = BUSY;
        } else if (beginning instanceof Beginning.Made) {
            result = MADE;
        }
        beginnings.withTags(Tags.of("result", result)).increment();
    }

    void ended(Ended ended) {
        if (ended instanceof Ended.FencedOff) {
            lost(Lease.TURN, 1);
        }
    }

    void concluded(boolean isConcluded) {
        if (!isConcluded) {
            lost(Lease.CLAIM, 1);
        }
    }

    private void lost(Lease lease, int count) {
        lost.withTags(Tags.of("lease", lease.label)).increment(count);
    }

    void renewed(Lease lease, int count) {
        renewed.withTags(Tags.of("lease", lease.label)).increment(count);
    }

    void takenOver(Optional<Abandoned> abandoned) {
        if (abandoned.isPresent()) {
            takenOver.increment();
        }
    }

    /** What an engine knows of itself; it is asked whenever somebody looks. */
    <T> void gauge(String name, String description, T engine, ToDoubleFunction<T> value) {
        Gauge.builder(name, engine, value).description(description).register(registry);
    }

    /** The same, in bytes. */
    <T> void bytes(String name, String description, T engine, ToDoubleFunction<T> value) {
        Gauge.builder(name, engine, value)
                .description(description)
                .baseUnit("bytes")
                .register(registry);
    }

    /** The same, of what only grows. */
    <T> void counter(String name, String description, T engine, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, engine, value).description(description).register(registry);
    }
}
