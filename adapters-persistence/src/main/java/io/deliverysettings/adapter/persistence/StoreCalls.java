package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.fault.PortFault.Effect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way from a port's method to the database: onto a context, into a transaction, and back as a value or a fault. */
final class StoreCalls {

    /** Shorter than the patience of those who ask for the health of all parts. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Vertx vertx;
    private final SqlEngine engine;
    private final StoreMetrics metrics;
    private final StoreHealth reading = new StoreHealth("read");
    private final StoreHealth writing = new StoreHealth("written");
    private @Nullable Future<Void> looking;

    StoreCalls(Vertx vertx, SqlEngine engine, StoreMetrics metrics) {
        this.vertx = vertx;
        this.engine = engine;
        this.metrics = metrics;
    }

    <T extends @Nullable Object> CompletionStage<T> read(String name, Function<SqlSession, Future<T>> work) {
        return StageBridge.onContext(
                vertx, () -> metrics.watch(name, () -> reading.watch(engine.read(work), Effect.NONE)));
    }

    <T extends @Nullable Object> CompletionStage<T> write(String name, Function<SqlSession, Future<T>> work) {
        return write(name, Effect.NONE, work, done -> {});
    }

    /**
     * A write of which there is something to count.
     *
     * @param effect what a fault has to say of what may have been done
     * @param onDone told what has come of it once it is durable
     */
    <T extends @Nullable Object> CompletionStage<T> write(
            String name, Effect effect, Function<SqlSession, Future<T>> work, Consumer<? super T> onDone) {
        return StageBridge.onContext(
                vertx,
                () -> metrics.watch(
                        name, () -> writing.watch(engine.write(work), effect).onSuccess(onDone::accept)));
    }

    /** Whether the store answers soon. However many ask, there is one look under way at a time. */
    CompletionStage<Boolean> look() {
        return StageBridge.onContext(vertx, () -> soon(oneLook()));
    }

    /** Whether it could be written to when that was last tried. */
    boolean isWritable() {
        return writing.isWell();
    }

    /** What is open in the store; asks it now. */
    Future<OpenWork.Found> openWork() {
        return engine.read(session -> session.run(Statements.OPEN_WORK).map(rows -> OpenWork.Found.of(rows.get(0))));
    }

    /** A look that the store leaves unanswered keeps its connection for a while; another one would take a second. */
    private synchronized Future<Void> oneLook() {
        Future<Void> look = looking;
        if (look == null || look.isComplete()) {
            // Behind `compose`, since what is thrown is no answer either.
            look = Future.<Void>succeededFuture()
                    .compose(ready -> engine.read(session -> session.run(Statements.LOOK)))
                    .mapEmpty();
            looking = look;
        }
        return look;
    }

    /** Of its own for each who asks: a look that began long ago has little time left. */
    private static Future<Boolean> soon(Future<Void> look) {
        return look.timeout(LOOK.toMillis(), TimeUnit.MILLISECONDS)
                .transform(answer -> Future.succeededFuture(answer.succeeded()));
    }

    CompletionStage<Void> close() {
        // From now on it is no news that the store cannot be used.
        reading.stop();
        writing.stop();
        return StageBridge.onContext(vertx, engine::close);
    }
}
