package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.StoreMetrics.Lease;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The queue of accepted changes, in the database of a {@link SettingsStoreAdapter}: what happens to a change there and what is
 * known of it here are seen by everybody, and a copy of the store has both. It is opened and closed with that adapter.
 */
public final class OperationQueueAdapter implements OperationQueuePort {

    private final StoreCalls calls;
    private final QueueRepository repository;
    private final StoreMetrics metrics;

    OperationQueueAdapter(StoreCalls calls, QueueRepository repository, StoreMetrics metrics) {
        this.metrics = metrics;
        this.calls = calls;
        this.repository = repository;
    }

    @Override
    public CompletionStage<Optional<OperationId>> accept(Acceptance operation, int mostOpen) {
        return calls.write("queue_accept", session -> repository.accept(session, operation, mostOpen));
    }

    @Override
    public CompletionStage<List<Claimed>> claim(int limit, Duration lease) {
        return calls.write("queue_claim", session -> repository.claim(session, limit, lease));
    }

    @Override
    public CompletionStage<Void> renew(List<Claim> claims, Duration lease) {
        return calls.write(
                "queue_renew",
                Effect.NONE,
                session -> repository.renew(session, claims, lease),
                // With a lease of nothing they are given up.
                done -> metrics.renewed(Lease.CLAIM, lease.isZero() ? 0 : claims.size()));
    }

    @Override
    public CompletionStage<Void> report(Claim claim, Progress progress) {
        return calls.write("queue_report", session -> repository.report(session, claim, progress));
    }

    @Override
    public CompletionStage<Boolean> conclude(Claim claim, OperationResult result, Instant at) {
        return calls.write(
                "queue_conclude",
                Effect.NONE,
                session -> repository.conclude(session, claim, result, at),
                metrics::concluded);
    }

    @Override
    public CompletionStage<Optional<Status>> find(EnvironmentId environment, OperationId id) {
        return calls.read("queue_find", session -> repository.find(session, environment, id));
    }

    @Override
    public CompletionStage<Set<OperationId>> ended(Set<OperationId> ids) {
        return calls.read("queue_ended", session -> repository.ended(session, ids));
    }

    @Override
    public CompletionStage<Integer> forget(Instant before, int limit) {
        return calls.write("queue_forget", session -> repository.forget(session, before, limit));
    }
}
