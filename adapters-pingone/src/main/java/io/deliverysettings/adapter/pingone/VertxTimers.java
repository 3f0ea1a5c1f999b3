package io.deliverysettings.adapter.pingone;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

/** Timers of Vert.x. */
final class VertxTimers implements Timers {

    private final Vertx vertx;

    /** Nobody's: a verticle that is undeployed takes the timers of its contexts along, for whomever they are. */
    private final ContextInternal context;

    VertxTimers(Vertx vertx) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        // Rounded up, so that nobody wakes to find that it is not yet time.
        long millis = Math.max(1, delay.plusNanos(999_999).toMillis());
        long id = context.setTimer(millis, fired -> task.run());
        return () -> vertx.cancelTimer(id);
    }

    @Override
    public Executor here() {
        Context here = vertx.getOrCreateContext();
        return task -> here.runOnContext(ignored -> task.run());
    }
}
