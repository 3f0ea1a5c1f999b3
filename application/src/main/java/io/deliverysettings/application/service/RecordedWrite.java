package io.deliverysettings.application.service;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded.Reason;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed.Cause;
import io.deliverysettings.application.port.out.SealingPort.Unreadable;
import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.Confirmed;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.service.Changes.Done;
import io.deliverysettings.application.service.Changes.Held;
import io.deliverysettings.application.service.CredentialSeals.Opened;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.history.SettingsDifference;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Writes within a turn, and turns what it has come to into what is recorded of it and what the caller is told. */
final class RecordedWrite {

    private final CertainWrites writes;
    private final SettingsWrite write;
    private final CredentialSeals seals;
    private final OpenTurns open;
    private final Clock clock;

    RecordedWrite(CertainWrites writes, SettingsWrite write, CredentialSeals seals, OpenTurns open, Clock clock) {
        this.writes = writes;
        this.write = write;
        this.seals = seals;
        this.open = open;
        this.clock = clock;
    }

    static CompletionStage<Done> nothing(ChangeOutcome outcome) {
        return CompletableFuture.completedStage(new Done.Nothing(outcome));
    }

    /** Writes credentials that are the caller's, or those of an earlier revision. */
    CompletionStage<Done> write(Caller caller, Held held, DesiredSettings desired, Optional<WhatsAppSettings> current) {
        return writeOnly(caller, held, desired, current)
                .thenCombine(
                        seals.compare(
                                held.turn().environment(),
                                held.kept().flatMap(Kept::credentials),
                                desired.appSecret(),
                                desired.userAccessToken()),
                        (result, secrets) -> conclude(result, current, Optional.of(secrets)));
    }

    /** Opens sealed credentials and writes with them. */
    CompletionStage<Done> writeWith(
            SealedCredentials sealed, Held held, Function<Opened.Credentials, CompletionStage<Done>> continuation) {
        return seals.open(held.turn().environment(), sealed)
                .thenCompose(opened -> opened.fold(continuation, reason -> nothing(credentialsClosed(reason))));
    }

    /** Writes the credentials that are kept. */
    CompletionStage<Done> writeKept(Caller caller, Held held, DesiredSettings desired, WhatsAppSettings current) {
        return writeOnly(caller, held, desired, Optional.of(current))
                .thenApply(result -> conclude(result, Optional.of(current), Optional.empty()));
    }

    /** Removes the settings. */
    CompletionStage<Done> remove(Caller caller, Held held, Optional<WhatsAppSettings> before) {
        if (!open.isHeld(held.turn())) {
            return CompletableFuture.completedStage(new Done.Unknown(new ChangeOutcome.Overtaken()));
        }
        return writes.remove(new CertainWrites.Write(
                        held.call(caller), before, () -> open.isHeld(held.turn()), held::report))
                .thenApply(answer -> answer.fold(
                        removed -> removed(before),
                        refusal -> new Done.Nothing(new ChangeOutcome.PlatformRefused(refusal))));
    }

    private CompletionStage<SettingsWrite.Result> writeOnly(
            Caller caller, Held held, DesiredSettings desired, Optional<WhatsAppSettings> current) {
        return write.write(new SettingsWrite.Command(caller, held, desired, () -> open.isHeld(held.turn())), current);
    }

    private static ChangeOutcome credentialsClosed(Unreadable reason) {
        return new ChangeOutcome.CredentialsNeeded(reason(reason));
    }

    /** In the words of a change. */
    static Reason reason(Unreadable reason) {
        return switch (reason) {
            case KEY_LOST -> Reason.KEY_LOST;
            case DAMAGED -> Reason.DAMAGED;
        };
    }

    private Done conclude(
            SettingsWrite.Result result, Optional<WhatsAppSettings> before, Optional<SecretChanges> secrets) {
        if (result instanceof SettingsWrite.Result.Written written) {
            return new Done.Something(
                    holding(Outcome.APPLIED, before, written.settings(), secrets),
                    revision -> new ChangeOutcome.Configured(written.settings(), written.created(), revision));
        }
        if (result instanceof SettingsWrite.Result.PlatformRefused refused) {
            return new Done.Something(
                    new Conclusion(
                            Outcome.NOT_APPLIED,
                            Optional.empty(),
                            List.of(),
                            secrets,
                            CredentialsFate.STAY,
                            clock.instant()),
                    revision -> new ChangeOutcome.PlatformRefused(refused.refusal()));
        }
        if (result instanceof SettingsWrite.Result.NumberRefused refused) {
            return new Done.Something(
                    holding(Outcome.APPLIED_IN_PART, before, refused.saved(), secrets),
                    revision -> new ChangeOutcome.NumberRefused(refused.saved(), refused.refusal()));
        }
        if (result instanceof SettingsWrite.Result.SelectionFailed failed) {
            ChangeOutcome outcome = new ChangeOutcome.SelectionFailed(failed.saved(), failed.wanted(), failed.cause());
            return mayHaveBeenSelected(failed.cause())
                    ? new Done.Unknown(outcome)
                    : new Done.Something(
                            holding(Outcome.APPLIED_IN_PART, before, failed.saved(), secrets), revision -> outcome);
        }
        return new Done.Unknown(new ChangeOutcome.Overtaken());
    }

    private Done removed(Optional<WhatsAppSettings> before) {
        return new Done.Something(
                new Conclusion(
                        Outcome.APPLIED,
                        Optional.of(new Confirmed(Optional.empty(), clock.instant())),
                        SettingsDifference.between(before, Optional.empty()),
                        Optional.empty(),
                        CredentialsFate.DROPPED,
                        clock.instant()),
                revision -> new ChangeOutcome.Removed());
    }

    private Conclusion holding(
            Outcome outcome, Optional<WhatsAppSettings> before, WhatsAppSettings now, Optional<SecretChanges> secrets) {
        return new Conclusion(
                outcome,
                Optional.of(new Confirmed(Optional.of(now), clock.instant())),
                SettingsDifference.between(before, Optional.of(now)),
                secrets,
                CredentialsFate.REPLACED,
                clock.instant());
    }

    /** Whether the second write met a fault that leaves open what came of it. */
    static boolean mayHaveBeenSelected(Cause cause) {
        return cause instanceof Cause.Faulted faulted && faulted.fault().effect() == PortFault.Effect.UNKNOWN;
    }
}
