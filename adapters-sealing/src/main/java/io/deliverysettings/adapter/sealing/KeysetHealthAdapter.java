package io.deliverysettings.adapter.sealing;

import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.out.HealthPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** How the keys of a {@link SealingAdapter} are, from what is known of the last look at their file. */
final class KeysetHealthAdapter implements HealthPort {

    private static final ComponentHealth NOT_RELOADED = ComponentHealth.degraded(
            "The file of the keys cannot be read again; those that were read before stay in use. The log says why.");

    private final BooleanSupplier isReloaded;

    KeysetHealthAdapter(BooleanSupplier isReloaded) {
        this.isReloaded = isReloaded;
    }

    @Override
    public CompletionStage<ComponentHealth> health() {
        return CompletableFuture.completedStage(isReloaded.getAsBoolean() ? ComponentHealth.up() : NOT_RELOADED);
    }
}
