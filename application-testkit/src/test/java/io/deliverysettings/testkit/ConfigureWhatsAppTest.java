package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.NAMELESS;
import static io.deliverysettings.testkit.Fixtures.RED_BERLIN;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Fixtures.SUPPORT;
import static io.deliverysettings.testkit.Fixtures.UNAVAILABLE_PARIS;
import static io.deliverysettings.testkit.Fixtures.notSelecting;
import static io.deliverysettings.testkit.Fixtures.rated;
import static io.deliverysettings.testkit.Fixtures.refusal;
import static io.deliverysettings.testkit.Fixtures.selectedOf;
import static io.deliverysettings.testkit.Fixtures.selecting;
import static io.deliverysettings.testkit.Fixtures.selectingNothingInParticular;
import static io.deliverysettings.testkit.Fixtures.unavailable;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITHOUT_NUMBERS;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.ONLY_NUMBER;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Samples.selectingId;
import static io.deliverysettings.testkit.Samples.selectingNumber;
import static io.deliverysettings.testkit.Stages.assertFailedWithBug;
import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.Configured;
import io.deliverysettings.application.outcome.ChangeOutcome.NumberRefused;
import io.deliverysettings.application.outcome.ChangeOutcome.PlatformRefused;
import io.deliverysettings.application.outcome.ChangeOutcome.RequestRefused;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed.Cause;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase.Command;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.OneOf;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code ConfigureWhatsAppUseCase} over a platform that selects nothing by itself and ignores what it does not know. */
class ConfigureWhatsAppTest {

    private static final SelectionPolicy AT_LEAST_YELLOW =
            SelectionPolicy.DEFAULT.withMinimumQuality(QualityRating.YELLOW);
    private final PortFault timeout = new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.UNKNOWN);
    private final IllegalStateException bug = new IllegalStateException("a bug of an adapter");

    private final InMemoryPlatformSettingsAdapter platform = new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK);

    /** How many writes and reads belong to what a test has set up. */
    private int writesBefore;

    private int readsBefore;

    @Nested
    class TheRequestsOwnRules {

        @Test
        void twoSelectedNumbersAreRefusedBeforeAnythingIsSent() {
            RequestRefused refused = configure(
                    RequestRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT), selecting(SALES)));

            assertThat(refused.violations())
                    .extracting(Violation::code, Violation::target)
                    .containsExactly(tuple(Violation.Code.CONSTRAINT_VIOLATION, "numbers[1].selected"));
            assertNothingWasSent();
        }

        @Test
        void aSelectedEntryThatNamesNoNumberIsRefusedBeforeAnythingIsSent() {
            RequestRefused refused = configure(
                    RequestRefused.class,
                    desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SUPPORT), selectingNothingInParticular()));

            assertThat(refused.violations())
                    .extracting(Violation::code, Violation::target)
                    .containsExactly(tuple(Violation.Code.REQUIRED_VALUE, "numbers[1].numberId"));
            assertNothingWasSent();
        }

        @Test
        void aNumberThatIsSelectedAndNotSelectedIsRefusedBeforeAnythingIsSent() {
            RequestRefused refused = configure(
                    RequestRefused.class,
                    desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT), notSelecting(SUPPORT)));

            assertThat(refused.violations())
                    .extracting(Violation::code, Violation::target)
                    .containsExactly(tuple(Violation.Code.UNIQUENESS_VIOLATION, "numbers[1].selected"));
            assertNothingWasSent();
        }

        @Test
        void everyFaultOfTheRequestIsTold() {
            RequestRefused refused = configure(
                    RequestRefused.class,
                    desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT), selectingNothingInParticular()));

            assertThat(refused.violations())
                    .extracting(Violation::target)
                    .containsExactlyInAnyOrder("numbers[1].numberId", "numbers[1].selected");
            assertNothingWasSent();
        }

        private void assertNothingWasSent() {
            assertThat(writes()).isEmpty();
            assertThat(reads()).isZero();
        }
    }

    /** Nothing is set yet, or nothing that says what the account offers. */
    @Nested
    class ARequestedNumberOfAnUnknownCatalogue {

        @Test
        void isSentAsItIsWrittenAndTakesOneWriteWhenPingOneSelectsIt() {
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("205000000000002"));

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).containsExactly(SALES);
            assertThat(configured.settings()).isEqualTo(held());
            assertThat(writes()).containsExactly(request);
            assertThat(reads()).isEqualTo(1);
        }

        @Test
        void writtenInAnotherWayIsSelectedByASecondWriteInPingOnesForm() {
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("0044 (20) 7946.0003"));

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).containsExactly(LONDON);
            assertThat(configured.settings()).isEqualTo(held());
            assertThat(writes())
                    .containsExactly(
                            request,
                            desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting("205000000000003", "+44 20 7946 0003")));
            assertThat(reads()).isEqualTo(1);
        }

        @Test
        void isSentWithTheOtherEntriesFirstAndAloneThen() {
            DesiredSettings request = desired(
                    ACCOUNT_WITH_FIVE_NUMBERS,
                    notSelecting(SUPPORT),
                    selectingNumber("+15550100002"),
                    notSelecting(UNAVAILABLE_PARIS));

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).containsExactly(SALES);
            assertThat(writes()).containsExactly(request, request.selecting(selecting(SALES)));
        }

        @Test
        void isSentAsItIsWrittenWhenAnotherAccountIsSet() {
            platform.offer(new BusinessAccountId("77"), List.of(SUPPORT, SALES));
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            DesiredSettings request = desired(new BusinessAccountId("77"), selectingId("205000000000002"));

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).containsExactly(SALES);
            assertThat(writes()).containsExactly(request);
        }

        @Test
        void underAMinimumQualityIsSelectedByASecondWriteOnceItsQualityIsKnown() {
            DesiredSettings request =
                    desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SALES), selectingId("205000000000003"));

            Configured configured = outcome(configure(request, AT_LEAST_YELLOW), Configured.class);

            assertThat(selectedOf(configured.settings())).containsExactly(LONDON);
            assertThat(configured.settings()).isEqualTo(held());
            assertThat(writes()).containsExactly(request.selectingNone(), request.selecting(selecting(LONDON)));
        }

        @Test
        void underAMinimumQualityTakesTwoWritesWhenAnotherAccountIsSetToo() {
            alreadySet(desired(ACCOUNT_WITH_ONE_NUMBER, selecting(ONLY_NUMBER)));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON));

            Configured configured = outcome(configure(request, AT_LEAST_YELLOW), Configured.class);

            assertThat(selectedOf(configured.settings())).containsExactly(LONDON);
            assertThat(writes()).containsExactly(request.selectingNone(), request);
        }
    }

    /** The account is set already, so that PingOne tells what it offers before anything is written. */
    @Nested
    class ARequestedNumberOfAKnownCatalogue {

        @Test
        void takesThePlaceOfAnEarlierSelection() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)));

            assertThat(selectedOf(configured.settings())).containsExactly(SALES);
            assertThat(configured.settings()).isEqualTo(held());
            assertThat(writes()).containsExactly(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)));
            assertThat(reads()).isEqualTo(1);
        }

        @Test
        void isWrittenAloneAndInPingOnesFormAtOnce() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));

            Configured configured = configure(
                    Configured.class,
                    desired(
                            ACCOUNT_WITH_FIVE_NUMBERS,
                            notSelecting(SUPPORT),
                            selectingNumber("0044 (20) 7946.0003"),
                            notSelecting(UNAVAILABLE_PARIS)));

            assertThat(selectedOf(configured.settings())).containsExactly(LONDON);
            assertThat(writes())
                    .containsExactly(
                            desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting("205000000000003", "+44 20 7946 0003")));
        }

        @Test
        void ofAtLeastTheMinimumQualityTakesOneWrite() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));

            Configured configured = outcome(
                    configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)), AT_LEAST_YELLOW),
                    Configured.class);

            assertThat(selectedOf(configured.settings())).containsExactly(LONDON);
            assertThat(writes()).hasSize(1);
        }

        @Test
        void withoutARatingIsSelectedUnderAMinimumQuality() {
            CatalogueNumber unrated = CatalogueNumber.of(
                    NumberId.of("7"), PhoneNumber.of("+1 555-010-0777"), "New", new QualityRating("UNKNOWN"), true);
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(unrated, SUPPORT));
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));

            Configured configured = outcome(
                    configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("7")), AT_LEAST_YELLOW), Configured.class);

            assertThat(selectedOf(configured.settings())).containsExactly(unrated);
            assertThat(writes()).hasSize(1);
        }

        @Test
        void thatIsNewInTheAccountIsSelectedByASecondWrite() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES, ONLY_NUMBER));
            DesiredSettings request =
                    desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SALES), selectingNumber("+15550612978"));

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).containsExactly(ONLY_NUMBER);
            assertThat(configured.settings()).isEqualTo(held());
            assertThat(writes())
                    .containsExactly(request.selecting(selecting(SUPPORT)), request.selecting(selecting(ONLY_NUMBER)));
        }

        @Test
        void thatIsNewInAnAccountWithoutASelectionIsSelectedByASecondWriteToo() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES, ONLY_NUMBER));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(ONLY_NUMBER));

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).containsExactly(ONLY_NUMBER);
            assertThat(writes()).containsExactly(request.selectingNone(), request);
        }

        @Test
        void whoseQualityHasRecoveredIsSelectedByASecondWrite() {
            CatalogueNumber recovered = rated(RED_BERLIN, QualityRating.GREEN);
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES, recovered));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN));

            Configured configured = outcome(configure(request, AT_LEAST_YELLOW), Configured.class);

            assertThat(selectedOf(configured.settings())).containsExactly(recovered);
            assertThat(writes()).containsExactly(request.selecting(selecting(SUPPORT)), request);
        }

        @Test
        void thatIsNewButRefusedByPingOneLeavesTheEarlierSelection() {
            PlatformRefusal refusal = refusal(PlatformRefusal.Kind.CONFLICT);
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES, ONLY_NUMBER));
            onTheSecondWrite().thenRefuse(refusal);

            SelectionFailed failed =
                    configure(SelectionFailed.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(ONLY_NUMBER)));

            assertThat(failed.cause()).isEqualTo(new Cause.Refused(refusal));
            assertThat(failed.wanted()).isEqualTo(ONLY_NUMBER);
            assertThat(failed.saved()).isEqualTo(held());
            assertThat(selectedOf(failed.saved())).containsExactly(SUPPORT);
        }
    }

    @Nested
    class ARequestedNumber {

        @Test
        void isSelectedWithTheSecretsOfTheRequestEachTime() {
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+15550100002"));

            configure(Configured.class, request);

            assertThat(writes()).hasSize(2).allSatisfy(write -> {
                assertThat(write.appSecret()).isEqualTo(request.appSecret());
                assertThat(write.userAccessToken()).isEqualTo(request.userAccessToken());
                assertThat(write.provider()).isEqualTo(request.provider());
                assertThat(write.accountId()).isEqualTo(request.accountId());
                assertThat(write.appId()).isEqualTo(request.appId());
            });
        }

        @Test
        void thatPingOneIgnoresAtFirstIsSelectedByASecondWrite() {
            onTheFirstWrite().thenSelectInstead();

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));

            assertThat(selectedOf(configured.settings())).containsExactly(SUPPORT);
            assertThat(writes()).hasSize(2);
        }

        @Test
        void insteadOfWhichPingOneSelectsAnotherIsSelectedByASecondWrite() {
            onTheFirstWrite().thenSelectInstead(SALES);

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));

            assertThat(selectedOf(configured.settings())).containsExactly(SUPPORT);
            assertThat(writes()).hasSize(2);
        }

        @Test
        void besideWhichPingOneSelectsAnotherIsSelectedAloneByASecondWrite() {
            onTheFirstWrite().thenSelectInstead(SUPPORT, SALES);

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));

            assertThat(selectedOf(configured.settings())).containsExactly(SUPPORT);
            assertThat(writes()).hasSize(2);
        }

        @Test
        void thatPingOneIgnoresInPlaceOfAnEarlierOneIsSelectedByASecondWrite() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            onTheFirstWrite().thenSelectInstead(SUPPORT);

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)));

            assertThat(selectedOf(configured.settings())).containsExactly(SALES);
            assertThat(writes()).hasSize(2).containsOnly(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)));
        }
    }

    @Nested
    class ANumberThatCannotBeSelected {

        @Test
        void becauseTheAccountLacksItIsRefusedWithTheNumbersThatCan() {
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SALES), selectingId("999"));

            NumberRefused refused = configure(NumberRefused.class, request);

            assertThat(refused.refusal().selectable()).containsExactly(SUPPORT, SALES, LONDON, RED_BERLIN);
            Violation violation = onlyViolation(refused);
            assertThat(violation.code()).isEqualTo(Violation.Code.INVALID_VALUE);
            assertThat(violation.target()).isEqualTo("numbers[1].numberId");
            assertThat(violation.message()).contains("999", "Can be selected", "205000000000001", "Acme Berlin");
            assertThat(violation.accepted())
                    .isEqualTo(new OneOf(
                            List.of("205000000000001", "205000000000002", "205000000000003", "205000000000004")));
            assertThat(writes()).containsExactly(request);
        }

        @Test
        void leavesTheAccountSavedAndTheAnswerSaysSo() {
            NumberRefused refused =
                    configure(NumberRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("999")));

            assertThat(refused.saved()).isEqualTo(held());
            assertThat(refused.saved().accountId()).isEqualTo(ACCOUNT_WITH_FIVE_NUMBERS);
            assertThat(selectedOf(refused.saved())).isEmpty();
        }

        @Test
        void becauseItIsNotAvailableIsRefused() {
            NumberRefused refused =
                    configure(NumberRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+33155500005")));

            assertThat(onlyViolation(refused).target()).isEqualTo("numbers[0].number");
            assertThat(onlyViolation(refused).message()).contains("is not available in the account right now");
            assertThat(refused.refusal().selectable()).doesNotContain(UNAVAILABLE_PARIS);
            assertThat(writes()).hasSize(1);
        }

        @Test
        void becauseItsIdAndNumberMeanDifferentNumbersIsRefusedWhateverPingOneSelected() {
            NumberRefused refused = configure(
                    NumberRefused.class,
                    desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting("205000000000001", "+1 555-010-0002")));

            assertThat(onlyViolation(refused).message()).contains("mean different numbers");
            assertThat(selectedOf(refused.saved())).containsExactly(SUPPORT);
            assertThat(writes()).hasSize(1);
        }

        @Test
        void becauseSeveralNumbersAreMeantIsRefusedWithTheirIds() {
            CatalogueNumber twin = CatalogueNumber.of(
                    NumberId.of("42"), PhoneNumber.of("+15550100001"), "Twin", QualityRating.GREEN, true);
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, twin));

            NumberRefused refused = configure(
                    NumberRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("1 555 010 0001")));

            assertThat(onlyViolation(refused).accepted()).isEqualTo(new OneOf(List.of("205000000000001", "42")));
        }

        @Test
        void becauseItIsNotSelectedUnderItsOtherNameIsRefused() {
            NumberEntry underItsOtherName = new NumberEntry(Optional.empty(), SUPPORT.number(), false);

            NumberRefused refused = configure(
                    NumberRefused.class,
                    desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("205000000000001"), underItsOtherName));

            assertThat(onlyViolation(refused).code()).isEqualTo(Violation.Code.UNIQUENESS_VIOLATION);
            assertThat(onlyViolation(refused).target()).isEqualTo("numbers[1].selected");
        }

        @Test
        void inAnAccountWithoutNumbersIsRefusedWithNothingToSelect() {
            NumberRefused refused = configure(NumberRefused.class, desired(ACCOUNT_WITHOUT_NUMBERS, selectingId("1")));

            assertThat(refused.refusal().selectable()).isEmpty();
            assertThat(onlyViolation(refused).accepted()).isEqualTo(new OneOf(List.of()));
            assertThat(onlyViolation(refused).message()).contains("no number that can be selected");
        }

        @Test
        void becauseItsQualityIsBelowTheMinimumIsNeverSentSelected() {
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN));

            NumberRefused refused = outcome(configure(request, AT_LEAST_YELLOW), NumberRefused.class);

            assertThat(refused.refusal().selectable()).containsExactly(SUPPORT, SALES, LONDON);
            assertThat(onlyViolation(refused).message()).contains("below the minimum");
            assertThat(refused.saved()).isEqualTo(held());
            assertThat(selectedOf(refused.saved())).isEmpty();
            assertThat(writes()).containsExactly(request.selectingNone());
        }
    }

    /** A number that cannot be selected must not cost an environment the number that it sends from. */
    @Nested
    class ARefusedNumberAndAnEarlierSelection {

        @Test
        void aMistypedNumberKeepsTheWorkingSelection() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            DesiredSettings request =
                    desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SUPPORT), selectingNumber("+1 555-010-0009"));

            NumberRefused refused = configure(NumberRefused.class, request);

            assertThat(onlyViolation(refused).target()).isEqualTo("numbers[1].number");
            assertThat(onlyViolation(refused).message()).contains("The account has no number with number");
            assertThat(refused.refusal().selectable())
                    .containsExactly(SUPPORT.withSelected(true), SALES, LONDON, RED_BERLIN);
            assertThat(refused.saved()).isEqualTo(held());
            assertThat(selectedOf(refused.saved())).containsExactly(SUPPORT);
            assertThat(writes()).containsExactly(request.selecting(selecting(SUPPORT)));
        }

        @Test
        void anUnavailableNumberKeepsTheWorkingSelection() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(UNAVAILABLE_PARIS));

            NumberRefused refused = configure(NumberRefused.class, request);

            assertThat(selectedOf(refused.saved())).containsExactly(SUPPORT);
            assertThat(writes()).containsExactly(request.selecting(selecting(SUPPORT)));
        }

        @Test
        void aNumberBelowTheMinimumQualityKeepsTheWorkingSelectionAndIsNeverSentSelected() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN));

            NumberRefused refused = outcome(configure(request, AT_LEAST_YELLOW), NumberRefused.class);

            assertThat(onlyViolation(refused).message()).contains("below the minimum");
            assertThat(selectedOf(refused.saved())).containsExactly(SUPPORT);
            assertThat(writes()).containsExactly(request.selecting(selecting(SUPPORT)));
        }

        @Test
        void anIdAndANumberOfDifferentNumbersNeverReachPingOne() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            DesiredSettings request =
                    desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting("205000000000001", "+1 555-010-0002"));

            NumberRefused refused = configure(NumberRefused.class, request);

            assertThat(onlyViolation(refused).message()).contains("mean different numbers");
            assertThat(selectedOf(refused.saved())).containsExactly(LONDON);
            assertThat(writes()).containsExactly(request.selecting(selecting(LONDON)));
        }

        @Test
        void aNumberThatIsNotSelectedUnderItsOtherNameNeverReachesPingOne() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            DesiredSettings request = desired(
                    ACCOUNT_WITH_FIVE_NUMBERS,
                    selectingId("205000000000001"),
                    new NumberEntry(Optional.empty(), SUPPORT.number(), false));

            NumberRefused refused = configure(NumberRefused.class, request);

            assertThat(onlyViolation(refused).target()).isEqualTo("numbers[1].selected");
            assertThat(selectedOf(refused.saved())).containsExactly(LONDON);
            assertThat(writes()).containsExactly(request.selecting(selecting(LONDON)));
        }

        @Test
        void whereNothingWasSelectedNoNumberIsSent() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("999"), notSelecting(SALES));

            NumberRefused refused = configure(NumberRefused.class, request);

            assertThat(selectedOf(refused.saved())).isEmpty();
            assertThat(writes()).containsExactly(request.selectingNone());
        }

        @Test
        void theOnlyNumberIsNotSelectedInPlaceOfARefusedOne() {
            alreadySet(desired(ACCOUNT_WITH_ONE_NUMBER));
            DesiredSettings request = desired(ACCOUNT_WITH_ONE_NUMBER, selectingId("999"));

            NumberRefused refused = configure(NumberRefused.class, request);

            assertThat(selectedOf(refused.saved())).isEmpty();
            assertThat(writes()).containsExactly(request.selectingNone());
        }

        @Test
        void anEarlierSelectionBelowTheMinimumQualityStaysToo() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN)));

            NumberRefused refused = outcome(
                    configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("999")), AT_LEAST_YELLOW),
                    NumberRefused.class);

            assertThat(selectedOf(refused.saved())).containsExactly(RED_BERLIN);
            assertThat(writes()).containsExactly(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN)));
        }

        @Test
        void anEarlierSelectionBelowTheMinimumQualityThatIsRequestedAgainIsRefusedAndStays() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN)));

            NumberRefused refused = outcome(
                    configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN)), AT_LEAST_YELLOW),
                    NumberRefused.class);

            assertThat(onlyViolation(refused).message()).contains("below the minimum");
            assertThat(selectedOf(refused.saved())).containsExactly(RED_BERLIN);
        }

        @Test
        void anEarlierSelectionThatPingOneNamesByNothingCannotBeSentAlong() {
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(NAMELESS, SUPPORT, SALES));
            platform.thenSelectInstead(NAMELESS);
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("999"));

            configure(NumberRefused.class, request);

            assertThat(writes()).containsExactly(request.selectingNone());
        }

        @Test
        void anEarlierSelectionThatTheAccountHasLostIsGone() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES));

            NumberRefused refused =
                    configure(NumberRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("999")));

            assertThat(refused.refusal().selectable()).containsExactly(SUPPORT, SALES);
            assertThat(selectedOf(refused.saved())).isEmpty();
            assertThat(writes()).hasSize(1);
        }

        @Test
        void anEarlierSelectionThatPingOneIgnoresIsSelectedAgainByASecondWrite() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN)));
            onTheFirstWrite().thenSelectInstead();

            NumberRefused refused = outcome(
                    configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("999")), AT_LEAST_YELLOW),
                    NumberRefused.class);

            assertThat(refused.saved()).isEqualTo(held());
            assertThat(selectedOf(refused.saved())).containsExactly(RED_BERLIN);
            assertThat(writes()).hasSize(2).containsOnly(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN)));
        }

        @Test
        void aNumberThatTurnsOutToBeUnavailableGivesThePlaceBackByASecondWrite() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES, unavailable(LONDON)));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON));

            NumberRefused refused = configure(NumberRefused.class, request);

            assertThat(onlyViolation(refused).message()).contains("is not available");
            assertThat(refused.saved()).isEqualTo(held());
            assertThat(selectedOf(refused.saved())).containsExactly(SUPPORT);
            assertThat(writes()).containsExactly(request, request.selecting(selecting(SUPPORT)));
        }

        @Test
        void aNumberWhoseQualityTurnsOutToHaveFallenGivesThePlaceBackByASecondWrite() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES, rated(LONDON, QualityRating.RED)));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON));

            NumberRefused refused = outcome(configure(request, AT_LEAST_YELLOW), NumberRefused.class);

            assertThat(onlyViolation(refused).message()).contains("below the minimum");
            assertThat(selectedOf(refused.saved())).containsExactly(SUPPORT);
            assertThat(writes()).containsExactly(request, request.selecting(selecting(SUPPORT)));
        }

        @Test
        void theNumberIsToldAsRefusedAlsoWhenTheEarlierOneCannotBeGivenBack() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES, unavailable(LONDON)));
            onTheSecondWrite().thenFail(timeout);
            platform.thenFail(Fixtures.away());

            NumberRefused refused =
                    configure(NumberRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));

            assertThat(onlyViolation(refused).message()).contains("is not available");
            assertThat(refused.saved()).isEqualTo(held());
            assertThat(selectedOf(refused.saved())).isEmpty();
        }
    }

    @Nested
    class WithoutARequestedNumber {

        @Test
        void theOnlyNumberIsSelectedByASecondWriteInPingOnesForm() {
            DesiredSettings request = desired(ACCOUNT_WITH_ONE_NUMBER);

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).containsExactly(ONLY_NUMBER);
            assertThat(configured.settings()).isEqualTo(held());
            assertThat(writes())
                    .containsExactly(
                            request, desired(ACCOUNT_WITH_ONE_NUMBER, selecting("116195731537720", "+1 555-061-2978")));
            assertThat(reads()).isEqualTo(1);
        }

        @Test
        void theOnlyAvailableNumberAmongOthersIsSelected() {
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(unavailable(SUPPORT), SALES, UNAVAILABLE_PARIS));

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(selectedOf(configured.settings())).containsExactly(SALES);
            assertThat(writes()).hasSize(2);
        }

        @Test
        void theOnlyNumberThatPingOneSelectsByItselfTakesOneWrite() {
            onTheFirstWrite().thenSelectInstead(ONLY_NUMBER);

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_ONE_NUMBER));

            assertThat(selectedOf(configured.settings())).containsExactly(ONLY_NUMBER);
            assertThat(writes()).hasSize(1);
        }

        @Test
        void theOnlyNumberIsNotSelectedWhenThePolicyDoesNotChoose() {
            Configured configured = outcome(
                    configure(desired(ACCOUNT_WITH_ONE_NUMBER), SelectionPolicy.DEFAULT.withoutChoosingOnlyNumber()),
                    Configured.class);

            assertThat(selectedOf(configured.settings())).isEmpty();
            assertThat(writes()).containsExactly(desired(ACCOUNT_WITH_ONE_NUMBER));
        }

        @Test
        void theOnlyNumberIsNotSelectedBelowTheMinimumQuality() {
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(RED_BERLIN));

            Configured configured =
                    outcome(configure(desired(ACCOUNT_WITH_FIVE_NUMBERS), AT_LEAST_YELLOW), Configured.class);

            assertThat(selectedOf(configured.settings())).isEmpty();
            assertThat(writes()).hasSize(1);
        }

        @Test
        void nothingIsSelectedAmongSeveralNumbers() {
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS);

            Configured configured = configure(Configured.class, request);

            assertThat(configured.settings()).isEqualTo(held());
            assertThat(configured.settings().catalogue().numbers()).hasSize(5);
            assertThat(selectedOf(configured.settings())).isEmpty();
            assertThat(writes()).containsExactly(request);
        }

        @Test
        void anAccountWithoutNumbersIsSetAllTheSame() {
            Configured configured = configure(Configured.class, desired(ACCOUNT_WITHOUT_NUMBERS));

            assertThat(configured.settings()).isEqualTo(held());
            assertThat(writes()).hasSize(1);
        }

        @Test
        void entriesThatSelectNothingAreSentAsTheyAre() {
            DesiredSettings request =
                    desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SUPPORT), notSelecting(UNAVAILABLE_PARIS));

            configure(Configured.class, request);

            assertThat(writes()).containsExactly(request);
        }

        @Test
        void entriesThatSelectNothingAreSentAsTheyAreUnderAMinimumQualityToo() {
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SUPPORT));

            outcome(configure(request, AT_LEAST_YELLOW), Configured.class);

            assertThat(writes()).containsExactly(request);
        }

        @Test
        void entriesThatSelectNothingAreSentAsTheyAreToAKnownAccountWithoutASelectionToo() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SUPPORT));

            configure(Configured.class, request);

            assertThat(writes()).containsExactly(request);
        }

        @Test
        void anEmptyListIsSentAsAnEmptyList() {
            DesiredSettings none = desired(ACCOUNT_WITH_FIVE_NUMBERS);
            DesiredSettings request = new DesiredSettings(
                    none.provider(),
                    none.accountId(),
                    none.appId(),
                    none.appSecret(),
                    none.userAccessToken(),
                    Optional.of(List.of()));

            configure(Configured.class, request);

            assertThat(writes()).containsExactly(request);
        }

        @Test
        void aNumberThatPingOneSelectsByItselfAmongSeveralIsLeftSelected() {
            onTheFirstWrite().thenSelectInstead(SALES);

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(selectedOf(configured.settings())).containsExactly(SALES);
            assertThat(writes()).hasSize(1);
        }
    }

    @Nested
    class AnEarlierSelection {

        @Test
        void isReadFirstAndSentAlongInPingOnesForm() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("205000000000003")));

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(selectedOf(configured.settings())).containsExactly(LONDON);
            assertThat(configured.settings()).isEqualTo(held());
            assertThat(writes())
                    .containsExactly(
                            desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting("205000000000003", "+44 20 7946 0003")));
            assertThat(reads()).isEqualTo(1);
        }

        @Test
        void isSentInPlaceOfEntriesThatSelectNothing() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SUPPORT));

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).containsExactly(LONDON);
            assertThat(writes()).containsExactly(request.selecting(selecting(LONDON)));
        }

        @Test
        void isSentAlongWithTheSecretsOfTheRequest() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            DesiredSettings request =
                    Samples.withUserAccessToken(desired(ACCOUNT_WITH_FIVE_NUMBERS), Secret.of("a-newer-token"));

            configure(Configured.class, request);

            assertThat(writes()).containsExactly(request.selecting(selecting(LONDON)));
        }

        @Test
        void staysWhenItsQualityHasFallenBelowTheMinimum() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN)));

            Configured configured =
                    outcome(configure(desired(ACCOUNT_WITH_FIVE_NUMBERS), AT_LEAST_YELLOW), Configured.class);

            assertThat(selectedOf(configured.settings())).containsExactly(RED_BERLIN);
            assertThat(writes()).hasSize(1);
        }

        @Test
        void staysWhenThePolicyDoesNotChoose() {
            alreadySet(desired(ACCOUNT_WITH_ONE_NUMBER, selecting(ONLY_NUMBER)));

            Configured configured = outcome(
                    configure(desired(ACCOUNT_WITH_ONE_NUMBER), SelectionPolicy.DEFAULT.withoutChoosingOnlyNumber()),
                    Configured.class);

            assertThat(selectedOf(configured.settings())).containsExactly(ONLY_NUMBER);
        }

        @Test
        void thatPingOneIgnoresInTheFirstWriteIsSelectedAgainByASecond() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            onTheFirstWrite().thenSelectInstead();

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(selectedOf(configured.settings())).containsExactly(LONDON);
            assertThat(configured.settings()).isEqualTo(held());
            assertThat(writes()).hasSize(2).containsOnly(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
        }

        @Test
        void insteadOfWhichPingOneSelectsAnotherIsSelectedAgainByASecondWrite() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            onTheFirstWrite().thenSelectInstead(SALES);

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(selectedOf(configured.settings())).containsExactly(LONDON);
            assertThat(writes()).hasSize(2);
        }

        @Test
        void belowTheMinimumQualityThatPingOneIgnoresIsSelectedAgainToo() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN)));
            onTheFirstWrite().thenSelectInstead();

            Configured configured =
                    outcome(configure(desired(ACCOUNT_WITH_FIVE_NUMBERS), AT_LEAST_YELLOW), Configured.class);

            assertThat(selectedOf(configured.settings())).containsExactly(RED_BERLIN);
            assertThat(writes()).hasSize(2);
        }

        @Test
        void thatPingOneIgnoresTwiceIsNotToldAsKept() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            onTheFirstWrite().thenSelectInstead();
            platform.thenSelectInstead();

            SelectionFailed failed = configure(SelectionFailed.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(failed.cause()).isEqualTo(new Cause.Ignored());
            assertThat(failed.wanted().numberId()).isEqualTo(LONDON.numberId());
            assertThat(failed.saved()).isEqualTo(held());
        }

        @Test
        void whoseSecondWritePingOneRefusesIsNotToldAsKept() {
            PlatformRefusal refusal = refusal(PlatformRefusal.Kind.CONFLICT);
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            onTheFirstWrite().thenSelectInstead();
            platform.thenRefuse(refusal);

            SelectionFailed failed = configure(SelectionFailed.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(failed.cause()).isEqualTo(new Cause.Refused(refusal));
            assertThat(failed.saved()).isEqualTo(held());
        }

        @Test
        void ofAnotherAccountIsNotSentAlong() {
            platform.offer(new BusinessAccountId("77"), List.of(SUPPORT, SALES));
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            DesiredSettings request = desired(new BusinessAccountId("77"));

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).isEmpty();
            assertThat(writes()).containsExactly(request);
            assertThat(reads()).isEqualTo(1);
        }

        @Test
        void ofAnotherAccountDoesNotKeepTheOnlyNumberFromBeingSelected() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_ONE_NUMBER));

            assertThat(selectedOf(configured.settings())).containsExactly(ONLY_NUMBER);
            assertThat(writes())
                    .containsExactly(
                            desired(ACCOUNT_WITH_ONE_NUMBER), desired(ACCOUNT_WITH_ONE_NUMBER, selecting(ONLY_NUMBER)));
        }

        @Test
        void ofAnotherEnvironmentIsNoneOfThisOnes() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            EnvironmentId elsewhere = EnvironmentId.of("00000000-0000-0000-0000-000000000002");

            Configured configured = outcome(
                    useCases(SelectionPolicy.DEFAULT)
                            .configureWhatsApp()
                            .configure(new Command(
                                    Samples.caller(),
                                    elsewhere,
                                    desired(ACCOUNT_WITH_FIVE_NUMBERS),
                                    new Precondition.Always())),
                    Configured.class);

            assertThat(selectedOf(configured.settings())).isEmpty();
        }

        @Test
        void thatIsKnownToBeUnavailableIsNotSentAlong() {
            platform.thenSelectInstead(UNAVAILABLE_PARIS);
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(UNAVAILABLE_PARIS)));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS);

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).isEmpty();
            assertThat(writes()).containsExactly(request);
        }

        @Test
        void thatTurnsOutToBeUnavailableIsNotKeptAndTheAnswerShowsIt() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES, unavailable(LONDON)));

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(configured.settings()).isEqualTo(held());
            assertThat(selectedOf(configured.settings())).isEmpty();
            assertThat(writes()).containsExactly(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
        }

        @Test
        void thatTurnsOutToBeUnavailableGivesWayToTheOnlyNumberLeft() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, unavailable(LONDON)));

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(selectedOf(configured.settings())).containsExactly(SUPPORT);
            assertThat(writes())
                    .containsExactly(
                            desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)),
                            desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
        }

        @Test
        void thatTheAccountHasLostAltogetherIsNotHeldAgainstTheRequest() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES));

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(selectedOf(configured.settings())).isEmpty();
            assertThat(writes()).hasSize(1);
        }

        @Test
        void isNotMadeUpOfTheOnlyNumber() {
            alreadySet(desired(ACCOUNT_WITH_ONE_NUMBER));
            DesiredSettings request = desired(ACCOUNT_WITH_ONE_NUMBER);

            Configured configured = configure(Configured.class, request);

            assertThat(selectedOf(configured.settings())).containsExactly(ONLY_NUMBER);
            assertThat(writes()).containsExactly(request, request.selecting(selecting(ONLY_NUMBER)));
        }

        @Test
        void thatIsNotOneNumberIsNotSentAlong() {
            platform.thenSelectInstead(SUPPORT, SALES);
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS);

            configure(Configured.class, request);

            assertThat(writes()).containsExactly(request);
        }

        @Test
        void thatPingOneNamesByNothingIsNotSentAlong() {
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(NAMELESS, SUPPORT, SALES));
            platform.thenSelectInstead(NAMELESS);
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS);

            configure(Configured.class, request);

            assertThat(writes()).containsExactly(request);
        }

        @Test
        void thatPingOneNamesByNothingIsNotWrittenASecondTimeEither() {
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(NAMELESS, SUPPORT, UNAVAILABLE_PARIS));
            onTheFirstWrite().thenSelectInstead(NAMELESS, UNAVAILABLE_PARIS);
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS);

            Configured configured = configure(Configured.class, request);

            assertThat(configured.settings()).isEqualTo(held());
            assertThat(writes()).containsExactly(request);
        }

        @Test
        void thatPingOneNamesByItsIdAloneIsSentAlongByThat() {
            CatalogueNumber withoutNumber = new CatalogueNumber(
                    Optional.of(NumberId.of("88")),
                    Optional.empty(),
                    false,
                    NAMELESS.availability(),
                    NAMELESS.verifiedName(),
                    NAMELESS.qualityRating(),
                    NAMELESS.type(),
                    NAMELESS.capabilities(),
                    NAMELESS.createdAt(),
                    NAMELESS.additional());
            platform.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(withoutNumber, SUPPORT));
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("88")));

            configure(Configured.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

            assertThat(writes()).containsExactly(desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("88")));
        }

        @Test
        void thatMayNotBeReadIsNotWipedByAWriteThatCannotKnowOfIt() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            for (PlatformRefusal.Kind kind : PlatformRefusal.Kind.values()) {
                if (kind != PlatformRefusal.Kind.NOT_FOUND) {
                    platform.thenRefuse(refusal(kind));

                    PlatformRefused refused = configure(PlatformRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

                    assertThat(refused.refusal()).isEqualTo(refusal(kind));
                }
            }
            assertThat(writes()).isEmpty();
        }
    }

    @Nested
    class PingOnesRefusal {

        @Test
        void ofTheCredentialsIsHandedOnAndNothingHasChanged() {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)));
            WhatsAppSettings before = held();

            PlatformRefused refused = configure(
                    PlatformRefused.class,
                    Samples.withUserAccessToken(
                            desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)), Samples.EXPIRED_USER_ACCESS_TOKEN));

            assertThat(refused.refusal().kind()).isEqualTo(PlatformRefusal.Kind.INVALID);
            assertThat(refused.refusal().error().details())
                    .extracting(detail -> detail.target())
                    .containsExactly(Optional.of("userAccessToken"));
            assertThat(held()).isEqualTo(before);
            assertThat(writes()).hasSize(1);
        }

        @Test
        void ofAnyKindIsHandedOnAsItIs() {
            assertThat(PlatformRefusal.Kind.values()).allSatisfy(kind -> {
                onTheFirstWrite().thenRefuse(refusal(kind));

                PlatformRefused refused =
                        configure(PlatformRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)));

                assertThat(refused.refusal()).isEqualTo(refusal(kind));
            });
        }

        @Test
        void ofTheSecondWriteMakesTheSelectionFail() {
            PlatformRefusal refusal = refusal(PlatformRefusal.Kind.INVALID);
            onTheSecondWrite().thenRefuse(refusal);

            SelectionFailed failed = configure(
                    SelectionFailed.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+15550100002")));

            assertThat(failed.cause()).isEqualTo(new Cause.Refused(refusal));
            assertThat(failed.wanted()).isEqualTo(SALES);
            assertThat(failed.saved()).isEqualTo(held());
            assertThat(selectedOf(failed.saved())).isEmpty();
            assertThat(writes()).hasSize(2);
        }

        @Test
        void toSelectANumberThatNobodyAskedForLeavesTheAccountAsItWasWanted() {
            onTheSecondWrite().thenRefuse(refusal(PlatformRefusal.Kind.INVALID));

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_ONE_NUMBER));

            assertThat(configured.settings()).isEqualTo(held());
            assertThat(selectedOf(configured.settings())).isEmpty();
            assertThat(writes()).hasSize(2);
        }
    }

    @Nested
    class ASecondWriteThatPingOneIgnores {

        @Test
        void makesTheSelectionOfARequestedNumberFail() {
            onTheSecondWrite().thenSelectInstead();

            SelectionFailed failed = configure(
                    SelectionFailed.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+15550100002")));

            assertThat(failed.cause()).isEqualTo(new Cause.Ignored());
            assertThat(failed.wanted()).isEqualTo(SALES);
            assertThat(failed.saved()).isEqualTo(held());
            assertThat(writes()).hasSize(2);
        }

        @Test
        void toSelectAnotherMakesItFailAndTheAnswerShowsTheOther() {
            onTheSecondWrite().thenSelectInstead(LONDON);

            SelectionFailed failed = configure(
                    SelectionFailed.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+15550100002")));

            assertThat(failed.cause()).isEqualTo(new Cause.Ignored());
            assertThat(failed.wanted()).isEqualTo(SALES);
            assertThat(selectedOf(failed.saved())).containsExactly(LONDON);
        }

        @Test
        void toSelectTwoMakesItFail() {
            onTheSecondWrite().thenSelectInstead(SALES, LONDON);

            SelectionFailed failed = configure(
                    SelectionFailed.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+15550100002")));

            assertThat(failed.cause()).isEqualTo(new Cause.Ignored());
            assertThat(selectedOf(failed.saved())).containsExactly(SALES, LONDON);
        }

        @Test
        void leavesTheAccountAsItWasWantedWhenNobodyAskedForTheNumber() {
            onTheSecondWrite().thenSelectInstead();

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_ONE_NUMBER));

            assertThat(configured.settings()).isEqualTo(held());
            assertThat(selectedOf(configured.settings())).isEmpty();
            assertThat(writes()).hasSize(2);
        }
    }

    @Nested
    class AFault {

        @Test
        void ofTheReadBeforeFailsTheWholeAndNothingIsWritten() {
            assertThat(PortFault.Kind.values()).allSatisfy(kind -> {
                PortFault fault = new PortFault(kind, PortFault.Effect.NONE);
                platform.thenFail(fault);
                platform.thenFail(fault);

                assertThat(fault(configure(desired(ACCOUNT_WITH_FIVE_NUMBERS)))).isSameAs(fault);
                assertThat(fault(configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)))))
                        .isSameAs(fault);
            });
            assertThat(writes()).isEmpty();
        }

        @Test
        void ofTheFirstWriteFailsTheWholeSaysWhatItMayHaveDoneAndIsNotTriedAgain() {
            assertThat(PortFault.Effect.values()).allSatisfy(effect -> {
                PortFault fault = new PortFault(PortFault.Kind.FAILED, effect);
                onTheFirstWrite().thenFail(fault);
                if (effect == PortFault.Effect.UNKNOWN) {
                    platform.thenFail(Fixtures.away());
                }

                assertThat(fault(configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)))))
                        .isSameAs(fault);
            });
            assertThat(writes()).hasSize(PortFault.Effect.values().length);
            assertThat(reads()).as("one before each, and one to find out").isEqualTo(3);
        }

        @Test
        void ofTheSecondWriteMakesTheSelectionFailAndTheAccountIsToldAsSaved() {
            onTheSecondWrite().thenFail(timeout);
            platform.thenFail(Fixtures.away());

            SelectionFailed failed = configure(
                    SelectionFailed.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+15550100002")));

            assertThat(failed.cause()).isEqualTo(new Cause.Faulted(timeout));
            assertThat(failed.wanted()).isEqualTo(SALES);
            assertThat(failed.saved()).isEqualTo(held());
            assertThat(writes()).hasSize(2);
        }

        @Test
        void ofTheSecondWriteIsFoundHoweverItIsWrapped() {
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+15550100002"));
            onTheFirstWrite().thenSelectInstead();
            platform.thenFail(new CompletionException(new CompletionException(timeout)));
            platform.thenFail(Fixtures.away());
            onTheFirstWrite().thenSelectInstead();
            platform.thenFail(timeout);
            platform.thenFail(Fixtures.away());

            SelectionFailed wrapped = configure(SelectionFailed.class, request);
            SelectionFailed bare = outcome(
                    Fixtures.useCases(new WatchedPlatform(platform))
                            .configureWhatsApp()
                            .configure(new Command(Samples.caller(), ENVIRONMENT, request, new Precondition.Always())),
                    SelectionFailed.class);

            assertThat(wrapped.cause()).isEqualTo(new Cause.Faulted(timeout));
            assertThat(bare.cause()).isEqualTo(new Cause.Faulted(timeout));
        }

        @Test
        void ofTheSecondWriteIsToldEvenWhenNobodyAskedForTheNumber() {
            onTheSecondWrite().thenFail(timeout);
            platform.thenFail(Fixtures.away());

            SelectionFailed failed = configure(SelectionFailed.class, desired(ACCOUNT_WITH_ONE_NUMBER));

            assertThat(failed.cause()).isEqualTo(new Cause.Faulted(timeout));
            assertThat(failed.wanted()).isEqualTo(ONLY_NUMBER);
            assertThat(failed.saved()).isEqualTo(held());
        }

        @Test
        void ofTheSecondWriteThatDidNothingLeavesTheAccountAsItWasWantedWhenNobodyAskedForTheNumber() {
            onTheSecondWrite().thenFail(new PortFault(PortFault.Kind.THROTTLED, PortFault.Effect.NONE));

            Configured configured = configure(Configured.class, desired(ACCOUNT_WITH_ONE_NUMBER));

            assertThat(configured.settings()).isEqualTo(held());
            assertThat(selectedOf(configured.settings())).isEmpty();
        }

        @Test
        void ofTheCallersTokenFailsTheWhole() {
            Caller caller = Samples.callerWith(Samples.REFUSED_BEARER_TOKEN);

            PortFault fault = fault(useCases(SelectionPolicy.DEFAULT)
                    .configureWhatsApp()
                    .configure(new Command(
                            caller,
                            ENVIRONMENT,
                            desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)),
                            new Precondition.Always())));

            assertThat(fault.kind()).isEqualTo(PortFault.Kind.CREDENTIALS_REFUSED);
        }
    }

    @Nested
    class ABug {

        @Test
        void inTheReadBeforeStaysABugAndNothingIsWritten() {
            platform.thenFail(bug);

            assertFailedWithBug(configure(desired(ACCOUNT_WITH_FIVE_NUMBERS)), bug);
            assertThat(writes()).isEmpty();
        }

        @Test
        void inTheFirstWriteStaysABug() {
            onTheFirstWrite().thenFail(bug);

            assertFailedWithBug(configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES))), bug);
            assertThat(writes()).hasSize(1);
        }

        @Test
        void inTheSecondWriteStaysABugAndIsNoFailedSelection() {
            onTheSecondWrite().thenFail(bug);

            assertFailedWithBug(configure(desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+15550100002"))), bug);
            assertThat(writes()).hasSize(2);
        }

        @Test
        void inTheSecondWriteForANumberThatNobodyAskedForStaysABug() {
            onTheSecondWrite().thenFail(bug);

            assertFailedWithBug(configure(desired(ACCOUNT_WITH_ONE_NUMBER)), bug);
        }
    }

    @Nested
    class Throughout {

        @Test
        void everyCallIsMadeForTheCallerAndTheEnvironmentOfTheCommand() {
            WatchedPlatform watched = new WatchedPlatform(platform);
            Caller caller = Samples.caller();

            outcome(Fixtures.useCases(watched)
                    .configureWhatsApp()
                    .configure(new Command(
                            caller, ENVIRONMENT, desired(ACCOUNT_WITH_ONE_NUMBER), new Precondition.Always())));

            assertThat(watched.calls())
                    .containsExactly(
                            new WatchedPlatform.Seen("read", caller, ENVIRONMENT),
                            new WatchedPlatform.Seen("replace", caller, ENVIRONMENT),
                            new WatchedPlatform.Seen("replace", caller, ENVIRONMENT));
            assertThat(watched.expansions()).containsExactly(Expansion.NONE);
        }

        @Test
        void theFirstWriteSaysWhetherTheSettingsWereCreated() {
            WatchedPlatform watched = new WatchedPlatform(platform);
            UseCases useCases = Fixtures.useCases(watched);

            Configured created = outcome(
                    useCases.configureWhatsApp()
                            .configure(new Command(
                                    Samples.caller(),
                                    ENVIRONMENT,
                                    desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+15550100002")),
                                    new Precondition.Always())),
                    Configured.class);
            Configured replaced = outcome(
                    useCases.configureWhatsApp()
                            .configure(new Command(
                                    Samples.caller(),
                                    ENVIRONMENT,
                                    desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)),
                                    new Precondition.Always())),
                    Configured.class);

            assertThat(watched.calls()).hasSize(5);
            assertThat(created.created()).isTrue();
            assertThat(replaced.created()).isFalse();
        }

        @Test
        void theFirstWriteSaysSoAlsoWhenPingOneRefusesTheSecond() {
            onTheSecondWrite().thenRefuse(refusal(PlatformRefusal.Kind.INVALID));

            Configured configured = outcome(
                    Fixtures.useCases(new WatchedPlatform(platform))
                            .configureWhatsApp()
                            .configure(new Command(
                                    Samples.caller(),
                                    ENVIRONMENT,
                                    desired(ACCOUNT_WITH_ONE_NUMBER),
                                    new Precondition.Always())),
                    Configured.class);

            assertThat(configured.created()).isTrue();
        }

        @Test
        void sendingTheSameAgainChangesNothing() {
            DesiredSettings request = desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+15550100002"));
            Configured once = configure(Configured.class, request);

            Configured twice = configure(Configured.class, request);

            assertThat(twice.settings()).isEqualTo(once.settings());
        }
    }

    /** For a script in which the write is special that comes after the read. */
    private InMemoryPlatformSettingsAdapter onTheFirstWrite() {
        platform.thenAnswer();
        return platform;
    }

    private InMemoryPlatformSettingsAdapter onTheSecondWrite() {
        onTheFirstWrite().thenAnswer();
        return platform;
    }

    private static Violation onlyViolation(NumberRefused refused) {
        assertThat(refused.refusal().violations()).hasSize(1);
        return refused.refusal().violations().get(0);
    }

    private CompletionStage<ChangeOutcome> configure(DesiredSettings desired, SelectionPolicy policy) {
        return useCases(policy)
                .configureWhatsApp()
                .configure(new Command(Samples.caller(), ENVIRONMENT, desired, new Precondition.Always()));
    }

    private CompletionStage<ChangeOutcome> configure(DesiredSettings desired) {
        return configure(desired, SelectionPolicy.DEFAULT);
    }

    private <V extends ChangeOutcome> V configure(Class<V> variant, DesiredSettings desired) {
        return outcome(configure(desired), variant);
    }

    private UseCases useCases(SelectionPolicy policy) {
        return Fixtures.useCases(platform, policy);
    }

    private void alreadySet(DesiredSettings settings) {
        outcome(platform.replace(Samples.call(ENVIRONMENT), settings, () -> {})).fold(Replaced::settings, refusal -> {
            throw new AssertionError("refused: " + refusal);
        });
        writesBefore = platform.writes().size();
        readsBefore = platform.reads();
    }

    /** What PingOne really holds; does not count as a read of the use case. */
    private WhatsAppSettings held() {
        readsBefore++;

        return outcome(platform.read(Samples.call(ENVIRONMENT), Expansion.NONE)).fold(found -> found, refusal -> {
            throw new AssertionError("refused: " + refusal);
        });
    }

    private List<DesiredSettings> writes() {
        List<DesiredSettings> all = platform.writes();
        return all.subList(writesBefore, all.size());
    }

    private int reads() {
        return platform.reads() - readsBefore;
    }
}
