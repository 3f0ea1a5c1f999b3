package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import java.util.concurrent.CompletionStage;

final class RemoveWhatsAppService implements RemoveWhatsAppUseCase {

    private final PlatformSettingsPort platform;
    private final Turns turns;

    RemoveWhatsAppService(PlatformSettingsPort platform, Turns turns) {
        this.platform = platform;
        this.turns = turns;
    }

    @Override
    public CompletionStage<Result> remove(Command command) {
        return turns.take(command.environment(), () -> platform.remove(command.caller(), command.environment()))
                .thenApply(answer -> answer.fold(removed -> new Result.Removed(), Result.PlatformRefused::new));
    }
}
