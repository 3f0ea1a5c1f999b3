package com.example.senders;

import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.Optional;

/** Prints which numbers of an account can be sent from, and what comes of asking for one of them. */
public final class Senders {

    public static void main(String[] arguments) {
        Catalogue catalogue = new Catalogue(List.of(
                number("205000000000001", "+1 555-010-0001", "Acme Support", QualityRating.GREEN, true),
                number("205000000000004", "+49 30 555 0004", "Acme Berlin", QualityRating.RED, true),
                number("205000000000005", "+33 1 55 50 00 05", "Acme Paris", QualityRating.GREEN, false),
                number("205000000000006", "+81 3 5550 0006", "Acme Tokyo", new QualityRating("NA"), true)));
        SelectionPolicy policy = SelectionPolicy.DEFAULT.withMinimumQuality(QualityRating.YELLOW);

        for (NumberVerdict verdict : NumberSelection.verdicts(catalogue, policy)) {
            System.out.println(verdict.number().describe() + ": "
                    + (verdict.isSelectable() ? "selectable" : "not selectable " + verdict.reasons())
                    + (verdict.warnings().isEmpty() ? "" : " " + verdict.warnings()));
        }

        // Written in another way, but the same digits.
        ask("0033 1.55.50.00.05", catalogue, policy);
        ask("(+1) 555 0100001", catalogue, policy);
    }

    private static void ask(String text, Catalogue catalogue, SelectionPolicy policy) {
        NumberEntry entry = new NumberEntry(Optional.empty(), Optional.of(PhoneNumber.of(text)), true);
        String answer = NumberSelection.decide(List.of(entry), catalogue, policy)
                .fold(
                        selected -> "sends from " + selected.number().describe(),
                        choiceRequired -> "choose among " + choiceRequired.candidates().size(),
                        nothingSelectable -> "nothing to choose from",
                        refused -> refused.violations().stream().map(Violation::message).toList().toString());
        System.out.println(text + " -> " + answer);
    }

    private static CatalogueNumber number(
            String id, String number, String name, QualityRating quality, boolean available) {
        return CatalogueNumber.of(NumberId.of(id), PhoneNumber.of(number), name, quality, available);
    }

    private Senders() {}
}
