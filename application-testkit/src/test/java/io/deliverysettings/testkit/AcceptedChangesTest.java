package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Fixtures.SUPPORT;
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
import io.deliverysettings.application.outcome.ChangeOutcome.Interrupted;
import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.AcceptChangeUseCase.Change;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.in.ReadOperationUseCase.Result.Found;
import io.deliverysettings.application.port.in.ReadOperationUseCase.Result.PlatformRefused;
import io.deliverysettings.application.port.in.RenewLeasesUseCase;
import io.deliverysettings.application.port.in.RunOperationsUseCase;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Changes that were accepted are made without anybody waiting, by the same rules, and whatever happens to a process. */
class AcceptedChangesTest {

    private static final Change TO_LONDON =
            new Change.Configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON)));

    private final World world = new World();
    private final HeldPlatform held = new HeldPlatform(world.pingOne);
    private final UseCases slow = world.with(held);

    @Test
    void aConfigurationIsMadeAndToldAsIfItHadBeenWaitedFor() {
        Found found = found(accepted(world.useCases, ENVIRONMENT, TO_LONDON));

        Configured configured = completed(found, Configured.class);
        assertThat(configured.settings()).isEqualTo(world.found(world.caller).settings());
        assertThat(configured.revision()).isEqualTo(world.latest().revision());
        assertThat(found.progress()).isEqualTo(Progress.ENDED);
        assertThat(found.action()).isEqualTo(Action.CONFIGURE);
        assertThat(found.correlationId()).isEqualTo(world.caller.correlationId());
        assertThat(found.endedAt()).contains(world.clock.instant());
        assertThat(world.latest().actor()).isEqualTo(world.caller.client());
    }

    @Test
    void aNumberIsSwitched() {
        world.configured(SALES);

        Found found = found(
                accepted(world.useCases, ENVIRONMENT, new Change.SelectNumber(NumberEntry.selecting(LONDON), true)));

        assertThat(selected(completed(found, Configured.class))).containsExactly(LONDON.numberId());
        assertThat(found.action()).isEqualTo(Action.SELECT_NUMBER);
    }

    @Test
    void aRevisionIsRestored() {
        Revision earlier = world.configured(SALES).revision();
        world.configured(LONDON);

        Found found = found(accepted(world.useCases, ENVIRONMENT, new Change.Restore(earlier)));

        assertThat(selected(completed(found, Configured.class))).containsExactly(SALES.numberId());
        assertThat(found.action()).isEqualTo(Action.RESTORE);
    }

    @Test
    void whatIsWrongWithTheRequestItselfIsSaidAtOnce() {
        Change nameless = new Change.SelectNumber(Fixtures.selectingNothingInParticular(), false);

        AcceptChangeUseCase.Result result = outcome(accept(world.useCases, ENVIRONMENT, nameless));

        assertThat(result).isInstanceOf(AcceptChangeUseCase.Result.RequestRefused.class);
        assertThat(outcome(accept(
                        world.useCases,
                        ENVIRONMENT,
                        new Change.Configure(
                                desired(ACCOUNT_WITH_FIVE_NUMBERS, Fixtures.selectingNothingInParticular())))))
                .isInstanceOf(AcceptChangeUseCase.Result.RequestRefused.class);
        assertThat(running(world.useCases).begun()).isZero();
    }

    @Test
    void thePreconditionIsJudgedWhenItsTurnComes() {
        Revision read = world.configured(SALES).revision();
        OperationId waiting = accepted(slow, ENVIRONMENT, TO_LONDON, new Precondition.IsAt(Set.of(read)));
        // Another change was before it.
        OperationId first = waiting;
        held.releaseAll();

        assertThat(completed(found(first), Configured.class)).isNotNull();
        Found late = found(accepted(world.useCases, ENVIRONMENT, TO_LONDON, new Precondition.IsAt(Set.of(read))));
        assertThat(completed(late, ChangeOutcome.PreconditionFailed.class)).isNotNull();
    }

    @Test
    void aRefusalAndAFaultAreToldAsToSomebodyWhoWaits() {
        PlatformRefusal no = Fixtures.refusal(PlatformRefusal.Kind.INVALID);
        world.pingOne.thenAnswer();
        world.pingOne.thenRefuse(no);
        Found refused = found(accepted(world.useCases, ENVIRONMENT, TO_LONDON));
        PortFault throttled = new PortFault(
                PortFault.Kind.THROTTLED,
                PortFault.Effect.NONE,
                Optional.empty(),
                Optional.of(Duration.ofSeconds(7)),
                Optional.empty());
        world.pingOne.thenFail(throttled);
        Found faulted = found(accepted(world.useCases, ENVIRONMENT, TO_LONDON));

        assertThat(completed(refused, ChangeOutcome.PlatformRefused.class).refusal())
                .isEqualTo(no);
        PortFault told = ((OperationResult.Faulted) faulted.result().orElseThrow()).fault();
        assertThat(told.kind()).isEqualTo(PortFault.Kind.THROTTLED);
        assertThat(told.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void aBugEndsTheChangeAndIsHandedToTheLog() {
        IllegalStateException bug = new IllegalStateException("bug");
        world.pingOne.thenFail(bug);

        Found found = found(accepted(world.useCases, ENVIRONMENT, TO_LONDON));

        assertThat(found.result()).containsInstanceOf(OperationResult.Broken.class);
        List<Throwable> bugs = running(world.useCases).bugs();
        assertThat(bugs).hasSize(1);
        assertThat(bugs.get(0)).hasRootCause(bug);
        assertThat(running(world.useCases).bugs()).isEmpty();
    }

    @Test
    void howFarItIsCanBeSeen() {
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);
        assertThat(found(id).progress()).isEqualTo(Progress.WAITING_FOR_TURN);

        held.releaseFirst();
        assertThat(found(id).progress()).isEqualTo(Progress.SENT);
        assertThat(found(id).begunAt()).isPresent();

        held.answerLater();
        assertThat(found(id).progress()).isEqualTo(Progress.VERIFYING);
        assertThat(found(id).result()).isEmpty();

        held.releaseAll();
        assertThat(found(id).progress()).isEqualTo(Progress.ENDED);
    }

    @Test
    void onlySoManyAreWorkedOnAtOnceAndTheOthersFollow() {
        List<OperationId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(accepted(slow, new EnvironmentId(new UUID(7, i)), TO_LONDON));
        }

        assertThat(held.waiting()).isEqualTo(Fixtures.LIMITS.running());
        assertThat(running(slow).running()).isEqualTo(Fixtures.LIMITS.running());
        held.releaseAll();

        assertThat(running(slow).running()).isZero();
        for (int i = 0; i < 5; i++) {
            assertThat(read(world.caller, new EnvironmentId(new UUID(7, i)), ids.get(i), Duration.ZERO))
                    .extracting(Found::progress)
                    .isEqualTo(Progress.ENDED);
        }
    }

    @Test
    void thoseOfOneEnvironmentAreMadeInTheOrderInWhichTheyWereAccepted() {
        for (CatalogueNumber number : List.of(SALES, LONDON, SUPPORT)) {
            accepted(slow, ENVIRONMENT, configuring(number));
        }
        assertThat(held.waiting()).isEqualTo(1);
        held.releaseAll();

        assertThat(world.pingOne.writes())
                .extracting(write -> write.entries().get(0).numberId())
                .containsExactly(SALES.numberId(), LONDON.numberId(), SUPPORT.numberId());
    }

    @Test
    void whenTooManyAreOpenNoMoreIsAccepted() {
        for (int i = 0; i < Fixtures.LIMITS.accepted(); i++) {
            accepted(slow, ENVIRONMENT, TO_LONDON);
        }

        assertThat(outcome(accept(slow, ENVIRONMENT, TO_LONDON))).isInstanceOf(AcceptChangeUseCase.Result.Full.class);
        held.releaseAll();
        accepted(slow, ENVIRONMENT, TO_LONDON);
    }

    @Test
    void whoWaitsIsToldWhenItEnds() {
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);
        CompletionStage<ReadOperationUseCase.Result> told = slow.readOperation()
                .read(new ReadOperationUseCase.Query(world.caller, ENVIRONMENT, id, Duration.ofSeconds(60)));

        assertThat(told.toCompletableFuture()).isNotDone();
        held.releaseAll();

        assertThat(((Found) outcome(told)).progress()).isEqualTo(Progress.ENDED);
    }

    @Test
    void whoWaitsIsToldWhatEndedElsewhere() {
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);
        UseCases elsewhere = world.with(world.pingOne);
        CompletionStage<ReadOperationUseCase.Result> told = elsewhere
                .readOperation()
                .read(new ReadOperationUseCase.Query(world.caller, ENVIRONMENT, id, Duration.ofSeconds(60)));
        held.releaseAll();
        assertThat(told.toCompletableFuture()).isNotDone();

        running(elsewhere);

        assertThat(((Found) outcome(told)).progress()).isEqualTo(Progress.ENDED);
    }

    @Test
    void nobodyIsKeptWaitingByAProcessThatStops() {
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);
        CompletionStage<ReadOperationUseCase.Result> told = slow.readOperation()
                .read(new ReadOperationUseCase.Query(world.caller, ENVIRONMENT, id, Duration.ofSeconds(60)));

        stopping(slow);

        assertThat(((Found) outcome(told)).progress()).isEqualTo(Progress.WAITING_FOR_TURN);
    }

    @Test
    void whoHasWaitedLongEnoughIsToldHowFarItIs() {
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);

        assertThat(read(slow, world.caller, ENVIRONMENT, id, Duration.ofMillis(20))
                        .progress())
                .isEqualTo(Progress.WAITING_FOR_TURN);
    }

    @Test
    void whatAProcessThatDiedHadNotBegunIsMadeByAnother() {
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);
        world.clock.goOn(World.CHANGE_LIMIT);

        running(world.useCases);

        assertThat(completed(found(id), Configured.class)).isNotNull();
        assertThat(world.pingOne.writes()).hasSize(1);
        assertThat(world.history()).extracting(entry -> entry.outcome()).contains(Outcome.APPLIED);
    }

    @Test
    void whatAProcessThatDiedHadWrittenIsFoundAndNotWrittenAgain() {
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);
        held.releaseFirst();
        held.answerLater();
        world.clock.goOn(World.LEASE);

        running(world.useCases);

        Configured configured = completed(found(id), Configured.class);
        assertThat(configured.revision()).isEqualTo(world.latest().revision());
        assertThat(world.pingOne.writes()).hasSize(1);
        assertThat(world.history()).hasSize(1);
    }

    @Test
    void whatSomebodyElseHasOverwrittenMeanwhileIsToldAsInterrupted() {
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);
        held.releaseFirst();
        held.answerLater();
        world.writtenElsewhere(desired(Samples.ACCOUNT_WITH_ONE_NUMBER));
        world.clock.goOn(World.LEASE);

        running(world.useCases);

        assertThat(completed(found(id), Interrupted.class).found()).isEqualTo(Outcome.OVERTAKEN);
        assertThat(world.pingOne.writes()).as("one of them from elsewhere").hasSize(2);
    }

    @Test
    void aLostAnswerThatCannotBeFoundOutIsFoundOutLater() {
        world.pingOne.thenAnswer();
        world.pingOne.thenFail(new PortFault(PortFault.Kind.UNREADABLE, PortFault.Effect.UNKNOWN));
        world.pingOne.thenFail(Fixtures.away());

        OperationId id = accepted(world.useCases, ENVIRONMENT, TO_LONDON);
        assertThat(found(id).result()).isEmpty();
        world.clock.goOn(World.CHANGE_LIMIT);

        Found told = read(world.useCases, world.caller, ENVIRONMENT, id, Duration.ofSeconds(20));

        assertThat(completed(told, Configured.class)).isNotNull();
        assertThat(world.pingOne.writes())
                .as("the one that was not made, and another")
                .hasSize(2);
    }

    @Test
    void aSecondWriteWhoseAnswerWasLostIsFoundOutLaterToo() {
        world.pingOne.thenAnswer();
        world.pingOne.thenSelectInstead();
        world.pingOne.thenFail(new PortFault(PortFault.Kind.UNREADABLE, PortFault.Effect.UNKNOWN));
        world.pingOne.thenFail(Fixtures.away());

        OperationId id = accepted(world.useCases, ENVIRONMENT, TO_LONDON);
        Found told = read(world.useCases, world.caller, ENVIRONMENT, id, Duration.ofSeconds(20));

        assertThat(completed(told, Interrupted.class).found()).isEqualTo(Outcome.APPLIED_IN_PART);
        assertThat(world.latest().outcome()).isEqualTo(Outcome.APPLIED_IN_PART);
    }

    @Test
    void whatPingOneMayStillBeMakingIsNotSentAgain() {
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);
        world.clock.goOn(World.LEASE);

        running(world.useCases);
        assertThat(found(id).result()).isEmpty();
        assertThat(world.pingOne.writes()).isEmpty();
        // PingOne comes to an end with what the process had sent before it died.
        world.writtenElsewhere(((Change.Configure) TO_LONDON).desired());
        world.clock.goOn(Duration.ofSeconds(5));

        Found told = read(world.useCases, world.caller, ENVIRONMENT, id, Duration.ofSeconds(20));

        assertThat(completed(told, Configured.class)).isNotNull();
        assertThat(world.pingOne.writes()).as("only that one").hasSize(1);
    }

    @Test
    void aProcessThatStopsTakesUpNothingMoreAndLeavesWhatFailsToAnother() {
        accepted(slow, ENVIRONMENT, TO_LONDON);
        stopping(slow);
        OperationId next = accepted(slow, new EnvironmentId(new UUID(8, 8)), TO_LONDON);
        // PingOne is let go of, which is what every call under way meets then.
        world.pingOne.thenFail(Fixtures.away());
        held.releaseAll();

        assertThat(read(world.caller, new EnvironmentId(new UUID(8, 8)), next, Duration.ZERO)
                        .progress())
                .isEqualTo(Progress.QUEUED);
        assertThat(running(world.useCases).begun()).isEqualTo(2);
        assertThat(world.pingOne.writes()).hasSize(2);
    }

    @Test
    void aClaimThatIsWorkedOnIsRenewed() {
        accepted(slow, ENVIRONMENT, TO_LONDON);
        for (int i = 0; i < 5; i++) {
            world.clock.goOn(World.LEASE.dividedBy(2));
            running(slow);
            slow.renewLeases().renew(new RenewLeasesUseCase.Command());
        }

        assertThat(running(world.useCases).begun()).isZero();
    }

    @Test
    void itsSecretsAreThoseOfTheRequestAndAreKeptAfterwards() {
        accepted(world.useCases, ENVIRONMENT, TO_LONDON);

        assertThat(world.pingOne.writes().get(0).appSecret())
                .isEqualTo(((Change.Configure) TO_LONDON).desired().appSecret());
        assertThat(outcome(world.select(world.caller, SALES))).isInstanceOf(Configured.class);
    }

    @Test
    void withoutTheKeysItIsToldWhatIsMissing() {
        var settingsOfAnotherCaller = world.configured(SALES).settings();
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);
        world.clock.goOn(World.LEASE);
        world.sealing.loseKeys();

        running(world.useCases);

        world.pingOne.thenTell(settingsOfAnotherCaller);
        Found found = read(world.useCases, world.caller, ENVIRONMENT, id, Duration.ZERO);
        assertThat(completed(found, ChangeOutcome.CredentialsNeeded.class).reason())
                .isEqualTo(ChangeOutcome.CredentialsNeeded.Reason.KEY_LOST);
    }

    @Test
    void itIsToldToWhoeverAskedForItAndToWhomeverPingOneAdmits() {
        OperationId id = accepted(slow, ENVIRONMENT, TO_LONDON);
        Caller admitted = world.another;
        Caller refused = Samples.callerWith(Samples.REFUSED_BEARER_TOKEN);
        held.releaseAll();

        assertThat(found(id)).isNotNull();
        assertThat(read(world.useCases, admitted, ENVIRONMENT, id, Duration.ZERO))
                .isNotNull();
        assertThat(fault(world.useCases
                                .readOperation()
                                .read(new ReadOperationUseCase.Query(refused, ENVIRONMENT, id, Duration.ZERO)))
                        .kind())
                .isEqualTo(PortFault.Kind.CREDENTIALS_REFUSED);
        world.pingOne.thenRefuse(Fixtures.refusal(PlatformRefusal.Kind.FORBIDDEN));
        assertThat(outcome(world.useCases
                        .readOperation()
                        .read(new ReadOperationUseCase.Query(
                                Samples.callerWith(Secret.of("a-third-bearer-token")),
                                ENVIRONMENT,
                                id,
                                Duration.ZERO))))
                .isInstanceOf(PlatformRefused.class);
    }

    @Test
    void anUnknownOneAndOneOfAnotherEnvironmentAreNotThere() {
        OperationId id = accepted(world.useCases, ENVIRONMENT, TO_LONDON);

        assertThat(outcome(world.useCases
                        .readOperation()
                        .read(new ReadOperationUseCase.Query(
                                world.caller, new EnvironmentId(new UUID(1, 1)), id, Duration.ZERO))))
                .isEqualTo(new ReadOperationUseCase.Result.Unknown());
        assertThat(outcome(world.useCases
                        .readOperation()
                        .read(new ReadOperationUseCase.Query(
                                world.caller, ENVIRONMENT, new OperationId(new UUID(1, 2)), Duration.ofSeconds(60)))))
                .isEqualTo(new ReadOperationUseCase.Result.Unknown());
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        OperationId id = accepted(world.useCases, ENVIRONMENT, TO_LONDON);
        world.clock.goOn(Duration.ofDays(8));

        assertThat(running(world.useCases).forgotten()).isEqualTo(1);
        assertThat(outcome(world.useCases
                        .readOperation()
                        .read(new ReadOperationUseCase.Query(world.caller, ENVIRONMENT, id, Duration.ZERO))))
                .isEqualTo(new ReadOperationUseCase.Result.Unknown());
    }

    private static Change configuring(CatalogueNumber number) {
        return new Change.Configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(number)));
    }

    private CompletionStage<AcceptChangeUseCase.Result> accept(
            UseCases useCases, EnvironmentId environment, Change change) {
        return useCases.acceptChange()
                .accept(new AcceptChangeUseCase.Command(world.caller, environment, change, World.ALWAYS));
    }

    private OperationId accepted(UseCases useCases, EnvironmentId environment, Change change) {
        return accepted(useCases, environment, change, World.ALWAYS);
    }

    private OperationId accepted(
            UseCases useCases, EnvironmentId environment, Change change, Precondition precondition) {
        return outcome(
                        useCases.acceptChange()
                                .accept(new AcceptChangeUseCase.Command(
                                        world.caller, environment, change, precondition)),
                        AcceptChangeUseCase.Result.Accepted.class)
                .id();
    }

    private static void stopping(UseCases useCases) {
        outcome(useCases.runOperations().run(new RunOperationsUseCase.Command(Duration.ofDays(7), true)));
    }

    private static RunOperationsUseCase.Result running(UseCases useCases) {
        return outcome(useCases.runOperations().run(new RunOperationsUseCase.Command(Duration.ofDays(7), false)));
    }

    private Found found(OperationId id) {
        return read(world.caller, ENVIRONMENT, id, Duration.ZERO);
    }

    private Found read(Caller caller, EnvironmentId environment, OperationId id, Duration patience) {
        return read(slow, caller, environment, id, patience);
    }

    private static Found read(
            UseCases useCases, Caller caller, EnvironmentId environment, OperationId id, Duration patience) {
        return outcome(
                useCases.readOperation().read(new ReadOperationUseCase.Query(caller, environment, id, patience)),
                Found.class);
    }

    private static <T extends ChangeOutcome> T completed(Found found, Class<T> outcome) {
        assertThat(found.result()).isPresent();
        assertThat(found.result().get()).isInstanceOf(OperationResult.Completed.class);
        ChangeOutcome came = ((OperationResult.Completed) found.result().get()).outcome();
        assertThat(came).isInstanceOf(outcome);
        return outcome.cast(came);
    }

    private static List<Optional<NumberId>> selected(Configured configured) {
        return configured.settings().catalogue().selected().stream()
                .map(CatalogueNumber::numberId)
                .toList();
    }
}
