package io.deliverysettings.application.service;

import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The turns that this process works on, each with the time from which its lease is sure to run. */
final class OpenTurns {

    /** A lease that is renewed this often survives two renewals that fail. */
    private static final int RENEWALS_PER_LEASE = 3;

    private final ConcurrentMap<Turn, Instant> leasedAt = new ConcurrentHashMap<>();
    private final Duration lease;
    private final Clock clock;

    OpenTurns(Duration lease, Clock clock) {
        this.lease = lease;
        this.clock = clock;
    }

    /** The time is that of before the store was asked: the store's lease runs from then or later. */
    void open(Turn turn, Instant askedAt) {
        leasedAt.put(turn, askedAt);
    }

    void close(Turn turn) {
        leasedAt.remove(turn);
    }

    /** Whether nobody can have taken the turn over yet, as far as this process can tell. */
    boolean isHeld(Turn turn) {
        Instant since = leasedAt.get(turn);
        return since != null && holds(since);
    }

    private boolean holds(Instant since) {
        return clock.instant().isBefore(since.plus(lease));
    }

    List<Turn> dueForRenewal() {
        Instant due = clock.instant().minus(lease.dividedBy(RENEWALS_PER_LEASE));
        return leasedAt.entrySet().stream()
                .filter(turn -> !turn.getValue().isAfter(due))
                .map(turn -> turn.getKey())
                .toList();
    }

    /** The store passes over, without a word, what was taken over: only a lease that still holds is sure to be renewed. */
    void renewed(List<Turn> turns, Instant askedAt) {
        // One that was closed in the meantime stays closed.
        turns.forEach(turn -> leasedAt.computeIfPresent(turn, (known, since) -> holds(since) ? askedAt : since));
    }
}
