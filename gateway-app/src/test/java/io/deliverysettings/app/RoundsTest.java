package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Duration SHORT = Duration.ofMillis(5);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void workThatThrowsOrFailsIsDoneAgain() throws Exception {
        CompletableFuture<Integer> done = new CompletableFuture<>();

        Rounds.of(
                vertx,
                "working",
                SHORT,
                () -> switch (begun.incrementAndGet()) {
                    case 1 -> throw new IllegalStateException("bug");
                    case 2 ->
                        CompletableFuture.failedStage(
                                new PortFault(PortFault.Kind.STORE_UNAVAILABLE, PortFault.Effect.NONE));
                    default -> CompletableFuture.completedStage(begun.get());
                },
                done::complete);

        assertThat(done.get(10, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void aRoundBeginsOnlyWhenTheOneBeforeIsOver() throws Exception {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<Integer> told = new CompletableFuture<>();
        Rounds.of(
                vertx,
                "working",
                SHORT,
                () -> begun.incrementAndGet() == 1 ? first : CompletableFuture.completedStage(begun.get()),
                told::complete);
        // Many intervals later.
        vertx.timer(100).await(10, TimeUnit.SECONDS);

        assertThat(begun).hasValue(1);
        first.complete(1);
        assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        Eventually.get(begun::get, count -> count > 1);
    }

    @Test
    void whatIsStoppedIsNotDoneAgain() throws Exception {
        Rounds rounds = Rounds.of(
                vertx, "working", SHORT, () -> CompletableFuture.completedStage(begun.incrementAndGet()), unseen -> {});
        Eventually.get(begun::get, count -> count > 1);
        rounds.stop();
        vertx.timer(50).await(10, TimeUnit.SECONDS);
        int before = begun.get();
        vertx.timer(50).await(10, TimeUnit.SECONDS);

        assertThat(begun).hasValue(before);
    }
}
