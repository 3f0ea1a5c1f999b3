package io.deliverysettings.domain.number;

import io.deliverysettings.domain.number.NumberVerdict.Remark;
import io.deliverysettings.domain.number.SelectionOutcome.Basis;
import io.deliverysettings.domain.number.SelectionOutcome.ChoiceRequired;
import io.deliverysettings.domain.number.SelectionOutcome.NothingSelectable;
import io.deliverysettings.domain.number.SelectionOutcome.Refused;
import io.deliverysettings.domain.number.SelectionOutcome.Selected;
import io.deliverysettings.domain.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which number of a WhatsApp account is to be sent from: pure functions over the entries of a request, the catalogue of the
 * account and a policy. They take time in proportion to entries plus catalogue.
 *
 * <table>
 * <caption>The rules, and where each comes from</caption>
 * <tr><th>rule</th><th>source</th></tr>
 * <tr><td>{@code selected: true} with numberId or number marks the number to send from</td><td>PingOne</td></tr>
 * <tr><td>read-only members of an entry are ignored</td><td>PingOne</td></tr>
 * <tr><td>at most one entry may be selected; PingOne does not say what it does with two</td><td>ours</td></tr>
 * <tr><td>numberId and number, when both are given, must mean the same number</td><td>ours</td></tr>
 * <tr><td>numbers are compared by their digits</td><td>ours, since PingOne shows a display form</td></tr>
 * <tr><td>a selected number must be in the catalogue and available; PingOne may ignore it silently</td><td>ours</td></tr>
 * <tr><td>a selected entry may not be contradicted by another that means the same number</td><td>ours</td></tr>
 * <tr><td>the only available number is chosen when none is selected</td><td>ours, by policy</td></tr>
 * <tr><td>an earlier selection that is still available stays</td><td>ours</td></tr>
 * <tr><td>a minimum quality</td><td>ours, by policy; the ratings and their order are Meta's</td></tr>
 * </table>
 *
 * <p>An entry that is not selected is never at fault by itself, so that a document read with GET can be sent back with PUT.
 */
public final class NumberSelection {

    private NumberSelection() {}

    /**
     * The rules that need no catalogue, to be asked before anything is sent.
     *
     * @param entries the entries of the request, in order
     * @return every violation, with the position of the entry in its target; empty when there is none
     */
    public static List<Violation> check(List<NumberEntry> entries) {
        List<Violation> violations = new ArrayList<>();
        violations.addAll(SelectionRules.selectedEntryNamesANumber(entries));
        violations.addAll(SelectionRules.atMostOneIsSelected(entries));
        violations.addAll(SelectionRules.selectedEntryIsNotContradicted(entries));
        return List.copyOf(violations);
    }

    /**
     * Decides which number is to be sent from.
     *
     * @param entries the entries of the request, in order; empty when the request has none
     * @param catalogue what the account offers, with the number that was selected before
     * @param policy what the operator has decided
     * @return one of four outcomes, of which only {@link Refused} is an error
     */
    public static SelectionOutcome decide(List<NumberEntry> entries, Catalogue catalogue, SelectionPolicy policy) {
        List<Violation> ownFaults = check(entries);
        if (!ownFaults.isEmpty()) {
            return new Refused(ownFaults, List.of());
        }
        return SelectionRules.positionOfSelected(entries)
                .map(position -> asRequested(entries, position, catalogue, policy))
                .orElseGet(() -> withoutRequest(catalogue, policy));
    }

    /**
     * Whether each number of a catalogue can be selected, and what speaks against it.
     *
     * @param catalogue what the account offers
     * @param policy what the operator has decided
     * @return a verdict for each number, in the order of the catalogue
     */
    public static List<NumberVerdict> verdicts(Catalogue catalogue, SelectionPolicy policy) {
        return catalogue.numbers().stream()
                .map(number -> SelectionRules.verdict(number, policy))
                .toList();
    }

    private static SelectionOutcome asRequested(
            List<NumberEntry> entries, int position, Catalogue catalogue, SelectionPolicy policy) {
        NumberEntry entry = entries.get(position);
        List<CatalogueNumber> selectable = selectable(catalogue, policy);
        SelectionRules.Meaning meaning = SelectionRules.meaning(position, entry, catalogue, selectable);
        if (meaning.number().isEmpty()) {
            return new Refused(meaning.violations(), selectable);
        }
        CatalogueNumber wanted = meaning.number().get();
        NumberVerdict verdict = SelectionRules.verdict(wanted, policy);
        List<Violation> violations =
                new ArrayList<>(SelectionRules.selectedNumberIsSelectable(position, entry, verdict, selectable));
        violations.addAll(SelectionRules.selectedNumberIsNotContradicted(entries, position, wanted));
        return violations.isEmpty()
                ? new Selected(wanted, Basis.REQUESTED, verdict.warnings())
                : new Refused(violations, selectable);
    }

    private static SelectionOutcome withoutRequest(Catalogue catalogue, SelectionPolicy policy) {
        Optional<CatalogueNumber> earlier = only(catalogue.selected().stream()
                .filter(CatalogueNumber::isAvailable)
                .toList());
        if (earlier.isPresent()) {
            return kept(earlier.get(), policy);
        }
        List<CatalogueNumber> selectable = selectable(catalogue, policy);
        if (selectable.isEmpty()) {
            return new NothingSelectable();
        }
        List<CatalogueNumber> available = catalogue.numbers().stream()
                .filter(CatalogueNumber::isAvailable)
                .toList();
        if (available.size() == 1 && policy.choosesOnlyNumber()) {
            CatalogueNumber number = available.get(0);
            return new Selected(
                    number,
                    Basis.ONLY_AVAILABLE,
                    SelectionRules.verdict(number, policy).warnings());
        }
        return new ChoiceRequired(selectable);
    }

    /** A number in use is not taken away because its quality fell: that is worth a warning, not an outage. */
    private static SelectionOutcome kept(CatalogueNumber number, SelectionPolicy policy) {
        NumberVerdict verdict = SelectionRules.verdict(number, policy);
        List<Remark> warnings = Stream.concat(verdict.reasons().stream(), verdict.warnings().stream())
                .toList();
        return new Selected(number, Basis.KEPT, warnings);
    }

    private static List<CatalogueNumber> selectable(Catalogue catalogue, SelectionPolicy policy) {
        return catalogue.numbers().stream()
                .filter(number -> SelectionRules.verdict(number, policy).isSelectable())
                .toList();
    }

    private static Optional<CatalogueNumber> only(List<CatalogueNumber> numbers) {
        return numbers.size() == 1 ? Optional.of(numbers.get(0)) : Optional.empty();
    }
}
