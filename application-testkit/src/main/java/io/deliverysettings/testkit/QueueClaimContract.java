package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.QueueSteps.LONG;
import static io.deliverysettings.testkit.QueueSteps.NONE;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.OperationQueuePort.Status;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Changes are claimed in the order in which they were accepted, and of an environment one at a time. */
public interface QueueClaimContract extends QueueContract {

    /** The oldest are claimed first, and no more than asked for. */
    @Test
    default void theOldestAreClaimedFirst() {
        QueueSteps steps = new QueueSteps(queue());
        steps.setOthersAside();
        OperationId first = steps.accepted(fresh());
        OperationId second = steps.accepted(fresh());
        OperationId third = steps.accepted(fresh());

        assertThat(ids(steps.claimed(2, LONG))).containsExactly(first, second);
        assertThat(ids(steps.claimed(2, LONG))).containsExactly(third);
        assertThat(steps.claimed(2, LONG)).isEmpty();
    }

    /** Of an environment only the oldest can be claimed, and the next one when that has ended. */
    @Test
    default void theChangesOfAnEnvironmentAreClaimedOneAfterTheOther() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        List<OperationId> accepted =
                List.of(steps.accepted(environment), steps.accepted(environment), steps.accepted(environment));

        for (OperationId next : accepted) {
            List<Claimed> claimed = steps.claimed(LONG, environment);
            assertThat(ids(claimed)).containsExactly(next);
            steps.assertNothingCanBeClaimed(environment);
            steps.conclude(claimed.get(0).claim());
        }
        steps.assertNothingCanBeClaimed(environment);
    }

    /** What waits behind another of its environment does not keep others from being claimed. */
    @Test
    default void anEnvironmentDoesNotWaitForAnother() {
        QueueSteps steps = new QueueSteps(queue());
        steps.setOthersAside();
        EnvironmentId environment = fresh();
        EnvironmentId other = fresh();
        OperationId first = steps.accepted(environment);
        steps.accepted(environment);
        steps.accepted(environment);
        OperationId ofOther = steps.accepted(other);

        assertThat(ids(steps.claimed(2, LONG))).containsExactly(first, ofOther);
    }

    /** A change that is accepted while another of its environment is claimed waits for that. */
    @Test
    default void whatIsAcceptedBehindAClaimedOneWaits() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        Claim first = steps.claim(environment);
        OperationId second = steps.accepted(environment);

        steps.assertNothingCanBeClaimed(environment);
        steps.conclude(first);

        assertThat(ids(steps.claimed(LONG, environment))).containsExactly(second);
    }

    /** After everything of an environment has ended, what is accepted then can be claimed at once. */
    @Test
    default void anEnvironmentOfWhichEverythingHasEndedBeginsAnew() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        steps.conclude(steps.claim(environment));

        OperationId next = steps.accepted(environment);

        assertThat(ids(steps.claimed(LONG, environment))).containsExactly(next);
    }

    /** Who claims a change has begun with it, by the store's own clock. */
    @Test
    default void aClaimedChangeHasBegunAndWaitsForItsTurn() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId id = steps.accepted(environment);

        Claim claim = steps.claim(environment);

        assertThat(claim.id()).isEqualTo(id);
        Status status = steps.status(environment, id);
        assertThat(status.progress()).isEqualTo(Progress.WAITING_FOR_TURN);
        assertThat(status.begunAt()).isPresent();
        assertThat(status.endedAt()).isEmpty();
        assertThat(status.result()).isEmpty();
    }

    /** When it was first claimed stays, however often it is claimed; how far it is begins anew. */
    @Test
    default void aChangeBeginsOnce() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId id = steps.accepted(environment);
        steps.report(steps.claim(environment, NONE), Progress.VERIFYING);
        Optional<Instant> begunAt = steps.status(environment, id).begunAt();

        steps.claim(environment);

        assertThat(steps.status(environment, id).begunAt()).isPresent().isEqualTo(begunAt);
        assertThat(steps.progress(environment, id)).isEqualTo(Progress.WAITING_FOR_TURN);
    }

    /** How far a change is shows, and can go back. */
    @Test
    default void progressIsRecorded() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId id = steps.accepted(environment);
        Claim claim = steps.claim(environment);

        for (Progress progress :
                List.of(Progress.SENT, Progress.VERIFYING, Progress.CONFIRMING, Progress.WAITING_FOR_TURN)) {
            steps.report(claim, progress);
            assertThat(steps.progress(environment, id)).isEqualTo(progress);
        }
    }

    /** What is reported of one change is told of no other. */
    @Test
    default void progressIsThatOfOneChange() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        EnvironmentId other = fresh();
        steps.accepted(environment);
        OperationId second = steps.accepted(environment);
        OperationId ofOther = steps.accepted(other);
        List<Claimed> claimed = steps.claimed(LONG, environment, other);

        steps.report(claimed.get(0).claim(), Progress.SENT);

        assertThat(steps.progress(environment, second)).isEqualTo(Progress.QUEUED);
        assertThat(steps.progress(other, ofOther)).isEqualTo(Progress.WAITING_FOR_TURN);
    }

    private static List<OperationId> ids(List<Claimed> claimed) {
        return claimed.stream().map(one -> one.claim().id()).toList();
    }
}
