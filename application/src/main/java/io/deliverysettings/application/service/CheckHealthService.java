package io.deliverysettings.application.service;

import io.deliverysettings.application.health.Component;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.health.ComponentHealth.State;
import io.deliverysettings.application.port.in.CheckHealthUseCase;
import io.deliverysettings.application.port.out.HealthPort;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

final class CheckHealthService implements CheckHealthUseCase {

    /** Less than those who probe usually wait. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private static final ComponentHealth NO_ANSWER = ComponentHealth.down("It does not answer.");

    private final Map<Component, HealthPort> ports;

    CheckHealthService(Map<Component, HealthPort> ports) {
        this.ports = Map.copyOf(ports);
    }

    @Override
    public CompletionStage<Result> check(Query query) {
        CompletionStage<Map<Component, ComponentHealth>> all =
                CompletableFuture.completedStage(new EnumMap<>(Component.class));
        for (Map.Entry<Component, HealthPort> port : ports.entrySet()) {
            all = all.thenCombine(inTime(port.getValue()), (found, health) -> {
                found.put(port.getKey(), health);
                return found;
            });
        }
        return all.thenApply(found -> new Result(readiness(found), found));
    }

    private static CompletionStage<ComponentHealth> inTime(HealthPort port) {
        CompletableFuture<ComponentHealth> inTime = new CompletableFuture<>();
        // Behind `thenCompose`, so that what a port throws counts as no answer too.
        CompletableFuture.completedStage(port)
                .thenCompose(HealthPort::health)
                .whenComplete((health, failure) -> inTime.complete(failure == null ? health : NO_ANSWER));
        return inTime.completeOnTimeout(NO_ANSWER, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Only without the store there is nothing to be expected: PingOne's answers can be read and stored ones told. */
    private static Readiness readiness(Map<Component, ComponentHealth> found) {
        ComponentHealth store = found.get(Component.STORE);
        if (store != null && store.state() == State.DOWN) {
            return Readiness.NOT_READY;
        }
        return found.values().stream().allMatch(health -> health.state() == State.UP)
                ? Readiness.READY
                : Readiness.DEGRADED;
    }
}
