package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import java.util.concurrent.CompletionStage;

final class RemoveWhatsAppService implements RemoveWhatsAppUseCase {

    private final PlatformSettingsPort platform;

    RemoveWhatsAppService(PlatformSettingsPort platform) {
        this.platform = platform;
    }

    @Override
    public CompletionStage<Result> remove(Command command) {
        return platform.remove(command.caller(), command.environment())
                .thenApply(answer -> answer.fold(removed -> new Result.Removed(), Result.PlatformRefused::new));
    }
}
