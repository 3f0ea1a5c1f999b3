package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** {@link PortFault}: what it tells, what it keeps to itself, and how it is found. */
class PortFaultTest {

    private final PortFault fault = new PortFault(Kind.UNAVAILABLE, Effect.NONE);

    @Test
    void aBareFaultIsFound() {
        assertThat(PortFault.in(fault)).containsSame(fault);
    }

    @Test
    void aFaultIsFoundHoweverOftenAStageHasWrappedIt() {
        assertThat(PortFault.in(new CompletionException(fault))).containsSame(fault);
        assertThat(PortFault.in(new CompletionException(new CompletionException(fault))))
                .containsSame(fault);
    }

    @Test
    void anythingElseIsNoFault() {
        assertThat(PortFault.in(new IllegalStateException("bug"))).isEmpty();
        assertThat(PortFault.in(new CompletionException(new IllegalStateException("bug"))))
                .isEmpty();
        assertThat(PortFault.in(new CompletionException("nothing inside", null)))
                .isEmpty();
    }

    @Test
    void aFaultThatABugCarriesAsItsCauseIsNoFault() {
        assertThat(PortFault.in(new IllegalStateException("bug", fault))).isEmpty();
        assertThat(PortFault.in(new CompletionException(new IllegalStateException("bug", fault))))
                .isEmpty();
        assertThat(PortFault.in(new ExecutionException(fault))).isEmpty();
    }

    @Test
    void itsMessageIsItsKindAndNothingOfWhatTheOtherSideSaid() {
        PlatformError said = Fixtures.refusal(PlatformRefusal.Kind.INVALID).error();
        IOException cause = new IOException("secret=abc");
        PortFault told = new PortFault(
                Kind.THROTTLED,
                Effect.UNKNOWN,
                Optional.of(said),
                Optional.of(Duration.ofSeconds(7)),
                Optional.of(cause));

        assertThat(told).hasMessage("THROTTLED").hasCause(cause);
        assertThat(told.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(told.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(told.platformError()).contains(said);
        assertThat(told.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void aFaultOfWhichNothingWasSaidHoldsNothing() {
        assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(Effect.NONE);
        assertThat(fault.platformError()).isEmpty();
        assertThat(fault.retryAfter()).isEmpty();
        assertThat(fault).hasNoCause();
    }
}
