package io.deliverysettings.application.service;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed.Cause;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.application.service.Changes.Held;
import io.deliverysettings.application.service.SettingsWrite.Result.HeldUp;
import io.deliverysettings.application.service.SettingsWrite.Result.NumberRefused;
import io.deliverysettings.application.service.SettingsWrite.Result.PlatformRefused;
import io.deliverysettings.application.service.SettingsWrite.Result.SelectionFailed;
import io.deliverysettings.application.service.SettingsWrite.Result.Written;
import io.deliverysettings.domain.caller.Caller;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * Writes once, judges PingOne's answer, and writes a second time when the number that is to be sent from is not the one that
 * PingOne selected.
 *
 * <p>Two things guide the first write. What PingOne does with a number that it does not like is not documented, so nothing is
 * taken for granted: only its answer counts. And an environment must not be left without a number to send from, so the number
 * that is selected now goes along until the wanted one is known to be selectable.
 */
final class SettingsWrite {

    /**
     * What to write.
     *
     * @param caller on whose behalf
     * @param held the turn to write
     * @param desired what the settings are to be
     * @param isHeld whether the turn is still this process's own; asked right before each write
     */
    record Command(Caller caller, Held held, DesiredSettings desired, BooleanSupplier isHeld) {}

    /** What came of it. */
    sealed interface Result {
        /** PingOne holds what was wanted. */
        record Written(WhatsAppSettings settings, boolean created) implements Result {}

        /** PingOne refused the first write; nothing has changed. */
        record PlatformRefused(PlatformRefusal refusal) implements Result {}

        /** The account is saved; the number that was asked for cannot be selected. */
        record NumberRefused(WhatsAppSettings saved, SelectionOutcome.Refused refusal) implements Result {}

        /** The account is saved; the second write did not select the number. */
        record SelectionFailed(WhatsAppSettings saved, CatalogueNumber wanted, Cause cause) implements Result {}

        /** The turn ran out before a write, so that this was not done. */
        record HeldUp() implements Result {}
    }

    private final CertainWrites writes;
    private final SelectionPolicy policy;

    SettingsWrite(CertainWrites writes, SelectionPolicy policy) {
        this.writes = writes;
        this.policy = policy;
    }

    /** Writes, given what PingOne holds now. Fails with a fault when the first write met one. */
    CompletionStage<Result> write(Command command, Optional<WhatsAppSettings> current) {
        Optional<Catalogue> known = current.flatMap(settings -> catalogueOf(command, settings));
        Optional<CatalogueNumber> earlier = known.flatMap(this::earlierSelection);
        if (!command.isHeld().getAsBoolean()) {
            return completed(new HeldUp());
        }
        return write(command, firstWrite(command.desired(), known, earlier), current)
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
        Written asItIs = new Written(first.settings(), first.created());
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
        if (!command.isHeld().getAsBoolean()) {
            return completed(new HeldUp());
        }
        NumberEntry entry = NumberEntry.selecting(selected.number());
        return write(command, command.desired().selecting(entry), Optional.of(first.settings()))
                .handle((answer, failure) -> failure == null
                        ? judgeSecond(answer, first, selected, entry)
                        : judgeFault(faultOrBug(failure), first, selected));
    }

    private static Result judgeFault(PortFault fault, Replaced first, Selected selected) {
        return fault.effect() == PortFault.Effect.NONE && !isExpected(selected)
                ? new Written(first.settings(), first.created())
                : new SelectionFailed(first.settings(), selected.number(), new Cause.Faulted(fault));
    }

    /** What PingOne last told, after the second write if that was answered, else after the first. */
    private static WhatsAppSettings heldAfter(Result second, Replaced first) {
        if (second instanceof Written restored) {
            return restored.settings();
        }
        return second instanceof SelectionFailed failed ? failed.saved() : first.settings();
    }

    private Result judgeSecond(Answer<Replaced> answer, Replaced first, Selected selected, NumberEntry entry) {
        return answer.fold(
                second -> isSelected(meaningOf(entry, second.settings().catalogue()), second) || !isExpected(selected)
                        ? new Written(second.settings(), first.created())
                        : new SelectionFailed(second.settings(), selected.number(), new Cause.Ignored()),
                // Nobody counts on a number that was only chosen: the account stands as the caller wanted it.
                refusal -> isExpected(selected)
                        ? new SelectionFailed(first.settings(), selected.number(), new Cause.Refused(refusal))
                        : new Written(first.settings(), first.created()));
    }

    private CompletionStage<Answer<Replaced>> write(
            Command command, DesiredSettings settings, Optional<WhatsAppSettings> before) {
        return writes.replace(
                new CertainWrites.Write(
                        command.held().call(command.caller()), before, command.isHeld(), command.held()::report),
                settings);
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
