package io.deliverysettings.application.service;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Basis;
import io.deliverysettings.application.port.out.SettingsStorePort.Confirmed;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.Observation;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.port.out.WaitingPort.Reason;
import io.deliverysettings.application.service.Changes.Done;
import io.deliverysettings.application.service.Changes.Held;
import io.deliverysettings.application.service.RecentReads.Told;
import io.deliverysettings.application.service.RecentReads.UnderWay;
import io.deliverysettings.application.service.UseCases.Admission;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.history.SettingsDifference;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks PingOne what is set, and keeps the store up to date with what it says. What PingOne has just said is shared with callers
 * whose token it accepted for the same environment just as recently: the token decides what a caller may see, and only PingOne
 * knows what that is.
 */
final class SettingsReads {

    /** How old the stored time of confirmation may get before it is written again: reads should not each cost a write. */
    private static final Duration CONFIRMATION_INTERVAL = Duration.ofMinutes(1);

    /** How long a read waits for the store before it does without: a database that hangs takes far longer to say so. */
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(1);

    /** How long PingOne is asked when what is stored can be told instead. */
    private static final Duration PATIENCE_BEFORE_STORED = Duration.ofSeconds(3);

    /** How the settings were come by. */
    enum Origin {
        ASKED,
        SHARED,
        STORED
    }

    /**
     * What is set.
     *
     * @param told what PingOne said, and when
     * @param origin how it was come by
     */
    record Reading(Told told, Origin origin) {}

    /**
     * What PingOne says within a turn.
     *
     * @param answer the settings, or its refusal
     * @param revision of the settings; empty when nothing is set
     */
    record Current(Answer<WhatsAppSettings> answer, Optional<Revision> revision) {

        /** Does the work if the precondition holds and something is set. */
        CompletionStage<Done> ifSet(Precondition precondition, Function<WhatsAppSettings, CompletionStage<Done>> work) {
            return answer.fold(
                    settings -> precondition.holds(revision) ? work.apply(settings) : failed(revision),
                    Current::refused);
        }

        /** Does the work if the precondition holds; there being nothing yet is no obstacle. */
        CompletionStage<Done> ifAllowed(
                Precondition precondition, Function<Optional<WhatsAppSettings>, CompletionStage<Done>> work) {
            boolean isEmpty = answer.fold(settings -> false, SettingsReads::isNothingSet);
            if (isEmpty) {
                return precondition.holds(Optional.empty()) ? work.apply(Optional.empty()) : failed(Optional.empty());
            }
            return ifSet(precondition, settings -> work.apply(Optional.of(settings)));
        }

        private static CompletionStage<Done> failed(Optional<Revision> revision) {
            return completed(new Done.Nothing(new ChangeOutcome.PreconditionFailed(revision)));
        }

        private static CompletionStage<Done> refused(PlatformRefusal refusal) {
            return completed(new Done.Nothing(new ChangeOutcome.PlatformRefused(refusal)));
        }
    }

    private final PlatformSettingsPort platform;
    private final SettingsStorePort store;
    private final RecentReads recent;
    private final AuditTrail audit;
    private final Duration maximumAge;
    private final Duration staleIfError;
    private final Duration limit;
    private final Admission admission;
    private final Clock clock;
    private final WaitingPort waiting;

    SettingsReads(
            PlatformSettingsPort platform,
            SettingsStorePort store,
            RecentReads recent,
            AuditTrail audit,
            Duration maximumAge,
            Duration staleIfError,
            Duration limit,
            Admission admission,
            Clock clock,
            WaitingPort waiting) {
        this.waiting = waiting;
        this.platform = platform;
        this.store = store;
        this.recent = recent;
        this.audit = audit;
        this.maximumAge = maximumAge;
        this.staleIfError = staleIfError;
        this.limit = limit;
        this.admission = admission;
        this.clock = clock;
    }

    /** Whether PingOne has accepted the caller's token for this environment just now. */
    boolean isAccepted(Caller caller, EnvironmentId environment) {
        return isAccepted(caller, environment, maximumAge);
    }

    /** What is set, as recently as the caller wants it. */
    CompletionStage<Answer<Reading>> read(Caller caller, EnvironmentId environment, boolean fresh) {
        boolean accepted = isAccepted(caller, environment);
        if (!fresh && accepted) {
            Optional<Told> told = recent.told(environment).filter(this::isRecent);
            if (told.isPresent()) {
                return completed(new Answer.Done<>(new Reading(told.get(), Origin.SHARED)));
            }
        }
        // Settled before PingOne is asked, which can take longer than what is known of the caller is worth.
        boolean mayBeToldStored = isAccepted(caller, environment, staleIfError);
        String fingerprint = recent.fingerprint(caller);
        Optional<UnderWay> underWay = fresh ? Optional.empty() : recent.underWay(environment);
        if (underWay.filter(call -> call.fingerprint().equals(fingerprint)).isPresent()) {
            return shared(underWay.get())
                    .exceptionallyCompose(failure -> stored(mayBeToldStored, environment, failure));
        }
        if (underWay.isPresent() && accepted) {
            // Another token's refusals and faults are none of this caller's.
            return shared(underWay.get())
                    .handle((answer, failure) -> failure == null && answer instanceof Answer.Done<Reading>
                            ? completed(answer)
                            : ask(caller, environment, fingerprint, fresh, mayBeToldStored))
                    .thenCompose(answer -> answer);
        }
        return ask(caller, environment, fingerprint, fresh, mayBeToldStored);
    }

    /** The same with what only PingOne can say; nothing of it is shared or stored. */
    CompletionStage<Answer<WhatsAppSettings>> readExpanded(Caller caller, EnvironmentId environment) {
        return noting(caller, environment, platform.read(call(caller, environment), Expansion.TEMPLATES));
    }

    /** Empty when PingOne lets the caller see the environment's settings. */
    CompletionStage<Optional<PlatformRefusal>> admit(Caller caller, EnvironmentId environment) {
        return admission == Admission.BY_GATEWAY || isAccepted(caller, environment)
                ? CompletableFuture.completedStage(Optional.empty())
                : read(caller, environment, false)
                        .thenApply(answer -> answer.fold(reading -> Optional.empty(), Optional::of));
    }

    /** Asks PingOne when nobody waits for it. True when it holds something else than was known. */
    CompletionStage<Boolean> confirm(Caller caller, EnvironmentId environment) {
        Call call = new Call(caller, environment, clock.instant().plus(limit), Priority.BACKGROUND);
        boolean mayTellOfRemoval = mayTellOfRemoval(caller, environment);
        return store.find(environment)
                .thenCompose(kept -> noting(caller, environment, platform.read(call, Expansion.NONE))
                        .thenCompose(answer -> answer.fold(
                                settings -> drift(caller, environment, kept, Optional.of(settings)),
                                refusal -> isNothingSet(refusal) && mayTellOfRemoval
                                        ? drift(caller, environment, kept, Optional.empty())
                                        : completed(false))));
    }

    private CompletionStage<Boolean> drift(
            Caller caller, EnvironmentId environment, Optional<Kept> kept, Optional<WhatsAppSettings> now) {
        return reconcile(caller, environment, kept, now, Optional.empty())
                .thenCompose(revision -> store.find(environment))
                .thenApply(known -> !known.map(Kept::revision).equals(kept.map(Kept::revision)));
    }

    /** Asks PingOne within a turn. What it says is recorded before anything else is done. */
    CompletionStage<Current> current(Caller caller, Held held) {
        EnvironmentId environment = held.turn().environment();
        Turn turn = held.turn();
        Optional<Kept> kept = held.kept();
        boolean mayTellOfRemoval = mayTellOfRemoval(caller, environment);
        return noting(caller, environment, platform.read(held.call(caller), Expansion.NONE))
                .thenCompose(answer -> answer.fold(
                        settings -> reconcile(caller, environment, kept, Optional.of(settings), Optional.of(turn))
                                .thenApply(revision -> new Current(answer, revision)),
                        refusal -> isNothingSet(refusal) && mayTellOfRemoval
                                ? reconcile(caller, environment, kept, Optional.empty(), Optional.of(turn))
                                        .thenApply(revision -> new Current(answer, Optional.empty()))
                                : CompletableFuture.completedStage(new Current(answer, Optional.empty()))));
    }

    /** PingOne may also say that there is nothing to whom it does not let see what there is. */
    private boolean mayTellOfRemoval(Caller caller, EnvironmentId environment) {
        return admission == Admission.BY_GATEWAY || recent.wasAccepted(environment, recent.fingerprint(caller));
    }

    static boolean isNothingSet(PlatformRefusal refusal) {
        return refusal.kind() == PlatformRefusal.Kind.NOT_FOUND;
    }

    /**
     * What becomes of credentials when PingOne is found to hold something else. They go when that is another account; not when
     * it is nothing, since a young environment can be told not to be there for a while (PingOne's contract).
     */
    static CredentialsFate fateOfCredentials(Optional<WhatsAppSettings> before, Optional<WhatsAppSettings> now) {
        boolean isAnotherAccount = before.isPresent()
                && now.isPresent()
                && !(before.get().accountId().equals(now.get().accountId())
                        && before.get().appId().equals(now.get().appId()));
        return isAnotherAccount ? CredentialsFate.DROPPED : CredentialsFate.STAY;
    }

    private CompletionStage<Answer<Reading>> ask(
            Caller caller, EnvironmentId environment, String fingerprint, boolean fresh, boolean mayBeToldStored) {
        // Who can be told what is stored need not wait until every try has failed.
        boolean isInAHurry = mayBeToldStored && !fresh && limit.compareTo(PATIENCE_BEFORE_STORED) > 0;
        Call call = new Call(
                caller, environment, clock.instant().plus(isInAHurry ? PATIENCE_BEFORE_STORED : limit), Priority.READ);
        CompletionStage<Answer<Told>> answer = askAndRecord(call);
        recent.begin(environment, new UnderWay(fingerprint, answer));
        return answer.thenApply(told -> withOrigin(told, Origin.ASKED))
                .exceptionallyCompose(failure -> stored(mayBeToldStored, environment, failure));
    }

    private CompletionStage<Answer<Reading>> shared(UnderWay call) {
        return waiting.follow(Reason.OTHER, call.answer()).thenApply(told -> withOrigin(told, Origin.SHARED));
    }

    private static Answer<Reading> withOrigin(Answer<Told> answer, Origin origin) {
        return answer.fold(told -> new Answer.Done<>(new Reading(told, origin)), Answer.Refused::new);
    }

    /** The store is asked first: what it knows has to be from before PingOne was asked, to be compared with the answer. */
    private CompletionStage<Answer<Told>> askAndRecord(Call call) {
        Caller caller = call.caller();
        EnvironmentId environment = call.environment();
        boolean mayTellOfRemoval = mayTellOfRemoval(caller, environment);
        return known(environment)
                .thenCompose(known -> noting(caller, environment, platform.read(call, Expansion.NONE))
                        .thenCompose(answer -> answer.fold(
                                settings -> record(caller, environment, known, Optional.of(settings))
                                        .thenApply(revision ->
                                                new Answer.Done<>(new Told(settings, revision, clock.instant()))),
                                refusal -> isNothingSet(refusal) && mayTellOfRemoval
                                        ? record(caller, environment, known, Optional.empty())
                                                .thenApply(revision -> new Answer.Refused<>(refusal))
                                        : completed(new Answer.Refused<>(refusal)))));
    }

    /** What the store knows; empty when it does not say so soon: a read does not need it. */
    private CompletionStage<Optional<Optional<Kept>>> known(EnvironmentId environment) {
        return soon(store.find(environment)
                .handle((kept, failure) -> failure == null ? Optional.of(kept) : Optional.empty()));
    }

    private <T> CompletionStage<Optional<T>> soon(CompletionStage<Optional<T>> stage) {
        CompletableFuture<Optional<T>> soon = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                soon.complete(value);
            } else {
                soon.completeExceptionally(failure);
            }
        });
        return waiting.follow(
                Reason.OTHER,
                soon.completeOnTimeout(Optional.empty(), STORE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** A store that cannot be reached is no reason to keep PingOne's answer from the caller. */
    private CompletionStage<Optional<Revision>> record(
            Caller caller, EnvironmentId environment, Optional<Optional<Kept>> known, Optional<WhatsAppSettings> now) {
        if (known.isEmpty()) {
            return completed(Optional.empty());
        }
        return soon(reconcile(caller, environment, known.get(), now, Optional.empty()))
                .exceptionallyCompose(failure -> PortFault.in(failure).isPresent()
                        ? completed(Optional.empty())
                        : CompletableFuture.failedStage(failure));
    }

    private CompletionStage<Optional<Revision>> reconcile(
            Caller caller,
            EnvironmentId environment,
            Optional<Kept> kept,
            Optional<WhatsAppSettings> now,
            Optional<Turn> turn) {
        Optional<WhatsAppSettings> before = kept.flatMap(Kept::settings);
        Instant at = clock.instant();
        if (before.equals(now)) {
            kept.filter(known -> known.confirmedAt().plus(CONFIRMATION_INTERVAL).isBefore(at))
                    .ifPresent(known -> store.confirm(environment, known.revision(), at));
            return completed(now.flatMap(settings -> kept.map(Kept::revision)));
        }
        if (isOlder(now, before)) {
            // One of PingOne's replicas lags behind: what is known is newer, and what was answered has no revision.
            return completed(turn.flatMap(held -> kept.map(Kept::revision)));
        }
        Observation observation = new Observation(
                new Confirmed(now, at),
                SettingsDifference.between(before, now),
                caller.correlationId(),
                fateOfCredentials(before, now));
        return store.observe(environment, observation, new Basis(kept.map(Kept::revision), turn))
                .thenCompose(revision -> revision.map(entry -> audit.observed(environment, observation, entry))
                        .orElseGet(() -> CompletableFuture.<Void>completedStage(null))
                        .thenApply(told -> now.flatMap(settings -> revision)));
    }

    private static boolean isOlder(Optional<WhatsAppSettings> now, Optional<WhatsAppSettings> before) {
        Optional<Instant> told = now.flatMap(WhatsAppSettings::updatedAt);
        Optional<Instant> known = before.flatMap(WhatsAppSettings::updatedAt);
        return told.isPresent() && known.isPresent() && told.get().isBefore(known.get());
    }

    private <T> CompletionStage<Answer<T>> noting(
            Caller caller, EnvironmentId environment, CompletionStage<Answer<T>> answer) {
        String fingerprint = recent.fingerprint(caller);
        return answer.whenComplete((told, failure) -> {
            if (told instanceof Answer.Done<T>) {
                recent.accept(environment, fingerprint, clock.instant());
            } else if (told != null || isRefusedToken(failure)) {
                recent.refuse(environment, fingerprint);
            }
        });
    }

    private Call call(Caller caller, EnvironmentId environment) {
        return new Call(caller, environment, clock.instant().plus(limit), Priority.READ);
    }

    private static boolean isRefusedToken(Throwable failure) {
        return PortFault.in(failure)
                .filter(fault -> fault.kind() == PortFault.Kind.CREDENTIALS_REFUSED)
                .isPresent();
    }

    /** PingOne cannot be asked; what it said last is better than nothing, for those who may see it. */
    private CompletionStage<Answer<Reading>> stored(boolean wasAccepted, EnvironmentId environment, Throwable failure) {
        boolean mayBeTold = wasAccepted
                && PortFault.in(failure)
                        .filter(fault -> fault.kind() != PortFault.Kind.CREDENTIALS_REFUSED)
                        .isPresent();
        CompletionStage<Answer<Reading>> failed = CompletableFuture.failedStage(failure);
        if (!mayBeTold) {
            return failed;
        }
        return known(environment)
                .thenCompose(known -> known.flatMap(kept -> kept)
                        .flatMap(SettingsReads::told)
                        .map(told -> completed((Answer<Reading>) new Answer.Done<>(new Reading(told, Origin.STORED))))
                        .orElse(failed));
    }

    private static Optional<Told> told(Kept kept) {
        return kept.settings().map(settings -> new Told(settings, Optional.of(kept.revision()), kept.confirmedAt()));
    }

    private boolean isAccepted(Caller caller, EnvironmentId environment, Duration within) {
        return recent.isAccepted(environment, recent.fingerprint(caller), clock.instant(), within);
    }

    private boolean isRecent(Told told) {
        return !told.at().plus(maximumAge).isBefore(clock.instant());
    }

    private static <T> CompletionStage<T> completed(T value) {
        return CompletableFuture.completedStage(value);
    }
}
