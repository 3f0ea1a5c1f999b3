package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Fixtures.away;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.Configured;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.application.service.UseCases.Admission;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A write whose answer was lost is never just sent again: PingOne is asked what it holds, and that decides. */
class LostAnswersTest {

    private static final DesiredSettings TO_LONDON = desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON));

    /** What happens to the next write: it is made or not, and its answer is lost. */
    private record Loss(boolean isMade, Kind kind) {}

    /** A platform that loses the answers of writes, and notes the order of all calls. */
    private final class LossyPlatform implements PlatformSettingsPort {

        private final Deque<Loss> losses = new ArrayDeque<>();
        private final List<String> calls = new ArrayList<>();
        private Runnable beforeRead = () -> {};
        private Duration timeOfAWrite = Duration.ofMillis(1);

        @Override
        public CompletionStage<Answer<Replaced>> replace(Call call, DesiredSettings desired, Runnable onSent) {
            calls.add("write");
            return lost(() -> world.pingOne.replace(call, desired, onSent));
        }

        @Override
        public CompletionStage<Answer<WhatsAppSettings>> read(Call call, Expansion expansion) {
            calls.add("read");
            beforeRead.run();
            return world.pingOne.read(call, expansion);
        }

        @Override
        public CompletionStage<Answer<Removed>> remove(Call call) {
            calls.add("remove");
            return lost(() -> world.pingOne.remove(call));
        }

        private <T> CompletionStage<Answer<T>> lost(Supplier<CompletionStage<Answer<T>>> write) {
            // Every write has a time of its own, as PingOne's have.
            world.clock.goOn(timeOfAWrite);
            Loss loss = losses.poll();
            if (loss == null) {
                return write.get();
            }
            if (loss.isMade()) {
                outcome(write.get());
            }
            return CompletableFuture.failedStage(new PortFault(loss.kind(), Effect.UNKNOWN));
        }
    }

    private final World world = new World();
    private final LossyPlatform platform = new LossyPlatform();
    private final UseCases useCases = world.with(platform);

    @Test
    void aWriteThatWasMadeIsToldAsMadeAndNotSentAgain() {
        world.configured(SALES);
        platform.losses.add(new Loss(true, Kind.TIMEOUT));

        Configured configured = outcome(configure(), Configured.class);

        assertThat(configured.settings().catalogue().selected())
                .extracting(n -> n.numberId())
                .containsExactly(LONDON.numberId());
        assertThat(platform.calls).containsExactly("read", "write", "read");
        assertThat(world.latest().outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(world.latest().revision()).isEqualTo(configured.revision());
    }

    @Test
    void aFirstWriteThatWasMadeIsFoundToo() {
        platform.losses.add(new Loss(true, Kind.UNREADABLE));

        outcome(configure(), Configured.class);

        assertThat(platform.calls).containsExactly("read", "write", "read");
    }

    @Test
    void aWriteThatWasNotMadeIsSentAgain() {
        world.configured(SALES);
        platform.losses.add(new Loss(false, Kind.FAILED));

        outcome(configure(), Configured.class);

        assertThat(platform.calls).containsExactly("read", "write", "read", "write");
        assertThat(world.history()).hasSize(2);
    }

    @Test
    void aWriteThatIsNeverMadeIsSentThreeTimesAndThenToldAsNotMade() {
        world.configured(SALES);
        for (int i = 0; i < 4; i++) {
            platform.losses.add(new Loss(false, Kind.FAILED));
        }

        PortFault fault = fault(configure());

        assertThat(fault.kind()).isEqualTo(Kind.FAILED);
        assertThat(fault.effect()).isEqualTo(Effect.NONE);
        assertThat(platform.calls).containsExactly("read", "write", "read", "write", "read", "write", "read");
        assertThat(world.store.openOperations()).isEmpty();
        assertThat(world.history()).hasSize(1);
    }

    @Test
    void whatCannotBeFoundOutIsToldAsUnknownAndNotSentAgain() {
        world.configured(SALES);
        platform.losses.add(new Loss(true, Kind.UNREADABLE));
        world.pingOne.thenAnswer();
        world.pingOne.thenAnswer();
        world.pingOne.thenFail(away());

        PortFault fault = fault(configure());

        assertThat(fault.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(fault.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(platform.calls).containsExactly("read", "write", "read");
        assertThat(world.recovered().ended()).hasSize(1);
        assertThat(world.latest().outcome()).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void aRefusalToTellWhatIsHeldLeavesItUnknown() {
        world.configured(SALES);
        platform.losses.add(new Loss(false, Kind.FAILED));
        world.pingOne.thenAnswer();
        world.pingOne.thenRefuse(Fixtures.refusal(PlatformRefusal.Kind.FORBIDDEN));

        assertThat(fault(configure()).effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(platform.calls).containsExactly("read", "write", "read");
    }

    @Test
    void somebodyElsesWriteInBetweenLeavesItUnknown() {
        world.configured(SALES);
        platform.losses.add(new Loss(false, Kind.FAILED));
        platform.beforeRead = () -> {
            if (platform.calls.size() == 3) {
                world.writtenElsewhere(desired(ACCOUNT_WITH_ONE_NUMBER));
            }
        };

        assertThat(fault(configure()).effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(platform.calls).containsExactly("read", "write", "read");
    }

    @Test
    void pingOneIsGivenTimeToComeToAnEndWithAWriteWhoseAnswerWasCutOff() {
        world.configured(SALES);
        platform.losses.add(new Loss(false, Kind.UNREADABLE));
        // It is still at it when it is asked first, and done when it is asked for the second time.
        platform.beforeRead = () -> {
            if (platform.calls.size() == 4) {
                world.writtenElsewhere(TO_LONDON);
            }
        };

        outcome(configure(settlingFor(Duration.ofSeconds(5))), Configured.class);

        assertThat(platform.calls).containsExactly("read", "write", "read", "read");
    }

    @Test
    void whenTheSettlingTimeIsOverItCountsAsNotMade() {
        world.configured(SALES);
        platform.losses.add(new Loss(false, Kind.TIMEOUT));
        platform.beforeRead = () -> world.clock.goOn(Duration.ofSeconds(3));

        outcome(configure(settlingFor(Duration.ofSeconds(5))), Configured.class);

        assertThat(platform.calls).containsExactly("read", "write", "read", "read", "write");
    }

    @Test
    void pingOnesOwnWordThatItFailedIsNotWaitedFor() {
        world.configured(SALES);
        platform.losses.add(new Loss(false, Kind.FAILED));

        outcome(configure(settlingFor(Duration.ofMinutes(1))), Configured.class);

        assertThat(platform.calls).containsExactly("read", "write", "read", "write");
    }

    @Test
    void afterTheDeadlineNothingIsAskedOrSentAnyMore() {
        world.configured(SALES);
        platform.losses.add(new Loss(false, Kind.FAILED));
        platform.timeOfAWrite = World.CHANGE_LIMIT;

        PortFault fault = fault(configure());

        assertThat(fault.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(platform.calls).containsExactly("read", "write");
    }

    @Test
    void whoHasLostItsTurnDoesNotSendAgain() {
        world.configured(SALES);
        platform.losses.add(new Loss(false, Kind.FAILED));
        platform.beforeRead = () -> {
            if (platform.calls.size() == 3) {
                world.clock.goOn(World.LEASE);
            }
        };

        fault(configure());

        assertThat(platform.calls).containsExactly("read", "write", "read");
    }

    @Test
    void aSecondWriteIsFoundOutToo() {
        world.pingOne.thenAnswer();
        world.pingOne.thenSelectInstead();
        platform.losses.add(new Loss(true, Kind.UNREADABLE));
        platform.losses.add(new Loss(true, Kind.UNREADABLE));

        Configured configured = outcome(configure(), Configured.class);

        assertThat(configured.settings().catalogue().selected())
                .extracting(n -> n.numberId())
                .containsExactly(LONDON.numberId());
        assertThat(platform.calls).containsExactly("read", "write", "read", "write", "read");
    }

    @Test
    void aRemovalThatWasMadeIsToldAsMade() {
        world.configured(SALES);
        platform.losses.add(new Loss(true, Kind.TIMEOUT));

        assertThat(outcome(remove())).isEqualTo(new ChangeOutcome.Removed());
        assertThat(platform.calls).containsExactly("remove", "read");
    }

    @Test
    void aRemovalThatWasNotMadeIsSentAgain() {
        world.configured(SALES);
        platform.losses.add(new Loss(false, Kind.TIMEOUT));

        assertThat(outcome(remove())).isEqualTo(new ChangeOutcome.Removed());
        assertThat(platform.calls).containsExactly("remove", "read", "remove");
    }

    @Test
    void aBugWhileFindingOutStaysABug() {
        world.configured(SALES);
        platform.losses.add(new Loss(false, Kind.FAILED));
        IllegalStateException bug = new IllegalStateException("bug");
        world.pingOne.thenAnswer();
        world.pingOne.thenFail(bug);

        Stages.assertFailedWithBug(configure(), bug);
    }

    private UseCases settlingFor(Duration time) {
        return world.with(platform, world.store, Admission.BY_PLATFORM, time);
    }

    private CompletionStage<ChangeOutcome> configure() {
        return configure(useCases);
    }

    private CompletionStage<ChangeOutcome> configure(UseCases cases) {
        return World.configure(cases, world.caller, TO_LONDON);
    }

    private CompletionStage<ChangeOutcome> remove() {
        return useCases.removeWhatsApp()
                .remove(new RemoveWhatsAppUseCase.Command(world.caller, Samples.ENVIRONMENT, World.ALWAYS));
    }
}
