package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class VerifyWhatsAppService implements VerifyWhatsAppUseCase {

    private final PlatformSettingsPort platform;
    private final SelectionPolicy policy;
    private final Duration limit;
    private final Clock clock;

    VerifyWhatsAppService(PlatformSettingsPort platform, SelectionPolicy policy, Duration limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        this.platform = platform;
        this.policy = policy;
    }

    @Override
    public CompletionStage<Result> verify(Query query) {
        List<Violation> violations = NumberSelection.check(query.desired().entries());
        if (!violations.isEmpty()) {
            return CompletableFuture.completedStage(new Result.RequestRefused(violations));
        }
        return platform.read(
                        new Call(
                                query.caller(),
                                query.environment(),
                                clock.instant().plus(limit),
                                Priority.READ),
                        Expansion.NONE)
                .thenApply(answer -> answer.fold(current -> judge(query.desired(), current), this::withoutSettings));
    }

    private Result judge(DesiredSettings desired, WhatsAppSettings current) {
        if (!current.accountId().equals(desired.accountId())) {
            return new Result.NumbersUnknown();
        }
        List<NumberVerdict> verdicts = NumberSelection.verdicts(current.catalogue(), policy);
        SelectionOutcome outcome = NumberSelection.decide(desired.entries(), current.catalogue(), policy);
        return outcome.fold(
                selected -> new Result.Acceptable(selected, verdicts),
                choiceRequired -> new Result.Acceptable(choiceRequired, verdicts),
                nothingSelectable -> new Result.Acceptable(nothingSelectable, verdicts),
                Result.NumberRefused::new);
    }

    /** There being nothing yet is no obstacle to a first write. */
    private Result withoutSettings(PlatformRefusal refusal) {
        return refusal.kind() == PlatformRefusal.Kind.NOT_FOUND
                ? new Result.NumbersUnknown()
                : new Result.PlatformRefused(refusal);
    }
}
