package io.deliverysettings.adapter.pingone;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** What the retries for one of PingOne's hosts tell. */
final class HostMetrics {

    static final String RETRIES = "gateway.pingone.retries";
    static final String BUDGET = "gateway.pingone.retries.budget";
    static final String UNPAID = "gateway.pingone.retries.unpaid";
    static final String CIRCUIT = "gateway.pingone.circuit.state";
    static final String NOT_CALLED = "gateway.pingone.circuit.refused";

    /** A good answer that may be a better one soon. */
    static final String UNSETTLED = "unsettled";

    private static final List<String> REASONS =
            List.of(UNSETTLED, "timeout", "unavailable", "throttled", "unreadable", "failed");

    private final MeterRegistry registry;
    private final String role;
    private final Meter.MeterProvider<Counter> retries;
    private final Counter unpaid;
    private final Counter notCalled;

    /**
     * For one host.
     *
     * @param role {@code api} or {@code auth}; what the host is called is nobody's business
     */
    HostMetrics(MeterRegistry registry, String role) {
        this.registry = registry;
        this.role = role;
        this.retries = Counter.builder(RETRIES)
                .description("Calls that were made once more, by what the try before had met")
                .tag("host", role)
                .withRegistry(registry);
        // All are there from the beginning, so that none of them can be told from a metric that is missing.
        for (String reason : REASONS) {
            retried(reason, 0);
        }
        this.unpaid = Counter.builder(UNPAID)
                .description("Calls that would have been made once more if the budget had allowed it")
                .tag("host", role)
                .register(registry);
        this.notCalled = Counter.builder(NOT_CALLED)
                .description("Calls that were not made since the circuit was open")
                .tag("host", role)
                .register(registry);
    }

    void watch(RetryBudget budget, HostCircuit circuit) {
        Gauge.builder(BUDGET, budget, RetryBudget::left)
                .description("How many more calls may be made once more now")
                .tag("host", role)
                .register(registry);
        for (CircuitState state : CircuitState.values()) {
            Gauge.builder(CIRCUIT, circuit, of -> of.state() == state ? 1 : 0)
                    .description("1 for the state that the circuit is in, 0 for the others")
                    .tags("host", role, "state", PingOneMetrics.lowerCase(state))
                    .register(registry);
        }
    }

    void retried(String reason) {
        retried(reason, 1);
    }

    private void retried(String reason, int count) {
        retries.withTags(Tags.of("reason", reason)).increment(count);
    }

    void unpaid() {
        unpaid.increment();
    }

    void notCalled() {
        notCalled.increment();
    }
}
