package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.service.SettingsReads.Reading;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

final class ReadWhatsAppService implements ReadWhatsAppUseCase {

    private final SettingsReads reads;
    private final Clock clock;

    ReadWhatsAppService(SettingsReads reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Result> read(Query query) {
        if (query.withTemplates()) {
            return reads.readExpanded(query.caller(), query.environment())
                    .thenApply(answer -> answer.fold(
                            settings -> new Result.Found(settings, Optional.empty(), Source.PLATFORM, Duration.ZERO),
                            Result.PlatformRefused::new));
        }
        return reads.read(query.caller(), query.environment(), query.fresh())
                .thenApply(answer -> answer.fold(this::found, Result.PlatformRefused::new));
    }

    private Result found(Reading reading) {
        Duration age = Duration.between(reading.told().at(), clock.instant());
        return new Result.Found(
                reading.told().settings(),
                reading.told().revision(),
                switch (reading.origin()) {
                    case ASKED -> Source.PLATFORM;
                    case SHARED -> Source.SHARED;
                    case STORED -> Source.STORE;
                },
                age.isNegative() ? Duration.ZERO : age);
    }
}
