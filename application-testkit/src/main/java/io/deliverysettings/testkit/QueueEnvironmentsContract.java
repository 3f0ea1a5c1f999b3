package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreSteps.LONG;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.KnownEnvironment;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The store tells of each environment how many changes are accepted or being made. */
public interface QueueEnvironmentsContract extends QueueContract {

    /** An environment for which something is accepted is told before anything is known of it. */
    @Test
    default void anEnvironmentForWhichAChangeIsAcceptedIsTold() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();

        steps.accepted(environment);

        assertThat(new StoreSteps(store()).environments(environment))
                .containsExactly(new KnownEnvironment(environment, Optional.empty(), 1));
    }

    /** It is told no more when nothing came of that. */
    @Test
    default void anEnvironmentForWhichNothingIsAcceptedAnyMoreIsNotTold() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);

        steps.conclude(steps.claim(environment));

        assertThat(new StoreSteps(store()).environments(environment)).isEmpty();
    }

    /** Every accepted change counts until it has ended, claimed or not. */
    @Test
    default void everyAcceptedChangeCountsUntilItHasEnded() {
        QueueSteps steps = new QueueSteps(queue());
        StoreSteps store = new StoreSteps(store());
        EnvironmentId environment = fresh();
        store.configured(environment, "known");
        steps.accepted(environment);
        steps.accepted(environment);
        steps.accepted(environment);
        assertThat(store.openOperations(environment)).isEqualTo(3);

        Claim claim = steps.claim(environment);
        assertThat(store.openOperations(environment)).isEqualTo(3);

        steps.conclude(claim);
        assertThat(store.environments(environment))
                .containsExactly(new KnownEnvironment(environment, store.find(environment), 2));
    }

    /** The turn of an accepted change is that change, and counts once. */
    @Test
    default void anAcceptedChangeThatIsBeingMadeCountsOnce() {
        QueueSteps steps = new QueueSteps(queue());
        StoreSteps store = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = steps.accepted(environment);
        steps.accepted(environment);
        Claim claim = steps.claim(environment);

        Turn turn = turn(environment, id);

        assertThat(store.openOperations(environment)).isEqualTo(2);
        // Whoever takes it over has to end it: it is open still.
        steps.conclude(claim);
        assertThat(store.openOperations(environment)).isEqualTo(2);
        store.recorded(turn, StoreSamples.removed());
        assertThat(store.openOperations(environment)).isEqualTo(1);
    }

    /** A turn of somebody who waits for it counts beside what is accepted. */
    @Test
    default void aTurnThatSomebodyWaitsForCountsToo() {
        QueueSteps steps = new QueueSteps(queue());
        StoreSteps store = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.accepted(environment);

        Turn turn = store.turn(environment);
        assertThat(store.openOperations(environment)).isEqualTo(2);

        store.abandon(turn);
        assertThat(store.environments(environment))
                .containsExactly(new KnownEnvironment(environment, Optional.empty(), 1));
    }

    /** What is accepted does not keep anybody from the turn. */
    @Test
    default void anAcceptedChangeIsNoTurn() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        steps.claim(environment);

        assertThat(new StoreSteps(store()).begin(environment)).isInstanceOf(Begun.class);
        assertThat(new StoreSteps(store()).history(environment)).isEmpty();
        assertThat(new StoreSteps(store()).find(environment)).isEmpty();
    }

    private Turn turn(EnvironmentId environment, OperationId id) {
        return new StoreSteps(store())
                .begun(environment, StoreSamples.accepted(id, StoreSamples.selecting()), LONG)
                .turn();
    }
}
