package io.deliverysettings.application.service;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.application.service.Changes.Terms;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class SelectNumberService implements SelectNumberUseCase {

    private final SelectNumberChange change;
    private final Terms terms;

    SelectNumberService(SelectNumberChange change, Terms terms) {
        this.change = change;
        this.terms = terms;
    }

    @Override
    public CompletionStage<ChangeOutcome> select(Command command) {
        List<Violation> violations = SelectNumberChange.check(command.wanted());
        return violations.isEmpty()
                ? change.make(command, terms)
                : CompletableFuture.completedStage(new ChangeOutcome.RequestRefused(violations));
    }
}
