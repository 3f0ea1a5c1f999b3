package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.port.out.WaitingPort.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link WaitingPort} has to hold. */
public interface WaitingPortContract {

    /**
     * The adapter under test.
     *
     * @return ready for use; the same throughout a test
     */
    WaitingPort waiting();

    /**
     * Follows a wait as a request does, if the adapter knows requests by where they are worked on.
     *
     * @param reason what is waited for
     * @param awaited ends when the wait does
     * @return what {@link #waiting()} returned there
     */
    default CompletionStage<String> followInARequest(Reason reason, CompletionStage<String> awaited) {
        return waiting().follow(reason, awaited);
    }

    /** What was waited for is what comes out, whatever it was. */
    @Test
    default void aWaitEndsWithTheValueThatWasWaitedFor() {
        for (Reason reason : Reason.values()) {
            CompletableFuture<String> awaited = new CompletableFuture<>();

            CompletableFuture<String> outside =
                    waiting().follow(reason, awaited).toCompletableFuture();
            CompletableFuture<String> inARequest =
                    followInARequest(reason, awaited).toCompletableFuture();
            assertThat(outside).as("%s", reason).isNotDone();
            assertThat(inARequest).as("%s", reason).isNotDone();
            awaited.complete("the value");

            assertThat(await(outside)).isEqualTo("the value");
            assertThat(await(inARequest)).isEqualTo("the value");
        }
    }

    /** A wait that is over already is no wait. */
    @Test
    default void whatIsThereAlreadyIsNotWaitedFor() {
        for (Reason reason : Reason.values()) {
            CompletionStage<String> there = CompletableFuture.completedStage("the value");

            assertThat(await(waiting().follow(reason, there).toCompletableFuture()))
                    .isEqualTo("the value");
            assertThat(await(followInARequest(reason, there).toCompletableFuture()))
                    .isEqualTo("the value");
        }
    }

    /** A failure stays what it is. */
    @Test
    default void aWaitFailsAsWhatWasWaitedForDoes() {
        IllegalStateException failure = new IllegalStateException("broken");
        for (Reason reason : Reason.values()) {
            CompletionStage<String> failed = CompletableFuture.failedStage(failure);

            assertThatThrownBy(() -> await(waiting().follow(reason, failed).toCompletableFuture()))
                    .isInstanceOf(CompletionException.class)
                    .hasCause(failure);
            assertThatThrownBy(() -> await(followInARequest(reason, failed).toCompletableFuture()))
                    .isInstanceOf(CompletionException.class)
                    .hasCause(failure);
        }
    }

    /** Several may wait for the same, and each gets it. */
    @Test
    default void manyMayWaitForTheSame() {
        CompletableFuture<String> awaited = new CompletableFuture<>();
        List<CompletableFuture<String>> waits = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> followInARequest(Reason.OTHER, awaited).toCompletableFuture())
                .toList();

        awaited.complete("the value");

        assertThat(waits).allSatisfy(wait -> assertThat(await(wait)).isEqualTo("the value"));
    }

    private static String await(CompletableFuture<String> wait) {
        return wait.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
