package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.fault.PortFault.Effect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way from a port's method to the database: onto a context, into a transaction, and back as a value or a fault. */
final class StoreCalls {

    private final Vertx vertx;
    private final SqlEngine engine;
    private final StoreHealth reading = new StoreHealth("read");
    private final StoreHealth writing = new StoreHealth("written");

    StoreCalls(Vertx vertx, SqlEngine engine) {
        this.vertx = vertx;
        this.engine = engine;
    }

    <T extends @Nullable Object> CompletionStage<T> read(Function<SqlSession, Future<T>> work) {
        return StageBridge.onContext(vertx, () -> reading.watch(engine.read(work), Effect.NONE));
    }

    <T extends @Nullable Object> CompletionStage<T> write(Function<SqlSession, Future<T>> work) {
        return write(Effect.NONE, work);
    }

    /** A write of which a fault has to say that something may have been done. */
    <T extends @Nullable Object> CompletionStage<T> write(Effect effect, Function<SqlSession, Future<T>> work) {
        return StageBridge.onContext(vertx, () -> writing.watch(engine.write(work), effect));
    }

    CompletionStage<Void> close() {
        // From now on it is no news that the store cannot be used.
        reading.stop();
        writing.stop();
        return StageBridge.onContext(vertx, engine::close);
    }
}
