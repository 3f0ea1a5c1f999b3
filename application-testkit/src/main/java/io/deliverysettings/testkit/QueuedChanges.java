package io.deliverysettings.testkit;

import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort.Acceptance;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The accepted changes of an in-memory store, in the order in which they were accepted. Credentials are named by their ids.
 */
final class QueuedChanges {

    private final Map<OperationId, Queued> changes = new LinkedHashMap<>();
    private long last;

    /**
     * An accepted change.
     *
     * @param claimedUntil empty while nobody has a claim on it, or when it was given up
     */
    record Queued(
            OperationId id,
            Acceptance operation,
            Optional<Long> credentials,
            long fence,
            Optional<Instant> claimedUntil,
            Progress progress,
            Optional<Instant> begunAt,
            Optional<Instant> endedAt,
            Optional<OperationResult> result) {

        boolean isOpen() {
            return endedAt.isEmpty();
        }

        /** A claim has run out when its time is up to the nanosecond. */
        boolean isClaimed(Instant now) {
            return claimedUntil.filter(now::isBefore).isPresent();
        }

        Queued claimed(Instant now, Instant end) {
            return new Queued(
                    id,
                    operation,
                    credentials,
                    fence + 1,
                    Optional.of(end),
                    Progress.WAITING_FOR_TURN,
                    begunAt.or(() -> Optional.of(now)),
                    endedAt,
                    result);
        }

        Queued until(Instant end) {
            return new Queued(id, operation, credentials, fence, Optional.of(end), progress, begunAt, endedAt, result);
        }

        Queued at(Progress reported) {
            return new Queued(id, operation, credentials, fence, claimedUntil, reported, begunAt, endedAt, result);
        }

        /** It needs its credentials no more. */
        Queued ended(Instant at, OperationResult with) {
            return new Queued(
                    id,
                    operation,
                    Optional.empty(),
                    fence,
                    Optional.empty(),
                    Progress.ENDED,
                    begunAt,
                    Optional.of(at),
                    Optional.of(with));
        }
    }

    OperationId add(Acceptance operation, Optional<Long> credentials) {
        last++;
        OperationId id = new OperationId(new UUID(0, last));
        put(new Queued(
                id,
                operation,
                credentials,
                0,
                Optional.empty(),
                Progress.QUEUED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return id;
    }

    /** In its place, if it has one already. */
    void put(Queued change) {
        changes.put(change.id(), change);
    }

    void remove(OperationId id) {
        changes.remove(id);
    }

    Optional<Queued> find(OperationId id) {
        return Optional.ofNullable(changes.get(id));
    }

    /** The open change on which somebody has this claim, whether or not it has run out. */
    Optional<Queued> find(Claim claim) {
        return find(claim.id()).filter(Queued::isOpen).filter(change -> change.fence() == claim.fence());
    }

    Stream<Queued> ended() {
        return changes.values().stream().filter(change -> !change.isOpen());
    }

    Stream<Queued> open() {
        return changes.values().stream().filter(Queued::isOpen);
    }

    Stream<Queued> open(EnvironmentId environment) {
        return open().filter(change -> change.operation().environment().equals(environment));
    }

    /** The oldest open change of each environment, the oldest of them first. */
    Stream<Queued> next() {
        Set<EnvironmentId> seen = new HashSet<>();
        return open().filter(change -> seen.add(change.operation().environment()));
    }

    /** The ids of all credentials that open changes need. */
    Stream<Long> credentialsInUse() {
        return changes.values().stream().flatMap(change -> change.credentials().stream());
    }
}
