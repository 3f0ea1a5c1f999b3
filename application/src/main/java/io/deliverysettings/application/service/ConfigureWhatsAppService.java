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
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.NumberVerdict.Remark;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.number.SelectionOutcome.Basis;
import io.deliverysettings.domain.number.SelectionOutcome.Selected;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks at what is set now, writes once, judges PingOne's answer, and writes a second time when the number that is to be sent
 * from is not the one that PingOne selected.
 *
 * <p>Two things guide the first write. What PingOne does with a number that it does not like is not documented, so nothing is
 * taken for granted: only its answer counts. And an environment must not be left without a number to send from, so the number
 * that is selected now goes along until the wanted one is known to be selectable.
 */
final class ConfigureWhatsAppService implements ConfigureWhatsAppUseCase {

    private final PlatformSettingsPort platform;
    private final SelectionPolicy policy;
    private final Turns turns;

    ConfigureWhatsAppService(PlatformSettingsPort platform, SelectionPolicy policy, Turns turns) {
        this.platform = platform;
        this.policy = policy;
        this.turns = turns;
    }

    @Override
    public CompletionStage<Result> configure(Command command) {
        List<Violation> violations = NumberSelection.check(command.desired().entries());
        if (!violations.isEmpty()) {
            return completed(new RequestRefused(violations));
        }
        return turns.take(command.environment(), () -> readAndWrite(command));
    }

    private CompletionStage<Result> readAndWrite(Command command) {
        return platform.read(command.caller(), command.environment(), Expansion.NONE)
                .thenCompose(answer -> answer.fold(
                        current -> configure(command, catalogueOf(command, current)),
                        // There being nothing yet is no obstacle to a first write.
                        refusal -> refusal.kind() == PlatformRefusal.Kind.NOT_FOUND
                                ? configure(command, Optional.empty())
                                : completed(new PlatformRefused(refusal))));
    }

    private CompletionStage<Result> configure(Command command, Optional<Catalogue> known) {
        Optional<CatalogueNumber> earlier = known.flatMap(this::earlierSelection);
        return write(command, firstWrite(command.desired(), known, earlier))
                .thenCompose(answer -> answer.fold(
                        first -> judge(command, earlier, first), refusal -> completed(new PlatformRefused(refusal))));
    }

    /** The numbers as PingOne tells them now, if the account is the one that is set. */
    private static Optional<Catalogue> catalogueOf(Command command, WhatsAppSettings current) {
        return current.accountId().equals(command.desired().accountId())
                ? Optional.of(current.catalogue())
                : Optional.empty();
    }

    private Optional<CatalogueNumber> earlierSelection(Catalogue known) {
        return NumberSelection.decide(List.of(), known, policy) instanceof Selected selected
                        && selected.basis() == Basis.KEPT
                        && canBeNamed(selected)
                ? Optional.of(selected.number())
                : Optional.empty();
    }

    private DesiredSettings firstWrite(
            DesiredSettings desired, Optional<Catalogue> known, Optional<CatalogueNumber> earlier) {
        boolean asksForOne = selectsANumber(desired);
        if (known.isEmpty() && policy.minimumQuality().isEmpty()) {
            return desired;
        }
        // What the account offers may have changed since PingOne last said, so a refusal here is not the last word.
        Optional<CatalogueNumber> wanted = known.map(
                        catalogue -> NumberSelection.decide(desired.entries(), catalogue, policy))
                .flatMap(outcome -> outcome instanceof Selected selected && asksForOne
                        ? Optional.of(selected.number())
                        : Optional.empty());
        return wanted.or(() -> earlier)
                .map(number -> desired.selecting(NumberEntry.selecting(number)))
                .orElseGet(() -> asksForOne ? desired.selectingNone() : desired);
    }

    private CompletionStage<Result> judge(Command command, Optional<CatalogueNumber> earlier, Replaced first) {
        Catalogue answered = first.settings().catalogue();
        boolean keepsEarlier = !selectsANumber(command.desired());
        SelectionOutcome outcome = NumberSelection.decide(
                command.desired().entries(),
                keepsEarlier
                        ? earlier.map(number -> withSelection(answered, number)).orElse(answered)
                        : answered,
                policy);
        Configured asItIs = new Configured(first.settings(), first.created());
        return outcome.fold(
                selected -> isSelected(selected, first) || !canBeNamed(selected)
                        ? completed(asItIs)
                        : select(command, first, selected),
                choiceRequired -> completed(asItIs),
                nothingSelectable -> completed(asItIs),
                refused -> earlier.flatMap(number -> lost(number, first))
                        .map(lost -> select(command, first, lost)
                                .<Result>thenApply(result -> new NumberRefused(heldAfter(result, first), refused)))
                        .orElseGet(() -> completed(new NumberRefused(first.settings(), refused))));
    }

    /** The earlier number as PingOne answers it, if the account still has it but it is no longer the selected one. */
    private static Optional<Selected> lost(CatalogueNumber earlier, Replaced first) {
        return meaningOf(NumberEntry.selecting(earlier), first.settings().catalogue()) instanceof Selected found
                        && !isSelected(found, first)
                ? Optional.of(found)
                : Optional.empty();
    }

    /** PingOne's answer with the earlier number still selected, which PingOne may have ignored, if the account still has it. */
    private static Catalogue withSelection(Catalogue answered, CatalogueNumber earlier) {
        return meaningOf(NumberEntry.selecting(earlier), answered) instanceof Selected found
                ? answered.select(found.number())
                : answered;
    }

    private CompletionStage<Result> select(Command command, Replaced first, Selected selected) {
        NumberEntry entry = NumberEntry.selecting(selected.number());
        return write(command, command.desired().selecting(entry))
                .handle((answer, failure) -> failure == null
                        ? judgeSecond(answer, first, selected, entry)
                        : judgeFault(faultOrBug(failure), first, selected));
    }

    private static Result judgeFault(PortFault fault, Replaced first, Selected selected) {
        return fault.effect() == PortFault.Effect.NONE && !isExpected(selected)
                ? new Configured(first.settings(), first.created())
                : new SelectionFailed(first.settings(), selected.number(), new Cause.Faulted(fault));
    }

    /** What PingOne last told, after the second write if that was answered, else after the first. */
    private static WhatsAppSettings heldAfter(Result second, Replaced first) {
        if (second instanceof Configured restored) {
            return restored.settings();
        }
        return second instanceof SelectionFailed failed ? failed.saved() : first.settings();
    }

    private Result judgeSecond(Answer<Replaced> answer, Replaced first, Selected selected, NumberEntry entry) {
        return answer.fold(
                second -> isSelected(meaningOf(entry, second.settings().catalogue()), second) || !isExpected(selected)
                        ? new Configured(second.settings(), first.created())
                        : new SelectionFailed(second.settings(), selected.number(), new Cause.Ignored()),
                // Nobody counts on a number that was only chosen: the account stands as the caller wanted it.
                refusal -> isExpected(selected)
                        ? new SelectionFailed(first.settings(), selected.number(), new Cause.Refused(refusal))
                        : new Configured(first.settings(), first.created()));
    }

    private CompletionStage<Answer<Replaced>> write(Command command, DesiredSettings settings) {
        return platform.replace(command.caller(), command.environment(), settings);
    }

    /** Without the policy: whether PingOne has the number and did what it was asked is no question of ours. */
    private static SelectionOutcome meaningOf(NumberEntry entry, Catalogue catalogue) {
        return NumberSelection.decide(List.of(entry), catalogue, SelectionPolicy.DEFAULT);
    }

    private static boolean isSelected(SelectionOutcome outcome, Replaced answer) {
        return outcome instanceof Selected selected
                && answer.settings().catalogue().hasSelectedOnly(selected.number());
    }

    /** Whether a write can name the number: PingOne may give it neither an id nor a phone number. */
    private static boolean canBeNamed(Selected selected) {
        return !selected.warnings().contains(Remark.NOT_IDENTIFIABLE);
    }

    /** Whether the caller counts on the number: it was asked for, or it was there before. */
    private static boolean isExpected(Selected selected) {
        return selected.basis() != Basis.ONLY_AVAILABLE;
    }

    private static boolean selectsANumber(DesiredSettings desired) {
        return desired.entries().stream().anyMatch(NumberEntry::selected);
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
