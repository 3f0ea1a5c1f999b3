package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.refusal;
import static io.deliverysettings.testkit.Fixtures.selectedOf;
import static io.deliverysettings.testkit.Fixtures.selecting;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.ONLY_NUMBER;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.assertFailedWithBug;
import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Query;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Result;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Result.Found;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Result.PlatformRefused;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** {@code ReadWhatsAppUseCase}. */
class ReadWhatsAppTest {

    private final InMemoryPlatformSettingsAdapter platform = new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK);
    private final WatchedPlatform watched = new WatchedPlatform(platform);
    private final Caller caller = Samples.caller();

    @Test
    void whatPingOneHoldsIsFound() {
        alreadySet();

        Found found = outcome(read(false), Found.class);

        assertThat(found.settings().accountId()).isEqualTo(ACCOUNT_WITH_ONE_NUMBER);
        assertThat(selectedOf(found.settings())).containsExactly(ONLY_NUMBER);
        assertThat(found.settings().additional().jsonByName()).isEmpty();
    }

    @Test
    void templatesAreReadAlongOnlyWhenAskedFor() {
        alreadySet();

        Found with = outcome(read(true), Found.class);
        Found without = outcome(read(false), Found.class);

        assertThat(with.settings().additional().jsonByName()).containsOnlyKeys("whatsAppTemplates");
        assertThat(without.settings().additional().jsonByName()).isEmpty();
        assertThat(watched.expansions()).containsExactly(Expansion.TEMPLATES, Expansion.NONE);
    }

    @Test
    void thereBeingNothingIsPingOnesRefusal() {
        PlatformRefused refused = outcome(read(false), PlatformRefused.class);

        assertThat(refused.refusal().kind()).isEqualTo(PlatformRefusal.Kind.NOT_FOUND);
    }

    @Test
    void everyRefusalIsHandedOnAsItIs() {
        alreadySet();

        assertThat(PlatformRefusal.Kind.values()).allSatisfy(kind -> {
            platform.thenRefuse(refusal(kind));

            assertThat(outcome(read(false), PlatformRefused.class).refusal()).isEqualTo(refusal(kind));
        });
    }

    @Test
    void theOnlyCallIsAReadForTheCallerAndTheEnvironmentOfTheQuery() {
        alreadySet();

        outcome(read(true));

        assertThat(watched.calls()).containsExactly(new WatchedPlatform.Seen("read", caller, ENVIRONMENT));
    }

    @Test
    void aFaultFailsTheWhole() {
        assertThat(PortFault.Kind.values()).allSatisfy(kind -> {
            PortFault fault = new PortFault(kind, PortFault.Effect.NONE);
            platform.thenFail(fault);

            assertThat(fault(read(false))).isSameAs(fault);
        });
    }

    @Test
    void aBugStaysABug() {
        IllegalStateException bug = new IllegalStateException("a bug of an adapter");
        platform.thenFail(bug);

        assertFailedWithBug(read(false), bug);
    }

    private CompletionStage<Result> read(boolean withTemplates) {
        return Fixtures.useCases(watched).readWhatsApp().read(new Query(caller, ENVIRONMENT, withTemplates, false));
    }

    private void alreadySet() {
        outcome(platform.replace(
                Samples.call(ENVIRONMENT), desired(ACCOUNT_WITH_ONE_NUMBER, selecting(ONLY_NUMBER)), () -> {}));
    }
}
