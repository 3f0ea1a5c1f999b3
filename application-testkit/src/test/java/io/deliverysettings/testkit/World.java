package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.outcome;

import io.deliverysettings.application.health.Component;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Result.Found;
import io.deliverysettings.application.port.in.RecoverOperationsUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.access.AccessRules;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The use cases with a store, keys and a clock that a test can set, over a platform of its choice. */
final class World {

    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration MAXIMUM_AGE = Duration.ofSeconds(5);
    static final Duration STALE_IF_ERROR = Duration.ofMinutes(10);
    static final Duration CHANGE_LIMIT = Duration.ofMinutes(5);
    static final Precondition ALWAYS = new Precondition.Always();

    /** A clock that goes on when it is told to. */
    static final class TestClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-23T09:30:00Z");

        void goOn(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("every time is UTC here");
        }
    }

    final TestClock clock = new TestClock();
    final InMemoryPlatformSettingsAdapter pingOne = new InMemoryPlatformSettingsAdapter(clock);
    final InMemorySettingsStoreAdapter store = new InMemorySettingsStoreAdapter(clock);
    final InMemoryOperationQueueAdapter queue = new InMemoryOperationQueueAdapter(store, clock);
    final InMemorySealingAdapter sealing = new InMemorySealingAdapter();
    final InMemoryAccessTokenAdapter tokens = new InMemoryAccessTokenAdapter();
    final InMemoryAccessRulesAdapter rules = new InMemoryAccessRulesAdapter(AccessRules.unrestricted());
    final InMemoryAuditAdapter audit = new InMemoryAuditAdapter();
    final InMemoryWaitingAdapter waiting = new InMemoryWaitingAdapter();
    final InMemoryHealthAdapter storeHealth = new InMemoryHealthAdapter();
    final InMemoryHealthAdapter pingOneHealth = new InMemoryHealthAdapter();
    final Caller caller = Samples.caller();
    final Caller another = Samples.callerWith(Secret.of("another-bearer-token"));
    final UseCases useCases = with(pingOne);

    /** A gateway over the same store, with a platform of its own. */
    UseCases with(PlatformSettingsPort platform) {
        return with(platform, store);
    }

    UseCases with(PlatformSettingsPort platform, SettingsStorePort store) {
        return with(platform, store, UseCases.Admission.BY_PLATFORM, Duration.ZERO);
    }

    UseCases with(
            PlatformSettingsPort platform, SettingsStorePort store, UseCases.Admission admission, Duration settling) {
        return UseCases.create(
                new UseCases.Ports(
                        platform,
                        store,
                        queue,
                        sealing,
                        tokens,
                        rules,
                        audit,
                        waiting,
                        Map.of(Component.STORE, storeHealth, Component.PINGONE, pingOneHealth)),
                SelectionPolicy.DEFAULT,
                admission,
                new UseCases.Timing(
                        LEASE,
                        Duration.ofMillis(100),
                        MAXIMUM_AGE,
                        STALE_IF_ERROR,
                        Duration.ofSeconds(30),
                        CHANGE_LIMIT,
                        settling),
                Fixtures.LIMITS,
                clock);
    }

    static CompletionStage<ChangeOutcome> configure(UseCases useCases, Caller caller, DesiredSettings desired) {
        return useCases.configureWhatsApp()
                .configure(new ConfigureWhatsAppUseCase.Command(caller, ENVIRONMENT, desired, ALWAYS));
    }

    ChangeOutcome.Configured configured(CatalogueNumber selected) {
        return configured(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(selected));
    }

    ChangeOutcome.Configured configured(BusinessAccountId account, NumberEntry... entries) {
        return outcome(configure(useCases, caller, desired(account, entries)), ChangeOutcome.Configured.class);
    }

    ChangeOutcome configureIf(Precondition precondition) {
        return outcome(useCases.configureWhatsApp()
                .configure(new ConfigureWhatsAppUseCase.Command(
                        caller, ENVIRONMENT, desired(ACCOUNT_WITH_FIVE_NUMBERS), precondition)));
    }

    CompletionStage<ChangeOutcome> select(Caller who, CatalogueNumber number) {
        return select(who, number, false, ALWAYS);
    }

    CompletionStage<ChangeOutcome> select(
            Caller who, CatalogueNumber number, boolean refresh, Precondition precondition) {
        return useCases.selectNumber()
                .select(new SelectNumberUseCase.Command(
                        who, ENVIRONMENT, NumberEntry.selecting(number), refresh, precondition));
    }

    CompletionStage<ChangeOutcome> restore(Revision revision) {
        return useCases.restoreRevision()
                .restore(new RestoreRevisionUseCase.Command(caller, ENVIRONMENT, revision, ALWAYS));
    }

    CompletionStage<ChangeOutcome> remove(Precondition precondition) {
        return useCases.removeWhatsApp().remove(new RemoveWhatsAppUseCase.Command(caller, ENVIRONMENT, precondition));
    }

    CompletionStage<ReadWhatsAppUseCase.Result> read(Caller who) {
        return read(useCases, who, false);
    }

    static CompletionStage<ReadWhatsAppUseCase.Result> read(UseCases useCases, Caller who, boolean fresh) {
        return useCases.readWhatsApp().read(new ReadWhatsAppUseCase.Query(who, ENVIRONMENT, false, fresh));
    }

    Found found(Caller who) {
        return outcome(read(who), Found.class);
    }

    RecoverOperationsUseCase.Result recovered() {
        return outcome(useCases.recoverOperations().recover(new RecoverOperationsUseCase.Command(10)));
    }

    /** All of it, whoever may see it. */
    List<HistoryEntry> history() {
        return outcome(store.history(ENVIRONMENT, Optional.empty(), 1000));
    }

    HistoryEntry latest() {
        return history().get(0);
    }

    ListHistoryUseCase.Result listHistory(Caller who, Optional<Revision> before, int limit) {
        return outcome(useCases.listHistory().list(new ListHistoryUseCase.Query(who, ENVIRONMENT, before, limit)));
    }

    /** Somebody writes to PingOne without the gateway. */
    void writtenElsewhere(DesiredSettings desired) {
        clock.goOn(Duration.ofSeconds(1));
        outcome(pingOne.replace(Samples.call(caller, ENVIRONMENT), desired, () -> {}));
    }
}
