package io.deliverysettings.adapter.persistence;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work that waits to be committed, and who waits for it. */
final class PendingWrite<T> {

    private final Function<SqlSession, Future<T>> work;
    private final Context context;
    private final Promise<T> promise = Promise.promise();
    private @Nullable Future<T> result;
    private @Nullable Future<List<SqlRow>> failure;

    PendingWrite(Function<SqlSession, Future<T>> work, Context context) {
        this.work = work;
        this.context = context;
    }

    /** For whoever waits; completes on the context. */
    Future<T> future() {
        return promise.future();
    }

    /**
     * Does the work within the transaction that is open. When it fails, it alone is undone.
     *
     * @throws SQLException when the whole transaction is lost
     */
    void attempt(SqliteConnection connection) throws SQLException {
        connection.execute("SAVEPOINT work");
        Future<T> attempt = done(connection);
        result = attempt;
        if (attempt.failed()) {
            undo(connection, attempt.cause());
        }
        connection.execute("RELEASE work");
    }

    /** Any failure must be told: whoever waits would wait for ever. */
    private Future<T> done(SqliteConnection connection) {
        try {
            Future<T> attempt = work.apply((sql, arguments) -> runUnlessOneFailed(connection, sql, arguments));
            return attempt.isComplete()
                    ? attempt
                    : Future.failedFuture(
                            new IllegalStateException("the work waits for something else than the session"));
        } catch (Throwable failure) {
            return Future.failedFuture(failure);
        }
    }

    /** A statement that fails may have ended the transaction; what is run after it would be committed alone. */
    private Future<List<SqlRow>> runUnlessOneFailed(
            SqliteConnection connection, String sql, @Nullable Object... arguments) {
        Future<List<SqlRow>> failed = failure;
        if (failed != null) {
            return failed;
        }
        Future<List<SqlRow>> rows = connection.run(sql, arguments);
        if (rows.failed()) {
            failure = rows;
        }
        return rows;
    }

    private static void undo(SqliteConnection connection, Throwable failure) throws SQLException {
        try {
            connection.execute("ROLLBACK TO work");
        } catch (SQLException alreadyUndone) {
            // A disk that is full, for one, ends the transaction as a whole.
            SQLException all = failure instanceof SQLException reason ? reason : alreadyUndone;
            if (all != alreadyUndone) {
                all.addSuppressed(alreadyUndone);
            }
            throw all;
        }
    }

    /** Tells what came of it, once it was attempted. */
    void answer() {
        Future<T> outcome = Objects.requireNonNull(result, "not attempted");
        context.runOnContext(ignored -> outcome.onComplete(promise));
    }

    /** Tells that nothing came of it. */
    void fail(Throwable failure) {
        result = Future.failedFuture(failure);
        answer();
    }
}
