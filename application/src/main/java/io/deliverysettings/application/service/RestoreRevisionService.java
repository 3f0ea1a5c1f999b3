package io.deliverysettings.application.service;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.application.service.Changes.Terms;
import java.util.concurrent.CompletionStage;

final class RestoreRevisionService implements RestoreRevisionUseCase {

    private final RestoreChange change;
    private final Terms terms;

    RestoreRevisionService(RestoreChange change, Terms terms) {
        this.change = change;
        this.terms = terms;
    }

    @Override
    public CompletionStage<ChangeOutcome> restore(Command command) {
        return change.make(command, terms);
    }
}
