package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreContract.await;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Status;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A change ends once, its result is kept exactly, and in the end it is forgotten. */
public interface QueueConclusionContract extends QueueContract {

    /** Longer ago than what any other test ends. */
    Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00.000000001Z");

    /** A change that has ended tells when and with what, and everything else as before. */
    @Test
    default void aChangeThatHasEndedTellsWhatCameOfIt() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId id = steps.accepted(environment);
        Claim claim = steps.claim(environment);
        Status before = steps.status(environment, id);

        assertThat(steps.concluded(claim, QueueSamples.result())).isTrue();

        assertThat(steps.status(environment, id))
                .isEqualTo(new Status(
                        id,
                        before.change(),
                        before.accessToken().withoutCiphertext(),
                        before.correlationId(),
                        Progress.ENDED,
                        before.acceptedAt(),
                        before.begunAt(),
                        Optional.of(QueueSamples.ENDED_AT),
                        Optional.of(QueueSamples.result())));
    }

    /** A change ends once; what is asked of it afterwards changes nothing. */
    @Test
    default void aChangeEndsOnce() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        Claim claim = steps.claim(environment);
        steps.conclude(claim);

        steps.assertWorthNothing(claim, environment);
        steps.renew(QueueSteps.LONG, claim);

        steps.assertNothingCanBeClaimed(environment);
        assertThat(steps.progress(environment, claim.id())).isEqualTo(Progress.ENDED);
    }

    /** Results of every kind come back with all their parts. */
    @Test
    default void resultsOfEveryKindComeBackExactly() {
        QueueSteps steps = new QueueSteps(queue());
        for (OperationResult result : QueueSamples.results()) {
            EnvironmentId environment = fresh();
            OperationId id = steps.accepted(environment);

            assertThat(steps.concluded(steps.claim(environment), result)).isTrue();

            OperationResult back = steps.status(environment, id).result().orElseThrow();
            assertThat(parts(back)).isEqualTo(parts(result));
        }
    }

    /** Over are those that have ended and those that nobody knows. */
    @Test
    default void whatHasEndedAndWhatIsNotKnownIsOver() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        EnvironmentId other = fresh();
        OperationId ended = steps.accepted(environment);
        steps.conclude(steps.claim(environment));
        OperationId waiting = steps.accepted(other);
        OperationId claimed = steps.accepted(environment);
        steps.claim(environment);
        OperationId unknown = new OperationId(UUID.randomUUID());

        assertThat(steps.ended(ended, waiting, claimed, unknown)).containsExactlyInAnyOrder(ended, unknown);
        assertThat(steps.ended(ended)).containsExactly(ended);
        assertThat(steps.ended(waiting, claimed)).isEmpty();
    }

    /** A thousand can be asked about at once. */
    @Test
    default void aThousandCanBeAskedAboutAtOnce() {
        QueueSteps steps = new QueueSteps(queue());
        OperationId open = steps.accepted(fresh());
        Set<OperationId> asked = new HashSet<>();
        IntStream.range(0, 999).forEach(i -> asked.add(new OperationId(UUID.randomUUID())));
        Set<OperationId> over = Set.copyOf(asked);
        asked.add(open);

        assertThat(await(queue().ended(asked))).isEqualTo(over);
    }

    /** Only what ended before is forgotten, the oldest first, and not more than asked for. */
    @Test
    default void whatHasEndedLongAgoIsForgotten() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId youngest = endedAt(environment, LONG_AGO.plusNanos(2));
        OperationId oldest = endedAt(environment, LONG_AGO);
        OperationId older = endedAt(environment, LONG_AGO.plusNanos(1));

        assertThat(forgotten(LONG_AGO, 1000)).isZero();
        assertThat(forgotten(LONG_AGO.plusNanos(2), 1)).isEqualTo(1);
        assertThat(steps.find(environment, oldest)).isEmpty();
        assertThat(steps.find(environment, older)).isPresent();
        assertThat(forgotten(LONG_AGO.plusNanos(2), 1000)).isEqualTo(1);
        assertThat(steps.find(environment, older)).isEmpty();
        assertThat(steps.find(environment, youngest)).isPresent();
        assertThat(forgotten(LONG_AGO.plusNanos(3), 1000)).isEqualTo(1);
        assertThat(forgotten(LONG_AGO.plusNanos(3), 1000)).isZero();
        assertThat(steps.ended(youngest, oldest, older)).containsExactlyInAnyOrder(youngest, oldest, older);
    }

    /** However old it is, what is open is not forgotten. */
    @Test
    default void whatIsOpenIsNotForgotten() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId claimed = steps.accepted(environment);
        OperationId waiting = steps.accepted(environment);
        steps.claim(environment);

        await(queue().forget(Instant.parse("9999-12-31T23:59:59Z"), 1000));

        assertThat(steps.find(environment, claimed)).isPresent();
        assertThat(steps.find(environment, waiting)).isPresent();
        assertThat(steps.ended(claimed, waiting)).isEmpty();
    }

    private OperationId endedAt(EnvironmentId environment, Instant at) {
        QueueSteps steps = new QueueSteps(queue());
        OperationId id = steps.accepted(environment);
        assertThat(await(queue().conclude(steps.claim(environment), QueueSamples.result(), at)))
                .isTrue();
        return id;
    }

    private int forgotten(Instant before, int limit) {
        return await(queue().forget(before, limit));
    }

    /** What makes a result what it is. Faults are told apart by their parts, since they are not equal to each other. */
    private static Object parts(OperationResult result) {
        return result.<Object>fold(
                completed -> completed.outcome() instanceof SelectionFailed failed
                        ? List.of(
                                failed.saved(),
                                failed.wanted(),
                                failed.cause()
                                        .<Object>fold(
                                                refused -> refused,
                                                faulted -> parts(faulted.fault()),
                                                ignored -> ignored))
                        : completed,
                faulted -> List.of("faulted", parts(faulted.fault())),
                broken -> broken);
    }

    private static List<Object> parts(PortFault fault) {
        return List.of(fault.kind(), fault.effect(), fault.platformError(), fault.retryAfter());
    }
}
