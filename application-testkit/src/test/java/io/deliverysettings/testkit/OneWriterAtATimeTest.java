package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Samples.selectingId;
import static io.deliverysettings.testkit.Stages.failure;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Writers of one environment take turns, so that what one has read is still so when it writes. */
class OneWriterAtATimeTest {

    private final InMemoryPlatformSettingsAdapter platform = new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK);
    private final HeldPlatform held = new HeldPlatform(platform);
    private final InMemoryWaitingAdapter waiting = new InMemoryWaitingAdapter();
    private final UseCases useCases = Fixtures.useCases(held, waiting);
    private final Caller caller = Samples.caller();

    @Test
    void whoHasLessTimeForItsChangeThanForItsTurnWaitsNoLonger() {
        HeldPlatform held = new HeldPlatform(new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK));
        UseCases hurried = UseCases.create(
                Fixtures.ports(held, new InMemorySettingsStoreAdapter(Fixtures.CLOCK)),
                SelectionPolicy.DEFAULT,
                UseCases.Admission.BY_PLATFORM,
                new UseCases.Timing(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofSeconds(30),
                        Duration.ofMillis(50),
                        Duration.ZERO),
                Fixtures.LIMITS,
                Fixtures.CLOCK);
        World.configure(hurried, Samples.caller(), desired(ACCOUNT_WITH_ONE_NUMBER));

        assertThat(outcome(World.configure(hurried, Samples.caller(), desired(ACCOUNT_WITH_ONE_NUMBER))))
                .isInstanceOf(ChangeOutcome.Busy.class);
    }

    @Test
    void aWriteThatSelectsNothingKeepsTheNumberOfTheWriteBeforeIt() {
        CompletionStage<?> selecting = configure(ENVIRONMENT, selectingId("205000000000002"));
        CompletionStage<?> keeping = configure(ENVIRONMENT);

        held.releaseAll();

        outcome(selecting);
        outcome(keeping);
        assertThat(outcome(platform.read(Samples.call(caller, ENVIRONMENT), PlatformSettingsPort.Expansion.NONE))
                        .<WhatsAppSettings>fold(settings -> settings, refusal -> {
                            throw new AssertionError(refusal);
                        })
                        .catalogue()
                        .selected())
                .extracting(number -> number.numberId().map(NumberId::value).orElse(""))
                .containsExactly("205000000000002");
    }

    @Test
    void nothingOfAWriterReachesPingOneWhileAnotherHasItsTurn() {
        configure(ENVIRONMENT, selectingId("205000000000002"));
        configure(ENVIRONMENT, selectingId("205000000000003"));
        useCases.removeWhatsApp()
                .remove(new RemoveWhatsAppUseCase.Command(caller, ENVIRONMENT, new Precondition.Always()));

        assertThat(held.waiting()).isEqualTo(1);
    }

    @Test
    void anotherEnvironmentDoesNotWait() {
        configure(ENVIRONMENT, selectingId("205000000000002"));
        configure(new EnvironmentId(new UUID(1, 1)), selectingId("205000000000002"));

        assertThat(held.waiting()).isEqualTo(2);
    }

    @Test
    void afterAWriterThatFailedTheNextHasItsTurn() {
        platform.thenFail(new IllegalStateException("bug"));
        CompletionStage<?> failing = configure(ENVIRONMENT, selectingId("205000000000002"));
        CompletionStage<?> next = configure(ENVIRONMENT, selectingId("205000000000003"));

        held.releaseAll();

        assertThat(failure(failing)).hasMessageContaining("bug");
        assertThat(outcome(next)).isInstanceOf(ChangeOutcome.Configured.class);
    }

    @Test
    void aWriterThatWaitsForItsTurnSaysSoAndNobodyElseDoes() {
        configure(ENVIRONMENT, selectingId("205000000000002"));
        configure(new EnvironmentId(new UUID(1, 1)), selectingId("205000000000002"));
        assertThat(waiting.waits()).doesNotContain(WaitingPort.Reason.TURN);

        configure(ENVIRONMENT, selectingId("205000000000003"));

        assertThat(waiting.waits()).containsOnlyOnce(WaitingPort.Reason.TURN);
    }

    private CompletionStage<ChangeOutcome> configure(EnvironmentId environment, NumberEntry... entries) {
        return useCases.configureWhatsApp()
                .configure(new ConfigureWhatsAppUseCase.Command(
                        caller, environment, desired(ACCOUNT_WITH_FIVE_NUMBERS, entries), new Precondition.Always()));
    }
}
