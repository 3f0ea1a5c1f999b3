package io.deliverysettings.adapter.audit;

import io.deliverysettings.application.port.out.AuditPort.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What is counted of the log. */
final class AuditMeters {

    private static final List<String> NAMES =
            List.of("denied", "changeBegun", "changeEnded", "changeAbandoned", "changeObserved");

    private final MeterRegistry registry;
    private final Counter failures;
    private final Timer writes;

    AuditMeters(MeterRegistry registry, Supplier<Number> waiting) {
        this.registry = registry;
        // All are there from the beginning, so that a rate of none can be told from a metric that is missing.
        NAMES.forEach(this::events);
        this.failures = Counter.builder("gateway.audit.failures")
                .description("Events that the audit log did not take")
                .register(registry);
        this.writes = Timer.builder("gateway.audit.write")
                .description("How long it took to write events to the disk, as many as were waiting at once")
                .register(registry);
        Gauge.builder("gateway.audit.queue", waiting)
                .description("Events that wait for the disk")
                .strongReference(true)
                .register(registry);
    }

    void written(Event event) {
        events(AuditDocuments.nameOf(event)).increment();
    }

    void failed(int events) {
        failures.increment(events);
    }

    void took(Duration time) {
        writes.record(time);
    }

    private Counter events(String name) {
        return Counter.builder("gateway.audit.events")
                .description("Events that the audit log has")
                .tag("event", name)
                .register(registry);
    }
}
