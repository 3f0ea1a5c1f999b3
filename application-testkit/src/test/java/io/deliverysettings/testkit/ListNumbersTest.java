package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.refusal;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITHOUT_NUMBERS;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Samples.selectingId;
import static io.deliverysettings.testkit.Stages.assertFailedWithBug;
import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.ListNumbersUseCase.Query;
import io.deliverysettings.application.port.in.ListNumbersUseCase.Result;
import io.deliverysettings.application.port.in.ListNumbersUseCase.Result.Listed;
import io.deliverysettings.application.port.in.ListNumbersUseCase.Result.PlatformRefused;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** {@code ListNumbersUseCase}. */
class ListNumbersTest {

    private final InMemoryPlatformSettingsAdapter platform = new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK);
    private final WatchedPlatform watched = new WatchedPlatform(platform);
    private final Caller caller = Samples.caller();

    @Test
    void everyNumberIsListedInPingOnesOrderWithItsVerdict() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS, selectingId("205000000000003")));

        Listed listed = outcome(list(SelectionPolicy.DEFAULT), Listed.class);

        assertThat(listed.verdicts())
                .extracting(
                        verdict ->
                                verdict.number().numberId().map(NumberId::value).orElse(""),
                        verdict -> verdict.number().selected(),
                        NumberVerdict::isSelectable)
                .containsExactly(
                        tuple("205000000000001", false, true),
                        tuple("205000000000002", false, true),
                        tuple("205000000000003", true, true),
                        tuple("205000000000004", false, true),
                        tuple("205000000000005", false, false));
    }

    @Test
    void theVerdictIsThePolicys() {
        alreadySet(desired(ACCOUNT_WITH_FIVE_NUMBERS));

        Listed listed = outcome(list(SelectionPolicy.DEFAULT.withMinimumQuality(QualityRating.GREEN)), Listed.class);

        assertThat(listed.verdicts()).filteredOn(NumberVerdict::isSelectable).hasSize(2);
    }

    @Test
    void anAccountWithoutNumbersHasNoneToList() {
        alreadySet(desired(ACCOUNT_WITHOUT_NUMBERS));

        assertThat(outcome(list(SelectionPolicy.DEFAULT), Listed.class).verdicts())
                .isEmpty();
    }

    @Test
    void thereBeingNoSettingsIsPingOnesRefusal() {
        assertThat(outcome(list(SelectionPolicy.DEFAULT), PlatformRefused.class)
                        .refusal()
                        .kind())
                .isEqualTo(PlatformRefusal.Kind.NOT_FOUND);
    }

    @Test
    void everyRefusalIsHandedOnAsItIs() {
        assertThat(PlatformRefusal.Kind.values()).allSatisfy(kind -> {
            platform.thenRefuse(refusal(kind));

            assertThat(outcome(list(SelectionPolicy.DEFAULT), PlatformRefused.class)
                            .refusal())
                    .isEqualTo(refusal(kind));
        });
    }

    @Test
    void theOnlyCallIsAReadWithoutTemplates() {
        alreadySet(desired(ACCOUNT_WITHOUT_NUMBERS));

        outcome(list(SelectionPolicy.DEFAULT));

        assertThat(watched.expansions()).containsExactly(Expansion.NONE);
        assertThat(platform.writes()).hasSize(1);
    }

    @Test
    void aFaultOfTheReadIsTheFaultOfTheWhole() {
        PortFault fault = new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.NONE);
        platform.thenFail(fault);

        assertThat(fault(list(SelectionPolicy.DEFAULT))).isSameAs(fault);
    }

    @Test
    void aBugStaysABug() {
        IllegalStateException bug = new IllegalStateException("bug");
        platform.thenFail(bug);

        assertFailedWithBug(list(SelectionPolicy.DEFAULT), bug);
    }

    private void alreadySet(DesiredSettings settings) {
        outcome(platform.replace(Samples.call(caller, ENVIRONMENT), settings, () -> {}));
    }

    private CompletionStage<Result> list(SelectionPolicy policy) {
        return Fixtures.useCases(watched, policy).listNumbers().list(new Query(caller, ENVIRONMENT));
    }
}
