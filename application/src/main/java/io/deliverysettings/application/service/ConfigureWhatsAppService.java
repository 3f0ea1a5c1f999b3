package io.deliverysettings.application.service;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase.Result.Configured;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase.Result.NumberRefused;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase.Result.PlatformRefused;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase.Result.RequestRefused;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase.Result.SelectionFailed;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase.Result.SelectionFailed.Cause;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.number.SelectionOutcome.Basis;
import io.deliverysettings.domain.number.SelectionOutcome.Selected;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes once (with the number that is selected now, when the request selects none), judges PingOne's answer, and writes a second time when the number that is to be sent from is not the one that
 * PingOne selected. What PingOne does with a number that it does not like is not documented, so nothing is taken for granted:
 * only its answer counts.
 */
final class ConfigureWhatsAppService implements ConfigureWhatsAppUseCase {

    private final PlatformSettingsPort platform;
    private final SelectionPolicy policy;

    ConfigureWhatsAppService(PlatformSettingsPort platform, SelectionPolicy policy) {
        this.platform = platform;
        this.policy = policy;
    }

    @Override
    public CompletionStage<Result> configure(Command command) {
        List<Violation> violations = NumberSelection.check(command.desired().entries());
        if (!violations.isEmpty()) {
            return completed(new RequestRefused(violations));
        }
        return keepingEarlierSelection(command)
                .thenCompose(desired -> platform.replace(command.caller(), command.environment(), desired))
                .thenCompose(answer -> answer.fold(
                        first -> judge(command, first), refusal -> completed(new PlatformRefused(refusal))));
    }

    /**
     * A write that selects nothing would make PingOne forget the selection, and leave the environment without a number to
     * send from until somebody notices. So the number that is selected now is sent along. A fault of this read fails the
     * whole before anything has changed; a refusal does not: whether the caller may write is for the write to find out.
     */
    private CompletionStage<DesiredSettings> keepingEarlierSelection(Command command) {
        DesiredSettings desired = command.desired();
        if (desired.entries().stream().anyMatch(NumberEntry::selected)) {
            return CompletableFuture.completedStage(desired);
        }
        return platform.read(command.caller(), command.environment(), Expansion.NONE)
                .thenApply(answer -> answer.fold(
                        current -> earlierSelection(desired, current)
                                .map(number -> desired.selecting(NumberEntry.selecting(number)))
                                .orElse(desired),
                        refusal -> desired));
    }

    private Optional<CatalogueNumber> earlierSelection(DesiredSettings desired, WhatsAppSettings current) {
        return current.accountId().equals(desired.accountId())
                        && NumberSelection.decide(List.of(), current.catalogue(), policy) instanceof Selected selected
                        && selected.basis() == Basis.KEPT
                ? Optional.of(selected.number())
                : Optional.empty();
    }

    private CompletionStage<Result> judge(Command command, Replaced first) {
        SelectionOutcome outcome = NumberSelection.decide(
                command.desired().entries(), first.settings().catalogue(), policy);
        Configured asItIs = new Configured(first.settings(), first.created());
        return outcome.fold(
                selected -> isSelected(selected, first) ? completed(asItIs) : select(command, first, selected),
                choiceRequired -> completed(asItIs),
                nothingSelectable -> completed(asItIs),
                refused -> completed(new NumberRefused(first.settings(), refused)));
    }

    private CompletionStage<Result> select(Command command, Replaced first, Selected selected) {
        NumberEntry entry = NumberEntry.selecting(selected.number());
        return platform.replace(
                        command.caller(),
                        command.environment(),
                        command.desired().selecting(entry))
                .handle((answer, failure) -> failure == null
                        ? judgeSecond(answer, first, selected, entry)
                        : new SelectionFailed(
                                first.settings(), selected.number(), new Cause.Faulted(faultOrBug(failure))));
    }

    private Result judgeSecond(Answer<Replaced> answer, Replaced first, Selected selected, NumberEntry entry) {
        return answer.fold(
                second -> isSelected(
                                        NumberSelection.decide(
                                                List.of(entry),
                                                second.settings().catalogue(),
                                                policy),
                                        second)
                                || !isRequested(selected)
                        ? new Configured(second.settings(), first.created())
                        : new SelectionFailed(second.settings(), selected.number(), new Cause.Ignored()),
                // Nobody asked for this number: the account stands as the caller wanted it.
                refusal -> isRequested(selected)
                        ? new SelectionFailed(first.settings(), selected.number(), new Cause.Refused(refusal))
                        : new Configured(first.settings(), first.created()));
    }

    private static boolean isSelected(SelectionOutcome outcome, Replaced answer) {
        return outcome instanceof Selected selected
                && answer.settings().catalogue().hasSelectedOnly(selected.number());
    }

    private static boolean isRequested(Selected selected) {
        return selected.basis() == Basis.REQUESTED;
    }

    private static PortFault faultOrBug(Throwable failure) {
        return PortFault.in(failure)
                .orElseThrow(
                        () -> new IllegalStateException("a port failed with something else than a fault", failure));
    }

    private static CompletionStage<Result> completed(Result result) {
        return CompletableFuture.completedStage(result);
    }
}
