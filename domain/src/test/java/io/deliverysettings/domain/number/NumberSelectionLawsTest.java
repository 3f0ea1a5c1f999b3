package io.deliverysettings.domain.number;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.number.SelectionOutcome.Basis;
import io.deliverysettings.domain.number.SelectionOutcome.Refused;
import io.deliverysettings.domain.number.SelectionOutcome.Selected;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.OneOf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/**
 * What holds for every request and every catalogue, also for a catalogue that contradicts itself: ids listed twice, the same
 * digits under two ids, several numbers selected, members missing.
 */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class NumberSelectionLawsTest {

    /** Few, so that entries and catalogues meet, and ids and numbers are shared. */
    private static final List<String> IDS = List.of("101", "102", "103");

    private static final List<String> DIGITS = List.of("15550612978", "15550612979", "5550612");
    private static final String OTHER_ID = "404";
    private static final String OTHER_DIGITS = "4915112345678";

    @Property
    void theOrderOfEntriesDoesNotMatter(
            @ForAll("entries") List<NumberEntry> entries,
            @ForAll("anyCatalogue") Catalogue catalogue,
            @ForAll("policies") SelectionPolicy policy,
            @ForAll Random random) {
        List<NumberEntry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);

        assertThat(gist(NumberSelection.decide(shuffled, catalogue, policy)))
                .isEqualTo(gist(NumberSelection.decide(entries, catalogue, policy)));
    }

    @Property
    void theFormatOfNumbersDoesNotMatter(
            @ForAll("entries") List<NumberEntry> entries,
            @ForAll("anyCatalogue") Catalogue catalogue,
            @ForAll("policies") SelectionPolicy policy,
            @ForAll Random random) {
        List<NumberEntry> plain = rewritten(entries, digits -> digits);
        List<NumberEntry> punctuated = rewritten(entries, digits -> written(digits, random));

        assertThat(gist(NumberSelection.decide(punctuated, catalogue, policy)))
                .isEqualTo(gist(NumberSelection.decide(plain, catalogue, policy)));
    }

    @Property
    void applyingASelectionTwiceChangesNothing(
            @ForAll("entries") List<NumberEntry> entries,
            @ForAll("anyCatalogue") Catalogue catalogue,
            @ForAll("policies") SelectionPolicy policy) {
        SelectionOutcome outcome = NumberSelection.decide(entries, catalogue, policy);
        Catalogue once = outcome.applyTo(catalogue);

        assertThat(outcome.applyTo(once)).isEqualTo(once);
        assertThat(NumberSelection.decide(entries, once, policy).applyTo(once)).isEqualTo(once);
    }

    @Property
    void atMostOneNumberEndsUpSelected(
            @ForAll("entries") List<NumberEntry> entries,
            @ForAll("anyCatalogue") Catalogue catalogue,
            @ForAll("policies") SelectionPolicy policy) {
        SelectionOutcome outcome = NumberSelection.decide(entries, catalogue, policy);
        Catalogue after = outcome.applyTo(catalogue);

        if (outcome instanceof Refused) {
            assertThat(after).isEqualTo(catalogue);
        } else {
            assertThat(after.selected()).hasSizeLessThanOrEqualTo(1);
            assertThat(after.selectNone()).isEqualTo(catalogue.selectNone());
        }
    }

    @Property
    void whatIsSelectedIsAnAvailableNumberOfTheCatalogueAndGoodEnough(
            @ForAll("entries") List<NumberEntry> entries,
            @ForAll("anyCatalogue") Catalogue catalogue,
            @ForAll("policies") SelectionPolicy policy) {
        if (NumberSelection.decide(entries, catalogue, policy) instanceof Selected selected) {
            assertThat(catalogue.numbers()).contains(selected.number());
            assertThat(selected.number().isAvailable()).isTrue();
            if (selected.basis() != Basis.KEPT) {
                assertThat(isBelow(selected.number(), policy)).isFalse();
            }
        }
    }

    @Property
    void theCandidatesOfAnOutcomeAreTheNumbersWithAFavourableVerdict(
            @ForAll("entries") List<NumberEntry> entries,
            @ForAll("anyCatalogue") Catalogue catalogue,
            @ForAll("policies") SelectionPolicy policy) {
        List<CatalogueNumber> selectable = NumberSelection.verdicts(catalogue, policy).stream()
                .filter(NumberVerdict::isSelectable)
                .map(NumberVerdict::number)
                .toList();
        boolean lookedAtCatalogue = NumberSelection.check(entries).isEmpty();

        List<CatalogueNumber> candidates = NumberSelection.decide(entries, catalogue, policy)
                .fold(
                        selected -> selectable,
                        choiceRequired -> choiceRequired.candidates(),
                        nothingSelectable -> List.of(),
                        refused -> lookedAtCatalogue ? refused.selectable() : selectable);

        assertThat(candidates).isEqualTo(selectable);
    }

    @Property
    void entriesThatAreNotSelectedDecideNothingByThemselves(
            @ForAll("entries") List<NumberEntry> entries,
            @ForAll("anyCatalogue") Catalogue catalogue,
            @ForAll("policies") SelectionPolicy policy) {
        List<NumberEntry> none = entries.stream().map(Fixtures::notSelected).toList();

        assertThat(NumberSelection.decide(none, catalogue, policy))
                .isEqualTo(NumberSelection.decide(List.of(), catalogue, policy))
                .isNotInstanceOf(Refused.class);
    }

    @Property
    void aDocumentThatWasReadCanBeSentBack(@ForAll("honestCatalogue") Catalogue catalogue) {
        List<NumberEntry> document =
                catalogue.numbers().stream().map(Fixtures::asEntry).toList();

        SelectionOutcome outcome = NumberSelection.decide(document, catalogue, SelectionPolicy.DEFAULT);

        assertThat(outcome).isNotInstanceOf(Refused.class);
        if (!catalogue.selected().isEmpty()) {
            assertThat(outcome).isEqualTo(new Selected(catalogue.selected().get(0), Basis.REQUESTED, List.of()));
            assertThat(outcome.applyTo(catalogue)).isEqualTo(catalogue);
        }
    }

    @Property
    void anIdThatARefusalAcceptsIsAcceptedWhenItIsGivenAlone(
            @ForAll("entry") NumberEntry entry,
            @ForAll("honestCatalogue") Catalogue catalogue,
            @ForAll("policies") SelectionPolicy policy) {
        if (NumberSelection.decide(List.of(entry), catalogue, policy) instanceof Refused refused) {
            refused.violations().stream()
                    .filter(violation -> violation.target().endsWith(".numberId"))
                    .map(Violation::accepted)
                    .filter(OneOf.class::isInstance)
                    .flatMap(accepted -> ((OneOf) accepted).values().stream())
                    .map(Fixtures::selectedById)
                    .forEach(instead -> assertThat(NumberSelection.decide(List.of(instead), catalogue, policy))
                            .isInstanceOf(Selected.class));
        }
    }

    /** The laws above would hold of nothing if the generators never met the interesting cases. */
    @Property(tries = 2000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void theGeneratorsReachEveryCase(
            @ForAll("entries") List<NumberEntry> entries,
            @ForAll("anyCatalogue") Catalogue catalogue,
            @ForAll("policies") SelectionPolicy policy) {
        SelectionOutcome outcome = NumberSelection.decide(entries, catalogue, policy);
        Statistics.label("outcome")
                .collect(outcome.<String>fold(
                        selected -> selected.basis().name(),
                        choiceRequired -> "CHOICE",
                        nothingSelectable -> "NOTHING",
                        refused -> NumberSelection.check(entries).isEmpty() ? "REFUSED" : "REFUSED_ALONE"))
                .coverage(coverage -> {
                    for (String name : List.of("REQUESTED", "KEPT", "ONLY_AVAILABLE", "CHOICE", "NOTHING", "REFUSED")) {
                        coverage.check(name).count(times -> times >= 10);
                    }
                    coverage.check("REFUSED_ALONE").percentage(percent -> percent < 50);
                });
        Statistics.label("catalogue")
                .collect(catalogue.selected().size() > 1, sharesDigits(catalogue))
                .coverage(coverage -> {
                    coverage.check(true, true).count(times -> times >= 10);
                    coverage.check(true, false).count(times -> times >= 10);
                    coverage.check(false, true).count(times -> times >= 10);
                });
    }

    @Provide
    Arbitrary<NumberEntry> entry() {
        Arbitrary<Optional<NumberId>> id = Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of(IDS)), Tuple.of(1, Arbitraries.just(OTHER_ID)))
                .map(NumberId::of)
                .optional(0.6);
        Arbitrary<Optional<PhoneNumber>> number = Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of(DIGITS)), Tuple.of(1, Arbitraries.just(OTHER_DIGITS)))
                .flatMap(digits -> Arbitraries.randomValue(random -> PhoneNumber.of(written(digits, random))))
                .optional(0.5);
        return Combinators.combine(id, number).as((someId, someNumber) -> new NumberEntry(someId, someNumber, true));
    }

    @Provide
    Arbitrary<List<NumberEntry>> entries() {
        Arbitrary<NumberEntry> mostlyNotSelected =
                Arbitraries.frequencyOf(Tuple.of(1, entry()), Tuple.of(3, entry().map(Fixtures::notSelected)));
        return Combinators.combine(
                        mostlyNotSelected.list().ofMaxSize(4),
                        Arbitraries.integers().between(0, 2))
                .as((entries, repeated) -> Stream.concat(
                                entries.stream(), entries.stream().limit(repeated))
                        .toList());
    }

    /** Anything, the impossible included. */
    @Provide
    Arbitrary<Catalogue> anyCatalogue() {
        Arbitrary<Optional<NumberId>> id = Arbitraries.of(IDS).map(NumberId::of).optional(0.9);
        Arbitrary<Optional<PhoneNumber>> number = Arbitraries.frequencyOf(
                        Tuple.of(12, Arbitraries.of(DIGITS)), Tuple.of(1, Arbitraries.just("not shown")))
                .map(PhoneNumber::rebuild)
                .optional(0.9);
        return number(id, number, Arbitraries.frequency(Tuple.of(1, true), Tuple.of(3, false)))
                .list()
                .ofMaxSize(4)
                .map(Catalogue::new);
    }

    /** What PingOne may well say: no id twice, every number can be named, at most one selected, and that one available. */
    @Provide
    Arbitrary<Catalogue> honestCatalogue() {
        Arbitrary<Optional<PhoneNumber>> number = Arbitraries.frequencyOf(
                        Tuple.of(12, Arbitraries.of(DIGITS)), Tuple.of(1, Arbitraries.just("not shown")))
                .map(PhoneNumber::rebuild)
                .optional(0.9);
        Arbitrary<List<CatalogueNumber>> numbers = number(
                        Arbitraries.just(Optional.empty()), number, Arbitraries.just(false))
                .list()
                .ofMaxSize(5);
        return Combinators.combine(
                        numbers,
                        Arbitraries.integers().between(0, 31),
                        Arbitraries.integers().between(0, 6))
                .as(NumberSelectionLawsTest::honest);
    }

    @Provide
    Arbitrary<SelectionPolicy> policies() {
        Arbitrary<Optional<QualityRating>> minimum = Arbitraries.of(
                        QualityRating.GREEN, QualityRating.YELLOW, QualityRating.RED)
                .optional(0.5);
        return Combinators.combine(Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)), minimum)
                .as(SelectionPolicy::new);
    }

    private static Arbitrary<CatalogueNumber> number(
            Arbitrary<Optional<NumberId>> ids, Arbitrary<Optional<PhoneNumber>> numbers, Arbitrary<Boolean> selected) {
        Arbitrary<Availability> availability = Arbitraries.frequency(
                Tuple.of(5, Availability.AVAILABLE),
                Tuple.of(2, Availability.UNAVAILABLE),
                Tuple.of(1, Availability.UNSTATED));
        Arbitrary<Optional<QualityRating>> rating = Arbitraries.of("GREEN", "GREEN", "YELLOW", "RED", "UNKNOWN")
                .map(QualityRating::new)
                .optional(0.9);
        return Combinators.combine(ids, numbers, selected, availability, rating)
                .as((id, number, isSelected, available, quality) -> new CatalogueNumber(
                        id,
                        number,
                        isSelected,
                        available,
                        Optional.of("Name"),
                        quality,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        AdditionalMembers.NONE));
    }

    /** Gives every number an id of its own, or digits of its own where a bit says that it has no id. */
    private static Catalogue honest(List<CatalogueNumber> numbers, int withId, int wanted) {
        List<CatalogueNumber> named = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            CatalogueNumber number = numbers.get(i);
            boolean hasId = (withId >> i & 1) == 1;
            named.add(new CatalogueNumber(
                    hasId ? Optional.of(NumberId.of(String.valueOf(101 + i))) : Optional.empty(),
                    hasId ? number.number() : Optional.of(PhoneNumber.of("1777000000" + i)),
                    i == wanted && number.isAvailable(),
                    number.availability(),
                    number.verifiedName(),
                    number.qualityRating(),
                    number.type(),
                    number.capabilities(),
                    number.createdAt(),
                    number.additional()));
        }
        return new Catalogue(named);
    }

    /** The same digits in one of the ways in which people write them. */
    private static String written(String digits, Random random) {
        List<String> separators = List.of("", "", " ", "-", ".", " (", ") ", "[", "]", "\u00a0", "\u2011", "\u2013");
        StringBuilder text = new StringBuilder();
        text.append(List.of("", "", "+", "00", "+ ", "(+", "00-", "0 0 ", " ").get(random.nextInt(9)));
        for (int i = 0; i < digits.length(); i++) {
            text.append(digits.charAt(i)).append(separators.get(random.nextInt(separators.size())));
        }
        return text.toString();
    }

    private static List<NumberEntry> rewritten(List<NumberEntry> entries, UnaryOperator<String> format) {
        return entries.stream()
                .map(entry -> new NumberEntry(
                        entry.numberId(),
                        entry.number().map(number -> PhoneNumber.of(format.apply(number.digits()))),
                        entry.selected()))
                .toList();
    }

    private static boolean isBelow(CatalogueNumber number, SelectionPolicy policy) {
        List<QualityRating> tooBad = policy.minimumQuality()
                .map(minimum -> minimum.equals(QualityRating.GREEN)
                        ? List.of(QualityRating.YELLOW, QualityRating.RED)
                        : minimum.equals(QualityRating.YELLOW) ? List.of(QualityRating.RED) : List.<QualityRating>of())
                .orElse(List.of());
        return number.qualityRating().filter(tooBad::contains).isPresent();
    }

    /** What of an outcome may not depend on how the request is put: all but positions and wording. */
    private static Object gist(SelectionOutcome outcome) {
        return outcome.fold(selected -> selected, choiceRequired -> choiceRequired, nothing -> nothing, refused -> {
            Set<Object> codes = new HashSet<>();
            refused.violations().forEach(violation -> codes.add(violation.code()));
            return List.of(codes, refused.selectable());
        });
    }

    private static boolean sharesDigits(Catalogue catalogue) {
        Set<String> seen = new HashSet<>();
        return catalogue.numbers().stream()
                .flatMap(number -> number.number().stream())
                .anyMatch(number -> !seen.add(number.digits()));
    }
}
