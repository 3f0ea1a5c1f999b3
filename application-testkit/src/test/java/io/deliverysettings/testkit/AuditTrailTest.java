package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Fixtures.UNAVAILABLE_PARIS;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.Configured;
import io.deliverysettings.application.outcome.ChangeOutcome.Removed;
import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.in.RunOperationsUseCase;
import io.deliverysettings.application.port.out.AuditPort.Event;
import io.deliverysettings.application.port.out.AuditPort.Event.Abandoned;
import io.deliverysettings.application.port.out.AuditPort.Event.Begun;
import io.deliverysettings.application.port.out.AuditPort.Event.Ended;
import io.deliverysettings.application.port.out.AuditPort.Event.Observed;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.settings.DesiredSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Every change is told the audit log before PingOne is asked, and so is what came of it; without the log there is no change. */
class AuditTrailTest {

    private static final DesiredSettings TO_LONDON = desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON));

    private final World world = new World();

    @Test
    void aConfigurationIsToldAsBegunAndEnded() {
        outcome(World.configure(world.useCases, world.caller, TO_LONDON), Configured.class);

        Begun begun = begun(0);
        assertThat(world.audit.events()).hasSize(2);
        assertThat(begun.at()).isEqualTo(world.clock.instant());
        assertThat(begun.environment()).isEqualTo(ENVIRONMENT);
        assertThat(begun.accepted()).isEmpty();
        assertThat(begun.action()).isEqualTo(Action.CONFIGURE);
        assertThat(begun.actor()).isEqualTo(world.caller.client());
        assertThat(begun.correlationId()).isEqualTo(world.caller.correlationId());
        assertThat(begun.intent()).isEqualTo(Intent.of(TO_LONDON));
        assertIsEndOf(begun, ended(1), world.latest());
        assertThat(ended(1).secrets()).contains(new SecretChanges(true, true));
        assertThat(ended(1).changes()).isNotEmpty();
    }

    @Test
    void aSwitchOfTheNumberIsToldAsBegunAndEnded() {
        world.configured(SALES);

        outcome(world.select(world.caller, LONDON), Configured.class);

        assertThat(begun(2).action()).isEqualTo(Action.SELECT_NUMBER);
        assertThat(begun(2).intent().selected()).isPresent();
        assertIsEndOf(begun(2), ended(3), world.latest());
        assertThat(ended(3).secrets()).isEmpty();
    }

    @Test
    void aRestorationIsToldAsBegunAndEnded() {
        Revision earlier = world.configured(SALES).revision();
        world.configured(LONDON);

        outcome(world.restore(earlier), Configured.class);

        assertThat(begun(4).action()).isEqualTo(Action.RESTORE);
        assertIsEndOf(begun(4), ended(5), world.latest());
    }

    @Test
    void aRemovalIsToldAsBegunAndEnded() {
        world.configured(SALES);

        outcome(world.remove(World.ALWAYS), Removed.class);

        assertThat(begun(2).action()).isEqualTo(Action.REMOVE);
        assertThat(begun(2).intent()).isEqualTo(Intent.NOTHING);
        assertIsEndOf(begun(2), ended(3), world.latest());
    }

    @Test
    void eachChangeHasAnOperationOfItsOwn() {
        world.configured(SALES);
        world.configured(LONDON);

        assertThat(begun(2).operation()).isNotEqualTo(begun(0).operation());
    }

    @Test
    void whatIsRefusedBeforeAnythingWasWrittenIsToldAsAbandoned() {
        world.configured(SALES);
        Set<Revision> another = Set.of(new Revision(99));

        assertThat(world.configureIf(new Precondition.IsAt(another)))
                .isInstanceOf(ChangeOutcome.PreconditionFailed.class);

        assertIsGivenUp(begun(2), abandoned(3));
    }

    @Test
    void aFaultThatDidNothingIsToldAsAbandoned() {
        world.pingOne.thenFail(Fixtures.away());

        fault(World.configure(world.useCases, world.caller, TO_LONDON));

        assertIsGivenUp(begun(0), abandoned(1));
        assertThat(world.audit.events()).hasSize(2);
    }

    @Test
    void whatCameOutHalfIsToldAsSuch() {
        outcome(World.configure(
                world.useCases,
                world.caller,
                desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(UNAVAILABLE_PARIS))));

        assertThat(ended(1).outcome()).isEqualTo(Outcome.APPLIED_IN_PART);
        assertIsEndOf(begun(0), ended(1), world.latest());
    }

    @Test
    void whatARestartFindsOutIsToldAsTheEndOfWhatWasBegun() {
        world.configured(SALES);
        HeldPlatform held = new HeldPlatform(world.pingOne);
        World.configure(world.with(held), world.caller, TO_LONDON);
        held.releaseFirst();
        held.answerLater();
        world.clock.goOn(World.LEASE);
        assertThat(world.audit.events()).hasSize(3);

        assertThat(world.recovered().ended()).hasSize(1);

        assertIsEndOf(begun(2), ended(3), world.latest());
        assertThat(ended(3).outcome()).isEqualTo(Outcome.APPLIED);
        held.releaseAll();
        assertThat(world.audit.events()).as("whoever comes back late").hasSize(4);
    }

    @Test
    void whatSomebodyElseChangedIsToldAsObserved() {
        world.configured(SALES);
        world.writtenElsewhere(TO_LONDON);
        world.clock.goOn(World.MAXIMUM_AGE);

        outcome(World.read(world.useCases, world.caller, true));

        Observed observed = event(2, Observed.class);
        assertThat(observed.environment()).isEqualTo(ENVIRONMENT);
        assertThat(observed.correlationId()).isEqualTo(world.caller.correlationId());
        assertThat(observed.revision()).isEqualTo(world.latest().revision());
        assertThat(observed.changes()).isEqualTo(world.latest().changes()).isNotEmpty();
        assertThat(world.latest().action()).isEqualTo(Action.OBSERVE);
    }

    @Test
    void aReadThatFindsNothingNewIsNotTold() {
        world.configured(SALES);

        world.found(world.caller);
        world.clock.goOn(World.MAXIMUM_AGE);
        world.found(world.caller);

        assertThat(world.audit.events()).hasSize(2);
    }

    @Test
    void aChangeIsToldBeforePingOneIsAskedForAnything() {
        HeldPlatform held = new HeldPlatform(world.pingOne);

        CompletionStage<ChangeOutcome> change = World.configure(world.with(held), world.caller, TO_LONDON);

        assertThat(held.waiting()).isEqualTo(1);
        assertThat(world.pingOne.reads()).isZero();
        assertThat(world.audit.events()).hasSize(1);
        assertThat(begun(0).action()).isEqualTo(Action.CONFIGURE);
        held.releaseAll();
        outcome(change, Configured.class);
    }

    @Test
    void whatTheLogDoesNotTakeIsNotBegun() {
        world.configured(SALES);
        WatchedPlatform watched = new WatchedPlatform(world.pingOne);
        UseCases useCases = world.with(watched);
        int entries = world.history().size();
        world.audit.full(true);

        PortFault fault = fault(World.configure(useCases, world.caller, TO_LONDON));

        assertThat(fault.kind()).isEqualTo(PortFault.Kind.AUDIT_UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(PortFault.Effect.NONE);
        assertThat(watched.calls()).isEmpty();
        assertThat(world.store.openOperations()).isEmpty();
        assertThat(world.history()).hasSize(entries);
    }

    @Test
    void asSoonAsTheLogTakesEventsAgainChangesAreMade() {
        world.audit.full(true);
        fault(World.configure(world.useCases, world.caller, TO_LONDON));

        world.audit.full(false);

        outcome(World.configure(world.useCases, world.caller, TO_LONDON), Configured.class);
        assertIsEndOf(begun(0), ended(1), world.latest());
    }

    @Test
    void withoutTheLogReadsGoOn() {
        world.configured(SALES);
        world.writtenElsewhere(TO_LONDON);
        world.audit.full(true);

        outcome(World.read(world.useCases, world.caller, true));

        assertThat(world.latest().action()).isEqualTo(Action.OBSERVE);
        assertThat(world.audit.events()).hasSize(2);
    }

    @Test
    void anEndThatTheLogDoesNotTakeIsToldTheCallerAllTheSame() {
        HeldPlatform held = new HeldPlatform(world.pingOne);
        CompletionStage<ChangeOutcome> change = World.configure(world.with(held), world.caller, TO_LONDON);
        world.audit.full(true);

        held.releaseAll();

        outcome(change, Configured.class);
        assertThat(world.latest().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(world.store.openOperations()).isEmpty();
        assertThat(world.audit.events()).hasSize(1);
    }

    @Test
    void anAcceptedChangeIsToldWithItsId() {
        OperationId id = accepted();

        assertThat(begun(0).accepted()).contains(id);
        assertThat(begun(0).actor()).isEqualTo(world.caller.client());
        assertIsEndOf(begun(0), ended(1), world.latest());
    }

    @Test
    void anAcceptedChangeWaitsUntilTheLogTakesEventsAgain() {
        WatchedPlatform watched = new WatchedPlatform(world.pingOne);
        UseCases useCases = world.with(watched);
        world.audit.full(true);
        OperationId id = accepted(useCases);
        for (int round = 0; round < 10; round++) {
            running(useCases);
            world.clock.goOn(Duration.ofSeconds(1));
        }
        assertThat(watched.calls()).isEmpty();
        assertThat(found(useCases, id).result()).isEmpty();

        world.audit.full(false);
        world.clock.goOn(World.LEASE);
        running(useCases);

        ReadOperationUseCase.Result.Found found = found(useCases, id);
        assertThat(found.progress()).isEqualTo(Progress.ENDED);
        assertThat(found.result()).get().isInstanceOf(OperationResult.Completed.class);
        assertThat(begun(0).accepted()).contains(id);
        assertIsEndOf(begun(0), ended(1), world.latest());
    }

    @Test
    void withoutTheLogAnAcceptedChangeIsNotTriedWithoutAPause() {
        world.audit.full(true);
        accepted();
        int refused = world.audit.refused();

        running(world.useCases);
        running(world.useCases);

        assertThat(refused).isBetween(1, 2);
        assertThat(world.audit.refused()).isEqualTo(refused);
    }

    private OperationId accepted() {
        return accepted(world.useCases);
    }

    private OperationId accepted(UseCases useCases) {
        return outcome(
                        useCases.acceptChange()
                                .accept(new AcceptChangeUseCase.Command(
                                        world.caller,
                                        ENVIRONMENT,
                                        new AcceptChangeUseCase.Change.Configure(TO_LONDON),
                                        World.ALWAYS)),
                        AcceptChangeUseCase.Result.Accepted.class)
                .id();
    }

    private static void running(UseCases useCases) {
        outcome(useCases.runOperations().run(new RunOperationsUseCase.Command(Duration.ofDays(7), false)));
    }

    private ReadOperationUseCase.Result.Found found(UseCases useCases, OperationId id) {
        return outcome(
                useCases.readOperation()
                        .read(new ReadOperationUseCase.Query(world.caller, ENVIRONMENT, id, Duration.ZERO)),
                ReadOperationUseCase.Result.Found.class);
    }

    private static void assertIsEndOf(Begun begun, Ended ended, HistoryEntry entry) {
        assertThat(ended.operation()).isEqualTo(begun.operation());
        assertThat(ended.environment()).isEqualTo(begun.environment());
        assertThat(ended.outcome()).isEqualTo(entry.outcome());
        assertThat(ended.revision()).isEqualTo(entry.revision());
        assertThat(ended.changes()).isEqualTo(entry.changes());
        assertThat(ended.secrets()).isEqualTo(entry.secrets());
    }

    private static void assertIsGivenUp(Begun begun, Abandoned abandoned) {
        assertThat(abandoned.operation()).isEqualTo(begun.operation());
        assertThat(abandoned.environment()).isEqualTo(begun.environment());
    }

    private Begun begun(int index) {
        return event(index, Begun.class);
    }

    private Ended ended(int index) {
        return event(index, Ended.class);
    }

    private Abandoned abandoned(int index) {
        return event(index, Abandoned.class);
    }

    private <E extends Event> E event(int index, Class<E> kind) {
        List<Event> events = world.audit.events();
        assertThat(events).hasSizeGreaterThan(index);
        assertThat(events.get(index)).isInstanceOf(kind);
        return Optional.of(events.get(index)).map(kind::cast).orElseThrow();
    }
}
