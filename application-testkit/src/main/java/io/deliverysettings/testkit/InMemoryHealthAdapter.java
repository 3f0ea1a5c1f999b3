package io.deliverysettings.testkit;

import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.out.HealthPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A part that is as a test says. For use by any number of threads; every stage is complete when it is returned. */
public final class InMemoryHealthAdapter implements HealthPort {

    private volatile ComponentHealth present = ComponentHealth.up();

    /** A part that works. */
    public InMemoryHealthAdapter() {}

    /**
     * From now on the part is so.
     *
     * @param health how it is
     */
    public void set(ComponentHealth health) {
        present = health;
    }

    @Override
    public CompletionStage<ComponentHealth> health() {
        return CompletableFuture.completedStage(present);
    }
}
