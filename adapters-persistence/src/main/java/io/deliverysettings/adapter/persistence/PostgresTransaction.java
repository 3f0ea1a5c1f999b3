package io.deliverysettings.adapter.persistence;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that is begun together with what it reads first, which spares a turn to the server and back. Whatever may change
 * something waits until it is known to have begun: otherwise it would be committed alone.
 */
final class PostgresTransaction implements SqlSession {

    private final Future<Transaction> begun;
    private final SqlSession session;
    private boolean hasOnlyRead = true;

    private PostgresTransaction(Future<Transaction> begun, SqlSession session) {
        this.begun = begun;
        this.session = session;
    }

    /**
     * Does some work in a transaction.
     *
     * @param session runs statements on the connection
     * @return completes when the work is committed; fails when that, or the work, failed, and nothing is done then
     */
    static <T> Future<T> of(SqlConnection connection, SqlSession session, Function<SqlSession, Future<T>> work) {
        Future<Transaction> begun = connection.begin();
        // Behind `compose`, since what the work throws has to end the transaction too.
        return Future.<Void>succeededFuture()
                .compose(ready -> work.apply(new PostgresTransaction(begun, session)))
                .transform(done -> begun.compose(transaction -> done.succeeded()
                        ? transaction.commit().map(committed -> done.result())
                        : transaction.rollback().transform(undone -> Future.failedFuture(done.cause()))));
    }

    @Override
    public Future<List<SqlRow>> run(String sql, @Nullable Object... arguments) {
        hasOnlyRead = hasOnlyRead && sql.startsWith("SELECT");
        return hasOnlyRead ? session.run(sql, arguments) : begun.compose(ready -> session.run(sql, arguments));
    }
}
