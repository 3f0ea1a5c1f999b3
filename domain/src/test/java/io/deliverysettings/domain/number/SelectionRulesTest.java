package io.deliverysettings.domain.number;

import static io.deliverysettings.domain.number.Fixtures.FIRST;
import static io.deliverysettings.domain.number.Fixtures.GONE;
import static io.deliverysettings.domain.number.Fixtures.SECOND;
import static io.deliverysettings.domain.number.Fixtures.catalogue;
import static io.deliverysettings.domain.number.Fixtures.notSelected;
import static io.deliverysettings.domain.number.Fixtures.rated;
import static io.deliverysettings.domain.number.Fixtures.selectedByBoth;
import static io.deliverysettings.domain.number.Fixtures.selectedById;
import static io.deliverysettings.domain.number.Fixtures.selectedByNothing;
import static io.deliverysettings.domain.number.Fixtures.selectedByNumber;
import static io.deliverysettings.domain.number.Fixtures.sparse;
import static io.deliverysettings.domain.number.Fixtures.withoutId;
import static io.deliverysettings.domain.number.Fixtures.withoutNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.deliverysettings.domain.number.NumberVerdict.Remark;
import io.deliverysettings.domain.number.SelectionRules.Meaning;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule by itself, without the others. */
class SelectionRulesTest {

    @Nested
    class AtMostOneIsSelected {

        @Test
        void noEntryIsFine() {
            assertThat(SelectionRules.atMostOneIsSelected(List.of())).isEmpty();
        }

        @Test
        void oneSelectedAmongOthersIsFine() {
            assertThat(SelectionRules.atMostOneIsSelected(
                            List.of(notSelected(selectedById("1")), selectedById("2"), notSelected(selectedById("3")))))
                    .isEmpty();
        }

        @Test
        void everyFurtherOneIsNamedTogetherWithTheFirst() {
            List<Violation> violations = SelectionRules.atMostOneIsSelected(
                    List.of(selectedById("1"), notSelected(selectedById("2")), selectedById("3"), selectedById("4")));

            assertThat(violations).extracting(Violation::code).containsOnly(Code.CONSTRAINT_VIOLATION);
            assertThat(violations)
                    .extracting(Violation::target)
                    .containsExactly("numbers[2].selected", "numbers[3].selected");
            assertThat(violations)
                    .extracting(Violation::message)
                    .containsExactly(
                            "numbers[0] and numbers[2] are both selected; at most one number may be.",
                            "numbers[0] and numbers[3] are both selected; at most one number may be.");
        }

        @Test
        void theSameNumberWrittenInTwoWaysCountsOnce() {
            assertThat(SelectionRules.atMostOneIsSelected(
                            List.of(selectedByNumber("+1 555-061-2978"), selectedByNumber("0015550612978"))))
                    .isEmpty();
        }

        @Test
        void oneIdWithTwoNumbersCountsTwice() {
            assertThat(SelectionRules.atMostOneIsSelected(
                            List.of(selectedByBoth("1", "15550612978"), selectedByBoth("1", "15550612979"))))
                    .hasSize(1);
        }

        @Test
        void oneNumberWithTwoIdsCountsTwice() {
            assertThat(SelectionRules.atMostOneIsSelected(
                            List.of(selectedByBoth("1", "15550612978"), selectedByBoth("2", "15550612978"))))
                    .hasSize(1);
        }
    }

    @Nested
    class SelectedEntryNamesANumber {

        @Test
        void anIdOrANumberIsEnough() {
            assertThat(SelectionRules.selectedEntryNamesANumber(
                            List.of(selectedById("1"), selectedByNumber("15550612978"))))
                    .isEmpty();
        }

        @Test
        void neitherIsNamedByPosition() {
            assertThat(SelectionRules.selectedEntryNamesANumber(
                            List.of(selectedByNothing(), selectedById("1"), selectedByNothing())))
                    .extracting(Violation::target)
                    .containsExactly("numbers[0].numberId", "numbers[2].numberId");
        }

        @Test
        void anEntryThatIsNotSelectedNeedsNeither() {
            assertThat(SelectionRules.selectedEntryNamesANumber(List.of(notSelected(selectedByNothing()))))
                    .isEmpty();
        }
    }

    @Nested
    class SelectedEntryIsNotContradicted {

        @Test
        void theSameIdNotSelectedContradictsWhateverItsNumber() {
            assertThat(SelectionRules.selectedEntryIsNotContradicted(List.of(
                            selectedByBoth("1", "15550612978"), notSelected(selectedByBoth("1", "15550612979")))))
                    .extracting(Violation::code, Violation::target)
                    .containsExactly(tuple(Code.UNIQUENESS_VIOLATION, "numbers[1].selected"));
        }

        @Test
        void anotherIdDoesNotContradictThoughTheDigitsAreTheSame() {
            assertThat(SelectionRules.selectedEntryIsNotContradicted(List.of(
                            selectedByBoth("1", "15550612978"), notSelected(selectedByBoth("2", "15550612978")))))
                    .isEmpty();
        }

        @Test
        void theSameDigitsContradictWhereOneHasNoId() {
            assertThat(SelectionRules.selectedEntryIsNotContradicted(List.of(
                            notSelected(selectedByNumber("+1 555 061 2978")),
                            selectedByBoth("2", "15550612978"),
                            notSelected(selectedByNumber("0015550612978")))))
                    .extracting(Violation::message)
                    .containsExactly(
                            "numbers[0] and numbers[1] mean the same number, once selected and once not.",
                            "numbers[1] and numbers[2] mean the same number, once selected and once not.");
        }

        @Test
        void theSameDigitsContradictWhereOnlyTheOtherHasAnId() {
            assertThat(SelectionRules.selectedEntryIsNotContradicted(
                            List.of(selectedByNumber("15550612978"), notSelected(selectedByBoth("2", "15550612978")))))
                    .extracting(Violation::target)
                    .containsExactly("numbers[1].selected");
        }

        @Test
        void anIdAndANumberDoNotContradictAsFarAsCanBeSeen() {
            assertThat(SelectionRules.selectedEntryIsNotContradicted(
                            List.of(selectedById("1"), notSelected(selectedByNumber("15550612978")))))
                    .isEmpty();
        }

        @Test
        void entriesThatNameNothingDoNotContradict() {
            assertThat(SelectionRules.selectedEntryIsNotContradicted(
                            List.of(selectedByNothing(), notSelected(selectedByNothing()))))
                    .isEmpty();
        }

        @Test
        void withoutASelectedEntryThereIsNothingToContradict() {
            assertThat(SelectionRules.selectedEntryIsNotContradicted(
                            List.of(notSelected(selectedById("1")), notSelected(selectedById("1")))))
                    .isEmpty();
        }

        @Test
        void whileSeveralAreSelectedNoneIsTheOneToContradict() {
            NumberEntry one = selectedById("1");
            NumberEntry other = selectedById("2");

            assertThat(SelectionRules.selectedEntryIsNotContradicted(List.of(one, other, notSelected(one))))
                    .isEqualTo(SelectionRules.selectedEntryIsNotContradicted(List.of(other, one, notSelected(one))));
        }

        @Test
        void equalSelectedEntriesAreContradictedOnce() {
            NumberEntry one = selectedById("1");

            assertThat(SelectionRules.selectedEntryIsNotContradicted(List.of(one, one, notSelected(one))))
                    .extracting(Violation::target)
                    .containsExactly("numbers[2].selected");
        }
    }

    @Nested
    class SelectedNumberIsNotContradicted {

        @Test
        void itsOtherNameNotSelectedContradicts() {
            List<NumberEntry> entries =
                    List.of(selectedById("116195731537720"), notSelected(selectedByNumber("15550612978")));

            assertThat(SelectionRules.selectedNumberIsNotContradicted(entries, 0, FIRST))
                    .extracting(Violation::target)
                    .containsExactly("numbers[1].selected");
        }

        @Test
        void anotherNumberNotSelectedDoesNotContradict() {
            List<NumberEntry> entries = List.of(
                    selectedByNumber("15550612978"),
                    notSelected(selectedById("116195731537721")),
                    notSelected(selectedByNumber("15550612979")),
                    notSelected(selectedByNothing()));

            assertThat(SelectionRules.selectedNumberIsNotContradicted(entries, 0, FIRST))
                    .isEmpty();
        }
    }

    @Nested
    class WhatAnEntryMeans {

        @Test
        void theIdFindsItsNumber() {
            assertThat(meaning(selectedById("116195731537721"), FIRST, SECOND)).isEqualTo(Meaning.of(SECOND));
        }

        @Test
        void theDigitsFindTheirNumber() {
            assertThat(meaning(selectedByNumber("15550612979"), FIRST, SECOND)).isEqualTo(Meaning.of(SECOND));
        }

        @Test
        void theDigitsFindANumberWithoutId() {
            CatalogueNumber anonymous = withoutId("+1 555 000 0000");

            assertThat(meaning(selectedByNumber("15550000000"), FIRST, anonymous))
                    .isEqualTo(Meaning.of(anonymous));
        }

        @Test
        void anUnavailableNumberIsStillWhatIsMeant() {
            assertThat(meaning(selectedByBoth("116195731537722", "4915112345678"), FIRST, GONE))
                    .isEqualTo(Meaning.of(GONE));
        }

        @Test
        void anIdOfADigitMoreIsAnotherId() {
            assertThat(meaning(selectedById("1161957315377200"), FIRST).number())
                    .isEmpty();
        }

        @Test
        void leadingZerosOfAnIdCount() {
            assertThat(meaning(selectedById("0116195731537720"), FIRST).number())
                    .isEmpty();
        }

        @Test
        void numbersThatPingOneLeavesOutMatchNothing() {
            CatalogueNumber nameless =
                    sparse(Optional.empty(), Optional.empty(), Availability.AVAILABLE, Optional.empty());

            assertThat(meaning(selectedById("1"), nameless).number()).isEmpty();
            assertThat(meaning(selectedByNumber("15550612978"), nameless, withoutNumber("1"))
                            .number())
                    .isEmpty();
        }

        @Test
        void whatHasNoMeaningSaysWhy() {
            assertThat(meaning(selectedById("404"), FIRST).violations())
                    .extracting(Violation::accepted)
                    .containsExactly(new OneOf(List.of("116195731537720")));
        }

        private Meaning meaning(NumberEntry entry, CatalogueNumber... numbers) {
            return SelectionRules.meaning(0, entry, catalogue(numbers), List.of(FIRST));
        }
    }

    @Nested
    class SelectedNumberIsSelectable {

        @Test
        void noReasonIsNoViolation() {
            assertThat(SelectionRules.selectedNumberIsSelectable(
                            0,
                            selectedById("4"),
                            new NumberVerdict(FIRST, List.of(), List.of(Remark.QUALITY_NOT_STATED)),
                            List.of(FIRST)))
                    .isEmpty();
        }

        @Test
        void eachReasonIsAViolationOfTheMemberThatWasGiven() {
            NumberVerdict verdict =
                    new NumberVerdict(GONE, List.of(Remark.NOT_AVAILABLE, Remark.QUALITY_BELOW_MINIMUM), List.of());

            assertThat(SelectionRules.selectedNumberIsSelectable(
                            3, selectedByNumber("4915112345678"), verdict, List.of(FIRST, withoutNumber("9"))))
                    .allSatisfy(violation -> {
                        assertThat(violation.code()).isEqualTo(Code.INVALID_VALUE);
                        assertThat(violation.target()).isEqualTo("numbers[3].number");
                        assertThat(violation.accepted()).isEqualTo(new OneOf(List.of("+1 555-061-2978")));
                    })
                    .extracting(Violation::message)
                    .satisfiesExactly(
                            message -> assertThat(message).contains(Remark.NOT_AVAILABLE.predicate()),
                            message -> assertThat(message).contains(Remark.QUALITY_BELOW_MINIMUM.predicate()));
        }
    }

    @Nested
    class TheVerdictOnANumber {

        @ParameterizedTest
        @CsvSource({
            "GREEN, GREEN, true",
            "GREEN, YELLOW, true",
            "GREEN, RED, true",
            "YELLOW, GREEN, false",
            "YELLOW, YELLOW, true",
            "YELLOW, RED, true",
            "RED, GREEN, false",
            "RED, YELLOW, false",
            "RED, RED, true"
        })
        void aRatingHasToReachTheMinimum(String rating, String minimum, boolean selectable) {
            NumberVerdict verdict = SelectionRules.verdict(
                    rated("1", "15550612978", rating),
                    SelectionPolicy.DEFAULT.withMinimumQuality(new QualityRating(minimum)));

            assertThat(verdict.reasons()).isEqualTo(selectable ? List.of() : List.of(Remark.QUALITY_BELOW_MINIMUM));
            assertThat(verdict.isSelectable()).isEqualTo(selectable);
            assertThat(verdict.warnings()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"NA", "UNKNOWN", "green", "PURPLE"})
        void aRatingOutsideOfTheOrderWarns(String rating) {
            assertThat(SelectionRules.verdict(
                            rated("1", "15550612978", rating),
                            SelectionPolicy.DEFAULT.withMinimumQuality(QualityRating.GREEN)))
                    .extracting(NumberVerdict::isSelectable, NumberVerdict::warnings)
                    .containsExactly(true, List.of(Remark.QUALITY_NOT_RANKED));
        }

        @Test
        void aMissingRatingWarns() {
            CatalogueNumber number = sparse(FIRST.numberId(), FIRST.number(), Availability.AVAILABLE, Optional.empty());

            assertThat(SelectionRules.verdict(number, SelectionPolicy.DEFAULT.withMinimumQuality(QualityRating.GREEN)))
                    .isEqualTo(new NumberVerdict(number, List.of(), List.of(Remark.QUALITY_NOT_STATED)));
        }

        @ParameterizedTest
        @CsvSource({"RED", "UNKNOWN"})
        void withoutAMinimumNoRatingIsWorthARemark(String rating) {
            CatalogueNumber number = rated("1", "15550612978", rating);

            assertThat(SelectionRules.verdict(number, SelectionPolicy.DEFAULT))
                    .isEqualTo(new NumberVerdict(number, List.of(), List.of()));
        }

        @Test
        void everyReasonIsGivenTogetherWithTheWarnings() {
            SelectionPolicy policy = SelectionPolicy.DEFAULT.withMinimumQuality(QualityRating.GREEN);
            CatalogueNumber worst = sparse(
                    Optional.empty(), Optional.empty(), Availability.UNAVAILABLE, Optional.of(QualityRating.RED));
            CatalogueNumber unrated =
                    sparse(Optional.empty(), Optional.empty(), Availability.UNAVAILABLE, Optional.empty());

            assertThat(SelectionRules.verdict(worst, policy).reasons())
                    .containsExactly(Remark.NOT_AVAILABLE, Remark.NOT_IDENTIFIABLE, Remark.QUALITY_BELOW_MINIMUM);
            assertThat(SelectionRules.verdict(unrated, policy))
                    .isEqualTo(new NumberVerdict(
                            unrated,
                            List.of(Remark.NOT_AVAILABLE, Remark.NOT_IDENTIFIABLE),
                            List.of(Remark.QUALITY_NOT_STATED)));
        }

        @Test
        void anIdOrDigitsAreEnoughToBeNamedBy() {
            assertThat(SelectionRules.verdict(withoutNumber("1"), SelectionPolicy.DEFAULT)
                            .isSelectable())
                    .isTrue();
            assertThat(SelectionRules.verdict(withoutId("+1 555 000 0000"), SelectionPolicy.DEFAULT)
                            .isSelectable())
                    .isTrue();
        }

        @Test
        void aTextWithoutDigitsIsNothingToBeNamedBy() {
            assertThat(SelectionRules.verdict(withoutId("not shown"), SelectionPolicy.DEFAULT)
                            .reasons())
                    .containsExactly(Remark.NOT_IDENTIFIABLE);
        }
    }

    @Nested
    class PositionOfTheSelectedEntry {

        @Test
        void itIsTheFirstSelectedOne() {
            assertThat(SelectionRules.positionOfSelected(
                            List.of(notSelected(selectedById("1")), selectedById("2"), selectedById("3"))))
                    .contains(1);
        }

        @Test
        void thereIsNoneWithoutASelectedEntry() {
            assertThat(SelectionRules.positionOfSelected(List.of(notSelected(selectedById("1")))))
                    .isEmpty();
        }
    }
}
