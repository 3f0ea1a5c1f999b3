package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What became of a stage. */
final class Stages {

    private Stages() {}

    static <T> T outcome(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    static <R, V extends R> V outcome(CompletionStage<R> stage, Class<V> variant) {
        R result = outcome(stage);
        assertThat(result).isInstanceOf(variant);
        return variant.cast(result);
    }

    static Throwable failure(CompletionStage<?> stage) {
        try {
            throw new AssertionError("did not fail: " + outcome(stage));
        } catch (CompletionException failure) {
            return failure;
        }
    }

    static PortFault fault(CompletionStage<?> stage) {
        Throwable failure = failure(stage);
        return PortFault.in(failure).orElseThrow(() -> new AssertionError("not a fault", failure));
    }

    /** Asserts that a bug came out as a bug: no result, and nothing that passes for a fault of the surroundings. */
    static void assertFailedWithBug(CompletionStage<?> stage, RuntimeException bug) {
        Throwable failure = failure(stage);
        assertThat(PortFault.in(failure)).isEmpty();
        assertThat(failure).hasRootCause(bug);
    }
}
