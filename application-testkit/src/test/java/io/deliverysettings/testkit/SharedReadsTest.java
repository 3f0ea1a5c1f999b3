package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Fixtures.SUPPORT;
import static io.deliverysettings.testkit.Fixtures.refusal;
import static io.deliverysettings.testkit.Fixtures.selectedOf;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Query;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Result;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Result.Found;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Result.PlatformRefused;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Source;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What reads share, with whom, and what they notice. */
class SharedReadsTest {

    private final World world = new World();

    @Test
    void aReadWithinTheMaximumAgeIsAnsweredWithoutAskingAgain() {
        world.configured(SALES);
        world.clock.goOn(Duration.ofMinutes(1));
        Found asked = world.found(world.caller);
        int reads = world.pingOne.reads();
        world.clock.goOn(Duration.ofSeconds(5));

        Found shared = world.found(world.caller);

        assertThat(asked.source()).isEqualTo(Source.PLATFORM);
        assertThat(shared)
                .isEqualTo(new Found(asked.settings(), asked.revision(), Source.SHARED, Duration.ofSeconds(5)));
        assertThat(world.pingOne.reads()).isEqualTo(reads);
    }

    @Test
    void beyondTheMaximumAgePingOneIsAskedAgain() {
        world.configured(SALES);
        world.clock.goOn(World.MAXIMUM_AGE.plusMillis(1));

        assertThat(world.found(world.caller).source()).isEqualTo(Source.PLATFORM);
    }

    @Test
    void aFreshReadAsksPingOneInAnyCase() {
        world.configured(SALES);

        Found found = outcome(World.read(world.useCases, world.caller, true), Found.class);

        assertThat(found.source()).isEqualTo(Source.PLATFORM);
    }

    @Test
    void whatWasJustWrittenIsSharedWithItsWriter() {
        var written = world.configured(SALES);

        assertThat(world.found(world.caller))
                .isEqualTo(
                        new Found(written.settings(), Optional.of(written.revision()), Source.SHARED, Duration.ZERO));
    }

    @Test
    void aTokenThatPingOneHasNotAcceptedIsGivenNothingShared() {
        world.configured(SALES);
        world.pingOne.thenRefuse(refusal(PlatformRefusal.Kind.FORBIDDEN));

        assertThat(outcome(world.read(world.another))).isInstanceOf(PlatformRefused.class);
    }

    @Test
    void aTokenThatPingOneHasAcceptedIsGivenWhatAnotherWasTold() {
        world.configured(SALES);
        world.found(world.another);
        int reads = world.pingOne.reads();
        world.clock.goOn(Duration.ofSeconds(1));
        world.configured(LONDON);

        Found shared = world.found(world.another);

        assertThat(selectedOf(shared.settings())).containsExactly(LONDON);
        assertThat(shared.source()).isEqualTo(Source.SHARED);
        assertThat(world.pingOne.reads()).as("the second write's own").isEqualTo(reads + 1);
    }

    @Test
    void aTokenThatPingOneRefusesIsGivenNothingSharedFromThenOn() {
        world.configured(SALES);
        world.pingOne.thenRefuse(refusal(PlatformRefusal.Kind.FORBIDDEN));
        outcome(World.read(world.useCases, world.caller, true));
        int reads = world.pingOne.reads();

        world.found(world.caller);

        assertThat(world.pingOne.reads()).isEqualTo(reads + 1);
    }

    @Test
    void acceptanceForOneEnvironmentIsNoneForAnother() {
        world.configured(SALES);
        EnvironmentId elsewhere = EnvironmentId.of("00000000-0000-4000-8000-00000000000b");

        assertThat(outcome(world.useCases.readWhatsApp().read(new Query(world.caller, elsewhere, false, false))))
                .isInstanceOf(PlatformRefused.class);
    }

    @Test
    void concurrentReadsOfOneTokenShareOneCall() {
        world.configured(SALES);
        world.clock.goOn(Duration.ofMinutes(1));
        HeldPlatform held = new HeldPlatform(world.pingOne);
        UseCases useCases = world.with(held);

        CompletionStage<Result> first = World.read(useCases, world.caller, false);
        CompletionStage<Result> second = World.read(useCases, world.caller, false);

        assertThat(held.waiting()).isEqualTo(1);
        held.releaseAll();
        assertThat(outcome(first, Found.class).source()).isEqualTo(Source.PLATFORM);
        assertThat(outcome(second, Found.class).source()).isEqualTo(Source.SHARED);
    }

    @Test
    void aConcurrentReadWithATokenThatIsNotAcceptedMakesItsOwnCall() {
        HeldPlatform held = new HeldPlatform(world.pingOne);
        UseCases useCases = world.with(held);

        World.read(useCases, world.caller, false);
        World.read(useCases, world.another, false);

        assertThat(held.waiting()).isEqualTo(2);
    }

    @Test
    void aReadThatBeganBeforeAWriteDoesNotAnswerForWhatComesAfter() {
        world.configured(SALES);
        HeldPlatform held = new HeldPlatform(world.pingOne);
        UseCases useCases = world.with(held);
        CompletionStage<Result> early = World.read(useCases, world.caller, false);
        CompletionStage<?> write = World.configure(
                useCases, world.caller, desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON)));
        held.releaseLast();
        held.releaseLast();
        outcome(write);
        held.releaseAll();
        outcome(early);

        Found later = outcome(World.read(useCases, world.caller, false), Found.class);

        assertThat(selectedOf(later.settings())).containsExactly(LONDON);
    }

    @Test
    void whenPingOneIsAwayWhatItLastSaidIsGivenToATokenThatItAccepted() {
        var written = world.configured(SALES);
        world.clock.goOn(World.STALE_IF_ERROR);

        assertThat(List.of(
                        PortFault.Kind.UNAVAILABLE,
                        PortFault.Kind.TIMEOUT,
                        PortFault.Kind.FAILED,
                        PortFault.Kind.THROTTLED,
                        PortFault.Kind.UNREADABLE))
                .allSatisfy(kind -> {
                    world.pingOne.thenFail(new PortFault(kind, PortFault.Effect.NONE));

                    assertThat(world.found(world.caller))
                            .isEqualTo(new Found(
                                    written.settings(),
                                    Optional.of(written.revision()),
                                    Source.STORE,
                                    World.STALE_IF_ERROR));
                });
    }

    @Test
    void whenPingOneIsAwayATokenThatItHasNotAcceptedIsToldSo() {
        world.configured(SALES);
        PortFault away = new PortFault(PortFault.Kind.UNAVAILABLE, PortFault.Effect.NONE);
        world.pingOne.thenFail(away);

        assertThat(fault(world.read(world.another))).isSameAs(away);
    }

    @Test
    void whenPingOneIsAwayForTooLongATokenThatItAcceptedIsToldSo() {
        world.configured(SALES);
        world.clock.goOn(World.STALE_IF_ERROR.plusMillis(1));
        PortFault away = new PortFault(PortFault.Kind.UNAVAILABLE, PortFault.Effect.NONE);
        world.pingOne.thenFail(away);

        assertThat(fault(world.read(world.caller))).isSameAs(away);
    }

    @Test
    void whoCanBeToldWhatIsStoredNeedNotWaitUntilEveryTryHasFailed() {
        WatchedPlatform watched = new WatchedPlatform(world.pingOne);
        UseCases useCases = world.with(watched);
        outcome(World.configure(useCases, world.caller, desired(ACCOUNT_WITH_FIVE_NUMBERS)));
        world.clock.goOn(World.MAXIMUM_AGE.plusMillis(1));

        outcome(World.read(useCases, world.caller, false));
        outcome(World.read(useCases, world.caller, true));
        outcome(World.read(useCases, world.another, false));

        List<Duration> limits = watched.deadlines().stream()
                .skip(1)
                .map(deadline -> Duration.between(world.clock.instant(), deadline))
                .toList();
        assertThat(limits)
                .as("accepted before, accepted but wants it fresh, not accepted yet")
                .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    @Test
    void whoWasAcceptedWhenItAskedIsToldWhatIsStoredHoweverLongThatTook() {
        HeldPlatform held = new HeldPlatform(world.pingOne);
        UseCases useCases = world.with(held);
        CompletionStage<ChangeOutcome> change =
                World.configure(useCases, world.caller, desired(ACCOUNT_WITH_FIVE_NUMBERS));
        held.releaseAll();
        outcome(change);
        world.clock.goOn(World.STALE_IF_ERROR);
        world.pingOne.thenFail(new PortFault(PortFault.Kind.UNAVAILABLE, PortFault.Effect.NONE));
        CompletionStage<Result> read = World.read(useCases, world.caller, false);
        world.clock.goOn(Duration.ofSeconds(30));
        held.releaseAll();

        assertThat(outcome(read, Found.class).source()).isEqualTo(Source.STORE);
    }

    @Test
    void aTokenThatPingOneSaysIsInvalidIsNotGivenWhatIsStored() {
        world.configured(SALES);
        world.clock.goOn(Duration.ofMinutes(1));
        PortFault refused = new PortFault(PortFault.Kind.CREDENTIALS_REFUSED, PortFault.Effect.NONE);
        world.pingOne.thenFail(refused);
        world.pingOne.thenFail(new PortFault(PortFault.Kind.UNAVAILABLE, PortFault.Effect.NONE));

        assertThat(fault(world.read(world.caller))).isSameAs(refused);
        assertThat(fault(world.read(world.caller)).kind()).isEqualTo(PortFault.Kind.UNAVAILABLE);
    }

    @Test
    void whatWasChangedElsewhereGetsARevisionAndAnEntryOnce() {
        var written = world.configured(SALES);
        world.writtenElsewhere(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON)));
        world.clock.goOn(Duration.ofMinutes(1));

        Found found = world.found(world.caller);
        world.clock.goOn(Duration.ofMinutes(1));
        Found again = world.found(world.caller);

        assertThat(found.revision().orElseThrow()).isGreaterThan(written.revision());
        assertThat(again.revision()).isEqualTo(found.revision());
        assertThat(world.history()).hasSize(2);
        assertThat(world.latest().action()).isEqualTo(Action.OBSERVE);
        assertThat(world.latest().actor()).isEmpty();
        assertThat(world.latest().changes())
                .extracting(MemberChange::member)
                .containsExactly("numbers[205000000000002].selected", "numbers[205000000000003].selected");
    }

    @Test
    void aNumberThatGoesBadIsNoted() {
        world.configured(SALES);
        world.pingOne.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(Fixtures.rated(SALES, QualityRating.RED)));
        world.writtenElsewhere(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(SALES)));
        world.clock.goOn(Duration.ofMinutes(1));

        world.found(world.caller);

        assertThat(world.latest().changes())
                .contains(new MemberChange(
                        "numbers[205000000000002].qualityRating", Optional.of("GREEN"), Optional.of("RED")));
    }

    @Test
    void anAnswerThatIsOlderThanWhatIsKnownIsNotTakenForAChange() {
        var written = world.configured(SALES);
        world.clock.goOn(Duration.ofMinutes(1));
        var newer = world.configured(LONDON);
        world.clock.goOn(Duration.ofMinutes(1));
        world.pingOne.thenTell(written.settings());

        Found found = world.found(world.caller);

        assertThat(found.settings()).isEqualTo(written.settings());
        assertThat(found.revision()).isEmpty();
        assertThat(world.latest().revision()).isEqualTo(newer.revision());
    }

    @Test
    void whatWasRemovedElsewhereIsNoted() {
        world.configured(SALES);
        outcome(world.pingOne.remove(Samples.call(world.caller, ENVIRONMENT)));
        world.clock.goOn(Duration.ofMinutes(1));

        outcome(world.read(world.caller), PlatformRefused.class);

        HistoryEntry latest = world.latest();
        assertThat(latest.action()).isEqualTo(Action.OBSERVE);
        assertThat(latest.changes())
                .allSatisfy(change -> assertThat(change.after()).isEmpty());
    }

    @Test
    void thatThereIsNothingIsNotTakenFromATokenThatPingOneHasNotAccepted() {
        var written = world.configured(SALES);
        PlatformRefusal nothing = refusal(PlatformRefusal.Kind.NOT_FOUND);
        world.pingOne.thenRefuse(nothing);
        world.pingOne.thenRefuse(nothing);
        world.pingOne.thenRefuse(refusal(PlatformRefusal.Kind.FORBIDDEN));

        outcome(world.read(world.another), PlatformRefused.class);
        outcome(World.configure(world.useCases, world.another, desired(ACCOUNT_WITH_ONE_NUMBER)));

        assertThat(world.history()).noneMatch(entry -> entry.action() == Action.OBSERVE);
        assertThat(world.found(world.caller).revision()).contains(written.revision());
    }

    @Test
    void credentialsOutlastAnAnswerThatThereIsNothing() {
        world.configured(SALES);
        world.clock.goOn(Duration.ofMinutes(1));
        world.pingOne.thenRefuse(refusal(PlatformRefusal.Kind.NOT_FOUND));
        outcome(world.read(world.caller), PlatformRefused.class);

        world.found(world.caller);

        assertThat(world.history()).hasSize(3);
        assertThat(outcome(world.select(world.caller, LONDON))).isInstanceOf(ChangeOutcome.Configured.class);
    }

    @Test
    void credentialsOfAnAccountThatWasReplacedElsewhereAreNotUsedForTheNewOne() {
        world.configured(ACCOUNT_WITH_ONE_NUMBER);
        world.writtenElsewhere(desired(ACCOUNT_WITH_FIVE_NUMBERS));
        int writes = world.pingOne.writes().size();

        assertThat(outcome(world.select(world.caller, SUPPORT, true, World.ALWAYS)))
                .isEqualTo(new CredentialsNeeded(CredentialsNeeded.Reason.NONE_STORED));
        assertThat(world.pingOne.writes()).hasSize(writes);
    }

    @Test
    void withoutTheStorePingOnesAnswerIsGivenWithoutARevision() {
        world.configured(SALES);
        world.clock.goOn(Duration.ofMinutes(1));
        world.store.becomeUnavailable();

        Found found = world.found(world.caller);

        assertThat(selectedOf(found.settings())).containsExactly(SALES);
        assertThat(found.revision()).isEmpty();
    }

    @Test
    void aStoreThatHangsDoesNotKeepPingOnesAnswerFromTheCaller() {
        world.configured(SALES);
        SettingsStorePort hanging = (SettingsStorePort) Proxy.newProxyInstance(
                SettingsStorePort.class.getClassLoader(),
                new Class<?>[] {SettingsStorePort.class},
                (proxy, method, arguments) -> new CompletableFuture<>());

        Found found = outcome(World.read(world.with(world.pingOne, hanging), world.caller, false), Found.class);

        assertThat(selectedOf(found.settings())).containsExactly(SALES);
        assertThat(found.revision()).isEmpty();
    }

    @Test
    void aStoreThatHangsWhenSomethingIsToBeRecordedDoesNotEither() {
        world.configured(SALES);
        world.writtenElsewhere(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON)));
        SettingsStorePort hanging = (SettingsStorePort) Proxy.newProxyInstance(
                SettingsStorePort.class.getClassLoader(),
                new Class<?>[] {SettingsStorePort.class},
                (proxy, method, arguments) ->
                        method.getName().equals("find") ? world.store.find(ENVIRONMENT) : new CompletableFuture<>());

        Found found = outcome(World.read(world.with(world.pingOne, hanging), world.caller, false), Found.class);

        assertThat(selectedOf(found.settings())).containsExactly(LONDON);
        assertThat(found.revision()).isEmpty();
    }

    @Test
    void theTimeOfConfirmationIsKeptUpToDate() {
        world.configured(SALES);
        world.clock.goOn(Duration.ofMinutes(2));
        world.found(world.caller);

        assertThat(outcome(world.store.find(ENVIRONMENT)).orElseThrow().confirmedAt())
                .isEqualTo(world.clock.instant());
    }
}
