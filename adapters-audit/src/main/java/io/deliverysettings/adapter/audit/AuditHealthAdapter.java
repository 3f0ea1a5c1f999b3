package io.deliverysettings.adapter.audit;

import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.out.HealthPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How the audit log is, by what became of the last events. */
final class AuditHealthAdapter implements HealthPort {

    private final LogWriter writer;

    AuditHealthAdapter(LogWriter writer) {
        this.writer = writer;
    }

    @Override
    public CompletionStage<ComponentHealth> health() {
        return CompletableFuture.completedStage(writer.health());
    }
}
