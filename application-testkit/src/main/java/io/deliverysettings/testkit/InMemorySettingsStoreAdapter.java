package io.deliverysettings.testkit;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.testkit.StoredEnvironment.Held;
import io.deliverysettings.testkit.StoredEnvironment.Open;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A store in memory, for the tests of the use cases: nothing is durable, and all else holds. It can be made unavailable. For use
 * by any number of threads; every stage is complete when it is returned.
 */
public final class InMemorySettingsStoreAdapter implements SettingsStorePort {

    private static final int LONGEST_PAGE = 1000;

    private final Clock clock;
    private final Map<EnvironmentId, StoredEnvironment> environments = new LinkedHashMap<>();
    private final SortedMap<Long, Sealed> sealed = new TreeMap<>();
    private final QueuedChanges queued = new QueuedChanges();
    private long lastOperation;
    private long lastCredentials;
    private boolean unavailable;

    /** Sealed credentials with the environment that they belong to. */
    private record Sealed(EnvironmentId environment, SealedCredentials credentials) {}

    /**
     * An empty store.
     *
     * @param clock what leases are measured by
     */
    public InMemorySettingsStoreAdapter(Clock clock) {
        this.clock = clock;
    }

    /** From now on every call fails and does nothing. */
    public synchronized void becomeUnavailable() {
        unavailable = true;
    }

    /** From now on calls are done again; what was there before is there still. */
    public synchronized void becomeAvailable() {
        unavailable = false;
    }

    /**
     * The environments with an open operation, whether or not its lease still holds.
     *
     * @return in the order in which the environments were first used
     */
    public synchronized List<EnvironmentId> openOperations() {
        return environments.entrySet().stream()
                .filter(stored -> stored.getValue().open().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized CompletionStage<Optional<Kept>> find(EnvironmentId environment) {
        return answer(() -> kept(of(environment).present()));
    }

    @Override
    public synchronized CompletionStage<Beginning> begin(
            EnvironmentId environment, Operation operation, Duration lease) {
        return answer(() -> {
            StoredEnvironment stored = of(environment);
            Optional<Beginning> made = operation
                    .id()
                    .flatMap(stored::made)
                    .map(entry -> new Beginning.Made(entry.told(), kept(entry.held())));
            return made.or(() -> stored.open().map(open -> new Beginning.Busy(open.leaseLeft(clock.instant()))))
                    .orElseGet(() -> {
                        lastOperation++;
                        Turn turn = new Turn(environment, "operation-" + lastOperation, 1);
                        stored.open(new Open(
                                turn,
                                operation,
                                operation.credentials().map(credentials -> keep(environment, credentials)),
                                clock.instant().plus(lease)));
                        return new Beginning.Begun(turn, kept(stored.present()));
                    });
        });
    }

    @Override
    public synchronized CompletionStage<Void> renew(List<Turn> turns, Duration lease) {
        return complete(() -> turns.forEach(turn -> {
            StoredEnvironment stored = of(turn.environment());
            stored.open(turn)
                    .ifPresent(open -> stored.open(open.until(clock.instant().plus(lease))));
        }));
    }

    @Override
    public synchronized CompletionStage<Ended> end(Turn turn, Conclusion conclusion) {
        return answer(Effect.UNKNOWN, () -> {
            StoredEnvironment stored = of(turn.environment());
            return stored.open(turn)
                    .<Ended>map(open -> {
                        HistoryEntry entry = entry(stored.nextRevision(), open.operation(), conclusion);
                        stored.record(
                                entry,
                                open.operation().id(),
                                conclusion.confirmed(),
                                conclusion.credentials(),
                                open.credentials());
                        stored.close();
                        forgetUnusedCredentials();
                        return new Ended.Recorded(entry.revision());
                    })
                    .orElseGet(Ended.FencedOff::new);
        });
    }

    @Override
    public synchronized CompletionStage<Void> abandon(Turn turn) {
        return complete(() -> {
            StoredEnvironment stored = of(turn.environment());
            if (stored.open(turn).isPresent()) {
                stored.close();
                forgetUnusedCredentials();
            }
        });
    }

    @Override
    public synchronized CompletionStage<Optional<Abandoned>> takeOver(EnvironmentId environment, Duration lease) {
        return answer(() -> {
            StoredEnvironment stored = of(environment);
            return stored.open().filter(this::isExpired).map(expired -> {
                Open open = expired.takenOver(clock.instant().plus(lease));
                stored.open(open);
                return new Abandoned(open.turn(), asStored(open), kept(stored.present()));
            });
        });
    }

    @Override
    public synchronized CompletionStage<List<EnvironmentId>> abandoned(int limit) {
        requireLimit(limit, Integer.MAX_VALUE);
        return answer(() -> environments.values().stream()
                .flatMap(stored -> stored.open().stream())
                .filter(this::isExpired)
                .sorted(Comparator.comparing(Open::leaseEnd))
                .map(open -> open.turn().environment())
                .limit(limit)
                .toList());
    }

    @Override
    public synchronized CompletionStage<Optional<Revision>> observe(
            EnvironmentId environment, Observation observation, Basis basis) {
        return answer(() -> {
            StoredEnvironment stored = of(environment);
            boolean holds = stored.present().map(Held::revision).equals(basis.compared())
                    && stored.open().map(Open::turn).equals(basis.turn());
            if (!holds) {
                return Optional.empty();
            }
            HistoryEntry entry = entry(stored.nextRevision(), observation);
            stored.record(
                    entry,
                    Optional.empty(),
                    Optional.of(observation.confirmed()),
                    observation.credentials(),
                    stored.open().flatMap(Open::credentials));
            forgetUnusedCredentials();
            return Optional.of(entry.revision());
        });
    }

    @Override
    public synchronized CompletionStage<Void> confirm(EnvironmentId environment, Revision revision, Instant at) {
        return complete(() -> of(environment).confirm(revision, at));
    }

    @Override
    public synchronized CompletionStage<List<HistoryEntry>> history(
            EnvironmentId environment, Optional<Revision> before, int limit) {
        requireLimit(limit, LONGEST_PAGE);
        return answer(() -> of(environment).entries().stream()
                .map(StoredEnvironment.Entry::told)
                .filter(entry -> before.map(bound -> entry.revision().compareTo(bound) < 0)
                        .orElse(true))
                .limit(limit)
                .toList());
    }

    @Override
    public synchronized CompletionStage<Optional<Kept>> revision(EnvironmentId environment, Revision revision) {
        return answer(() -> of(environment).entries().stream()
                .filter(entry -> entry.told().revision().equals(revision))
                .findFirst()
                .flatMap(entry -> kept(entry.held())));
    }

    @Override
    public synchronized CompletionStage<List<StoredCredentials>> credentials(Optional<Long> after, int limit) {
        requireLimit(limit, LONGEST_PAGE);
        return answer(() -> sealed.entrySet().stream()
                .filter(stored -> after.map(bound -> stored.getKey() > bound).orElse(true))
                .limit(limit)
                .map(stored -> new StoredCredentials(
                        stored.getKey(),
                        stored.getValue().environment(),
                        stored.getValue().credentials(),
                        isPresent(stored.getKey(), stored.getValue().environment())))
                .toList());
    }

    @Override
    public synchronized CompletionStage<List<KnownEnvironment>> environments(Optional<EnvironmentId> after, int limit) {
        requireLimit(limit, LONGEST_PAGE);
        return answer(() -> {
            Set<EnvironmentId> all = new HashSet<>(environments.keySet());
            queued.open().forEach(change -> all.add(change.operation().environment()));
            // In the order of their texts: that of UUID compares them as signed numbers.
            return all.stream()
                    .sorted(Comparator.comparing(EnvironmentId::toString))
                    .filter(environment -> after.map(
                                    bound -> environment.toString().compareTo(bound.toString()) > 0)
                            .orElse(true))
                    .map(this::known)
                    .filter(known -> known.openOperations() > 0
                            || known.kept().flatMap(Kept::settings).isPresent())
                    .limit(limit)
                    .toList();
        });
    }

    private KnownEnvironment known(EnvironmentId environment) {
        StoredEnvironment stored = of(environment);
        long turnsOfTheirOwn = stored.open().stream()
                .filter(open -> open.operation()
                        .id()
                        .flatMap(queued::find)
                        .filter(QueuedChanges.Queued::isOpen)
                        .isEmpty())
                .count();
        return new KnownEnvironment(
                environment,
                kept(stored.present()),
                Math.toIntExact(queued.open(environment).count() + turnsOfTheirOwn));
    }

    @Override
    public synchronized CompletionStage<List<EnvironmentId>> unconfirmed(Instant before, int limit) {
        requireLimit(limit, LONGEST_PAGE);
        return answer(() -> environments.entrySet().stream()
                .filter(stored ->
                        stored.getValue().present().flatMap(Held::settings).isPresent())
                .filter(stored -> confirmedAt(stored).isBefore(before))
                .sorted(Comparator.comparing(InMemorySettingsStoreAdapter::confirmedAt))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList());
    }

    private static Instant confirmedAt(Map.Entry<EnvironmentId, StoredEnvironment> stored) {
        return stored.getValue().present().orElseThrow().confirmedAt();
    }

    @Override
    public synchronized CompletionStage<Void> reseal(StoredCredentials stored, SealedCredentials resealed) {
        return complete(() -> sealed.replace(
                stored.id(),
                new Sealed(stored.environment(), stored.credentials()),
                new Sealed(stored.environment(), resealed)));
    }

    /** What is queued; to be used by whoever holds this store's monitor. */
    QueuedChanges queued() {
        return queued;
    }

    <T> CompletionStage<T> answer(Supplier<T> call) {
        return answer(Effect.NONE, call);
    }

    private <T> CompletionStage<T> answer(Effect effectOfAFault, Supplier<T> call) {
        return unavailable
                ? CompletableFuture.failedStage(new PortFault(PortFault.Kind.STORE_UNAVAILABLE, effectOfAFault))
                : CompletableFuture.completedStage(call.get());
    }

    CompletionStage<Void> complete(Runnable call) {
        return answer(() -> Optional.empty()).thenAccept(nothing -> call.run());
    }

    private StoredEnvironment of(EnvironmentId environment) {
        return environments.computeIfAbsent(environment, unknown -> new StoredEnvironment());
    }

    private boolean isExpired(Open open) {
        return open.leaseLeft(clock.instant()).isZero();
    }

    long keep(EnvironmentId environment, SealedCredentials credentials) {
        lastCredentials++;
        sealed.put(lastCredentials, new Sealed(environment, credentials));
        return lastCredentials;
    }

    SealedCredentials credentials(long id) {
        Sealed stored = sealed.get(id);
        if (stored == null) {
            throw new IllegalStateException("credentials are in use, but were forgotten");
        }
        return stored.credentials();
    }

    private boolean isPresent(long id, EnvironmentId environment) {
        return of(environment)
                .present()
                .flatMap(Held::credentials)
                .filter(present -> present == id)
                .isPresent();
    }

    void forgetUnusedCredentials() {
        Set<Long> inUse = Stream.concat(
                        environments.values().stream().flatMap(StoredEnvironment::credentialsInUse),
                        queued.credentialsInUse())
                .collect(Collectors.toSet());
        sealed.keySet().retainAll(inUse);
    }

    private Optional<Kept> kept(Optional<Held> held) {
        return held.map(known -> new Kept(
                known.revision(),
                known.settings(),
                known.confirmedAt(),
                known.credentials().map(this::credentials)));
    }

    /** With its credentials as they are now: they may have been sealed again since. */
    private Operation asStored(Open open) {
        Operation begun = open.operation();
        return new Operation(
                begun.id(),
                begun.action(),
                begun.actor(),
                begun.correlationId(),
                begun.startedAt(),
                begun.intent(),
                open.credentials().map(this::credentials),
                begun.callerToken());
    }

    private static HistoryEntry entry(Revision revision, Operation operation, Conclusion conclusion) {
        return new HistoryEntry(
                revision,
                operation.action(),
                conclusion.outcome(),
                operation.actor(),
                operation.correlationId(),
                operation.startedAt(),
                conclusion.endedAt(),
                conclusion.changes(),
                conclusion.secrets());
    }

    /** Somebody else has written: that is what {@link Outcome#OVERTAKEN} says, and PingOne does not say who. */
    private static HistoryEntry entry(Revision revision, Observation observation) {
        return new HistoryEntry(
                revision,
                Action.OBSERVE,
                Outcome.OVERTAKEN,
                Optional.empty(),
                observation.correlationId(),
                observation.confirmed().at(),
                observation.confirmed().at(),
                observation.changes(),
                Optional.empty());
    }

    static void requireLimit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("a limit from 1 to " + most + ", not " + limit);
        }
    }
}
