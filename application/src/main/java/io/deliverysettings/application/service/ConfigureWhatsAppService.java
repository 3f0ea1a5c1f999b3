package io.deliverysettings.application.service;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.service.Changes.Terms;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class ConfigureWhatsAppService implements ConfigureWhatsAppUseCase {

    private final ConfigureChange change;
    private final Terms terms;

    ConfigureWhatsAppService(ConfigureChange change, Terms terms) {
        this.change = change;
        this.terms = terms;
    }

    @Override
    public CompletionStage<ChangeOutcome> configure(Command command) {
        List<Violation> violations = ConfigureChange.check(command.desired());
        return violations.isEmpty()
                ? change.make(command, terms)
                : CompletableFuture.completedStage(new ChangeOutcome.RequestRefused(violations));
    }
}
