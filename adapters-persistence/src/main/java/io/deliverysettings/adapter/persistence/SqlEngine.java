package io.deliverysettings.adapter.persistence;

import io.vertx.core.Future;
import java.util.function.Function;

/** A database that runs the statements of {@link SettingsRepository}. */
interface SqlEngine {

    /**
     * Does some work in one transaction. The work waits for nothing but the session's own futures.
     *
     * @param work what to do; when its future fails, nothing of it is done
     * @return completes on the caller's context, and not before the work is durable
     */
    <T> Future<T> write(Function<SqlSession, Future<T>> work);

    /**
     * Reads something with one statement.
     *
     * @param work what to do
     * @return completes on the caller's context
     */
    <T> Future<T> read(Function<SqlSession, Future<T>> work);

    /** Tells how much of what this kind of database has is in use. */
    void tell(StoreMetrics metrics);

    /** Ends what was begun and closes the connections. Closing twice does nothing more. */
    Future<Void> close();
}
