package io.deliverysettings.domain.number;

import static io.deliverysettings.domain.number.Fixtures.FIRST;
import static io.deliverysettings.domain.number.Fixtures.GONE;
import static io.deliverysettings.domain.number.Fixtures.SECOND;
import static io.deliverysettings.domain.number.Fixtures.asEntry;
import static io.deliverysettings.domain.number.Fixtures.available;
import static io.deliverysettings.domain.number.Fixtures.catalogue;
import static io.deliverysettings.domain.number.Fixtures.notSelected;
import static io.deliverysettings.domain.number.Fixtures.rated;
import static io.deliverysettings.domain.number.Fixtures.selectedByBoth;
import static io.deliverysettings.domain.number.Fixtures.selectedById;
import static io.deliverysettings.domain.number.Fixtures.selectedByNothing;
import static io.deliverysettings.domain.number.Fixtures.selectedByNumber;
import static io.deliverysettings.domain.number.Fixtures.sparse;
import static io.deliverysettings.domain.number.Fixtures.unavailable;
import static io.deliverysettings.domain.number.Fixtures.withoutId;
import static io.deliverysettings.domain.number.Fixtures.withoutNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.deliverysettings.domain.number.NumberVerdict.Remark;
import io.deliverysettings.domain.number.SelectionOutcome.Basis;
import io.deliverysettings.domain.number.SelectionOutcome.ChoiceRequired;
import io.deliverysettings.domain.number.SelectionOutcome.NothingSelectable;
import io.deliverysettings.domain.number.SelectionOutcome.Refused;
import io.deliverysettings.domain.number.SelectionOutcome.Selected;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import io.deliverysettings.domain.validation.Violation.Unspecified;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSelectionTest {

    private static final SelectionPolicy POLICY = SelectionPolicy.DEFAULT;

    @Nested
    class WhenNoEntryIsSelected {

        @Test
        void theOnlyAvailableNumberIsChosen() {
            SelectionOutcome outcome = NumberSelection.decide(List.of(), catalogue(GONE, FIRST), POLICY);

            assertThat(outcome).isEqualTo(new Selected(FIRST, Basis.ONLY_AVAILABLE, List.of()));
        }

        @Test
        void theOnlyAvailableNumberIsOfferedWhenThePolicyDoesNotChoose() {
            SelectionOutcome outcome =
                    NumberSelection.decide(List.of(), catalogue(GONE, FIRST), POLICY.withoutChoosingOnlyNumber());

            assertThat(outcome).isEqualTo(new ChoiceRequired(List.of(FIRST)));
        }

        @Test
        void aNumberWhoseAvailabilityIsUnstatedCountsAsAvailable() {
            CatalogueNumber unstated =
                    sparse(FIRST.numberId(), FIRST.number(), Availability.UNSTATED, FIRST.qualityRating());

            assertThat(NumberSelection.decide(List.of(), catalogue(unstated), POLICY))
                    .isEqualTo(new Selected(unstated, Basis.ONLY_AVAILABLE, List.of()));
        }

        @Test
        void aChoiceIsRequiredAmongSeveralAvailableNumbers() {
            SelectionOutcome outcome = NumberSelection.decide(List.of(), catalogue(FIRST, GONE, SECOND), POLICY);

            assertThat(outcome).isEqualTo(new ChoiceRequired(List.of(FIRST, SECOND)));
        }

        @Test
        void theSameNumberUnderTwoIdsIsAChoiceOfTwo() {
            CatalogueNumber again = available("999", "+1 555-061-2978");

            assertThat(NumberSelection.decide(List.of(), catalogue(FIRST, again), POLICY))
                    .isEqualTo(new ChoiceRequired(List.of(FIRST, again)));
        }

        @Test
        void anEarlierSelectionThatIsStillAvailableStays() {
            CatalogueNumber earlier = SECOND.withSelected(true);

            assertThat(NumberSelection.decide(List.of(), catalogue(FIRST, earlier), POLICY))
                    .isEqualTo(new Selected(earlier, Basis.KEPT, List.of()));
        }

        @Test
        void anEarlierSelectionStaysEvenWhenThePolicyDoesNotChoose() {
            CatalogueNumber earlier = FIRST.withSelected(true);

            assertThat(NumberSelection.decide(List.of(), catalogue(earlier), POLICY.withoutChoosingOnlyNumber()))
                    .isEqualTo(new Selected(earlier, Basis.KEPT, List.of()));
        }

        @Test
        void anEarlierSelectionThatIsNoLongerAvailableDoesNotStay() {
            SelectionOutcome outcome =
                    NumberSelection.decide(List.of(), catalogue(GONE.withSelected(true), FIRST, SECOND), POLICY);

            assertThat(outcome).isEqualTo(new ChoiceRequired(List.of(FIRST, SECOND)));
        }

        @Test
        void theOnlyAvailableNumberReplacesAnEarlierSelectionThatIsGone() {
            SelectionOutcome outcome =
                    NumberSelection.decide(List.of(), catalogue(GONE.withSelected(true), FIRST), POLICY);

            assertThat(outcome).isEqualTo(new Selected(FIRST, Basis.ONLY_AVAILABLE, List.of()));
        }

        @Test
        void twoEarlierSelectionsAreNoSelection() {
            CatalogueNumber one = FIRST.withSelected(true);
            CatalogueNumber other = SECOND.withSelected(true);

            assertThat(NumberSelection.decide(List.of(), catalogue(one, other), POLICY))
                    .isEqualTo(new ChoiceRequired(List.of(one, other)));
        }

        @Test
        void ofTwoEarlierSelectionsTheOneThatIsAvailableStays() {
            CatalogueNumber earlier = SECOND.withSelected(true);

            assertThat(NumberSelection.decide(List.of(), catalogue(GONE.withSelected(true), FIRST, earlier), POLICY))
                    .isEqualTo(new Selected(earlier, Basis.KEPT, List.of()));
        }

        @Test
        void anEmptyCatalogueHasNothingToSelect() {
            assertThat(NumberSelection.decide(List.of(), Catalogue.EMPTY, POLICY))
                    .isEqualTo(new NothingSelectable());
        }

        @Test
        void aCatalogueOfUnavailableNumbersHasNothingToSelect() {
            assertThat(NumberSelection.decide(List.of(), catalogue(GONE), POLICY))
                    .isEqualTo(new NothingSelectable());
        }

        @Test
        void entriesThatAreNotSelectedAreNeverAnError() {
            List<NumberEntry> entries = List.of(
                    notSelected(selectedById("404")),
                    notSelected(selectedByBoth("116195731537720", "+1 555-061-2979")),
                    notSelected(asEntry(GONE)),
                    notSelected(asEntry(FIRST)),
                    notSelected(asEntry(FIRST)),
                    notSelected(selectedByNothing()));

            assertThat(NumberSelection.check(entries)).isEmpty();
            assertThat(NumberSelection.decide(entries, catalogue(FIRST, SECOND), POLICY))
                    .isEqualTo(new ChoiceRequired(List.of(FIRST, SECOND)));
        }
    }

    @Nested
    class WhenAnEntryIsSelected {

        @Test
        void aNumberIsSelectedByItsId() {
            assertThat(NumberSelection.decide(
                            List.of(selectedById("116195731537721")), catalogue(FIRST, SECOND), POLICY))
                    .isEqualTo(new Selected(SECOND, Basis.REQUESTED, List.of()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "+1 555-061-2979",
                    "15550612979",
                    "0015550612979",
                    "00 1 555 061 29 79",
                    "+1 (555) 061.2979",
                    "[1] 555\u2011061\u00a02979"
                })
        void aNumberIsSelectedByItsDigitsHoweverTheyAreWritten(String written) {
            assertThat(NumberSelection.decide(List.of(selectedByNumber(written)), catalogue(FIRST, SECOND), POLICY))
                    .isEqualTo(new Selected(SECOND, Basis.REQUESTED, List.of()));
        }

        @Test
        void theIdWinsOverADifferenceInFormat() {
            assertThat(NumberSelection.decide(
                            List.of(selectedByBoth("116195731537721", "0015550612979")),
                            catalogue(FIRST, SECOND),
                            POLICY))
                    .isEqualTo(new Selected(SECOND, Basis.REQUESTED, List.of()));
        }

        @Test
        void aRequestWinsOverAnEarlierSelection() {
            assertThat(NumberSelection.decide(
                            List.of(selectedById("116195731537721")),
                            catalogue(FIRST.withSelected(true), SECOND),
                            POLICY))
                    .isEqualTo(new Selected(SECOND, Basis.REQUESTED, List.of()));
        }

        @Test
        void anEntryBesideTheSelectedOneIsNeverAnErrorByItself() {
            List<NumberEntry> entries = List.of(
                    notSelected(selectedById("404")),
                    notSelected(selectedByNothing()),
                    asEntry(FIRST.withSelected(true)),
                    notSelected(asEntry(GONE)));

            assertThat(NumberSelection.decide(entries, catalogue(FIRST, SECOND, GONE), POLICY))
                    .isEqualTo(new Selected(FIRST, Basis.REQUESTED, List.of()));
        }

        @Test
        void selectingWithoutIdAndNumberIsRefused() {
            Refused refused = refusal(List.of(selectedByNothing()), catalogue(FIRST));

            assertThat(refused.violations())
                    .extracting(Violation::code, Violation::target)
                    .containsExactly(tuple(Code.REQUIRED_VALUE, "numbers[0].numberId"));
        }

        @Test
        void selectingAnUnavailableNumberIsRefused() {
            Refused refused = refusal(List.of(selectedById("116195731537722")), catalogue(FIRST, GONE, SECOND));

            assertThat(refused.selectable()).containsExactly(FIRST, SECOND);
            Violation violation = onlyViolation(refused);
            assertThat(violation.code()).isEqualTo(Code.INVALID_VALUE);
            assertThat(violation.target()).isEqualTo("numbers[0].numberId");
            assertThat(violation.message())
                    .startsWith("116195731537722 (+49 151 12345678, \"Name of 116195731537722\") is not available")
                    .contains("116195731537720 (+1 555-061-2978, \"Name of 116195731537720\")")
                    .contains("116195731537721 (+1 555-061-2979, \"Name of 116195731537721\")");
            assertThat(violation.accepted()).isEqualTo(new OneOf(List.of("116195731537720", "116195731537721")));
        }

        @Test
        void selectingAnUnavailableNumberByItsDigitsOffersTheNumbersOfTheOthers() {
            Violation violation =
                    onlyViolation(refusal(List.of(selectedByNumber("4915112345678")), catalogue(FIRST, GONE)));

            assertThat(violation.target()).isEqualTo("numbers[0].number");
            assertThat(violation.accepted()).isEqualTo(new OneOf(List.of("+1 555-061-2978")));
        }

        @Test
        void anEarlierSelectionThatIsNoLongerAvailableIsNotSelectedByRequestEither() {
            Refused refused =
                    refusal(List.of(selectedById("116195731537722")), catalogue(FIRST, GONE.withSelected(true)));

            assertThat(refused.selectable()).containsExactly(FIRST);
        }

        @Test
        void selectingAnIdThatTheAccountDoesNotHaveIsRefused() {
            Refused refused = refusal(List.of(selectedById("404")), catalogue(FIRST, GONE));

            assertThat(refused.selectable()).containsExactly(FIRST);
            Violation violation = onlyViolation(refused);
            assertThat(violation.code()).isEqualTo(Code.INVALID_VALUE);
            assertThat(violation.target()).isEqualTo("numbers[0].numberId");
            assertThat(violation.message())
                    .isEqualTo("The account has no number with numberId 404. Can be selected:"
                            + " 116195731537720 (+1 555-061-2978, \"Name of 116195731537720\").");
            assertThat(violation.accepted()).isEqualTo(new OneOf(List.of("116195731537720")));
        }

        @Test
        void selectingANumberThatTheAccountDoesNotHaveIsRefused() {
            Violation violation =
                    onlyViolation(refusal(List.of(selectedByNumber("+1 555 000 0000")), catalogue(FIRST)));

            assertThat(violation.target()).isEqualTo("numbers[0].number");
            assertThat(violation.message()).contains("+1 555 000 0000");
            assertThat(violation.accepted()).isEqualTo(new OneOf(List.of("+1 555-061-2978")));
        }

        @Test
        void aRefusalSaysWhenNothingCanBeSelected() {
            Violation violation = onlyViolation(refusal(List.of(selectedById("404")), catalogue(GONE)));

            assertThat(violation.message()).endsWith("The account has no number that can be selected.");
            assertThat(violation.accepted()).isEqualTo(new OneOf(List.of()));
        }

        @Test
        void aRefusalSpellsOutFiveNumbersAndCarriesAll() {
            Refused refused = refusal(List.of(selectedById("404")), numbered(7));

            assertThat(refused.selectable()).hasSize(7);
            assertThat(onlyViolation(refused).message())
                    .contains("1004 (")
                    .doesNotContain("1005 (")
                    .endsWith(" and 2 more.");
            assertThat(onlyViolation(refused).accepted())
                    .isEqualTo(new OneOf(List.of("1000", "1001", "1002", "1003", "1004", "1005", "1006")));
        }

        @Test
        void aRefusalWithFiveNumbersPromisesNoMore() {
            Refused refused = refusal(List.of(selectedById("404")), numbered(5));

            assertThat(onlyViolation(refused).message()).endsWith("\"Name of 1004\").");
        }

        private Catalogue numbered(int size) {
            return new Catalogue(IntStream.range(0, size)
                    .mapToObj(i -> available("100" + i, "+1 555 000 000" + i))
                    .toList());
        }

        @Test
        void theTargetNamesThePositionOfTheSelectedEntry() {
            List<NumberEntry> entries = List.of(notSelected(asEntry(FIRST)), selectedById("404"));

            assertThat(onlyViolation(refusal(entries, catalogue(FIRST))).target())
                    .isEqualTo("numbers[1].numberId");
        }
    }

    @Nested
    class WhenIdAndNumberAreGiven {

        @Test
        void twoNumbersOfTheAccountContradictEachOther() {
            Refused refused =
                    refusal(List.of(selectedByBoth("116195731537720", "15550612979")), catalogue(FIRST, SECOND));

            Violation violation = onlyViolation(refused);
            assertThat(violation.code()).isEqualTo(Code.INVALID_VALUE);
            assertThat(violation.target()).isEqualTo("numbers[0].numberId");
            assertThat(violation.message())
                    .isEqualTo("numberId and number mean different numbers:"
                            + " numberId 116195731537720 is 116195731537720 (+1 555-061-2978, \"Name of"
                            + " 116195731537720\"), number 15550612979 is 116195731537721 (+1 555-061-2979, \"Name of"
                            + " 116195731537721\").");
            assertThat(violation.accepted()).isEqualTo(new OneOf(List.of("116195731537721")));
            assertThat(refused.selectable()).containsExactly(FIRST, SECOND);
        }

        @Test
        void aNumberThatTheAccountDoesNotHaveContradictsItsId() {
            Violation violation = onlyViolation(
                    refusal(List.of(selectedByBoth("116195731537720", "+1 555 000 0000")), catalogue(FIRST)));

            assertThat(violation.message())
                    .contains("numberId 116195731537720 is 116195731537720 (")
                    .endsWith("number +1 555 000 0000 is not a number of the account.");
        }

        @Test
        void anIdThatTheAccountDoesNotHaveContradictsItsNumber() {
            Violation violation =
                    onlyViolation(refusal(List.of(selectedByBoth("404", "+1 555-061-2978")), catalogue(FIRST)));

            assertThat(violation.message())
                    .contains(
                            "numberId 404 is not a number of the account, number +1 555-061-2978 is 116195731537720 (");
            assertThat(violation.accepted()).isEqualTo(new OneOf(List.of("116195731537720")));
        }

        @Test
        void neitherOfThemInTheAccountIsOneViolation() {
            Violation violation =
                    onlyViolation(refusal(List.of(selectedByBoth("404", "+1 555 000 0000")), catalogue(FIRST)));

            assertThat(violation.target()).isEqualTo("numbers[0].numberId");
            assertThat(violation.message()).startsWith("The account has no number with numberId 404.");
        }

        @Test
        void theIdDecidesAmongNumbersWithTheSameDigits() {
            CatalogueNumber again = available("999", "+1 (555) 061-2978");

            assertThat(NumberSelection.decide(
                            List.of(selectedByBoth("999", "+1 555-061-2978")), catalogue(FIRST, again), POLICY))
                    .isEqualTo(new Selected(again, Basis.REQUESTED, List.of()));
        }

        @Test
        void theIdDecidesWhenPingOneGivesNoNumberForIt() {
            CatalogueNumber unnumbered = withoutNumber("999");

            assertThat(NumberSelection.decide(
                            List.of(selectedByBoth("999", "+1 555 000 0000")), catalogue(FIRST, unnumbered), POLICY))
                    .isEqualTo(new Selected(unnumbered, Basis.REQUESTED, List.of()));
        }

        @Test
        void theNumberOfAnotherContradictsAnIdWithoutANumber() {
            Violation violation = onlyViolation(
                    refusal(List.of(selectedByBoth("999", "+1 555-061-2978")), catalogue(withoutNumber("999"), FIRST)));

            assertThat(violation.message())
                    .contains("numberId 999 is 999, number +1 555-061-2978 is 116195731537720 (");
        }

        @Test
        void aContradictionOffersOnlyWhatCanBeSelected() {
            Violation violation = onlyViolation(
                    refusal(List.of(selectedByBoth("116195731537720", "4915112345678")), catalogue(FIRST, GONE)));

            assertThat(violation.message()).contains("number 4915112345678 is 116195731537722 (");
            assertThat(violation.accepted()).isEqualTo(new Unspecified());
        }

        @Test
        void aNumberTextWithoutDigitsCanBeSentBackWithItsId() {
            CatalogueNumber undisplayed = sparse(
                    Optional.of(NumberId.of("999")),
                    Optional.of(PhoneNumber.rebuild("not shown")),
                    Availability.AVAILABLE,
                    Optional.empty());

            assertThat(NumberSelection.decide(
                            List.of(NumberEntry.selecting(undisplayed)), catalogue(FIRST, undisplayed), POLICY))
                    .isEqualTo(new Selected(undisplayed, Basis.REQUESTED, List.of()));
        }
    }

    @Nested
    class WhenSeveralNumbersHaveTheSameDigits {

        private final CatalogueNumber again = available("999", "+1 (555) 061-2978");

        @Test
        void theDigitsAloneAreRefusedWithTheIdsThatWouldDo() {
            Refused refused = refusal(List.of(selectedByNumber("15550612978")), catalogue(FIRST, again, SECOND));

            Violation violation = onlyViolation(refused);
            assertThat(violation.code()).isEqualTo(Code.INVALID_VALUE);
            assertThat(violation.target()).isEqualTo("numbers[0].numberId");
            assertThat(violation.message())
                    .contains("116195731537720 (")
                    .contains("999 (")
                    .doesNotContain("116195731537721");
            assertThat(violation.accepted()).isEqualTo(new OneOf(List.of("116195731537720", "999")));
        }

        @Test
        void theDigitsMeanTheOnlyOneThatIsAvailable() {
            CatalogueNumber retired = unavailable("999", "+1 555-061-2978");

            assertThat(NumberSelection.decide(
                            List.of(selectedByNumber("15550612978")), catalogue(retired, FIRST), POLICY))
                    .isEqualTo(new Selected(FIRST, Basis.REQUESTED, List.of()));
        }

        @Test
        void theDigitsOfUnavailableNumbersAreRefusedAsUnavailable() {
            Catalogue retired = catalogue(unavailable("999", "+1 555-061-2978"), unavailable("998", "15550612978"));

            assertThat(onlyViolation(refusal(List.of(selectedByNumber("15550612978")), retired))
                            .message())
                    .contains(Remark.NOT_AVAILABLE.predicate());
        }

        @Test
        void onlyIdsThatThePolicyAllowsAreOffered() {
            CatalogueNumber poor = rated("999", "+1 555-061-2978", "RED");

            SelectionOutcome outcome = NumberSelection.decide(
                    List.of(selectedByNumber("15550612978")),
                    catalogue(FIRST, poor),
                    POLICY.withMinimumQuality(QualityRating.YELLOW));

            assertThat(onlyViolation(refusal(outcome)).accepted()).isEqualTo(new OneOf(List.of("116195731537720")));
        }

        @Test
        void aDocumentThatSelectsOneOfThemIsNotContradictory() {
            List<NumberEntry> entries = List.of(asEntry(FIRST), asEntry(again.withSelected(true)));

            assertThat(NumberSelection.decide(entries, catalogue(FIRST, again), POLICY))
                    .isEqualTo(new Selected(again, Basis.REQUESTED, List.of()));
        }
    }

    @Nested
    class WhenEntriesMeetEachOther {

        @Test
        void aSecondSelectedEntryIsRefusedNamingBothPositions() {
            List<NumberEntry> entries = List.of(
                    notSelected(asEntry(GONE)), selectedById("116195731537720"), selectedById("116195731537721"));

            Refused refused = refusal(entries, catalogue(FIRST, SECOND, GONE));

            Violation violation = onlyViolation(refused);
            assertThat(violation.code()).isEqualTo(Code.CONSTRAINT_VIOLATION);
            assertThat(violation.target()).isEqualTo("numbers[2].selected");
            assertThat(violation.message()).contains("numbers[1]").contains("numbers[2]");
        }

        @Test
        void twoNamesOfOneNumberAreTwoSelectedEntries() {
            List<NumberEntry> entries = List.of(selectedById("116195731537720"), selectedByNumber("15550612978"));

            assertThat(onlyViolation(refusal(entries, catalogue(FIRST))).code()).isEqualTo(Code.CONSTRAINT_VIOLATION);
        }

        @Test
        void equalSelectedEntriesCountOnce() {
            List<NumberEntry> entries = List.of(
                    selectedByBoth("116195731537720", "+1 555-061-2978"),
                    selectedByBoth("116195731537720", "0015550612978"));

            assertThat(NumberSelection.decide(entries, catalogue(FIRST, SECOND), POLICY))
                    .isEqualTo(new Selected(FIRST, Basis.REQUESTED, List.of()));
        }

        @Test
        void aNumberBothSelectedAndNotIsRefusedNamingBothPositions() {
            List<NumberEntry> entries =
                    List.of(notSelected(selectedByNumber("+1 555 061 2978")), selectedByNumber("15550612978"));

            Violation violation = onlyViolation(refusal(entries, catalogue(FIRST)));

            assertThat(violation.code()).isEqualTo(Code.UNIQUENESS_VIOLATION);
            assertThat(violation.target()).isEqualTo("numbers[0].selected");
            assertThat(violation.message()).contains("numbers[0]").contains("numbers[1]");
        }

        @Test
        void aNumberSelectedByIdAndNotSelectedByDigitsIsRefused() {
            List<NumberEntry> entries =
                    List.of(selectedById("116195731537720"), notSelected(selectedByNumber("15550612978")));

            assertThat(NumberSelection.check(entries)).isEmpty();
            Violation violation = onlyViolation(refusal(entries, catalogue(FIRST, SECOND)));
            assertThat(violation.code()).isEqualTo(Code.UNIQUENESS_VIOLATION);
            assertThat(violation.target()).isEqualTo("numbers[1].selected");
        }

        @Test
        void everyFaultOfTheSelectedEntryIsReported() {
            List<NumberEntry> entries =
                    List.of(selectedById("116195731537722"), notSelected(selectedByNumber("4915112345678")));

            assertThat(refusal(entries, catalogue(FIRST, GONE)).violations())
                    .extracting(Violation::code)
                    .containsExactly(Code.INVALID_VALUE, Code.UNIQUENESS_VIOLATION);
        }

        @Test
        void aRefusalOfTheEntriesAloneDoesNotLookAtTheCatalogue() {
            List<NumberEntry> entries = List.of(selectedByNothing(), selectedById("404"));

            Refused refused = refusal(entries, catalogue(FIRST));

            assertThat(refused.violations()).isEqualTo(NumberSelection.check(entries));
            assertThat(refused.selectable()).isEmpty();
        }

        @Test
        void theCheckReportsEveryViolation() {
            List<NumberEntry> entries =
                    List.of(selectedByNothing(), selectedById("116195731537720"), selectedByNothing());

            assertThat(NumberSelection.check(entries))
                    .extracting(Violation::target)
                    .containsExactly("numbers[0].numberId", "numbers[2].numberId", "numbers[1].selected");
        }
    }

    @Nested
    class WhenThePolicyDemandsAQuality {

        private final CatalogueNumber yellow = rated("2", "+1 555 000 0002", "YELLOW");
        private final CatalogueNumber red = rated("3", "+1 555 000 0003", "RED");
        private final CatalogueNumber unrated = rated("4", "+1 555 000 0004", "UNKNOWN");
        private final SelectionPolicy atLeastYellow = POLICY.withMinimumQuality(QualityRating.YELLOW);

        @Test
        void anyQualityWillDoByDefault() {
            assertThat(NumberSelection.decide(List.of(selectedById("3")), catalogue(FIRST, red), POLICY))
                    .isEqualTo(new Selected(red, Basis.REQUESTED, List.of()));
        }

        @Test
        void selectingANumberBelowTheMinimumIsRefused() {
            Refused refused = refusal(NumberSelection.decide(
                    List.of(selectedById("3")), catalogue(FIRST, yellow, red, GONE), atLeastYellow));

            assertThat(onlyViolation(refused).message()).contains(Remark.QUALITY_BELOW_MINIMUM.predicate());
            assertThat(onlyViolation(refused).accepted()).isEqualTo(new OneOf(List.of("116195731537720", "2")));
            assertThat(refused.selectable()).containsExactly(FIRST, yellow);
        }

        @Test
        void selectingANumberAtTheMinimumIsFine() {
            assertThat(NumberSelection.decide(List.of(selectedById("2")), catalogue(FIRST, yellow), atLeastYellow))
                    .isEqualTo(new Selected(yellow, Basis.REQUESTED, List.of()));
        }

        @Test
        void everyReasonAgainstTheSelectedNumberIsAViolation() {
            CatalogueNumber redAndGone =
                    sparse(red.numberId(), red.number(), Availability.UNAVAILABLE, Optional.of(QualityRating.RED));

            Refused refused =
                    refusal(NumberSelection.decide(List.of(selectedById("3")), catalogue(redAndGone), atLeastYellow));

            assertThat(refused.violations()).hasSize(2);
        }

        @Test
        void aRatingThatThePolicyDoesNotKnowWarnsAndDoesNotBlock() {
            assertThat(NumberSelection.decide(List.of(selectedById("4")), catalogue(unrated), atLeastYellow))
                    .isEqualTo(new Selected(unrated, Basis.REQUESTED, List.of(Remark.QUALITY_NOT_RANKED)));
        }

        @Test
        void theOnlyAvailableNumberIsChosenWithItsWarnings() {
            assertThat(NumberSelection.decide(List.of(), catalogue(GONE, unrated), atLeastYellow))
                    .isEqualTo(new Selected(unrated, Basis.ONLY_AVAILABLE, List.of(Remark.QUALITY_NOT_RANKED)));
        }

        @Test
        void theOnlyAvailableNumberIsNotChosenBelowTheMinimum() {
            assertThat(NumberSelection.decide(List.of(), catalogue(GONE, red), atLeastYellow))
                    .isEqualTo(new NothingSelectable());
        }

        @Test
        void theOnlyNumberThatIsGoodEnoughIsOfferedAndNotChosen() {
            assertThat(NumberSelection.decide(List.of(), catalogue(red, FIRST), atLeastYellow))
                    .isEqualTo(new ChoiceRequired(List.of(FIRST)));
        }

        @Test
        void anEarlierSelectionStaysBelowTheMinimumWithAWarning() {
            CatalogueNumber earlier = red.withSelected(true);

            assertThat(NumberSelection.decide(List.of(), catalogue(FIRST, earlier), atLeastYellow))
                    .isEqualTo(new Selected(earlier, Basis.KEPT, List.of(Remark.QUALITY_BELOW_MINIMUM)));
        }

        @Test
        void anEarlierSelectionOfUnknownQualityStaysWithAWarning() {
            CatalogueNumber earlier = unrated.withSelected(true);

            assertThat(NumberSelection.decide(List.of(), catalogue(FIRST, earlier), atLeastYellow))
                    .isEqualTo(new Selected(earlier, Basis.KEPT, List.of(Remark.QUALITY_NOT_RANKED)));
        }
    }

    @Nested
    class Verdicts {

        @Test
        void everyNumberOfACatalogueGetsAVerdictInOrder() {
            CatalogueNumber nameless = withoutId("not shown");

            assertThat(NumberSelection.verdicts(catalogue(GONE, FIRST, nameless), POLICY))
                    .containsExactly(
                            new NumberVerdict(GONE, List.of(Remark.NOT_AVAILABLE), List.of()),
                            new NumberVerdict(FIRST, List.of(), List.of()),
                            new NumberVerdict(nameless, List.of(Remark.NOT_IDENTIFIABLE), List.of()));
        }

        @Test
        void anEmptyCatalogueHasNoVerdicts() {
            assertThat(NumberSelection.verdicts(Catalogue.EMPTY, POLICY)).isEmpty();
        }
    }

    private static Refused refusal(List<NumberEntry> entries, Catalogue catalogue) {
        return refusal(NumberSelection.decide(entries, catalogue, POLICY));
    }

    private static Refused refusal(SelectionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return (Refused) outcome;
    }

    private static Violation onlyViolation(Refused refused) {
        assertThat(refused.violations()).hasSize(1);
        return refused.violations().get(0);
    }
}
