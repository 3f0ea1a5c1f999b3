package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.SelectionPolicy;
import java.util.concurrent.CompletionStage;

final class ListNumbersService implements ListNumbersUseCase {

    private final SettingsReads reads;
    private final SelectionPolicy policy;

    ListNumbersService(SettingsReads reads, SelectionPolicy policy) {
        this.reads = reads;
        this.policy = policy;
    }

    @Override
    public CompletionStage<Result> list(Query query) {
        return reads.read(query.caller(), query.environment(), false)
                .thenApply(answer -> answer.fold(
                        reading -> new Result.Listed(NumberSelection.verdicts(
                                reading.told().settings().catalogue(), policy)),
                        Result.PlatformRefused::new));
    }
}
