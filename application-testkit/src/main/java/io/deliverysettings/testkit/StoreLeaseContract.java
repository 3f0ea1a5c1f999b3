package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreContract.await;
import static io.deliverysettings.testkit.StoreSteps.LONG;
import static io.deliverysettings.testkit.StoreSteps.NONE;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.Abandoned;
import io.deliverysettings.application.port.out.SettingsStorePort.Basis;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An operation whose lease has run out is taken over by somebody else, and by one of them only. */
public interface StoreLeaseContract extends StoreContract {

    /** While its lease holds, an operation is nobody else's. */
    @Test
    default void anOperationIsNotTakenOverWhileItsLeaseHolds() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment);

        assertThat(steps.takeOver(environment)).isEmpty();
        assertThat(steps.abandoned(environment)).isEmpty();

        steps.recorded(turn, StoreSamples.applied(StoreSamples.settings()));
    }

    /** What has ended or was given back cannot be taken over. */
    @Test
    default void whatIsNotOpenIsNotTakenOver() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId ended = fresh();
        EnvironmentId givenBack = fresh();
        steps.recorded(steps.turn(ended, NONE), StoreSamples.applied(StoreSamples.settings()));
        steps.abandon(steps.turn(givenBack, NONE));

        assertThat(steps.takeOver(ended)).isEmpty();
        assertThat(steps.takeOver(givenBack)).isEmpty();
        assertThat(steps.abandoned(ended, givenBack)).isEmpty();
    }

    /** Who takes an operation over goes on with the same one, under a greater fence. */
    @Test
    default void takingOverGivesTheSameOperationWithAGreaterFence() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn first = steps.turn(environment, NONE);

        Turn second = steps.takenOver(environment).turn();

        assertThat(second.environment()).isEqualTo(environment);
        assertThat(second.operation()).isEqualTo(first.operation());
        assertThat(second.fence()).isGreaterThan(first.fence());
    }

    /** Who takes an operation over learns everything that was to be done. */
    @Test
    default void takingOverTellsWhatWasToBeDone() {
        StoreSteps steps = new StoreSteps(store());
        List<Operation> operations = List.of(
                StoreSamples.configuring(StoreSamples.credentials("taken over")),
                StoreSamples.selecting(),
                StoreSamples.removing(),
                new Operation(
                        Optional.empty(),
                        Action.RESTORE,
                        Optional.of(new ClientId("restorer@example.com:1")),
                        new CorrelationId("a/b=c#d+e@f"),
                        Instant.parse("1969-07-20T20:17:40.000000001Z"),
                        Intent.selecting(new NumberEntry(
                                Optional.empty(), Optional.of(PhoneNumber.of("+1 555-061-2978")), false)),
                        Optional.of(StoreSamples.credentials(StoreSamples.AWKWARD_TEXT)),
                        StoreSamples.sealed(StoreSamples.AWKWARD_TEXT)));

        for (Operation operation : operations) {
            EnvironmentId environment = fresh();
            steps.begun(environment, operation, NONE);

            assertThat(steps.takenOver(environment).operation()).isEqualTo(operation);
        }
    }

    /** Who takes an operation over learns that nothing was known when it was begun. */
    @Test
    default void takingOverTellsThatNothingWasKnown() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.turn(environment, NONE);

        assertThat(steps.takenOver(environment).kept()).isEmpty();
    }

    /** Who takes an operation over learns what was known when it was begun. */
    @Test
    default void takingOverTellsWhatWasKnown() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "known");
        Optional<Kept> known = steps.find(environment);
        steps.begun(environment, StoreSamples.configuring(StoreSamples.credentials("taken over")), NONE);

        assertThat(steps.takenOver(environment).kept()).isPresent().isEqualTo(known);
    }

    /** What the operation itself has observed is what PingOne held before it changed anything. */
    @Test
    default void takingOverTellsWhatTheOperationHasObserved() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "known");
        Kept known = steps.known(environment);
        Turn turn = steps.turn(environment, NONE);
        Optional<Revision> observed = steps.observe(
                environment,
                StoreSamples.observation(StoreSamples.settings("observed"), CredentialsFate.DROPPED),
                new Basis(Optional.of(known.revision()), Optional.of(turn)));

        Kept told = steps.takenOver(environment).kept().orElseThrow();

        assertThat(Optional.of(told.revision())).isEqualTo(observed);
        assertThat(told.settings()).contains(StoreSamples.settings("observed"));
        assertThat(told.credentials()).isEmpty();
    }

    /** The turn of whoever had the operation before is worth nothing any more. */
    @Test
    default void theEarlierTurnIsFencedOff() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn first = steps.turn(environment, NONE);
        Turn second = steps.takenOver(environment).turn();

        steps.assertFencedOff(first);

        assertThat(steps.find(environment)).isEmpty();
        assertThat(steps.history(environment)).isEmpty();
        steps.recorded(second, StoreSamples.applied(StoreSamples.settings("second")));
        steps.assertFencedOff(first);
        assertThat(steps.history(environment)).hasSize(1);
    }

    /** Who had the operation before cannot give up the lease of who has it now. */
    @Test
    default void theEarlierTurnCannotBeRenewed() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn first = steps.turn(environment, NONE);
        steps.takenOver(environment);

        steps.renew(NONE, first);

        assertThat(steps.takeOver(environment)).isEmpty();
        assertThat(steps.leaseLeftOfTheOther(environment)).isPositive();
    }

    /** Who had the operation before cannot keep it from being taken over once more. */
    @Test
    default void theEarlierTurnDoesNotProlongTheLease() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn first = steps.turn(environment, NONE);
        steps.takenOver(environment, NONE);

        steps.renew(LONG, first);

        assertThat(steps.takeOver(environment)).isPresent();
    }

    /** Who had the operation before cannot give it back. */
    @Test
    default void theEarlierTurnCannotBeAbandoned() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn first = steps.begun(environment, StoreSamples.configuring(StoreSamples.credentials("taken over")), NONE)
                .turn();
        Turn second = steps.takenOver(environment).turn();

        steps.abandon(first);

        steps.recorded(second, StoreSamples.applied(StoreSamples.settings("second")));
        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("taken over"));
    }

    /** Who has taken an operation over holds a lease of its own. */
    @Test
    default void whatIsTakenOverIsNotTakenOverAgainWhileTheNewLeaseHolds() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.turn(environment, NONE);
        steps.takenOver(environment, LONG);

        assertThat(steps.takeOver(environment)).isEmpty();
        assertThat(steps.abandoned(environment)).isEmpty();
    }

    /** Who has taken an operation over can lose it the same way; each fence is greater than the one before. */
    @Test
    default void whatIsTakenOverCanBeTakenOverAgain() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.begun(environment, StoreSamples.configuring(StoreSamples.credentials("thrice")), NONE);
        Abandoned second = steps.takenOver(environment, NONE);

        Abandoned third = steps.takenOver(environment);

        assertThat(third.turn().fence()).isGreaterThan(second.turn().fence());
        assertThat(third.turn().operation()).isEqualTo(second.turn().operation());
        assertThat(third.operation()).isEqualTo(second.operation());
        steps.assertFencedOff(second.turn());
        steps.recorded(third.turn(), StoreSamples.applied(StoreSamples.settings("third")));
    }

    /** A turn counts until somebody takes it over: a lease that has run out alone takes nothing from it. */
    @Test
    default void whoIsLateButNotTakenOverCanStillEnd() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment, NONE);

        steps.recorded(turn, StoreSamples.applied(StoreSamples.settings("late")));

        assertThat(steps.known(environment).settings()).contains(StoreSamples.settings("late"));
    }

    /** A turn counts until somebody takes it over, also to renew it. */
    @Test
    default void whoIsLateButNotTakenOverCanStillRenew() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment, NONE);

        steps.renew(LONG, turn);

        assertThat(steps.abandoned(environment)).isEmpty();
        assertThat(steps.takeOver(environment)).isEmpty();
        assertThat(steps.leaseLeftOfTheOther(environment)).isPositive().isLessThanOrEqualTo(LONG);
    }

    /** A lease is renewed from now on: it can become shorter. */
    @Test
    default void aLeaseIsRenewedFromNowOn() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment, LONG.multipliedBy(2));
        assertThat(steps.leaseLeftOfTheOther(environment)).isGreaterThan(LONG);

        steps.renew(LONG, turn);

        assertThat(steps.leaseLeftOfTheOther(environment)).isPositive().isLessThanOrEqualTo(LONG);
    }

    /** Who renews for no time gives the operation up for others. */
    @Test
    default void aLeaseThatIsGivenUpCanBeTakenOver() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment);

        steps.renew(NONE, turn);

        assertThat(steps.leaseLeftOfTheOther(environment)).isEqualTo(Duration.ZERO);
        assertThat(steps.abandoned(environment)).containsExactly(environment);
        assertThat(steps.takenOver(environment).turn().operation()).isEqualTo(turn.operation());
    }

    /** Renewing passes over what was taken over, given back or ended, and renews the others all the same. */
    @Test
    default void renewingPassesOverWhatIsNotWorkedOnAnyMore() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId takenOver = fresh();
        EnvironmentId ended = fresh();
        EnvironmentId givenBack = fresh();
        EnvironmentId one = fresh();
        EnvironmentId other = fresh();
        Turn turnTakenOver = steps.turn(takenOver, NONE);
        steps.takenOver(takenOver, NONE);
        Turn turnEnded = steps.turn(ended);
        steps.recorded(turnEnded, StoreSamples.applied(StoreSamples.settings()));
        Turn turnGivenBack = steps.turn(givenBack);
        steps.abandon(turnGivenBack);
        Turn turnOfOne = steps.turn(one, NONE);
        Turn turnOfOther = steps.turn(other, NONE);

        steps.renew(LONG, turnOfOne, turnTakenOver, turnEnded, turnGivenBack, turnOfOther);
        steps.renew(LONG);

        assertThat(steps.abandoned(takenOver, ended, givenBack, one, other)).containsExactly(takenOver);
        assertThat(steps.takeOver(ended)).isEmpty();
        assertThat(steps.takeOver(givenBack)).isEmpty();
    }

    /** Who looks for abandoned operations finds those whose lease has run out, and no others. */
    @Test
    default void onlyExpiredOperationsAreAbandoned() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId expired = fresh();
        EnvironmentId worked = fresh();
        EnvironmentId idle = fresh();
        steps.configured(idle, "idle");
        steps.turn(expired, NONE);
        steps.turn(worked);

        assertThat(steps.abandoned(expired, worked, idle)).containsExactly(expired);
    }

    /** What ran out first comes first, whichever was begun first. */
    @Test
    default void whatRanOutFirstIsAbandonedFirst() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId later = fresh();
        EnvironmentId latest = fresh();
        EnvironmentId first = fresh();
        steps.turn(latest, Duration.ofMillis(1500));
        steps.turn(later, Duration.ofMillis(300));
        steps.turn(first, NONE);

        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        List<EnvironmentId> abandoned = steps.abandoned(first, later, latest);
        while (abandoned.size() < 3 && System.nanoTime() < giveUp) {
            abandoned = steps.abandoned(first, later, latest);
        }

        assertThat(abandoned).containsExactly(first, later, latest);
    }

    /** At most so many are named as were asked for. */
    @Test
    default void noMoreAreAbandonedThanWereAskedFor() {
        StoreSteps steps = new StoreSteps(store());
        steps.turn(fresh(), NONE);
        steps.turn(fresh(), NONE);
        steps.turn(fresh(), NONE);

        List<EnvironmentId> all = await(store().abandoned(Integer.MAX_VALUE));

        assertThat(all).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
        // Those of the same instant may come in any order.
        assertThat(await(store().abandoned(1))).hasSize(1).isSubsetOf(all);
        assertThat(await(store().abandoned(2)))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .isSubsetOf(all);
    }

    /** Whoever opens the store next can take over what was left. */
    @Test
    default void whatWasLeftIsTakenOverWhenTheStoreIsOpenedAgain() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Operation operation = StoreSamples.configuring(StoreSamples.credentials("left"));
        Turn turn = steps.begun(environment, operation, NONE).turn();

        StoreSteps again = new StoreSteps(reopened());
        assertThat(again.abandoned(environment)).containsExactly(environment);
        Abandoned abandoned = again.takenOver(environment);

        assertThat(abandoned.operation()).isEqualTo(operation);
        assertThat(abandoned.turn().operation()).isEqualTo(turn.operation());
        assertThat(abandoned.turn().fence()).isGreaterThan(turn.fence());
    }
}
