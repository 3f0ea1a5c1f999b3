package io.deliverysettings.application.service;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.service.Changes.Done;
import io.deliverysettings.application.service.Changes.Held;
import io.deliverysettings.application.service.Changes.Terms;
import io.deliverysettings.application.service.Changes.Wanted;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.Precondition;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

final class RemoveWhatsAppService implements RemoveWhatsAppUseCase {

    private final Changes changes;
    private final SettingsReads reads;
    private final RecordedWrite write;
    private final Terms terms;

    RemoveWhatsAppService(Changes changes, SettingsReads reads, RecordedWrite write, Terms terms) {
        this.terms = terms;
        this.changes = changes;
        this.reads = reads;
        this.write = write;
    }

    @Override
    public CompletionStage<ChangeOutcome> remove(Command command) {
        return changes.make(
                new Wanted(command.caller(), command.environment(), Action.REMOVE, Intent.NOTHING, Optional.empty()),
                terms,
                held -> command.precondition() instanceof Precondition.Always
                        ? write.remove(command.caller(), held, held.kept().flatMap(Kept::settings))
                        : removeIf(command, held));
    }

    private CompletionStage<Done> removeIf(Command command, Held held) {
        return reads.current(command.caller(), held)
                .thenCompose(current -> current.ifSet(
                        command.precondition(),
                        settings -> write.remove(command.caller(), held, Optional.of(settings))));
    }
}
