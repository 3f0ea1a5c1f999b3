package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreContract.await;
import static io.deliverysettings.testkit.StoreSteps.LONG;
import static io.deliverysettings.testkit.StoreSteps.NONE;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.Abandoned;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Busy;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended.FencedOff;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended.Recorded;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds when much is asked of the store at the same time. */
public interface StoreConcurrencyContract extends StoreContract {

    /** Each of many operations that go on at the same time is begun and ended once. */
    @Test
    default void manyEnvironmentsAreChangedAtTheSameTime() {
        StoreSteps steps = new StoreSteps(store());
        List<EnvironmentId> environments =
                Stream.generate(StoreSteps::fresh).limit(64).toList();

        List<Ended> ended = all(environments.stream()
                .map(environment -> store().begin(
                                environment,
                                StoreSamples.configuring(StoreSamples.credentials("of " + environment)),
                                LONG)
                        .thenCompose(beginning -> store().end(
                                        ((Begun) beginning).turn(),
                                        StoreSamples.applied(StoreSamples.settings("of " + environment))))));

        for (int i = 0; i < environments.size(); i++) {
            EnvironmentId environment = environments.get(i);
            Revision revision = ((Recorded) ended.get(i)).entry();
            assertThat(steps.revisions(environment)).containsExactly(revision);
            assertThat(steps.find(environment))
                    .contains(new Kept(
                            revision,
                            Optional.of(StoreSamples.settings("of " + environment)),
                            StoreSamples.CONFIRMED_AT,
                            Optional.of(StoreSamples.credentials("of " + environment))));
        }
    }

    /** Of many who begin in one environment at the same time, one gets the turn. */
    @Test
    default void ofManyBeginningsAtTheSameTimeOneIsBegun() {
        EnvironmentId environment = fresh();

        List<Beginning> beginnings = all(IntStream.range(0, 16)
                .mapToObj(i -> store().begin(
                                environment, StoreSamples.configuring(StoreSamples.credentials("of " + i)), LONG)));

        assertThat(beginnings).filteredOn(Begun.class::isInstance).hasSize(1);
        assertThat(beginnings).filteredOn(Busy.class::isInstance).hasSize(15);
        assertThat(new StoreSteps(store()).credentialsOf(environment)).hasSize(1);
    }

    /** Of many who take over one operation at the same time, one has it. */
    @Test
    default void ofManyTakeoversAtTheSameTimeOneIsGiven() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.turn(environment, NONE);

        List<Optional<Abandoned>> takeovers =
                all(IntStream.range(0, 16).mapToObj(i -> store().takeOver(environment, LONG)));

        assertThat(takeovers).filteredOn(Optional::isPresent).hasSize(1);
        steps.recorded(
                takeovers.stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow()
                        .turn(),
                StoreSamples.applied(StoreSamples.settings()));
    }

    /** Of many ends of one operation at the same time, one is recorded. */
    @Test
    default void ofManyEndsAtTheSameTimeOneIsRecorded() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment);

        List<Ended> ends = all(IntStream.range(0, 16)
                .mapToObj(i -> store().end(turn, StoreSamples.applied(StoreSamples.settings("end " + i)))));

        assertThat(ends).filteredOn(Recorded.class::isInstance).hasSize(1);
        assertThat(ends).filteredOn(FencedOff.class::isInstance).hasSize(15);
        assertThat(steps.history(environment)).hasSize(1);
    }

    /** When an operation is ended and taken over at the same time, one of the two has it, and it has one entry in the end. */
    @Test
    default void anOperationIsEitherEndedOrTakenOver() {
        StoreSteps steps = new StoreSteps(store());
        for (int i = 0; i < 16; i++) {
            EnvironmentId environment = fresh();
            Turn turn = steps.turn(environment, NONE);

            CompletionStage<Optional<Abandoned>> takeover = store().takeOver(environment, LONG);
            CompletionStage<Ended> end = store().end(turn, StoreSamples.applied(StoreSamples.settings("late")));
            Optional<Abandoned> abandoned = await(takeover);

            assertThat(await(end) instanceof Recorded).isEqualTo(abandoned.isEmpty());
            abandoned.ifPresent(
                    taken -> steps.recorded(taken.turn(), StoreSamples.applied(StoreSamples.settings("taken over"))));
            assertThat(steps.history(environment)).hasSize(1);
        }
    }

    /** Of many observations at the same time that were compared with the same, one is recorded. */
    @Test
    default void ofManyObservationsAtTheSameTimeOneIsRecorded() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        List<Optional<Revision>> observed = all(IntStream.range(0, 16)
                .mapToObj(i -> store().observe(
                                environment,
                                StoreSamples.observation(StoreSamples.settings("observer " + i), CredentialsFate.STAY),
                                StoreObservationContract.NOTHING_KNOWN)));

        assertThat(observed).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(steps.history(environment)).hasSize(1);
    }

    /** Who sees the entry of an operation sees what PingOne holds since, and that the turn is free. */
    @Test
    default void anEndIsSeenAsAWhole() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision before = steps.configured(environment, "before");
        Turn turn = steps.turn(environment);
        List<CompletionStage<Sight>> sights = new ArrayList<>();

        IntStream.range(0, 16).forEach(i -> sights.add(sight(environment)));
        CompletionStage<Ended> end = store().end(turn, StoreSamples.applied(StoreSamples.settings("after")));
        IntStream.range(0, 48).forEach(i -> sights.add(sight(environment)));
        Revision after = ((Recorded) await(end)).entry();

        assertThat(all(sights.stream())).allSatisfy(sight -> {
            assertThat(sight.newest()).isIn(before, after);
            // The history was read first, so that only what is known may be newer.
            assertThat(sight.known()).isGreaterThanOrEqualTo(sight.newest());
        });
        assertThat(await(sight(environment))).isEqualTo(new Sight(after, after));
    }

    /**
     * What somebody sees who looks at the history and then at what is known.
     *
     * @param newest the newest entry
     * @param known what is known
     */
    record Sight(Revision newest, Revision known) {}

    private CompletionStage<Sight> sight(EnvironmentId environment) {
        return store().history(environment, Optional.empty(), 1)
                .thenCompose(history -> store().find(environment)
                        .thenApply(kept -> new Sight(
                                history.stream()
                                        .map(HistoryEntry::revision)
                                        .findFirst()
                                        .orElseThrow(),
                                kept.map(Kept::revision).orElseThrow())));
    }

    /** Asks everything before it waits for anything. */
    private static <T> List<T> all(Stream<CompletionStage<T>> asked) {
        List<CompletionStage<T>> stages = asked.toList();
        await(CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new)));
        return stages.stream().map(StoreContract::await).toList();
    }
}
