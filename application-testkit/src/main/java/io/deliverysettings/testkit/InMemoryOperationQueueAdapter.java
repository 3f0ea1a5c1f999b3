package io.deliverysettings.testkit;

import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.testkit.QueuedChanges.Queued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The queue of an in-memory store, for the tests of the use cases. Several of one store share what is queued, as gateways do. It
 * is unavailable while the store is. For use by any number of threads; every stage is complete when it is returned.
 */
public final class InMemoryOperationQueueAdapter implements OperationQueuePort {

    private static final int LARGEST = 1000;

    private final InMemorySettingsStoreAdapter store;
    private final QueuedChanges changes;
    private final Clock clock;

    /**
     * The queue of a store.
     *
     * @param store what else the database would hold
     * @param clock what claims are measured by
     */
    public InMemoryOperationQueueAdapter(InMemorySettingsStoreAdapter store, Clock clock) {
        this.store = store;
        this.changes = store.queued();
        this.clock = clock;
    }

    @Override
    public CompletionStage<Optional<OperationId>> accept(Acceptance operation, int mostOpen) {
        requireLimit(mostOpen, Integer.MAX_VALUE);
        synchronized (store) {
            return store.answer(() -> changes.open().count() < mostOpen
                    ? Optional.of(changes.add(
                            operation,
                            operation
                                    .credentials()
                                    .map(credentials -> store.keep(operation.environment(), credentials))))
                    : Optional.empty());
        }
    }

    @Override
    public CompletionStage<List<Claimed>> claim(int limit, Duration lease) {
        requireLimit(limit, LARGEST);
        synchronized (store) {
            return store.answer(() -> {
                Instant now = clock.instant();
                List<Queued> due = changes.next()
                        .filter(change -> !change.isClaimed(now))
                        .limit(limit)
                        .map(change -> change.claimed(now, now.plus(lease)))
                        .toList();
                due.forEach(changes::put);
                return due.stream()
                        .map(change -> new Claimed(new Claim(change.id(), change.fence()), asStored(change)))
                        .toList();
            });
        }
    }

    @Override
    public CompletionStage<Void> renew(List<Claim> claims, Duration lease) {
        synchronized (store) {
            return store.complete(() -> claims.forEach(claim -> changes.find(claim)
                    .ifPresent(
                            change -> changes.put(change.until(clock.instant().plus(lease))))));
        }
    }

    @Override
    public CompletionStage<Void> report(Claim claim, Progress progress) {
        if (progress == Progress.ENDED) {
            throw new IllegalArgumentException("a change ends with a result");
        }
        synchronized (store) {
            return store.complete(() -> changes.find(claim).ifPresent(change -> changes.put(change.at(progress))));
        }
    }

    @Override
    public CompletionStage<Boolean> conclude(Claim claim, OperationResult result, Instant at) {
        synchronized (store) {
            return store.answer(() -> {
                Optional<Queued> claimed = changes.find(claim);
                claimed.ifPresent(change -> changes.put(change.ended(at, result)));
                store.forgetUnusedCredentials();
                return claimed.isPresent();
            });
        }
    }

    @Override
    public CompletionStage<Optional<Status>> find(EnvironmentId environment, OperationId id) {
        synchronized (store) {
            return store.answer(() -> changes.find(id)
                    .filter(change -> change.operation().environment().equals(environment))
                    .map(this::status));
        }
    }

    @Override
    public CompletionStage<Set<OperationId>> ended(Set<OperationId> ids) {
        requireLimit(ids.size(), LARGEST);
        synchronized (store) {
            return store.answer(() -> {
                Set<OperationId> ended = new HashSet<>(ids);
                changes.open().map(Queued::id).forEach(ended::remove);
                return ended;
            });
        }
    }

    @Override
    public CompletionStage<Integer> forget(Instant before, int limit) {
        requireLimit(limit, LARGEST);
        synchronized (store) {
            return store.answer(() -> {
                List<OperationId> old = changes.ended()
                        .filter(change -> endOf(change).isBefore(before))
                        .sorted(Comparator.comparing(InMemoryOperationQueueAdapter::endOf))
                        .limit(limit)
                        .map(Queued::id)
                        .toList();
                old.forEach(changes::remove);
                return old.size();
            });
        }
    }

    private static Instant endOf(Queued ended) {
        return ended.endedAt().orElseThrow();
    }

    private Status status(Queued change) {
        Acceptance operation = change.operation();
        boolean isTold = !change.isOpen() || change.isClaimed(clock.instant());
        return new Status(
                change.id(),
                operation.change(),
                change.isOpen()
                        ? operation.caller().accessToken()
                        : operation.caller().accessToken().withoutCiphertext(),
                operation.caller().correlationId(),
                isTold ? change.progress() : Progress.QUEUED,
                operation.acceptedAt(),
                change.begunAt(),
                change.endedAt(),
                change.result());
    }

    /** With its credentials as they are now: they may have been sealed again since. */
    private Acceptance asStored(Queued change) {
        Acceptance accepted = change.operation();
        return new Acceptance(
                accepted.environment(),
                accepted.change(),
                accepted.precondition(),
                change.credentials().map(store::credentials),
                accepted.caller(),
                accepted.acceptedAt());
    }

    private static void requireLimit(int limit, int most) {
        InMemorySettingsStoreAdapter.requireLimit(limit, most);
    }
}
