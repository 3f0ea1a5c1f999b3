package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.RED_BERLIN;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Fixtures.SUPPORT;
import static io.deliverysettings.testkit.Fixtures.UNAVAILABLE_PARIS;
import static io.deliverysettings.testkit.Fixtures.notSelecting;
import static io.deliverysettings.testkit.Fixtures.refusal;
import static io.deliverysettings.testkit.Fixtures.selecting;
import static io.deliverysettings.testkit.Fixtures.selectingNothingInParticular;
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

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase.Query;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase.Result;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase.Result.Acceptable;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase.Result.NumberRefused;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase.Result.NumbersUnknown;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase.Result.PlatformRefused;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase.Result.RequestRefused;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.NumberVerdict.Remark;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.number.SelectionOutcome.Basis;
import io.deliverysettings.domain.number.SelectionOutcome.ChoiceRequired;
import io.deliverysettings.domain.number.SelectionOutcome.NothingSelectable;
import io.deliverysettings.domain.number.SelectionOutcome.Selected;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code VerifyWhatsAppUseCase}: the verdict of a write without a write. */
class VerifyWhatsAppTest {

    private static final SelectionPolicy AT_LEAST_YELLOW =
            SelectionPolicy.DEFAULT.withMinimumQuality(QualityRating.YELLOW);

    private final InMemoryPlatformSettingsAdapter platform = new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK);
    private int writesOfOthers;

    @AfterEach
    void nothingWasWritten() {
        assertThat(platform.writes()).hasSize(writesOfOthers);
    }

    @Test
    void aRequestWithFaultsOfItsOwnIsRefusedWithoutAskingPingOne() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));

        RequestRefused twoSelected =
                verify(RequestRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT), selecting(SALES)));
        RequestRefused nameless =
                verify(RequestRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNothingInParticular()));
        RequestRefused contradicted =
                verify(RequestRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SALES), selecting(SALES)));

        assertThat(twoSelected.violations()).extracting(Violation::target).containsExactly("numbers[1].selected");
        assertThat(nameless.violations()).extracting(Violation::target).containsExactly("numbers[0].numberId");
        assertThat(contradicted.violations()).extracting(Violation::target).containsExactly("numbers[0].selected");
        assertThat(platform.reads()).isZero();
    }

    @Test
    void aNumberOfTheAccountThatIsSetIsAcceptable() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));

        Acceptable acceptable =
                verify(Acceptable.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("205000000000002")));

        assertThat(acceptable.selection()).isEqualTo(new Selected(SALES, Basis.REQUESTED, List.of()));
        assertThat(platform.reads()).isEqualTo(1);
    }

    @Test
    void aNumberWrittenInAnotherWayIsAcceptable() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));

        Acceptable acceptable =
                verify(Acceptable.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("0044 (20) 7946.0003")));

        assertThat(acceptable.selection()).isEqualTo(new Selected(LONDON, Basis.REQUESTED, List.of()));
    }

    @Test
    void whatSpeaksAgainstEachNumberIsTold() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));

        Acceptable acceptable = outcome(
                verify(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)), AT_LEAST_YELLOW), Acceptable.class);

        assertThat(acceptable.verdicts())
                .containsExactly(
                        new NumberVerdict(SUPPORT, List.of(), List.of()),
                        new NumberVerdict(SALES, List.of(), List.of()),
                        new NumberVerdict(LONDON, List.of(), List.of()),
                        new NumberVerdict(RED_BERLIN, List.of(Remark.QUALITY_BELOW_MINIMUM), List.of()),
                        new NumberVerdict(UNAVAILABLE_PARIS, List.of(Remark.NOT_AVAILABLE), List.of()));
    }

    @Test
    void anEarlierSelectionWouldStay() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));

        Acceptable acceptable = verify(Acceptable.class, desired(ACCOUNT_WITH_FIVE_NUMBERS));

        assertThat(acceptable.selection()).isEqualTo(new Selected(LONDON.withSelected(true), Basis.KEPT, List.of()));
    }

    @Test
    void anEarlierSelectionBelowTheMinimumQualityWouldStayWithAWarning() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN)));

        Acceptable acceptable = outcome(verify(desired(ACCOUNT_WITH_FIVE_NUMBERS), AT_LEAST_YELLOW), Acceptable.class);

        assertThat(acceptable.selection())
                .isEqualTo(
                        new Selected(RED_BERLIN.withSelected(true), Basis.KEPT, List.of(Remark.QUALITY_BELOW_MINIMUM)));
    }

    @Test
    void theOnlyNumberWouldBeSelected() {
        alreadySet(desired(ACCOUNT_WITH_ONE_NUMBER));

        Acceptable acceptable = verify(Acceptable.class, desired(ACCOUNT_WITH_ONE_NUMBER));

        assertThat(acceptable.selection()).isEqualTo(new Selected(ONLY_NUMBER, Basis.ONLY_AVAILABLE, List.of()));
    }

    @Test
    void theOnlyNumberWouldNotBeSelectedWhenThePolicyDoesNotChoose() {
        alreadySet(desired(ACCOUNT_WITH_ONE_NUMBER));

        Acceptable acceptable = outcome(
                verify(desired(ACCOUNT_WITH_ONE_NUMBER), SelectionPolicy.DEFAULT.withoutChoosingOnlyNumber()),
                Acceptable.class);

        assertThat(acceptable.selection()).isEqualTo(new ChoiceRequired(List.of(ONLY_NUMBER)));
    }

    @Test
    void severalNumbersAreLeftToChooseFrom() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));

        Acceptable acceptable = verify(Acceptable.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(SALES)));

        assertThat(acceptable.selection()).isEqualTo(new ChoiceRequired(List.of(SUPPORT, SALES, LONDON, RED_BERLIN)));
        assertThat(acceptable.verdicts()).hasSize(5);
    }

    @Test
    void anAccountWithoutNumbersIsAcceptableWithNothingToSelect() {
        alreadySet(desired(ACCOUNT_WITHOUT_NUMBERS));

        Acceptable acceptable = verify(Acceptable.class, desired(ACCOUNT_WITHOUT_NUMBERS));

        assertThat(acceptable.selection()).isEqualTo(new NothingSelectable());
        assertThat(acceptable.verdicts()).isEmpty();
    }

    @Test
    void numbersAreUnknownWhereNothingIsSet() {
        verify(NumbersUnknown.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("999")));

        assertThat(platform.reads()).isEqualTo(1);
    }

    @Test
    void numbersOfAnotherAccountThanTheOneThatIsSetAreUnknown() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));

        verify(NumbersUnknown.class, desired(ACCOUNT_WITH_ONE_NUMBER, selecting(SUPPORT)));
    }

    @Test
    void aNumberThatTheAccountLacksIsRefusedWithTheNumbersThatCanBeSelected() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));

        NumberRefused refused = verify(NumberRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("999")));

        assertThat(refused.refusal().selectable()).containsExactly(SUPPORT, SALES, LONDON, RED_BERLIN);
        assertThat(refused.refusal().violations()).extracting(Violation::target).containsExactly("numbers[0].numberId");
    }

    @Test
    void aNumberThatIsNotAvailableIsRefused() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));

        NumberRefused refused =
                verify(NumberRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(UNAVAILABLE_PARIS)));

        assertThat(refused.refusal().violations().get(0).message()).contains("not available");
    }

    @Test
    void aNumberBelowTheMinimumQualityIsRefused() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));

        NumberRefused refused = outcome(
                verify(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(RED_BERLIN)), AT_LEAST_YELLOW),
                NumberRefused.class);

        assertThat(refused.refusal().selectable()).containsExactly(SUPPORT, SALES, LONDON);
    }

    @Test
    void everyRefusalToReadButNotFoundIsHandedOn() {
        assertThat(PlatformRefusal.Kind.values())
                .filteredOn(kind -> kind != PlatformRefusal.Kind.NOT_FOUND)
                .isNotEmpty()
                .allSatisfy(kind -> {
                    platform.thenRefuse(refusal(kind));

                    PlatformRefused refused =
                            verify(PlatformRefused.class, desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SALES)));

                    assertThat(refused.refusal()).isEqualTo(refusal(kind));
                });
    }

    @Test
    void credentialsAreNotJudged() {
        alreadySet(desired(ACCOUNT_WITH_ONE_NUMBER));

        verify(
                Acceptable.class,
                Samples.withUserAccessToken(desired(ACCOUNT_WITH_ONE_NUMBER), Samples.EXPIRED_USER_ACCESS_TOKEN));
    }

    @Test
    void aFaultOfTheReadFailsTheWhole() {
        PortFault timeout = new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.NONE);
        platform.thenFail(timeout);

        assertThat(fault(verify(desired(ACCOUNT_WITH_FIVE_NUMBERS), SelectionPolicy.DEFAULT)))
                .isSameAs(timeout);
    }

    @Test
    void aBugInTheReadStaysABug() {
        IllegalStateException bug = new IllegalStateException("a bug of an adapter");
        platform.thenFail(bug);

        assertFailedWithBug(verify(desired(ACCOUNT_WITH_FIVE_NUMBERS), SelectionPolicy.DEFAULT), bug);
    }

    @Test
    void theOnlyCallIsAReadForTheCallerAndTheEnvironmentOfTheQuery() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));
        WatchedPlatform watched = new WatchedPlatform(platform);
        Caller caller = Samples.caller();

        outcome(Fixtures.useCases(watched)
                .verifyWhatsApp()
                .verify(new Query(caller, ENVIRONMENT, desired(ACCOUNT_WITH_FIVE_NUMBERS))));

        assertThat(watched.calls()).containsExactly(new WatchedPlatform.Seen("read", caller, ENVIRONMENT));
        assertThat(watched.expansions()).containsExactly(Expansion.NONE);
    }

    @Test
    void aWriteOfTheSameSelectsAndRefusesTheSame() {
        List<DesiredSettings> requests = List.of(
                desired(ACCOUNT_WITH_FIVE_NUMBERS),
                desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(SUPPORT)),
                desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNumber("+493055500 04")),
                desired(ACCOUNT_WITH_FIVE_NUMBERS, notSelecting(LONDON)),
                desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(UNAVAILABLE_PARIS)),
                desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("999")),
                desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingNothingInParticular()));

        assertThat(requests).allSatisfy(request -> {
            alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selecting(LONDON)));
            List<CatalogueNumber> foretold = outcome(verify(request, SelectionPolicy.DEFAULT))
                    .fold(
                            acceptable -> numbersOf(acceptable.selection()),
                            unknown -> List.of(),
                            requestRefused -> List.of(),
                            numberRefused -> numberRefused.refusal().selectable(),
                            platformRefused -> List.of());

            List<CatalogueNumber> done = numbersOf(outcome(Fixtures.useCases(platform)
                    .configureWhatsApp()
                    .configure(new ConfigureWhatsAppUseCase.Command(
                            Samples.caller(), ENVIRONMENT, request, new Precondition.Always()))));
            writesOfOthers = platform.writes().size();

            assertThat(unselected(done)).isEqualTo(unselected(foretold));
        });
    }

    private static List<CatalogueNumber> numbersOf(SelectionOutcome selection) {
        return selection instanceof Selected selected ? List.of(selected.number()) : List.of();
    }

    private static List<CatalogueNumber> numbersOf(ChangeOutcome outcome) {
        if (outcome instanceof ChangeOutcome.Configured configured) {
            return configured.settings().catalogue().selected();
        }
        return outcome instanceof ChangeOutcome.NumberRefused refused
                ? refused.refusal().selectable()
                : List.of();
    }

    private static List<CatalogueNumber> unselected(List<CatalogueNumber> numbers) {
        return numbers.stream().map(number -> number.withSelected(false)).toList();
    }

    private CompletionStage<Result> verify(DesiredSettings desired, SelectionPolicy policy) {
        return Fixtures.useCases(platform, policy)
                .verifyWhatsApp()
                .verify(new Query(Samples.caller(), ENVIRONMENT, desired));
    }

    private <V extends Result> V verify(Class<V> variant, DesiredSettings desired) {
        return outcome(verify(desired, SelectionPolicy.DEFAULT), variant);
    }

    private void alreadySet(DesiredSettings settings) {
        outcome(platform.replace(Samples.call(ENVIRONMENT), settings, () -> {}));
        writesOfOthers = platform.writes().size();
    }
}
