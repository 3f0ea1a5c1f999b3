package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.operation.RequestedChange;
import io.deliverysettings.application.port.out.OperationQueuePort.Acceptance;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.OperationQueuePort.Status;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is accepted is kept exactly, and no more is accepted than there is room for. */
public interface QueueAcceptanceContract extends QueueContract {

    /** A change that was never accepted is not found. */
    @Test
    default void whatWasNotAcceptedIsNotFound() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);

        assertThat(steps.find(environment, new OperationId(UUID.randomUUID()))).isEmpty();
    }

    /** A change is found in its own environment only. */
    @Test
    default void aChangeOfAnotherEnvironmentIsNotFound() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        EnvironmentId other = fresh();
        OperationId id = steps.accepted(environment);
        steps.accepted(other);

        assertThat(steps.find(other, id)).isEmpty();
        assertThat(steps.find(environment, id)).isPresent();
    }

    /** Until somebody claims it, a change is queued and has not begun. */
    @Test
    default void anAcceptedChangeIsQueued() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        Acceptance operation = QueueSamples.selecting(environment);

        OperationId id = steps.accepted(operation);

        assertThat(steps.find(environment, id))
                .contains(new Status(
                        id,
                        operation.change(),
                        operation.caller().accessToken(),
                        operation.caller().correlationId(),
                        Progress.QUEUED,
                        operation.acceptedAt(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Every change has an id of its own. */
    @Test
    default void noTwoChangesHaveTheSameId() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();

        assertThat(List.of(steps.accepted(environment), steps.accepted(environment), steps.accepted(fresh())))
                .doesNotHaveDuplicates();
    }

    /** Changes of every kind come back exactly, to who asks for them and to who is to make them. */
    @Test
    default void changesOfEveryKindComeBackExactly() {
        QueueSteps steps = new QueueSteps(queue());
        for (RequestedChange change : QueueSamples.changes()) {
            EnvironmentId environment = fresh();
            Acceptance operation = QueueSamples.accepting(environment, change, new Precondition.Always());

            OperationId id = steps.accepted(operation);

            assertThat(steps.status(environment, id).change()).isEqualTo(change);
            assertThat(steps.claimed(QueueSteps.LONG, environment))
                    .extracting(Claimed::operation)
                    .containsExactly(operation);
        }
    }

    /** What has to hold for a change comes back exactly. */
    @Test
    default void preconditionsOfEveryKindComeBackExactly() {
        QueueSteps steps = new QueueSteps(queue());
        for (Precondition precondition : QueueSamples.preconditions()) {
            EnvironmentId environment = fresh();
            Acceptance operation =
                    QueueSamples.accepting(environment, new RequestedChange.Restore(revision(1)), precondition);

            steps.accepted(operation);

            assertThat(steps.claimed(QueueSteps.LONG, environment))
                    .extracting(Claimed::operation)
                    .containsExactly(operation);
        }
    }

    /** A caller of whom little is known comes back so. */
    @Test
    default void aCallerOfWhomLittleIsKnownComesBack() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        Acceptance operation = new Acceptance(
                environment,
                new RequestedChange.Restore(revision(1)),
                new Precondition.Exists(),
                Optional.empty(),
                QueueSamples.unknownCaller(),
                QueueSamples.ACCEPTED_AT);

        steps.accepted(operation);

        assertThat(steps.claimed(QueueSteps.LONG, environment))
                .extracting(Claimed::operation)
                .containsExactly(operation);
    }

    /** What was accepted is there for whoever opens the store next. */
    @Test
    default void whatWasAcceptedIsThereWhenTheStoreIsOpenedAgain() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        Acceptance operation = QueueSamples.configuring(environment, StoreSamples.credentials("kept"));
        OperationId id = steps.accepted(operation);
        Status before = steps.status(environment, id);

        QueueSteps again = new QueueSteps(reopenedQueue());

        assertThat(again.status(environment, id)).isEqualTo(before);
        assertThat(again.claimed(QueueSteps.LONG, environment))
                .extracting(Claimed::operation)
                .containsExactly(operation);
    }

    /** What came of a change is there for whoever opens the store next. */
    @Test
    default void whatHasEndedIsThereWhenTheStoreIsOpenedAgain() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId id = steps.accepted(environment);
        steps.conclude(steps.claim(environment));
        Status before = steps.status(environment, id);

        QueueSteps again = new QueueSteps(reopenedQueue());

        assertThat(again.status(environment, id)).isEqualTo(before);
        again.assertNothingCanBeClaimed(environment);
    }

    /** No more are open than may be, of whatever environments; one that ends makes room for one. */
    @Test
    default void noMoreAreOpenThanMayBe() {
        QueueSteps steps = new QueueSteps(queue());
        steps.setOthersAside();
        EnvironmentId environment = fresh();
        int most = 1;
        while (steps.accepted(QueueSamples.selecting(environment), most).isEmpty()) {
            most++;
        }

        assertThat(steps.accepted(QueueSamples.selecting(environment), most)).isEmpty();
        assertThat(steps.accepted(QueueSamples.selecting(fresh()), most)).isEmpty();
        assertThat(steps.accepted(QueueSamples.selecting(environment), most + 1))
                .isPresent();
        assertThat(steps.accepted(QueueSamples.selecting(environment), most + 1))
                .isEmpty();
        steps.conclude(steps.claim(environment));
        assertThat(steps.accepted(QueueSamples.selecting(environment), most + 1))
                .isPresent();
        assertThat(steps.accepted(QueueSamples.selecting(environment), most + 1))
                .isEmpty();
    }

    /** A change for which there is no room leaves nothing behind. */
    @Test
    default void aChangeForWhichThereIsNoRoomLeavesNothing() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(fresh());

        assertThat(steps.accepted(QueueSamples.configuring(environment, StoreSamples.credentials("refused")), 1))
                .isEmpty();

        steps.assertNothingCanBeClaimed(environment);
        StoreSteps store = new StoreSteps(store());
        assertThat(store.credentialsOf(environment)).isEmpty();
        assertThat(store.environments(environment)).isEmpty();
    }

    private static Revision revision(long number) {
        return new Revision(number);
    }
}
