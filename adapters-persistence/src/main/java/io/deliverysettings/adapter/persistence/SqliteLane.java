package io.deliverysettings.adapter.persistence;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A thread with a connection that nobody else uses. A connection that broke is opened again when the next one asks for it. */
final class SqliteLane {

    /** Opens the connection, on the lane's thread. */
    @FunctionalInterface
    interface Opener {
        SqliteConnection open() throws SQLException;
    }

    /** Worker executors of the same name share their thread. */
    private static final AtomicLong LANES = new AtomicLong();

    private final WorkerExecutor thread;
    private final Opener opener;
    private @Nullable SqliteConnection connection;
    private boolean closed;

    SqliteLane(Vertx vertx, String name, Opener opener) {
        this.thread = vertx.createSharedWorkerExecutor("store-" + name + "-" + LANES.incrementAndGet(), 1);
        this.opener = opener;
    }

    /** Does something on the lane's thread. */
    Future<Void> execute(Runnable work) {
        return submitted(() -> {
            work.run();
            return Future.succeededFuture();
        });
    }

    /** Does something with the connection, on the lane's thread. */
    <T> Future<T> run(Function<SqliteConnection, Future<T>> work) {
        return submitted(() -> work.apply(connection()));
    }

    private <T> Future<T> submitted(Callable<Future<T>> work) {
        try {
            return thread.executeBlocking(work, false).compose(result -> result);
        } catch (RejectedExecutionException threadIsGone) {
            return Future.failedFuture(new SQLException("the store is closed", threadIsGone));
        }
    }

    /** The connection; for the lane's thread only. */
    SqliteConnection connection() throws SQLException {
        if (closed) {
            throw new SQLException("the store is closed");
        }
        SqliteConnection open = connection;
        if (open == null) {
            open = opener.open();
            connection = open;
        }
        return open;
    }

    /** Closes the connection, so that the next one who asks gets another; for the lane's thread only. */
    void discard() {
        SqliteConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException broken) {
                // It is given up because it broke; that it does not close properly is no news.
            }
        }
    }

    /** Closes the connection for good after everything that was given to the lane before. */
    Future<Void> close(Runnable lastWork) {
        return execute(() -> {
                    lastWork.run();
                    discard();
                    closed = true;
                })
                .eventually(thread::close);
    }
}
