package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.out.HealthPort;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How PingOne is, as the calls to it have ended lately. It is not asked for this: whoever probes often would use up its limits.
 */
final class PingOneHealthAdapter implements HealthPort {

    private final Supplier<CircuitState> api;
    private final Supplier<ComponentHealth> tokens;
    private final BooleanSupplier isClosed;

    PingOneHealthAdapter(Supplier<CircuitState> api, Supplier<ComponentHealth> tokens, BooleanSupplier isClosed) {
        this.api = api;
        this.tokens = tokens;
        this.isClosed = isClosed;
    }

    @Override
    public CompletionStage<ComponentHealth> health() {
        return StageBridge.completed(now());
    }

    private ComponentHealth now() {
        if (isClosed.getAsBoolean()) {
            return ComponentHealth.down("The adapter is closed.");
        }
        return switch (api.get()) {
            case OPEN -> ComponentHealth.down("Most calls to PingOne's API have failed; it is left alone for a while.");
            case HALF_OPEN -> ComponentHealth.degraded("PingOne's API was left alone and is tried out again.");
            case CLOSED -> tokens.get();
        };
    }
}
