package io.deliverysettings.adapter.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.port.out.WaitingPort.Reason;
import io.deliverysettings.testkit.WaitingPortContract;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An adapter that follows nobody holds the contract. */
class UntracedWaitingAdapterTest implements WaitingPortContract {

    private final WaitingPort waiting = new UntracedWaitingAdapter();

    @Override
    public WaitingPort waiting() {
        return waiting;
    }

    @Test
    void itAddsNothingToAWait() {
        CompletableFuture<String> awaited = new CompletableFuture<>();

        assertThat(waiting.follow(Reason.TURN, awaited)).isSameAs(awaited);
    }
}
