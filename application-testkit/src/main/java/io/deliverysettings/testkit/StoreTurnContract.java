package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreSteps.LONG;
import static io.deliverysettings.testkit.StoreSteps.NONE;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.Basis;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Busy;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** At most one operation is open in an environment, and who has its turn begins and ends it. */
public interface StoreTurnContract extends StoreContract {

    /** Of an environment that nobody has named yet, nothing is known. */
    @Test
    default void nothingIsKnownAtFirst() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        assertThat(steps.find(environment)).isEmpty();
        assertThat(steps.history(environment)).isEmpty();
        assertThat(steps.credentialsOf(environment)).isEmpty();
        assertThat(steps.takeOver(environment)).isEmpty();
    }

    /** What is to be done is not known to be so. */
    @Test
    default void anOpenOperationMakesNothingKnown() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        steps.turn(environment, StoreSamples.configuring(StoreSamples.credentials("open")));

        assertThat(steps.find(environment)).isEmpty();
        assertThat(steps.history(environment)).isEmpty();
    }

    /** Who begins gets the turn of the environment, and learns that nothing is known of it. */
    @Test
    default void beginningGivesTheTurn() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        Begun begun = steps.begun(environment, StoreSamples.selecting(), LONG);

        assertThat(begun.turn().environment()).isEqualTo(environment);
        assertThat(begun.kept()).isEmpty();
    }

    /** Who begins learns what is known of the environment. */
    @Test
    default void beginningTellsWhatIsKnown() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "known");

        Begun begun = steps.begun(environment, StoreSamples.selecting(), LONG);

        assertThat(begun.kept()).isPresent().isEqualTo(steps.find(environment));
    }

    /** While an operation is open, nobody else begins one. */
    @Test
    default void whileAnOperationIsOpenNobodyElseBegins() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.turn(environment);

        assertThat(steps.leaseLeftOfTheOther(environment)).isPositive().isLessThanOrEqualTo(LONG);
    }

    /** Who could not begin has left nothing: the first one is still the open one. */
    @Test
    default void whoCouldNotBeginLeavesNothing() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment);

        assertThat(StoreContract.await(
                        store().begin(environment, StoreSamples.configuring(StoreSamples.credentials("late")), LONG)))
                .isInstanceOf(Busy.class);

        assertThat(steps.credentialsOf(environment)).isEmpty();
        steps.recorded(turn, StoreSamples.unconfirmed(Outcome.NOT_APPLIED, CredentialsFate.STAY));
        assertThat(steps.history(environment)).hasSize(1);
    }

    /** An operation whose lease has run out is open still: it can be taken over, but no other one can be begun. */
    @Test
    default void anOperationWhoseLeaseHasRunOutIsStillOpen() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.turn(environment, NONE);

        assertThat(steps.leaseLeftOfTheOther(environment)).isEqualTo(Duration.ZERO);
    }

    /** One environment does not wait for another. */
    @Test
    default void environmentsDoNotWaitForEachOther() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId one = fresh();
        EnvironmentId other = fresh();

        Turn ofOne = steps.turn(one);
        Turn ofOther = steps.turn(other);

        assertThat(ofOther.environment()).isEqualTo(other);
        steps.recorded(ofOne, StoreSamples.applied(StoreSamples.settings("one")));
        assertThat(steps.find(other)).isEmpty();
        assertThat(steps.history(other)).isEmpty();
        assertThat(steps.begin(other)).isInstanceOf(Busy.class);
    }

    /** An operation is told from every other: of other environments, and of the same one before. */
    @Test
    default void noTwoOperationsAreCalledTheSame() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn first = steps.turn(environment);
        steps.recorded(first, StoreSamples.applied(StoreSamples.settings()));
        Turn second = steps.turn(environment);
        steps.abandon(second);
        Turn third = steps.turn(environment);
        Turn ofAnother = steps.turn(fresh());

        assertThat(List.of(first, second, third, ofAnother))
                .extracting(Turn::operation)
                .doesNotHaveDuplicates();
    }

    /** After the end of one operation the next can begin. */
    @Test
    default void afterTheEndTheNextBegins() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "first");

        assertThat(steps.begin(environment)).isInstanceOf(Begun.class);
    }

    /** An operation ends once. */
    @Test
    default void endingTwiceIsFencedOff() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment, StoreSamples.configuring(StoreSamples.credentials("once")));
        steps.recorded(turn, StoreSamples.applied(StoreSamples.settings("once")));
        List<Object> before = steps.everythingOf(environment);

        steps.assertFencedOff(turn);

        assertThat(steps.everythingOf(environment)).isEqualTo(before);
    }

    /** The turn of an operation that has ended does not end the one after it. */
    @Test
    default void anEndedTurnDoesNotEndTheNextOperation() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn first = steps.turn(environment);
        steps.recorded(first, StoreSamples.applied(StoreSamples.settings("first")));
        Turn second = steps.turn(environment);

        steps.assertFencedOff(first);
        steps.abandon(first);

        steps.recorded(second, StoreSamples.applied(StoreSamples.settings("second")));
        assertThat(steps.history(environment)).hasSize(2);
    }

    /** A turn counts only as it was given: environment, operation and fence. */
    @Test
    default void aTurnThatWasNeverGivenIsFencedOff() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment);

        steps.assertFencedOff(new Turn(fresh(), turn.operation(), turn.fence()));
        steps.assertFencedOff(new Turn(environment, turn.operation() + "0", turn.fence()));
        steps.assertFencedOff(new Turn(environment, turn.operation(), turn.fence() + 1));
        steps.assertFencedOff(new Turn(environment, turn.operation(), turn.fence() - 1));

        assertThat(steps.history(environment)).isEmpty();
        steps.recorded(turn, StoreSamples.applied(StoreSamples.settings()));
    }

    /** A turn that is given back leaves nothing behind, its credentials included. */
    @Test
    default void anAbandonedTurnLeavesNothing() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "before");
        List<Object> before = steps.everythingOf(environment);

        steps.abandon(steps.turn(environment, StoreSamples.configuring(StoreSamples.credentials("forgotten"))));

        assertThat(steps.everythingOf(environment)).isEqualTo(before);
        assertThat(steps.takeOver(environment)).isEmpty();
        assertThat(steps.begin(environment)).isInstanceOf(Begun.class);
    }

    /** A turn that was given back does not count any more. */
    @Test
    default void anAbandonedTurnIsFencedOff() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment);
        steps.abandon(turn);

        steps.assertFencedOff(turn);
        steps.abandon(turn);

        assertThat(steps.history(environment)).isEmpty();
        assertThat(steps.begin(environment)).isInstanceOf(Begun.class);
    }

    /** A turn that has ended cannot be given back: what was recorded stays. */
    @Test
    default void anEndedTurnCannotBeAbandoned() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment, StoreSamples.configuring(StoreSamples.credentials("ended")));
        steps.recorded(turn, StoreSamples.applied(StoreSamples.settings("ended")));
        List<Object> before = steps.everythingOf(environment);

        steps.abandon(turn);

        assertThat(steps.everythingOf(environment)).isEqualTo(before);
    }

    /** What was completed is there for whoever opens the store next, an open operation included. */
    @Test
    default void whatWasCompletedIsThereWhenTheStoreIsOpenedAgain() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        EnvironmentId observed = fresh();
        steps.configured(environment, "kept");
        Turn turn = steps.turn(environment, StoreSamples.configuring(StoreSamples.credentials("open")));
        steps.observe(
                observed,
                StoreSamples.observation(StoreSamples.settings("observed"), CredentialsFate.STAY),
                new Basis(Optional.empty(), Optional.empty()));
        List<Object> before = steps.everythingOf(environment);
        List<Object> beforeObserved = steps.everythingOf(observed);

        StoreSteps again = new StoreSteps(reopened());

        assertThat(again.everythingOf(environment)).isEqualTo(before);
        assertThat(again.everythingOf(observed)).isEqualTo(beforeObserved);
        // Its lease may be gone: a process that has the store for itself knows that whoever held one before is dead.
        assertThat(again.begin(environment)).isInstanceOf(Busy.class);
        again.recorded(turn, StoreSamples.applied(StoreSamples.settings("ended")));
        assertThat(again.history(environment)).hasSize(2);
    }
}
