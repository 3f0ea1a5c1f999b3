package io.deliverysettings.app;

import io.deliverysettings.application.fault.PortFault;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again, at once and then after each interval, but never twice at the same time. */
final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Vertx vertx;
    private final long timer;
    private final AtomicBoolean isUnderWay = new AtomicBoolean();
    private final AtomicBoolean isFailing = new AtomicBoolean();

    private <T> Rounds(
            Vertx vertx, String name, Duration interval, Supplier<CompletionStage<T>> work, Consumer<T> onResult) {
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(0, interval.toMillis(), tick -> {
            if (isUnderWay.compareAndSet(false, true)) {
                // Behind `thenCompose`, since work that throws must not be the last.
                CompletionStage<T> round =
                        CompletableFuture.<Void>completedStage(null).thenCompose(now -> work.get());
                round.whenComplete((result, failure) -> {
                    isUnderWay.set(false);
                    if (failure == null) {
                        recovered(name);
                        onResult.accept(result);
                    } else {
                        failed(name, failure);
                    }
                });
            }
        });
    }

    /** The name is what the log calls the work. */
    static <T> Rounds of(
            Vertx vertx, String name, Duration interval, Supplier<CompletionStage<T>> work, Consumer<T> onResult) {
        return new Rounds(vertx, name, interval, work, onResult);
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    /** Once for each time that it begins to fail, unless it is a bug. */
    private void failed(String name, Throwable failure) {
        boolean isFault = PortFault.in(failure).isPresent();
        if (!isFault) {
            LOG.error("{} has met a bug", name, failure);
        } else if (isFailing.compareAndSet(false, true)) {
            LOG.warn(
                    "{} cannot be done: {}",
                    name,
                    PortFault.in(failure).map(fault -> fault.kind().name()).orElse(""));
        }
    }

    private void recovered(String name) {
        if (isFailing.getAndSet(false)) {
            LOG.warn("{} can be done again", name);
        }
    }
}
