package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.out.HealthPort;
import java.util.concurrent.CompletionStage;

/** How the store of a {@link SettingsStoreAdapter} is: whether it answers now, and whether it could be written to last. */
final class StoreHealthAdapter implements HealthPort {

    private static final ComponentHealth NOT_WRITABLE =
            ComponentHealth.degraded("It can be read, but could not be written to when that was last tried.");

    private final StoreCalls calls;

    StoreHealthAdapter(StoreCalls calls) {
        this.calls = calls;
    }

    @Override
    public CompletionStage<ComponentHealth> health() {
        return calls.look().thenApply(answers -> {
            if (!answers) {
                return ComponentHealth.down("It does not answer.");
            }
            return calls.isWritable() ? ComponentHealth.up() : NOT_WRITABLE;
        });
    }
}
