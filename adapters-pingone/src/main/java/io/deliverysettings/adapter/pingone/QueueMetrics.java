package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the queue in front of PingOne tells. */
final class QueueMetrics {

    static final String WAITING = "gateway.pingone.queue.waiting";
    static final String WAIT = "gateway.pingone.queue.wait";
    static final String REFUSED = "gateway.pingone.queue.refused";
    static final String AVAILABLE = "gateway.pingone.limit.available";
    static final String IN_FORCE = "gateway.pingone.limit.ratio";

    private final MeterRegistry registry;
    private final Meter.MeterProvider<Timer> waits;
    private final Meter.MeterProvider<Counter> refused;

    QueueMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.waits = Timer.builder(WAIT)
                .description("How long calls have waited that went in the end; next to nothing for most")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(10),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60))
                .withRegistry(registry);
        this.refused = Counter.builder(REFUSED)
                .description("Calls that were not made, since their turn would have come too late")
                .withRegistry(registry);
        // All are there from the beginning, so that none of them can be told from a metric that is missing.
        for (Priority priority : Priority.values()) {
            refused(priority, 0);
        }
    }

    void watch(RateShaper shaper) {
        for (Priority priority : Priority.values()) {
            Gauge.builder(WAITING, shaper, of -> of.waiting(priority))
                    .description("Calls that wait for their turn")
                    .tag("priority", PingOneMetrics.lowerCase(priority))
                    .register(registry);
        }
        Gauge.builder(AVAILABLE, shaper, RateShaper::available)
                .description("How many calls the limit of the licence would let go at once now")
                .register(registry);
        Gauge.builder(IN_FORCE, shaper, of -> of.percentOfLimit() / 100.0)
                .description(
                        "How much of the limit of the licence is used now: 1, or less for a while after a 429 of PingOne")
                .register(registry);
    }

    void went(Priority priority, long waitedNanos) {
        waits.withTags(Tags.of("priority", PingOneMetrics.lowerCase(priority))).record(Duration.ofNanos(waitedNanos));
    }

    void refused(Priority priority) {
        refused(priority, 1);
    }

    private void refused(Priority priority, int count) {
        refused.withTags(Tags.of("priority", PingOneMetrics.lowerCase(priority)))
                .increment(count);
    }
}
