package io.deliverysettings.application.service;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.service.Changes.Done;
import io.deliverysettings.application.service.Changes.Held;
import io.deliverysettings.application.service.Changes.Wanted;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class ConfigureWhatsAppService implements ConfigureWhatsAppUseCase {

    private final Changes changes;
    private final SettingsReads reads;
    private final RecordedWrite write;
    private final CredentialSeals seals;

    ConfigureWhatsAppService(Changes changes, SettingsReads reads, RecordedWrite write, CredentialSeals seals) {
        this.changes = changes;
        this.reads = reads;
        this.write = write;
        this.seals = seals;
    }

    @Override
    public CompletionStage<ChangeOutcome> configure(Command command) {
        DesiredSettings desired = command.desired();
        List<Violation> violations = NumberSelection.check(desired.entries());
        if (!violations.isEmpty()) {
            return CompletableFuture.completedStage(new ChangeOutcome.RequestRefused(violations));
        }
        return seals.seal(command.environment(), desired.appSecret(), desired.userAccessToken())
                .thenCompose(credentials -> changes.make(
                        new Wanted(
                                command.caller(),
                                command.environment(),
                                Action.CONFIGURE,
                                Intent.of(desired),
                                Optional.of(credentials)),
                        held -> readAndWrite(command, held)));
    }

    private CompletionStage<Done> readAndWrite(Command command, Held held) {
        return reads.current(command.caller(), command.environment(), held.turn(), held.kept())
                .thenCompose(current -> current.ifAllowed(
                        command.precondition(),
                        settings -> write.write(command.caller(), held, command.desired(), settings)));
    }
}
