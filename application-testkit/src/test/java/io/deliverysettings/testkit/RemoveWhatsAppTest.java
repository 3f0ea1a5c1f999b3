package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.refusal;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.assertFailedWithBug;
import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.PlatformRefused;
import io.deliverysettings.application.outcome.ChangeOutcome.Removed;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase.Command;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** {@code RemoveWhatsAppUseCase}. */
class RemoveWhatsAppTest {

    private final InMemoryPlatformSettingsAdapter platform = new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK);
    private final WatchedPlatform watched = new WatchedPlatform(platform);
    private final Caller caller = Samples.caller();

    @Test
    void whatIsRemovedIsGone() {
        alreadySet();

        ChangeOutcome result = outcome(remove());

        assertThat(result).isEqualTo(new Removed());
        assertThat(isSet()).isFalse();
    }

    @Test
    void removingWhatIsNotThereIsPingOnesRefusal() {
        PlatformRefused refused = outcome(remove(), PlatformRefused.class);

        assertThat(refused.refusal().kind()).isEqualTo(PlatformRefusal.Kind.NOT_FOUND);
    }

    @Test
    void everyRefusalIsHandedOnAsItIsAndNothingHasChanged() {
        alreadySet();

        assertThat(PlatformRefusal.Kind.values()).allSatisfy(kind -> {
            platform.thenRefuse(refusal(kind));

            assertThat(outcome(remove(), PlatformRefused.class).refusal()).isEqualTo(refusal(kind));
        });
        assertThat(isSet()).isTrue();
    }

    @Test
    void theOnlyCallIsARemovalForTheCallerAndTheEnvironmentOfTheCommand() {
        alreadySet();

        outcome(remove());

        assertThat(watched.calls()).containsExactly(new WatchedPlatform.Seen("remove", caller, ENVIRONMENT));
    }

    @Test
    void aFaultFailsTheWholeAndSaysWhatItMayHaveDone() {
        assertThat(PortFault.Effect.values()).allSatisfy(effect -> {
            PortFault fault = new PortFault(PortFault.Kind.TIMEOUT, effect);
            platform.thenFail(fault);
            if (effect == PortFault.Effect.UNKNOWN) {
                platform.thenFail(Fixtures.away());
            }

            assertThat(fault(remove())).isSameAs(fault);
        });
        assertThat(watched.calls())
                .extracting(WatchedPlatform.Seen::operation)
                .containsExactly("remove", "remove", "read");
    }

    @Test
    void aBugStaysABug() {
        IllegalStateException bug = new IllegalStateException("a bug of an adapter");
        platform.thenFail(bug);

        assertFailedWithBug(remove(), bug);
    }

    private CompletionStage<ChangeOutcome> remove() {
        return Fixtures.useCases(watched)
                .removeWhatsApp()
                .remove(new Command(caller, ENVIRONMENT, new Precondition.Always()));
    }

    private void alreadySet() {
        outcome(platform.replace(Samples.call(ENVIRONMENT), desired(ACCOUNT_WITH_ONE_NUMBER), () -> {}));
    }

    private boolean isSet() {
        return outcome(platform.read(Samples.call(ENVIRONMENT), Expansion.NONE)).fold(found -> true, refusal -> false);
    }
}
