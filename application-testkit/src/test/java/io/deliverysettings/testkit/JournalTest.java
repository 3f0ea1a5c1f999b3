package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Fixtures.refusal;
import static io.deliverysettings.testkit.Fixtures.selectedOf;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.failure;
import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.Busy;
import io.deliverysettings.application.outcome.ChangeOutcome.Configured;
import io.deliverysettings.application.outcome.ChangeOutcome.Overtaken;
import io.deliverysettings.application.outcome.ChangeOutcome.PlatformRefused;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed;
import io.deliverysettings.application.port.in.RecoverOperationsUseCase.EndedOperation;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.RenewLeasesUseCase;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Every change is in the store before PingOne hears of it, and whatever happens then is found out and told truthfully. */
class JournalTest {

    private static final DesiredSettings TO_LONDON = desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON));

    private final World world = new World();
    private final HeldPlatform held = new HeldPlatform(world.pingOne);

    /** A gateway that stops in the middle of things. */
    private final UseCases stopped = world.with(held);

    @Test
    void anOperationIsOpenInTheStoreBeforePingOneIsAsked() {
        CompletionStage<ChangeOutcome> change = World.configure(stopped, world.caller, TO_LONDON);

        assertThat(world.store.openOperations()).containsExactly(ENVIRONMENT);
        assertThat(world.pingOne.reads()).isZero();
        held.releaseAll();
        outcome(change, Configured.class);
        assertThat(world.store.openOperations()).isEmpty();
    }

    @Test
    void anOperationWhoseProcessDiedBeforeItsWriteIsEndedAsNotApplied() {
        var before = world.configured(SALES);
        World.configure(stopped, world.caller, TO_LONDON);
        world.clock.goOn(World.LEASE);

        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.CONFIGURE, Outcome.NOT_APPLIED));
        assertThat(world.store.openOperations()).isEmpty();
        assertThat(world.latest().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(world.latest().changes()).isEmpty();
        assertThat(world.found(world.caller).revision()).contains(before.revision());
    }

    @Test
    void anOperationWhoseProcessDiedAfterItsWriteIsEndedAsApplied() {
        world.configured(ACCOUNT_WITH_ONE_NUMBER);
        diesAfterItsWrite(TO_LONDON);

        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.CONFIGURE, Outcome.APPLIED));
        HistoryEntry entry = world.latest();
        assertThat(entry.actor()).isEqualTo(world.caller.client());
        assertThat(entry.correlationId()).isEqualTo(world.caller.correlationId());
        assertThat(entry.changes()).isNotEmpty();
        assertThat(entry.secrets()).contains(new SecretChanges(false, false));
        assertThat(world.found(world.caller).revision()).contains(entry.revision());
    }

    @Test
    void itsCredentialsAreKeptThen() {
        diesAfterItsWrite(TO_LONDON);
        world.recovered();

        assertThat(outcome(world.select(world.caller, SALES))).isInstanceOf(Configured.class);
    }

    @Test
    void anOperationThatSomebodyElseHasWrittenOverIsEndedAsOvertaken() {
        world.configured(SALES);
        diesAfterItsWrite(TO_LONDON);
        world.writtenElsewhere(desired(ACCOUNT_WITH_ONE_NUMBER));

        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.CONFIGURE, Outcome.OVERTAKEN));
        assertThat(outcome(world.store.find(ENVIRONMENT))
                        .orElseThrow()
                        .settings()
                        .orElseThrow()
                        .accountId())
                .isEqualTo(ACCOUNT_WITH_ONE_NUMBER);
        assertThat(outcome(world.store.find(ENVIRONMENT)).orElseThrow().credentials())
                .isEmpty();
    }

    @Test
    void aRemovalWhoseProcessDiedIsEndedAsApplied() {
        world.configured(SALES);
        stopped.removeWhatsApp().remove(new RemoveWhatsAppUseCase.Command(world.caller, ENVIRONMENT, World.ALWAYS));
        outcome(world.pingOne.remove(Samples.call(world.caller, ENVIRONMENT)));
        world.clock.goOn(World.LEASE);

        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.REMOVE, Outcome.APPLIED));
        assertThat(outcome(world.store.find(ENVIRONMENT)).orElseThrow().settings())
                .isEmpty();
    }

    @Test
    void aRemovalOfNothingWhoseProcessDiedIsNotToldAsDone() {
        stopped.removeWhatsApp().remove(new RemoveWhatsAppUseCase.Command(world.caller, ENVIRONMENT, World.ALWAYS));
        world.clock.goOn(World.LEASE);

        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.REMOVE, Outcome.UNKNOWN));
    }

    @Test
    void anOperationIsLeftAloneWhileItsLeaseHolds() {
        World.configure(stopped, world.caller, TO_LONDON);
        world.clock.goOn(World.LEASE.minusMillis(1));

        assertThat(world.recovered().ended()).isEmpty();
        assertThat(world.store.openOperations()).hasSize(1);
    }

    @Test
    void theProcessThatWorksOnAnOperationRenewsItsLease() {
        CompletionStage<ChangeOutcome> slow = World.configure(stopped, world.caller, TO_LONDON);
        for (int i = 0; i < 5; i++) {
            world.clock.goOn(World.LEASE.dividedBy(2));
            outcome(stopped.renewLeases().renew(new RenewLeasesUseCase.Command()));
            assertThat(world.recovered().ended()).isEmpty();
        }

        held.releaseAll();

        assertThat(outcome(slow)).isInstanceOf(Configured.class);
    }

    @Test
    void whileSomebodyElseWorksOnAnOperationAChangeWaitsAndThenSaysThatItIsBusy() {
        World.configure(stopped, world.caller, TO_LONDON);
        world.clock.goOn(Duration.ofSeconds(10));

        CompletionStage<ChangeOutcome> waiting = World.configure(world.useCases, world.caller, TO_LONDON);
        world.clock.goOn(Duration.ofSeconds(1));

        Busy busy = outcome(waiting, Busy.class);
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(19));
        assertThat(world.pingOne.writes()).isEmpty();
    }

    @Test
    void withinOneProcessAChangeThatWaitsForTooLongSaysThatItIsBusy() {
        World.configure(stopped, world.caller, TO_LONDON);

        assertThat(outcome(World.configure(stopped, world.caller, TO_LONDON))).isEqualTo(new Busy(World.LEASE));
        assertThat(held.waiting()).isEqualTo(1);
    }

    @Test
    void whoComesAfterOneThatGaveUpStillWaitsForTheOneBefore() {
        World.configure(stopped, world.caller, TO_LONDON);
        outcome(World.configure(stopped, world.caller, TO_LONDON), Busy.class);

        World.configure(stopped, world.caller, TO_LONDON);

        assertThat(held.waiting()).isEqualTo(1);
    }

    @Test
    void aChangeEndsAnAbandonedOperationBeforeItBegins() {
        world.configured(SALES);
        diesAfterItsWrite(TO_LONDON);

        Configured configured = world.configured(SALES);

        assertThat(world.history())
                .extracting(HistoryEntry::outcome)
                .containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.APPLIED);
        assertThat(configured.revision()).isEqualTo(world.latest().revision());
    }

    @Test
    void whomPingOneRefusesToSayLeavesAnAbandonedOperationToOthers() {
        diesAfterItsWrite(TO_LONDON);
        world.pingOne.thenRefuse(refusal(PlatformRefusal.Kind.FORBIDDEN));

        assertThat(outcome(World.configure(world.useCases, world.another, TO_LONDON)))
                .isInstanceOf(PlatformRefused.class);
        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.CONFIGURE, Outcome.APPLIED));
    }

    @Test
    void aProcessThatComesBackLateWritesNothingAndRecordsNothing() {
        world.configured(SALES);
        CompletionStage<ChangeOutcome> late = World.configure(stopped, world.caller, TO_LONDON);
        world.clock.goOn(World.LEASE);
        world.recovered();
        int writes = world.pingOne.writes().size();
        int entries = world.history().size();

        held.releaseAll();

        assertThat(outcome(late)).isEqualTo(new Overtaken());
        assertThat(world.pingOne.writes()).hasSize(writes);
        assertThat(world.history()).hasSize(entries);
    }

    @Test
    void aRenewalThatComesTooLateDoesNotBringTheTurnBack() {
        world.configured(SALES);
        CompletionStage<ChangeOutcome> late = World.configure(stopped, world.caller, TO_LONDON);
        world.clock.goOn(World.LEASE);
        world.recovered();
        int writes = world.pingOne.writes().size();

        outcome(stopped.renewLeases().renew(new RenewLeasesUseCase.Command()));
        held.releaseAll();

        assertThat(outcome(late)).isEqualTo(new Overtaken());
        assertThat(world.pingOne.writes()).hasSize(writes);
    }

    @Test
    void aProcessThatComesBackBetweenItsWriteAndItsEndIsFencedOff() {
        CompletionStage<ChangeOutcome> late = diesAfterItsWrite(TO_LONDON);
        world.recovered();
        var newer = world.configured(SALES);

        held.releaseAll();

        assertThat(outcome(late)).isEqualTo(new Overtaken());
        assertThat(world.latest().revision()).isEqualTo(newer.revision());
        assertThat(selectedOf(world.found(world.caller).settings())).containsExactly(SALES);
    }

    @Test
    void afterAnUnreadableAnswerTheOperationIsEndedByAskingPingOne() {
        world.configured(SALES);
        world.pingOne.thenAnswer();
        world.pingOne.thenFail(new PortFault(PortFault.Kind.UNREADABLE, PortFault.Effect.UNKNOWN));
        world.pingOne.thenFail(Fixtures.away());

        assertThat(fault(World.configure(world.useCases, world.caller, TO_LONDON))
                        .effect())
                .isEqualTo(PortFault.Effect.UNKNOWN);
        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.CONFIGURE, Outcome.NOT_APPLIED));
    }

    @Test
    void afterATimeoutPingOneGetsTheRestOfTheLease() {
        world.configured(SALES);
        world.pingOne.thenAnswer();
        world.pingOne.thenFail(new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.UNKNOWN));
        world.pingOne.thenFail(Fixtures.away());

        fault(World.configure(world.useCases, world.caller, TO_LONDON));

        assertThat(world.recovered().ended()).isEmpty();
        world.clock.goOn(World.LEASE);
        assertThat(world.recovered().ended()).hasSize(1);
    }

    @Test
    void aFaultThatDidNothingLeavesNoTrace() {
        world.configured(SALES);
        world.pingOne.thenFail(new PortFault(PortFault.Kind.UNAVAILABLE, PortFault.Effect.NONE));

        fault(World.configure(world.useCases, world.caller, TO_LONDON));

        assertThat(world.store.openOperations()).isEmpty();
        assertThat(world.history()).hasSize(1);
    }

    @Test
    void aSecondWriteWithoutAnAnswerIsFoundOut() {
        world.pingOne.thenAnswer();
        world.pingOne.thenSelectInstead();
        world.pingOne.thenFail(new PortFault(PortFault.Kind.UNAVAILABLE, PortFault.Effect.UNKNOWN));
        world.pingOne.thenFail(Fixtures.away());

        outcome(World.configure(world.useCases, world.caller, TO_LONDON), SelectionFailed.class);

        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.CONFIGURE, Outcome.APPLIED_IN_PART));
    }

    @Test
    void aBugLeavesTheOperationToBeFoundOut() {
        world.pingOne.thenFail(new IllegalStateException("bug"));

        failure(World.configure(world.useCases, world.caller, TO_LONDON));

        assertThat(world.recovered().ended()).hasSize(1);
    }

    @Test
    void whenPingOneCannotBeAskedTheOperationStaysOpenUntilItCan() {
        diesAfterItsWrite(TO_LONDON);
        world.pingOne.thenFail(new PortFault(PortFault.Kind.UNAVAILABLE, PortFault.Effect.NONE));

        assertThat(world.recovered().left()).isEqualTo(1);
        assertThat(world.recovered().ended()).as("its lease is not over").isEmpty();
        world.clock.goOn(World.LEASE);
        assertThat(world.recovered().ended()).hasSize(1);
    }

    @Test
    void whenPingOneDoesNotSayAnyMoreTheOutcomeIsUnknown() {
        diesAfterItsWrite(TO_LONDON);
        world.pingOne.thenFail(new PortFault(PortFault.Kind.CREDENTIALS_REFUSED, PortFault.Effect.NONE));

        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.CONFIGURE, Outcome.UNKNOWN));
    }

    @Test
    void whenTheTokenDoesNotOpenTheOutcomeIsUnknown() {
        diesAfterItsWrite(TO_LONDON);
        world.sealing.loseKeys();

        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.CONFIGURE, Outcome.UNKNOWN));
    }

    @Test
    void withoutTheStoreNothingIsWritten() {
        world.store.becomeUnavailable();

        assertThat(fault(World.configure(world.useCases, world.caller, TO_LONDON))
                        .kind())
                .isEqualTo(PortFault.Kind.STORE_UNAVAILABLE);
        assertThat(world.pingOne.writes()).isEmpty();
    }

    @Test
    void whatCannotBeRecordedIsNotAcknowledgedAndFoundOutLater() {
        CompletionStage<ChangeOutcome> change = World.configure(stopped, world.caller, TO_LONDON);
        held.releaseFirst();
        world.store.becomeUnavailable();
        held.releaseAll();

        PortFault fault = fault(change);

        assertThat(fault.kind()).isEqualTo(PortFault.Kind.STORE_UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(PortFault.Effect.UNKNOWN);
        world.store.becomeAvailable();
        world.clock.goOn(World.LEASE);
        assertThat(world.recovered().ended())
                .containsExactly(new EndedOperation(ENVIRONMENT, Action.CONFIGURE, Outcome.APPLIED));
    }

    /** PingOne has done it, and whoever asked it never hears so; the lease is over. */
    private CompletionStage<ChangeOutcome> diesAfterItsWrite(DesiredSettings desired) {
        CompletionStage<ChangeOutcome> change = World.configure(stopped, world.caller, desired);
        held.releaseFirst();
        held.answerLater();
        world.clock.goOn(World.LEASE);
        return change;
    }
}
