package io.deliverysettings.domain.history;

import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.SelectionOutcome.Selected;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells what came of an operation whose answer was lost, from what PingOne holds before and after. */
public final class ReadBack {

    private ReadBack() {}

    /**
     * Judges an operation.
     *
     * @param action what was to be done
     * @param intent what it was to bring about
     * @param before what PingOne held when it began; empty for nothing
     * @param now what PingOne holds now; empty for nothing
     * @return what came of it; {@link Outcome#UNKNOWN} when the two states are the same and already were what was wanted
     */
    public static Outcome judge(
            Action action, Intent intent, Optional<WhatsAppSettings> before, Optional<WhatsAppSettings> now) {
        boolean isUnchanged = before.equals(now);
        if (action == Action.REMOVE) {
            if (isUnchanged) {
                return now.isEmpty() ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
            }
            return now.isEmpty() ? Outcome.APPLIED : Outcome.OVERTAKEN;
        }
        if (isUnchanged) {
            // PingOne writes a new time with every change, where it writes one; without, a repeated write leaves no
            // trace.
            boolean leavesATrace = now.flatMap(WhatsAppSettings::updatedAt).isPresent()
                    || now.filter(settings -> isWanted(intent, before, settings))
                            .isEmpty();
            return leavesATrace ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
        }
        return now.filter(settings -> hasWantedAccount(intent, before, settings))
                .map(settings -> isWanted(intent, before, settings) ? Outcome.APPLIED : Outcome.APPLIED_IN_PART)
                .orElse(Outcome.OVERTAKEN);
    }

    private static boolean isWanted(Intent intent, Optional<WhatsAppSettings> before, WhatsAppSettings now) {
        return hasWantedAccount(intent, before, now)
                && intent.selected()
                        .map(entry -> isSelected(entry, now.catalogue()))
                        .orElse(true);
    }

    private static boolean hasWantedAccount(Intent intent, Optional<WhatsAppSettings> before, WhatsAppSettings now) {
        return Objects.equals(
                        intent.accountId().or(() -> before.map(WhatsAppSettings::accountId)),
                        Optional.of(now.accountId()))
                && agrees(intent.appId().or(() -> before.flatMap(WhatsAppSettings::appId)), now.appId())
                && agrees(intent.provider().or(() -> before.flatMap(WhatsAppSettings::provider)), now.provider());
    }

    /** What PingOne does not tell cannot disagree. */
    private static <T> boolean agrees(Optional<T> wanted, Optional<T> told) {
        return told.isEmpty() || wanted.isEmpty() || wanted.equals(told);
    }

    private static boolean isSelected(NumberEntry entry, Catalogue catalogue) {
        return NumberSelection.decide(List.of(entry), catalogue, SelectionPolicy.DEFAULT) instanceof Selected selected
                && catalogue.hasSelectedOnly(selected.number());
    }
}
