package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Busy;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended.Recorded;
import io.deliverysettings.application.port.out.SettingsStorePort.StoredCredentials;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The in-memory store holds the contract, measures leases by its clock, and is away when it is told to be. */
class InMemorySettingsStoreAdapterTest implements SettingsStorePortContract {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final InMemorySettingsStoreAdapter store = new InMemorySettingsStoreAdapter(Clock.systemUTC());

    @Override
    public SettingsStorePort store() {
        return store;
    }

    @Test
    void leasesAreMeasuredByTheClock() {
        AdjustableClock clock = new AdjustableClock();
        InMemorySettingsStoreAdapter timed = new InMemorySettingsStoreAdapter(clock);
        begun(timed, Samples.ENVIRONMENT);

        clock.advance(LEASE.minusNanos(1));
        assertThat(outcome(timed.begin(Samples.ENVIRONMENT, StoreSamples.selecting(), LEASE)))
                .isEqualTo(new Busy(Duration.ofNanos(1)));
        assertThat(outcome(timed.abandoned(1))).isEmpty();
        assertThat(outcome(timed.takeOver(Samples.ENVIRONMENT, LEASE))).isEmpty();

        clock.advance(Duration.ofNanos(1));
        assertThat(outcome(timed.begin(Samples.ENVIRONMENT, StoreSamples.selecting(), LEASE)))
                .isEqualTo(new Busy(Duration.ZERO));
        assertThat(outcome(timed.abandoned(1))).containsExactly(Samples.ENVIRONMENT);

        clock.advance(LEASE);
        assertThat(outcome(timed.begin(Samples.ENVIRONMENT, StoreSamples.selecting(), LEASE)))
                .isEqualTo(new Busy(Duration.ZERO));
        assertThat(outcome(timed.takeOver(Samples.ENVIRONMENT, LEASE))).isPresent();
    }

    @Test
    void theFirstToRunOutIsTheFirstAbandoned() {
        AdjustableClock clock = new AdjustableClock();
        InMemorySettingsStoreAdapter timed = new InMemorySettingsStoreAdapter(clock);
        EnvironmentId later = StoreSteps.fresh();
        EnvironmentId first = StoreSteps.fresh();
        outcome(timed.begin(later, StoreSamples.selecting(), LEASE.plusNanos(1)));
        outcome(timed.begin(first, StoreSamples.selecting(), LEASE));

        clock.advance(LEASE.plusNanos(1));

        assertThat(outcome(timed.abandoned(2))).containsExactly(first, later);
        assertThat(outcome(timed.abandoned(1))).containsExactly(first);
    }

    @Test
    void openOperationsAreShownWhetherOrNotTheirLeasesHold() {
        EnvironmentId held = StoreSteps.fresh();
        EnvironmentId expired = StoreSteps.fresh();
        EnvironmentId idle = StoreSteps.fresh();
        Turn turn = begun(store, held);
        outcome(store.begin(expired, StoreSamples.selecting(), Duration.ZERO));
        outcome(store.find(idle));

        assertThat(store.openOperations()).containsExactly(held, expired);

        outcome(store.abandon(turn));
        assertThat(store.openOperations()).containsExactly(expired);
    }

    @Test
    void whileUnavailableEveryCallFails() {
        Turn turn = begun(store, Samples.ENVIRONMENT);
        store.becomeUnavailable();

        assertThat(callsOtherThanEnd(turn)).hasSize(14).allSatisfy(call -> {
            PortFault fault = fault(call);
            assertThat(fault.kind()).isEqualTo(PortFault.Kind.STORE_UNAVAILABLE);
            assertThat(fault.effect()).isEqualTo(PortFault.Effect.NONE);
        });
        PortFault ofEnd = fault(store.end(turn, StoreSamples.removed()));
        assertThat(ofEnd.kind()).isEqualTo(PortFault.Kind.STORE_UNAVAILABLE);
        assertThat(ofEnd.effect()).isEqualTo(PortFault.Effect.UNKNOWN);
    }

    @Test
    void whatWasAskedWhileUnavailableIsNotDone() {
        Turn turn = begun(store, Samples.ENVIRONMENT);
        store.becomeUnavailable();
        callsOtherThanEnd(turn).forEach(Stages::failure);
        fault(store.end(turn, StoreSamples.removed()));

        store.becomeAvailable();

        assertThat(store.openOperations()).containsExactly(Samples.ENVIRONMENT);
        assertThat(outcome(store.find(Samples.ENVIRONMENT))).isEmpty();
        assertThat(outcome(store.history(Samples.ENVIRONMENT, Optional.empty(), 1)))
                .isEmpty();
        assertThat(outcome(store.end(turn, StoreSamples.removed()))).isInstanceOf(Recorded.class);
    }

    @Test
    void aLimitOutOfItsBoundsIsABug() {
        assertThatThrownBy(() -> store.abandoned(0)).isInstanceOf(IllegalArgumentException.class);
        for (int limit : new int[] {-1, 0, 1001}) {
            assertThatThrownBy(() -> store.history(Samples.ENVIRONMENT, Optional.empty(), limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a limit from 1 to 1000, not " + limit);
            assertThatThrownBy(() -> store.credentials(Optional.empty(), limit))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.environments(Optional.empty(), limit))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.unconfirmed(StoreSamples.CONFIRMED_AT, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void severalThreadsShareAStore() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Beginning>> beginnings = IntStream.range(0, 400)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> null, threads)
                            .thenComposeAsync(
                                    nothing -> store.begin(
                                            Samples.ENVIRONMENT,
                                            StoreSamples.configuring(StoreSamples.credentials("of " + i)),
                                            LEASE),
                                    threads)
                            .thenComposeAsync(
                                    beginning -> beginning instanceof Begun begun
                                            ? store.end(begun.turn(), StoreSamples.applied(StoreSamples.settings()))
                                                    .thenApply(ended -> beginning)
                                            : CompletableFuture.completedStage(beginning),
                                    threads))
                    .toList();

            long begun = beginnings.stream()
                    .map(Stages::outcome)
                    .filter(Begun.class::isInstance)
                    .count();

            assertThat(outcome(store.history(Samples.ENVIRONMENT, Optional.empty(), 1000)))
                    .hasSize(Math.toIntExact(begun))
                    .isNotEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private List<CompletionStage<?>> callsOtherThanEnd(Turn turn) {
        EnvironmentId environment = turn.environment();
        Revision revision = new Revision(1);
        return Stream.<CompletionStage<?>>of(
                        store.find(environment),
                        store.begin(StoreSteps.fresh(), StoreSamples.selecting(), LEASE),
                        store.renew(List.of(turn), Duration.ZERO),
                        store.abandon(turn),
                        store.takeOver(environment, LEASE),
                        store.abandoned(1),
                        store.observe(
                                environment,
                                StoreSamples.observation(StoreSamples.settings(), CredentialsFate.STAY),
                                new SettingsStorePort.Basis(Optional.empty(), Optional.of(turn))),
                        store.confirm(environment, revision, StoreSamples.CONFIRMED_AT),
                        store.history(environment, Optional.empty(), 1),
                        store.revision(environment, revision),
                        store.credentials(Optional.empty(), 1),
                        store.environments(Optional.empty(), 1),
                        store.unconfirmed(StoreSamples.CONFIRMED_AT, 1),
                        store.reseal(
                                new StoredCredentials(1, environment, StoreSamples.credentials("old"), true),
                                StoreSamples.credentials("new")))
                .toList();
    }

    private static Turn begun(InMemorySettingsStoreAdapter store, EnvironmentId environment) {
        return Stages.<Beginning, Begun>outcome(store.begin(environment, StoreSamples.selecting(), LEASE), Begun.class)
                .turn();
    }

    /** Stands still until it is told to go on. */
    private static final class AdjustableClock extends Clock {

        private Instant now = StoreSamples.STARTED_AT;

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
