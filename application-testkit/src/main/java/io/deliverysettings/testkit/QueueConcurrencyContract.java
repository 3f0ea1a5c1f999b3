package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.QueueSteps.LONG;
import static io.deliverysettings.testkit.QueueSteps.NONE;
import static io.deliverysettings.testkit.StoreContract.await;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds when much is asked of the queue at the same time. */
public interface QueueConcurrencyContract extends QueueContract {

    /** However many claim at the same time, nobody gets what another one has. */
    @Test
    default void noChangeIsClaimedTwice() {
        QueueSteps steps = new QueueSteps(queue());
        steps.setOthersAside();
        Set<OperationId> accepted = new HashSet<>();
        Stream.generate(StoreSteps::fresh).limit(48).forEach(environment -> accepted.add(steps.accepted(environment)));

        List<OperationId> claimed = new ArrayList<>();
        // Who finds another one at it may get less than there is, and comes again.
        while (claimed.size() < accepted.size()) {
            List<Claimed> atOnce = all(IntStream.range(0, 16).mapToObj(i -> queue().claim(5, LONG))).stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(atOnce).isNotEmpty();
            atOnce.forEach(one -> claimed.add(one.claim().id()));
        }

        assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(accepted);
    }

    /** However many claim at the same time, one environment is given to one of them. */
    @Test
    default void anEnvironmentIsClaimedByOne() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId first = steps.accepted(environment);
        steps.accepted(environment);
        steps.accepted(environment);

        List<Claimed> claimed = all(IntStream.range(0, 16).mapToObj(i -> queue().claim(1000, LONG))).stream()
                .flatMap(List::stream)
                .filter(one -> one.operation().environment().equals(environment))
                .toList();

        assertThat(claimed).extracting(one -> one.claim().id()).containsExactly(first);
    }

    /** However many are accepted at the same time, each is kept, and one of the environment is the first. */
    @Test
    default void whatIsAcceptedAtTheSameTimeIsClaimedOneAfterTheOther() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();

        Set<OperationId> accepted = new HashSet<>();
        all(IntStream.range(0, 16)
                        .mapToObj(i -> queue().accept(QueueSamples.selecting(environment), Integer.MAX_VALUE)))
                .forEach(id -> accepted.add(id.orElseThrow()));

        List<OperationId> made = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Claim claim = steps.claim(environment);
            made.add(claim.id());
            steps.conclude(claim);
        }
        assertThat(made).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(accepted);
        steps.assertNothingCanBeClaimed(environment);
    }

    /** However many are accepted at the same time, there are no more than may be. */
    @Test
    default void noMoreAreAcceptedAtTheSameTimeThanThereIsRoomFor() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        int open = 1;
        while (steps.accepted(QueueSamples.selecting(environment), open).isEmpty()) {
            open++;
        }
        int most = open + 5;

        List<Optional<OperationId>> accepted =
                all(IntStream.range(0, 16).mapToObj(i -> queue().accept(QueueSamples.selecting(fresh()), most)));

        assertThat(accepted).filteredOn(Optional::isPresent).hasSize(5);
    }

    /** Of many ends of one change at the same time, one is recorded. */
    @Test
    default void ofManyEndsAtTheSameTimeOneIsRecorded() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        Claim claim = steps.claim(environment);

        List<Boolean> ended = all(IntStream.range(0, 16)
                .mapToObj(i -> queue().conclude(claim, QueueSamples.result(), QueueSamples.ENDED_AT)));

        assertThat(ended).filteredOn(recorded -> recorded).hasSize(1);
    }

    /** When a change is ended and claimed at the same time, one of the two has it. */
    @Test
    default void aChangeIsEitherEndedOrClaimed() {
        QueueSteps steps = new QueueSteps(queue());
        for (int i = 0; i < 16; i++) {
            EnvironmentId environment = fresh();
            steps.accepted(environment);
            Claim earlier = steps.claim(environment, NONE);

            CompletionStage<List<Claimed>> claiming = queue().claim(1000, LONG);
            CompletionStage<Boolean> ending = queue().conclude(earlier, QueueSamples.result(), QueueSamples.ENDED_AT);
            List<Claimed> claimed = await(claiming).stream()
                    .filter(one -> one.claim().id().equals(earlier.id()))
                    .toList();

            assertThat(await(ending)).isEqualTo(claimed.isEmpty());
            claimed.forEach(one -> steps.conclude(one.claim()));
            steps.assertNothingCanBeClaimed(environment);
        }
    }

    /** Changes of many environments are accepted, claimed, renewed and ended at the same time, and all of them end. */
    @Test
    default void muchGoesOnAtTheSameTime() {
        QueueSteps steps = new QueueSteps(queue());
        List<EnvironmentId> environments =
                Stream.generate(StoreSteps::fresh).limit(32).toList();

        List<OperationId> accepted = all(environments.stream()
                        .map(environment -> queue().accept(QueueSamples.selecting(environment), Integer.MAX_VALUE)))
                .stream()
                .map(Optional::orElseThrow)
                .toList();
        List<Claim> claims = steps.claimed(LONG, environments.toArray(EnvironmentId[]::new)).stream()
                .map(Claimed::claim)
                .toList();
        List<CompletionStage<?>> stages = new ArrayList<>();
        for (Claim claim : claims) {
            stages.add(queue().renew(claims, LONG));
            stages.add(queue().conclude(claim, QueueSamples.result(), QueueSamples.ENDED_AT));
            stages.add(queue().accept(QueueSamples.selecting(fresh()), Integer.MAX_VALUE));
        }
        stages.forEach(StoreContract::await);

        assertThat(claims).hasSize(environments.size());
        assertThat(await(queue().ended(Set.copyOf(accepted)))).isEqualTo(Set.copyOf(accepted));
    }

    /** Asks everything before it waits for anything. */
    private static <T> List<T> all(Stream<CompletionStage<T>> asked) {
        List<CompletionStage<T>> stages = asked.toList();
        await(CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new)));
        return stages.stream().map(StoreContract::await).toList();
    }
}
