package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.SelectionPolicy;
import java.util.concurrent.CompletionStage;

final class ListNumbersService implements ListNumbersUseCase {

    private final PlatformSettingsPort platform;
    private final SelectionPolicy policy;

    ListNumbersService(PlatformSettingsPort platform, SelectionPolicy policy) {
        this.platform = platform;
        this.policy = policy;
    }

    @Override
    public CompletionStage<Result> list(Query query) {
        return platform.read(query.caller(), query.environment(), Expansion.NONE)
                .thenApply(answer -> answer.fold(
                        settings -> new Result.Listed(NumberSelection.verdicts(settings.catalogue(), policy)),
                        Result.PlatformRefused::new));
    }
}
