package io.deliverysettings.adapter.http;

import io.deliverysettings.application.health.Component;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.health.ComponentHealth.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How the parts were when somebody asked last, for those who watch over many gateways. */
final class HealthMetrics {

    static final String HEALTH = "gateway.health.state";

    private final MeterRegistry registry;
    private final Set<Component> known = ConcurrentHashMap.newKeySet();
    private volatile Map<Component, ComponentHealth> latest = Map.of();

    HealthMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Keeps what was found. */
    void found(Map<Component, ComponentHealth> components) {
        latest = components;
        components.keySet().stream().filter(known::add).forEach(this::show);
    }

    private void show(Component component) {
        for (State state : State.values()) {
            Gauge.builder(HEALTH, this, of -> of.is(component, state) ? 1 : 0)
                    .description("1 for the state that a part is in, 0 for the others")
                    .tag("component", HealthDocument.name(component))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private boolean is(Component component, State state) {
        ComponentHealth health = latest.get(component);
        return health != null && health.state() == state;
    }
}
