package io.deliverysettings.application.service;

import static io.deliverysettings.application.fault.PortFault.Kind.CREDENTIALS_REFUSED;
import static io.deliverysettings.application.fault.PortFault.Kind.STORE_UNAVAILABLE;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Abandoned;
import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.Confirmed;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended.Recorded;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.ReadBack;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.history.SettingsDifference;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds out what came of an operation that nobody works on any more, by asking PingOne what it holds, and ends it so. */
final class Recovery {

    /** What PingOne's answer has led to. */
    private sealed interface Result {
        /** The operation is ended. */
        record Ended(Outcome outcome) implements Result {}

        /** PingOne may still be making it; the operation stays open. */
        record TooEarly() implements Result {}

        /** PingOne does not say; the operation stays open. */
        record Refused(PlatformRefusal refusal) implements Result {}
    }

    /** How long until it is looked into again whether PingOne has come to an end. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final PlatformSettingsPort platform;
    private final SettingsStorePort store;
    private final CredentialSeals seals;
    private final RecentReads recent;
    private final AuditTrail audit;
    private final Duration lease;
    private final Duration readLimit;
    private final Duration changeLimit;
    private final Clock clock;

    Recovery(
            PlatformSettingsPort platform,
            SettingsStorePort store,
            CredentialSeals seals,
            RecentReads recent,
            AuditTrail audit,
            Duration lease,
            Duration readLimit,
            Duration changeLimit,
            Clock clock) {
        this.platform = platform;
        this.store = store;
        this.seals = seals;
        this.recent = recent;
        this.audit = audit;
        this.lease = lease;
        this.readLimit = readLimit;
        this.changeLimit = changeLimit;
        this.clock = clock;
    }

    /**
     * Recovers an environment for a caller who wants to change it, with that caller's token.
     *
     * @return PingOne's refusal, if it does not let this caller see what came of the operation; it stays open then
     */
    CompletionStage<Optional<PlatformRefusal>> recover(Call call) {
        return store.takeOver(call.environment(), lease)
                .thenCompose(taken -> taken.map(abandoned -> recover(call, abandoned))
                        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
    }

    private CompletionStage<Optional<PlatformRefusal>> recover(Call call, Abandoned abandoned) {
        return readBack(call, abandoned)
                .handle((result, failure) -> {
                    if (result instanceof Result.Ended) {
                        return CompletableFuture.completedStage(Optional.<PlatformRefusal>empty());
                    }
                    if (result instanceof Result.TooEarly) {
                        return lookAgainSoon(abandoned, Optional.<PlatformRefusal>empty());
                    }
                    CompletionStage<Optional<PlatformRefusal>> told = result instanceof Result.Refused refused
                            ? CompletableFuture.completedStage(Optional.of(refused.refusal()))
                            : CompletableFuture.failedStage(failure);
                    // Somebody else may be told more.
                    return store.renew(List.of(abandoned.turn()), Duration.ZERO)
                            .handle((left, unable) -> told)
                            .thenCompose(same -> same);
                })
                .thenCompose(told -> told);
    }

    /**
     * Recovers an operation with the token of whoever began it.
     *
     * @return what came of it; empty when PingOne cannot be asked now, and the operation stays open
     */
    CompletionStage<Optional<Outcome>> recover(Abandoned abandoned) {
        Operation operation = abandoned.operation();
        return seals.openCallerToken(abandoned.turn().environment(), operation.callerToken())
                .thenCompose(opening -> opening.fold(
                        token -> recover(
                                abandoned,
                                new Caller(
                                        token,
                                        operation.actor(),
                                        operation.correlationId(),
                                        Optional.empty(),
                                        Optional.empty())),
                        // Without the token nobody will ever be told.
                        closed -> endUnknown(abandoned)));
    }

    private CompletionStage<Optional<Outcome>> recover(Abandoned abandoned, Caller caller) {
        Call call =
                new Call(caller, abandoned.turn().environment(), clock.instant().plus(readLimit), Priority.CHANGE);
        return readBack(call, abandoned)
                .handle((result, failure) -> {
                    if (result instanceof Result.Ended ended) {
                        return CompletableFuture.completedStage(Optional.of(ended.outcome()));
                    }
                    if (result instanceof Result.TooEarly) {
                        return lookAgainSoon(abandoned, Optional.<Outcome>empty());
                    }
                    return result instanceof Result.Refused || isKind(CREDENTIALS_REFUSED, failure)
                            ? endUnknown(abandoned)
                            : notNow(failure);
                })
                .thenCompose(outcome -> outcome);
    }

    /** Whoever wants to change the environment waits as for any change that is under way. */
    private <T> CompletionStage<T> lookAgainSoon(Abandoned abandoned, T told) {
        Duration pause = PAUSE.compareTo(lease) < 0 ? PAUSE : lease;
        return store.renew(List.of(abandoned.turn()), pause).thenApply(renewed -> told);
    }

    private static CompletionStage<Optional<Outcome>> notNow(Throwable failure) {
        return PortFault.in(failure).isPresent() && !isKind(STORE_UNAVAILABLE, failure)
                ? CompletableFuture.completedStage(Optional.empty())
                : CompletableFuture.failedStage(failure);
    }

    private static boolean isKind(PortFault.Kind kind, Throwable failure) {
        return PortFault.in(failure).filter(fault -> fault.kind() == kind).isPresent();
    }

    private CompletionStage<Result> readBack(Call call, Abandoned abandoned) {
        return platform.read(call, Expansion.NONE)
                .thenCompose(answer -> answer.fold(
                        now -> end(abandoned, Optional.of(now)),
                        refusal -> SettingsReads.isNothingSet(refusal)
                                ? end(abandoned, Optional.empty())
                                : CompletableFuture.completedStage(new Result.Refused(refusal))));
    }

    private CompletionStage<Result> end(Abandoned abandoned, Optional<WhatsAppSettings> now) {
        Optional<WhatsAppSettings> before = abandoned.kept().flatMap(Kept::settings);
        Outcome outcome = ReadBack.judge(
                abandoned.operation().action(), abandoned.operation().intent(), before, now);
        if (outcome == Outcome.NOT_APPLIED && mayStillBeMade(abandoned.operation())) {
            return CompletableFuture.completedStage(new Result.TooEarly());
        }
        boolean hasChanged = outcome != Outcome.NOT_APPLIED && outcome != Outcome.UNKNOWN;
        Instant at = clock.instant();
        return secrets(abandoned)
                .thenCompose(secrets -> end(
                        abandoned,
                        new Conclusion(
                                outcome,
                                hasChanged ? Optional.of(new Confirmed(now, at)) : Optional.empty(),
                                hasChanged ? SettingsDifference.between(before, now) : List.of(),
                                secrets,
                                fateOfCredentials(outcome, before, now),
                                at)))
                .thenApply(Result.Ended::new);
    }

    /**
     * An accepted change is sent again when it was not made. PingOne can take minutes to make it, and must not be sent the same
     * write while it may be at it.
     */
    private boolean mayStillBeMade(Operation operation) {
        return operation.id().isPresent()
                && clock.instant().isBefore(operation.startedAt().plus(changeLimit));
    }

    private static CredentialsFate fateOfCredentials(
            Outcome outcome, Optional<WhatsAppSettings> before, Optional<WhatsAppSettings> now) {
        return switch (outcome) {
            case APPLIED, APPLIED_IN_PART -> now.isEmpty() ? CredentialsFate.DROPPED : CredentialsFate.REPLACED;
            case OVERTAKEN -> SettingsReads.fateOfCredentials(before, now);
            case NOT_APPLIED, UNKNOWN -> CredentialsFate.STAY;
        };
    }

    private CompletionStage<Optional<Outcome>> endUnknown(Abandoned abandoned) {
        return secrets(abandoned)
                .thenCompose(secrets -> end(
                        abandoned,
                        new Conclusion(
                                Outcome.UNKNOWN,
                                Optional.empty(),
                                List.of(),
                                secrets,
                                CredentialsFate.STAY,
                                clock.instant())))
                .thenApply(Optional::of);
    }

    private CompletionStage<Outcome> end(Abandoned abandoned, Conclusion conclusion) {
        recent.forget(abandoned.turn().environment());
        return store.end(abandoned.turn(), conclusion)
                .thenCompose(ended -> ended instanceof Recorded recorded
                        ? audit.ended(abandoned.turn(), conclusion, recorded.entry())
                        : CompletableFuture.<Void>completedStage(null))
                .thenApply(told -> conclusion.outcome());
    }

    private CompletionStage<Optional<SecretChanges>> secrets(Abandoned abandoned) {
        return abandoned
                .operation()
                .credentials()
                .map(written -> seals.compare(
                                abandoned.turn().environment(), abandoned.kept().flatMap(Kept::credentials), written)
                        .thenApply(Optional::of))
                .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
    }
}
