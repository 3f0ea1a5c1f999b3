package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.OperationQueuePort.Status;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.domain.history.OperationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The in-memory queue holds the contract, measures claims by its clock, and is away while its store is. */
class InMemoryOperationQueueAdapterTest implements OperationQueuePortContract {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final InMemorySettingsStoreAdapter store = new InMemorySettingsStoreAdapter(Clock.systemUTC());
    private final InMemoryOperationQueueAdapter queue = new InMemoryOperationQueueAdapter(store, Clock.systemUTC());

    @Override
    public SettingsStorePort store() {
        return store;
    }

    @Override
    public OperationQueuePort queue() {
        return queue;
    }

    @Test
    void claimsAreMeasuredByTheClock() {
        AdjustableClock clock = new AdjustableClock();
        InMemoryOperationQueueAdapter timed = new InMemoryOperationQueueAdapter(store, clock);
        OperationId id = accepted(timed);

        clock.advance(Duration.ofSeconds(1));
        outcome(timed.claim(1, LEASE));
        clock.advance(LEASE.minusNanos(1));
        assertThat(status(timed, id).progress()).isEqualTo(Progress.WAITING_FOR_TURN);
        assertThat(outcome(timed.claim(1, LEASE))).isEmpty();

        clock.advance(Duration.ofNanos(1));
        assertThat(status(timed, id).progress()).isEqualTo(Progress.QUEUED);
        assertThat(outcome(timed.claim(1, LEASE))).hasSize(1);
        assertThat(status(timed, id).begunAt()).contains(StoreSamples.STARTED_AT.plusSeconds(1));
    }

    @Test
    void queuesOfOneStoreShareWhatIsQueued() {
        InMemoryOperationQueueAdapter other = new InMemoryOperationQueueAdapter(store, Clock.systemUTC());
        OperationId id = accepted(queue);

        assertThat(outcome(other.claim(1, LEASE)))
                .extracting(claimed -> claimed.claim().id())
                .containsExactly(id);
        assertThat(outcome(queue.claim(1, LEASE))).isEmpty();
    }

    @Test
    void whileTheStoreIsUnavailableEveryCallFailsAndDoesNothing() {
        OperationId id = accepted(queue);
        Claim claim = outcome(queue.claim(1, LEASE)).get(0).claim();
        Status before = status(queue, id);
        store.becomeUnavailable();

        assertThat(calls(claim)).hasSize(8).allSatisfy(call -> {
            PortFault fault = fault(call);
            assertThat(fault.kind()).isEqualTo(PortFault.Kind.STORE_UNAVAILABLE);
            assertThat(fault.effect()).isEqualTo(PortFault.Effect.NONE);
        });

        store.becomeAvailable();
        assertThat(status(queue, id)).isEqualTo(before);
        assertThat(outcome(queue.claim(1, LEASE))).isEmpty();
    }

    @Test
    void whatIsOutOfItsBoundsIsABug() {
        for (int limit : new int[] {-1, 0, 1001}) {
            assertThatThrownBy(() -> queue.claim(limit, LEASE)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> queue.forget(StoreSamples.ENDED_AT, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> queue.ended(Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.accept(QueueSamples.selecting(Samples.ENVIRONMENT), 0))
                .isInstanceOf(IllegalArgumentException.class);
        Claim claim = new Claim(accepted(queue), 1);
        assertThatThrownBy(() -> queue.report(claim, Progress.ENDED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void severalThreadsShareAQueue() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            IntStream.range(0, 100)
                    .forEach(i -> outcome(queue.accept(QueueSamples.selecting(StoreSteps.fresh()), 100)));

            List<OperationId> claimed = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> queue.claim(2, LEASE), threads)
                            .thenCompose(claiming -> claiming))
                    .toList()
                    .stream()
                    .map(Stages::outcome)
                    .flatMap(List<Claimed>::stream)
                    .map(one -> one.claim().id())
                    .toList();

            assertThat(claimed).hasSize(100).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    private List<CompletionStage<?>> calls(Claim claim) {
        return Stream.<CompletionStage<?>>of(
                        queue.accept(QueueSamples.selecting(Samples.ENVIRONMENT), 100),
                        queue.claim(1, Duration.ZERO),
                        queue.renew(List.of(claim), Duration.ZERO),
                        queue.report(claim, Progress.SENT),
                        queue.conclude(claim, QueueSamples.result(), QueueSamples.ENDED_AT),
                        queue.find(Samples.ENVIRONMENT, claim.id()),
                        queue.ended(Set.of(claim.id())),
                        queue.forget(QueueSamples.ENDED_AT.plusSeconds(1), 1))
                .toList();
    }

    private static OperationId accepted(OperationQueuePort queue) {
        return outcome(queue.accept(QueueSamples.selecting(Samples.ENVIRONMENT), 100))
                .orElseThrow();
    }

    private static Status status(OperationQueuePort queue, OperationId id) {
        return outcome(queue.find(Samples.ENVIRONMENT, id)).orElseThrow();
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
