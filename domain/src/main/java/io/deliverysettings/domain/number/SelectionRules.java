package io.deliverysettings.domain.number;

import io.deliverysettings.domain.number.NumberVerdict.Remark;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Accepted;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import io.deliverysettings.domain.validation.Violation.Unspecified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The single rules of number selection, each a function that can be tested alone. {@link NumberSelection} puts them
 * together and says where each comes from.
 */
final class SelectionRules {

    /** So many selectable numbers are spelled out in a message; all of them are in what the violation accepts. */
    private static final int SPELLED_OUT = 5;

    private SelectionRules() {}

    /** What an entry means in a catalogue: one number, or why it means none. */
    record Meaning(Optional<CatalogueNumber> number, List<Violation> violations) {
        static Meaning of(CatalogueNumber number) {
            return new Meaning(Optional.of(number), List.of());
        }

        static Meaning none(Violation violation) {
            return new Meaning(Optional.empty(), List.of(violation));
        }
    }

    /** At most one entry may be selected; entries that ask for the same count once. */
    static List<Violation> atMostOneIsSelected(List<NumberEntry> entries) {
        List<Violation> violations = new ArrayList<>();
        int first = -1;
        for (int i = 0; i < entries.size(); i++) {
            NumberEntry entry = entries.get(i);
            if (!entry.selected()) {
                continue;
            }
            if (first < 0) {
                first = i;
            } else if (!entry.asksForTheSameAs(entries.get(first))) {
                violations.add(new Violation(
                        Code.CONSTRAINT_VIOLATION,
                        path(i, "selected"),
                        "numbers[%d] and numbers[%d] are both selected; at most one number may be."
                                .formatted(first, i)));
            }
        }
        return violations;
    }

    /** A selected entry needs a numberId or a number. */
    static List<Violation> selectedEntryNamesANumber(List<NumberEntry> entries) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            NumberEntry entry = entries.get(i);
            if (entry.selected() && entry.numberId().isEmpty() && entry.number().isEmpty()) {
                violations.add(new Violation(
                        Code.REQUIRED_VALUE,
                        path(i, "numberId"),
                        "A selected number needs its numberId or its number."));
            }
        }
        return violations;
    }

    /**
     * The selected entry may not stand a second time as not selected, as far as that shows without a catalogue. While several
     * are selected there is no telling which one is contradicted; {@link #atMostOneIsSelected} refuses them.
     */
    static List<Violation> selectedEntryIsNotContradicted(List<NumberEntry> entries) {
        Optional<Integer> selected = positionOfSelected(entries);
        if (selected.isEmpty() || !atMostOneIsSelected(entries).isEmpty()) {
            return List.of();
        }
        NumberEntry wanted = entries.get(selected.get());
        return contradictions(entries, selected.get(), other -> meanTheSame(wanted, other));
    }

    /** The selected entry may not stand a second time as not selected under its other name. */
    static List<Violation> selectedNumberIsNotContradicted(
            List<NumberEntry> entries, int selected, CatalogueNumber wanted) {
        NumberEntry asEntry = NumberEntry.selecting(wanted);
        return contradictions(entries, selected, other -> meanTheSame(asEntry, other));
    }

    /** What a selected entry means: numberId and number must agree, and the catalogue must have it. */
    static Meaning meaning(int position, NumberEntry entry, Catalogue catalogue, List<CatalogueNumber> selectable) {
        List<CatalogueNumber> byId =
                entry.numberId().map(id -> find(catalogue, id)).orElse(List.of());
        List<CatalogueNumber> byNumber =
                entry.number().map(number -> find(catalogue, number)).orElse(List.of());
        if (byId.isEmpty() && byNumber.isEmpty()) {
            String member = entry.numberId().isPresent() ? "numberId" : "number";
            String given = entry.numberId()
                    .map(NumberId::value)
                    .orElseGet(() -> entry.number().map(PhoneNumber::text).orElse(""));
            return Meaning.none(new Violation(
                    Code.INVALID_VALUE,
                    path(position, member),
                    "The account has no number with %s %s. %s".formatted(member, given, whatCanBeSelected(selectable)),
                    accepted(member, selectable)));
        }
        if (entry.numberId().isEmpty()) {
            return unambiguous(position, entry.number().orElseThrow(), byNumber, selectable);
        }
        if (byId.isEmpty()
                || (entry.number().isPresent()
                        && !agrees(byId.get(0), entry.number().get(), byNumber))) {
            return Meaning.none(new Violation(
                    Code.INVALID_VALUE,
                    path(position, "numberId"),
                    "numberId and number mean different numbers: numberId %s is %s, number %s is %s."
                            .formatted(
                                    entry.numberId().orElseThrow(),
                                    describe(byId),
                                    entry.number().map(PhoneNumber::text).orElse(""),
                                    describe(byNumber)),
                    acceptedIfAny(among(selectable, entry.number()))));
        }
        return Meaning.of(byId.get(0));
    }

    /** A selected number must be one that can be selected. */
    static List<Violation> selectedNumberIsSelectable(
            int position, NumberEntry entry, NumberVerdict verdict, List<CatalogueNumber> selectable) {
        String member = entry.numberId().isPresent() ? "numberId" : "number";
        return verdict.reasons().stream()
                .map(reason -> new Violation(
                        Code.INVALID_VALUE,
                        path(position, member),
                        "%s %s. %s"
                                .formatted(
                                        verdict.number().describe(), reason.predicate(), whatCanBeSelected(selectable)),
                        accepted(member, selectable)))
                .toList();
    }

    /** Everything that speaks for or against a number of the catalogue. */
    static NumberVerdict verdict(CatalogueNumber number, SelectionPolicy policy) {
        List<Remark> reasons = List.of();
        if (!number.isAvailable()) {
            reasons = List.of(Remark.NOT_AVAILABLE);
        }
        if (number.numberId().isEmpty() && !hasDigits(number)) {
            reasons = and(reasons, Remark.NOT_IDENTIFIABLE);
        }
        if (policy.minimumQuality().isEmpty()) {
            return new NumberVerdict(number, reasons, List.of());
        }
        if (number.qualityRating().isEmpty()) {
            return new NumberVerdict(number, reasons, List.of(Remark.QUALITY_NOT_STATED));
        }
        QualityRating rating = number.qualityRating().get();
        if (rating.rank().isEmpty()) {
            return new NumberVerdict(number, reasons, List.of(Remark.QUALITY_NOT_RANKED));
        }
        int minimum = policy.minimumQuality().get().rank().orElseThrow();
        if (rating.rank().getAsInt() < minimum) {
            reasons = and(reasons, Remark.QUALITY_BELOW_MINIMUM);
        }
        return new NumberVerdict(number, reasons, List.of());
    }

    /** The position of the first selected entry. */
    static Optional<Integer> positionOfSelected(List<NumberEntry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).selected()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static List<Violation> contradictions(
            List<NumberEntry> entries, int selected, Predicate<NumberEntry> same) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).selected() && same.test(entries.get(i))) {
                violations.add(new Violation(
                        Code.UNIQUENESS_VIOLATION,
                        path(i, "selected"),
                        "numbers[%d] and numbers[%d] mean the same number, once selected and once not."
                                .formatted(Math.min(selected, i), Math.max(selected, i))));
            }
        }
        return violations;
    }

    /** Ids decide where both have one: an account can list a number again under a new id. */
    private static boolean meanTheSame(NumberEntry one, NumberEntry other) {
        if (one.numberId().isPresent() && other.numberId().isPresent()) {
            return one.numberId().equals(other.numberId());
        }
        return one.number().isPresent()
                && other.number().isPresent()
                && one.number().get().isSameNumberAs(other.number().get());
    }

    private static Meaning unambiguous(
            int position, PhoneNumber number, List<CatalogueNumber> matches, List<CatalogueNumber> selectable) {
        List<CatalogueNumber> available =
                matches.stream().filter(CatalogueNumber::isAvailable).toList();
        if (available.size() > 1) {
            return Meaning.none(new Violation(
                    Code.INVALID_VALUE,
                    path(position, "numberId"),
                    "number %s means several numbers of the account: %s. Give the numberId."
                            .formatted(number, describe(available)),
                    accepted("numberId", among(selectable, Optional.of(number)))));
        }
        return Meaning.of(available.isEmpty() ? matches.get(0) : available.get(0));
    }

    /** A number of the catalogue whose digits are not known agrees with any digits that are no other number's. */
    private static boolean agrees(CatalogueNumber known, PhoneNumber given, List<CatalogueNumber> byNumber) {
        return hasDigits(known) ? known.number().map(given::isSameNumberAs).orElse(false) : byNumber.isEmpty();
    }

    private static boolean hasDigits(CatalogueNumber number) {
        return number.number().map(text -> !text.digits().isEmpty()).orElse(false);
    }

    private static List<CatalogueNumber> among(List<CatalogueNumber> selectable, Optional<PhoneNumber> number) {
        return number.map(text -> find(new Catalogue(selectable), text)).orElse(List.of());
    }

    private static List<CatalogueNumber> find(Catalogue catalogue, NumberId id) {
        return catalogue.numbers().stream()
                .filter(number ->
                        number.numberId().isPresent() && number.numberId().get().equals(id))
                .toList();
    }

    private static List<CatalogueNumber> find(Catalogue catalogue, PhoneNumber text) {
        return catalogue.numbers().stream()
                .filter(number ->
                        number.number().isPresent() && number.number().get().isSameNumberAs(text))
                .toList();
    }

    private static String describe(List<CatalogueNumber> numbers) {
        return numbers.isEmpty()
                ? "not a number of the account"
                : numbers.stream().map(CatalogueNumber::describe).collect(Collectors.joining(" and "));
    }

    private static String whatCanBeSelected(List<CatalogueNumber> selectable) {
        if (selectable.isEmpty()) {
            return "The account has no number that can be selected.";
        }
        String listed = selectable.stream()
                .limit(SPELLED_OUT)
                .map(CatalogueNumber::describe)
                .collect(Collectors.joining(", "));
        int more = selectable.size() - SPELLED_OUT;
        return "Can be selected: " + listed + (more > 0 ? " and " + more + " more." : ".");
    }

    /** An empty list would say that no numberId is accepted, while it is the other member that may be wrong. */
    private static Accepted acceptedIfAny(List<CatalogueNumber> numbers) {
        return numbers.isEmpty() ? new Unspecified() : accepted("numberId", numbers);
    }

    private static Accepted accepted(String member, List<CatalogueNumber> numbers) {
        return new OneOf(numbers.stream()
                .flatMap(number -> member.equals("numberId")
                        ? number.numberId().map(NumberId::value).stream()
                        : number.number().map(PhoneNumber::text).stream())
                .toList());
    }

    private static List<Remark> and(List<Remark> remarks, Remark remark) {
        List<Remark> more = new ArrayList<>(remarks);
        more.add(remark);
        return more;
    }

    private static String path(int position, String member) {
        return "numbers[" + position + "]." + member;
    }
}
