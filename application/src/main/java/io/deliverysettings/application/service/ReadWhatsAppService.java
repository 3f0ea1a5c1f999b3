package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import java.util.concurrent.CompletionStage;

final class ReadWhatsAppService implements ReadWhatsAppUseCase {

    private final PlatformSettingsPort platform;

    ReadWhatsAppService(PlatformSettingsPort platform) {
        this.platform = platform;
    }

    @Override
    public CompletionStage<Result> read(Query query) {
        Expansion expansion = query.withTemplates() ? Expansion.TEMPLATES : Expansion.NONE;
        return platform.read(query.caller(), query.environment(), expansion)
                .thenApply(answer -> answer.fold(Result.Found::new, Result.PlatformRefused::new));
    }
}
