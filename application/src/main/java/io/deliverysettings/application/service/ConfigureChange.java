package io.deliverysettings.application.service;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase.Command;
import io.deliverysettings.application.service.Changes.Done;
import io.deliverysettings.application.service.Changes.Held;
import io.deliverysettings.application.service.Changes.Terms;
import io.deliverysettings.application.service.Changes.Wanted;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Writes the whole of an environment's settings. */
final class ConfigureChange {

    private final Changes changes;
    private final SettingsReads reads;
    private final RecordedWrite write;
    private final CredentialSeals seals;

    ConfigureChange(Changes changes, SettingsReads reads, RecordedWrite write, CredentialSeals seals) {
        this.changes = changes;
        this.reads = reads;
        this.write = write;
        this.seals = seals;
    }

    /** What is wrong with the request itself. */
    static List<Violation> check(DesiredSettings desired) {
        return NumberSelection.check(desired.entries());
    }

    CompletionStage<ChangeOutcome> make(Command command, Terms terms) {
        DesiredSettings desired = command.desired();
        return seals.seal(command.environment(), desired.appSecret(), desired.userAccessToken())
                .thenCompose(credentials -> make(command, credentials, terms));
    }

    /** The same with secrets that are sealed already. */
    CompletionStage<ChangeOutcome> make(Command command, SealedCredentials credentials, Terms terms) {
        return changes.make(
                new Wanted(
                        command.caller(),
                        command.environment(),
                        Action.CONFIGURE,
                        Intent.of(command.desired()),
                        Optional.of(credentials)),
                terms,
                held -> readAndWrite(command, held));
    }

    private CompletionStage<Done> readAndWrite(Command command, Held held) {
        return reads.current(command.caller(), held)
                .thenCompose(current -> current.ifAllowed(
                        command.precondition(),
                        settings -> write.write(command.caller(), held, command.desired(), settings)));
    }
}
