package io.deliverysettings.application.service;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded.Reason;
import io.deliverysettings.application.port.in.SelectNumberUseCase.Command;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.service.Changes.Done;
import io.deliverysettings.application.service.Changes.Held;
import io.deliverysettings.application.service.Changes.Terms;
import io.deliverysettings.application.service.Changes.Wanted;
import io.deliverysettings.application.service.SettingsReads.Current;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Switches the number that is sent from, with the credentials that are kept. */
final class SelectNumberChange {

    private final Changes changes;
    private final SettingsReads reads;
    private final RecordedWrite write;
    private final SelectionPolicy policy;

    SelectNumberChange(Changes changes, SettingsReads reads, RecordedWrite write, SelectionPolicy policy) {
        this.changes = changes;
        this.reads = reads;
        this.write = write;
        this.policy = policy;
    }

    /** What is wrong with the request itself. */
    static List<Violation> check(NumberEntry wanted) {
        return NumberSelection.check(List.of(wanted));
    }

    CompletionStage<ChangeOutcome> make(Command command, Terms terms) {
        return changes.make(
                new Wanted(
                        command.caller(),
                        command.environment(),
                        Action.SELECT_NUMBER,
                        Intent.selecting(command.wanted()),
                        Optional.empty()),
                terms,
                held -> current(command, held)
                        .thenCompose(current ->
                                current.ifSet(command.precondition(), settings -> judge(command, held, settings))));
    }

    /** What is known will do, but only for a caller whom PingOne has just told the same. */
    private CompletionStage<Current> current(Command command, Held held) {
        Optional<WhatsAppSettings> known = held.kept().flatMap(Kept::settings);
        return !command.refresh() && known.isPresent() && reads.isAccepted(command.caller(), command.environment())
                ? CompletableFuture.completedStage(
                        new Current(new Answer.Done<>(known.get()), held.kept().map(Kept::revision)))
                : reads.current(command.caller(), held);
    }

    private CompletionStage<Done> judge(Command command, Held held, WhatsAppSettings current) {
        return NumberSelection.decide(List.of(command.wanted()), current.catalogue(), policy)
                        instanceof SelectionOutcome.Refused refused
                ? RecordedWrite.nothing(new ChangeOutcome.NumberNotSelectable(refused))
                : credentialsFor(current, held)
                        .flatMap(kept -> current.appId().map(app -> openAndWrite(command, held, current, app, kept)))
                        .orElseGet(() -> RecordedWrite.nothing(new CredentialsNeeded(Reason.NONE_STORED)));
    }

    /** Those that are kept, if they are for the account that PingOne holds now. */
    private static Optional<SealedCredentials> credentialsFor(WhatsAppSettings current, Held held) {
        return SettingsReads.fateOfCredentials(held.kept().flatMap(Kept::settings), Optional.of(current))
                        == CredentialsFate.STAY
                ? held.kept().flatMap(Kept::credentials)
                : Optional.empty();
    }

    private CompletionStage<Done> openAndWrite(
            Command command, Held held, WhatsAppSettings current, AppId app, SealedCredentials sealed) {
        return write.writeWith(
                sealed,
                held,
                credentials -> write.writeKept(
                        command.caller(),
                        held,
                        new DesiredSettings(
                                current.provider().orElse(Provider.CUSTOM_WHATSAPP),
                                current.accountId(),
                                app,
                                credentials.appSecret(),
                                credentials.userAccessToken(),
                                Optional.of(List.of(command.wanted()))),
                        current));
    }
}
