package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.QueueSteps.LONG;
import static io.deliverysettings.testkit.QueueSteps.NONE;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A claim holds as long as its lease, and counts until somebody else has claimed the change. */
public interface QueueLeaseContract extends QueueContract {

    /** While a claim holds, nobody else gets one. */
    @Test
    default void whileAClaimHoldsNobodyElseGetsOne() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        steps.claim(environment, LONG);

        steps.assertNothingCanBeClaimed(environment);
    }

    /** Once a claim has run out, the next one who claims gets a greater fence, and the same change. */
    @Test
    default void aClaimThatHasRunOutGoesToTheNext() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        Claimed first = steps.claimed(NONE, environment).get(0);

        Claimed second = steps.claimed(LONG, environment).get(0);

        assertThat(second.operation()).isEqualTo(first.operation());
        assertThat(second.claim().id()).isEqualTo(first.claim().id());
        assertThat(second.claim().fence()).isGreaterThan(first.claim().fence());
    }

    /** A claim after which somebody else has claimed the change records nothing any more. */
    @Test
    default void anEarlierClaimIsWorthNothing() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        Claim earlier = steps.claim(environment, NONE);
        Claim present = steps.claim(environment, LONG);

        steps.assertWorthNothing(earlier, environment);

        steps.assertNothingCanBeClaimed(environment);
        steps.conclude(present);
    }

    /** Renewing an earlier claim does not keep the change from whoever comes next. */
    @Test
    default void anEarlierClaimIsNotRenewed() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        Claim earlier = steps.claim(environment, NONE);
        steps.claim(environment, NONE);

        steps.renew(LONG, earlier);

        assertThat(steps.claimed(LONG, environment)).hasSize(1);
    }

    /** A claim that was never given counts for nothing. */
    @Test
    default void aClaimThatWasNeverGivenIsWorthNothing() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId waiting = steps.accepted(environment);
        steps.assertWorthNothing(new Claim(waiting, 1), environment);
        Claim claim = steps.claim(environment);

        steps.assertWorthNothing(new Claim(claim.id(), claim.fence() + 1), environment);
        steps.assertWorthNothing(new Claim(claim.id(), claim.fence() - 1), environment);

        steps.assertNothingCanBeClaimed(environment);
        steps.conclude(claim);
    }

    /** A change whose claim has run out is queued, as far as anybody can tell. */
    @Test
    default void aChangeWhoseClaimHasRunOutIsQueued() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId id = steps.accepted(environment);
        Claim claim = steps.claim(environment, NONE);
        steps.report(claim, Progress.SENT);

        assertThat(steps.progress(environment, id)).isEqualTo(Progress.QUEUED);
        steps.renew(LONG, claim);
        assertThat(steps.progress(environment, id)).isEqualTo(Progress.SENT);
    }

    /** A claim that has run out and that nobody has taken can be renewed, and is nobody else's from then on. */
    @Test
    default void aRenewedClaimHolds() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        Claim claim = steps.claim(environment, NONE);

        steps.renew(LONG, claim);

        steps.assertNothingCanBeClaimed(environment);
        steps.conclude(claim);
    }

    /** A change can be ended by a claim that has run out, as long as nobody else has claimed it. */
    @Test
    default void aClaimThatHasRunOutCountsUntilSomebodyElseHasOne() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId id = steps.accepted(environment);

        steps.conclude(steps.claim(environment, NONE));

        assertThat(steps.progress(environment, id)).isEqualTo(Progress.ENDED);
    }

    /** A claim that is given up can be had at once, by a greater fence. */
    @Test
    default void aClaimThatIsGivenUpCanBeHadAtOnce() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        OperationId id = steps.accepted(environment);
        Claim given = steps.claim(environment);
        steps.report(given, Progress.SENT);

        steps.renew(NONE, given);

        assertThat(steps.progress(environment, id)).isEqualTo(Progress.QUEUED);
        Claim taken = steps.claim(environment);
        assertThat(taken.id()).isEqualTo(given.id());
        assertThat(taken.fence()).isGreaterThan(given.fence());
        steps.assertWorthNothing(given, environment);
    }

    /** One claim among several that does not count does not keep the others from being renewed. */
    @Test
    default void claimsThatDoNotCountArePassedOver() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId taken = fresh();
        EnvironmentId concluded = fresh();
        EnvironmentId own = fresh();
        steps.accepted(taken);
        Claim earlier = steps.claim(taken, NONE);
        steps.claim(taken, LONG);
        OperationId ended = steps.accepted(concluded);
        Claim over = steps.claim(concluded);
        steps.conclude(over);
        steps.accepted(own);
        Claim present = steps.claim(own, NONE);

        steps.renew(LONG, earlier, over, present);

        steps.assertNothingCanBeClaimed(taken, concluded, own);
        assertThat(steps.progress(concluded, ended)).isEqualTo(Progress.ENDED);
    }

    /** Renewing nothing is nothing. */
    @Test
    default void renewingNothingIsNothing() {
        QueueSteps steps = new QueueSteps(queue());
        EnvironmentId environment = fresh();
        steps.accepted(environment);
        steps.claim(environment);

        steps.renew(NONE);

        steps.assertNothingCanBeClaimed(environment);
    }

    /** What was claimed and given up, or has run out, keeps its place before what was accepted later. */
    @Test
    default void whatIsClaimedAgainKeepsItsPlace() {
        QueueSteps steps = new QueueSteps(queue());
        steps.setOthersAside();
        List<EnvironmentId> environments = List.of(fresh(), fresh(), fresh());
        environments.forEach(steps::accepted);
        List<Claimed> claimed = steps.claimed(3, NONE);

        steps.renew(NONE, claimed.get(1).claim());

        // One at a time, since of several only the order is told and not which would have been left out.
        for (EnvironmentId environment : environments) {
            assertThat(steps.claimed(1, LONG))
                    .extracting(again -> again.operation().environment())
                    .containsExactly(environment);
        }
    }
}
