package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.testkit.QueueSamples;
import io.deliverysettings.testkit.StoreSamples;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted of the embedded store, and that it does not grow with what is in it. */
class StoreMetricsTest extends StoreFixture {

    private static final Duration NO_LEASE = Duration.ZERO;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedEngine engine;

    @SuppressWarnings("NullAway.Init")
    private SettingsStoreAdapter store;

    @BeforeEach
    void open(@TempDir Path directory) {
        registry.clear();
        engine = engine(directory);
        store = new SettingsStoreAdapter(vertx, engine, Dialect.SQLITE, registry);
    }

    @Test
    void eachCallIsCountedOnceUnderItsName() {
        EnvironmentId environment = StoreUse.fresh();
        await(store.find(environment));
        await(store.find(environment));
        await(store.history(environment, Optional.empty(), 10));

        assertThat(calls("find", "done")).isEqualTo(2);
        assertThat(calls("history", "done")).isEqualTo(1);
        assertThat(allCalls()).isEqualTo(3);
    }

    @Test
    void aCallThatTheStoreDoesNotAnswerIsCountedAsThat() {
        await(store.close());
        fault(store.find(StoreUse.fresh()));

        assertThat(calls("find", "unavailable")).isEqualTo(1);
        assertThat(allCalls()).isEqualTo(1);
        assertThat(gauge(StoreMetrics.ACTIVE)).isZero();
    }

    @Test
    void howLongCallsTakeIsToldInStepsUpToTheLongest() {
        await(store.find(StoreUse.fresh()));

        double[] steps = Arrays.stream(registry.get(StoreMetrics.OPERATIONS)
                        .timer()
                        .takeSnapshot()
                        .histogramCounts())
                .mapToDouble(step -> step.bucket(TimeUnit.SECONDS))
                .toArray();
        assertThat(steps).contains(0.001, 0.1, 12).hasSizeBetween(8, 16);
    }

    @Test
    void whatComesOfABeginningIsCounted() {
        EnvironmentId environment = StoreUse.fresh();
        await(StoreUse.begin(store, environment));
        await(StoreUse.begin(store, environment));
        await(StoreUse.begin(store, StoreUse.fresh()));

        assertThat(counter(StoreMetrics.BEGINNINGS, "result", "begun")).isEqualTo(2);
        assertThat(counter(StoreMetrics.BEGINNINGS, "result", "busy")).isEqualTo(1);
        assertThat(counter(StoreMetrics.BEGINNINGS, "result", "made")).isZero();
    }

    @Test
    void aTurnThatSomebodyElseHasIsALostLeaseAndATakenOverOne() {
        EnvironmentId environment = StoreUse.fresh();
        Turn turn = StoreUse.turn(await(
                store.begin(environment, StoreSamples.configuring(StoreSamples.credentials("sealed")), NO_LEASE)));
        await(store.takeOver(StoreUse.fresh(), StoreUse.LEASE));
        assertThat(counter(StoreMetrics.LEASES_TAKEN_OVER)).isZero();

        Turn takenOver =
                await(store.takeOver(environment, StoreUse.LEASE)).orElseThrow().turn();
        assertThat(counter(StoreMetrics.LEASES_TAKEN_OVER)).isEqualTo(1);

        await(store.end(turn, StoreSamples.applied(StoreSamples.settings())));
        assertThat(counter(StoreMetrics.LEASES_LOST, "lease", "turn")).isEqualTo(1);

        assertThat(await(store.end(takenOver, StoreSamples.applied(StoreSamples.settings()))))
                .isInstanceOf(Ended.Recorded.class);
        assertThat(counter(StoreMetrics.LEASES_LOST, "lease", "turn")).isEqualTo(1);
    }

    @Test
    void renewalsAreCountedByLeaseAndNotByCall() {
        OperationQueuePort queue = store.operationQueue();
        Turn one = StoreUse.turn(await(StoreUse.begin(store, StoreUse.fresh())));
        Turn other = StoreUse.turn(await(StoreUse.begin(store, StoreUse.fresh())));
        await(store.renew(List.of(one, other), StoreUse.LEASE));
        assertThat(counter(StoreMetrics.LEASES_RENEWED, "lease", "turn")).isEqualTo(2);

        Claimed claimed = claimed(queue);
        await(queue.renew(List.of(claimed.claim()), StoreUse.LEASE));
        await(queue.renew(List.of(claimed.claim()), NO_LEASE));
        assertThat(counter(StoreMetrics.LEASES_RENEWED, "lease", "claim")).isEqualTo(1);
    }

    @Test
    void aClaimThatDoesNotHoldAnyMoreIsALostLease() {
        OperationQueuePort queue = store.operationQueue();
        Claimed first = claimed(queue);
        await(queue.renew(List.of(first.claim()), NO_LEASE));
        Claimed second = await(queue.claim(1, StoreUse.LEASE)).get(0);

        await(queue.conclude(first.claim(), QueueSamples.result(), QueueSamples.ENDED_AT));
        await(queue.conclude(second.claim(), QueueSamples.result(), QueueSamples.ENDED_AT));

        assertThat(counter(StoreMetrics.LEASES_LOST, "lease", "claim")).isEqualTo(1);
        assertThat(calls("queue_conclude", "done")).isEqualTo(2);
    }

    @Test
    void whatIsOpenIsLookedUpInTheStore() throws InterruptedException {
        await(StoreUse.begin(store, StoreUse.fresh()));
        await(store.operationQueue().accept(QueueSamples.selecting(StoreUse.fresh()), 10));
        await(store.operationQueue().accept(QueueSamples.selecting(StoreUse.fresh()), 10));

        OpenWork.Found found = await(new StoreCalls(vertx, engine, new StoreMetrics(registry)).openWork());

        assertThat(found).isEqualTo(new OpenWork.Found(1, 2));
        // The one that the gauges made when the store was opened.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (Double.isNaN(gauge(StoreMetrics.OPEN_CHANGES)) && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(gauge(StoreMetrics.OPEN_CHANGES)).isBetween(0.0, 2.0);
        assertThat(gauge(StoreMetrics.OPEN_OPERATIONS)).isBetween(0.0, 1.0);
    }

    @Test
    void theFileAndTheCommitsAreSeenToGrow() throws InterruptedException {
        double size = gauge(EmbeddedEngine.SIZE);
        double commits = registry.get(EmbeddedEngine.COMMITS).functionCounter().count();
        assertThat(size).isPositive();

        await(StoreUse.configure(store, StoreUse.fresh(), "x".repeat(500_000)));

        assertThat(gauge(EmbeddedEngine.SIZE)).isGreaterThan(size + 400_000);
        assertThat(registry.get(EmbeddedEngine.COMMITS).functionCounter().count())
                .isEqualTo(commits + 2);
        // A write is answered a moment before it is counted as done.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (gauge(EmbeddedEngine.WAITING) != 0 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(gauge(EmbeddedEngine.WAITING)).isZero();
    }

    @Test
    void theNumberOfMetersDoesNotGrowWithTheEnvironments() {
        await(StoreUse.configure(store, StoreUse.fresh(), "first"));
        await(store.find(StoreUse.fresh()));
        int meters = registry.getMeters().size();
        for (int i = 0; i < 1_000; i++) {
            await(store.find(StoreUse.fresh()));
        }
        for (int i = 0; i < 20; i++) {
            await(StoreUse.configure(store, StoreUse.fresh(), "more"));
        }

        assertThat(calls("find", "done")).isEqualTo(1_001);
        assertThat(registry.getMeters()).hasSize(meters);
        assertThat(registry.getMeters().stream()
                        .map(Meter::getId)
                        .flatMap(id -> id.getTags().stream())
                        .map(Tag::getKey)
                        .collect(Collectors.toSet()))
                .isSubsetOf("operation", "outcome", "result", "lease", "le");
    }

    private static Claimed claimed(OperationQueuePort queue) {
        await(queue.accept(QueueSamples.selecting(StoreUse.fresh()), 100));
        return await(queue.claim(1, StoreUse.LEASE)).get(0);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private double counter(String name, String... tags) {
        return registry.find(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private long calls(String operation, String outcome) {
        return registry.get(StoreMetrics.OPERATIONS)
                .tags("operation", operation, "outcome", outcome)
                .timer()
                .count();
    }

    private long allCalls() {
        return registry.find(StoreMetrics.OPERATIONS).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
