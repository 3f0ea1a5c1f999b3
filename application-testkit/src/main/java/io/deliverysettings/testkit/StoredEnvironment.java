package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.SettingsStorePort.Confirmed;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@link InMemorySettingsStoreAdapter} keeps of one environment. Credentials are named by their ids. */
final class StoredEnvironment {

    private final List<Entry> entries = new ArrayList<>();
    private Optional<Held> present = Optional.empty();
    private Optional<Open> open = Optional.empty();

    /** What PingOne holds, or held. */
    record Held(
            Revision revision, Optional<WhatsAppSettings> settings, Instant confirmedAt, Optional<Long> credentials) {}

    /** An entry of the history; one that changed nothing has nothing that was held. */
    record Entry(HistoryEntry told, Optional<OperationId> id, Optional<Held> held) {}

    /** The open operation. */
    record Open(Turn turn, Operation operation, Optional<Long> credentials, Instant leaseEnd) {

        /** Zero when the lease has run out; it has when its time is up to the nanosecond. */
        Duration leaseLeft(Instant now) {
            return now.isBefore(leaseEnd) ? Duration.between(now, leaseEnd) : Duration.ZERO;
        }

        Open until(Instant end) {
            return new Open(turn, operation, credentials, end);
        }

        Open takenOver(Instant end) {
            return new Open(
                    new Turn(turn.environment(), turn.operation(), turn.fence() + 1), operation, credentials, end);
        }
    }

    Optional<Held> present() {
        return present;
    }

    Optional<Open> open() {
        return open;
    }

    /** The open operation, if this turn is still the one to work on it. */
    Optional<Open> open(Turn turn) {
        return open.filter(candidate -> candidate.turn().equals(turn));
    }

    void open(Open operation) {
        open = Optional.of(operation);
    }

    void close() {
        open = Optional.empty();
    }

    /** Newest first. */
    List<Entry> entries() {
        List<Entry> newestFirst = new ArrayList<>(entries);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    Revision nextRevision() {
        return new Revision(entries.size() + 1L);
    }

    /** The entry of the operation that was accepted by an id. */
    Optional<Entry> made(OperationId id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(Optional.of(id)))
                .filter(entry -> entry.told().outcome() != Outcome.NOT_APPLIED)
                .findFirst();
    }

    /** Adds the next entry, and keeps what was confirmed with it. */
    void record(
            HistoryEntry told,
            Optional<OperationId> id,
            Optional<Confirmed> confirmed,
            CredentialsFate fate,
            Optional<Long> offered) {
        Optional<Long> credentials = credentialsAfter(fate, offered);
        Optional<Held> held = confirmed.map(now -> new Held(told.revision(), now.settings(), now.at(), credentials));
        present = held.or(
                () -> present.map(last -> new Held(last.revision(), last.settings(), last.confirmedAt(), credentials)));
        entries.add(new Entry(told, id, held));
    }

    /** PingOne still holds the same; what it said earlier is no news. */
    void confirm(Revision revision, Instant at) {
        present = present.map(
                last -> last.revision().equals(revision) && last.confirmedAt().isBefore(at)
                        ? new Held(last.revision(), last.settings(), at, last.credentials())
                        : last);
    }

    /** The ids of all credentials that this environment still needs, some of them repeatedly. */
    Stream<Long> credentialsInUse() {
        return Stream.of(
                        present.flatMap(Held::credentials).stream(),
                        open.flatMap(Open::credentials).stream(),
                        entries.stream()
                                .flatMap(entry -> entry.held().stream())
                                .flatMap(held -> held.credentials().stream()))
                .flatMap(ids -> ids);
    }

    private Optional<Long> credentialsAfter(CredentialsFate fate, Optional<Long> offered) {
        Optional<Long> kept = present.flatMap(Held::credentials);
        return switch (fate) {
            case STAY -> kept;
            case REPLACED -> offered.or(() -> kept);
            case DROPPED -> Optional.empty();
        };
    }
}
