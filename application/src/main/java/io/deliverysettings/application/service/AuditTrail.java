package io.deliverysettings.application.service;

import io.deliverysettings.application.port.out.AuditPort;
import io.deliverysettings.application.port.out.AuditPort.Event;
import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.Observation;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Tells the audit log what happens. A change that it cannot be told of is not begun. What has happened is told the caller whether
 * or not the log takes it: to say otherwise would be wrong, and the next change is not begun.
 */
final class AuditTrail {

    private final AuditPort audit;
    private final Clock clock;

    AuditTrail(AuditPort audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Fails when the log does not take it. */
    CompletionStage<Void> begun(Turn turn, Operation operation) {
        return audit.record(new Event.Begun(
                clock.instant(),
                turn.environment(),
                turn.operation(),
                operation.id(),
                operation.action(),
                operation.actor(),
                operation.correlationId(),
                operation.intent()));
    }

    CompletionStage<Void> ended(Turn turn, Conclusion conclusion, Revision entry) {
        return happened(new Event.Ended(
                clock.instant(),
                turn.environment(),
                turn.operation(),
                conclusion.outcome(),
                entry,
                conclusion.changes(),
                conclusion.secrets()));
    }

    CompletionStage<Void> abandoned(Turn turn) {
        return happened(new Event.Abandoned(clock.instant(), turn.environment(), turn.operation()));
    }

    CompletionStage<Void> observed(EnvironmentId environment, Observation observation, Revision entry) {
        return happened(new Event.Observed(
                clock.instant(), environment, observation.correlationId(), entry, observation.changes()));
    }

    CompletionStage<Void> denied(Function<Instant, Event.Denied> denial) {
        return happened(denial.apply(clock.instant()));
    }

    private CompletionStage<Void> happened(Event event) {
        return audit.record(event).exceptionally(failure -> null);
    }
}
