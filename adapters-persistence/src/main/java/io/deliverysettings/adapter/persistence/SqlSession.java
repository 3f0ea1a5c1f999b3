package io.deliverysettings.adapter.persistence;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements one after the other, in one transaction where the engine was asked to write. A statement that needs nothing
 * of what those before it return is given without waiting for them, which spares a turn to the server and back. After one that
 * failed none has any effect.
 */
interface SqlSession {

    /**
     * Runs a statement.
     *
     * @param sql with {@code $1}, {@code $2} … for the arguments, and no other dollar sign
     * @param arguments of type {@link String} or {@link Long}, or null
     * @return the rows of a query or of what a change returns; otherwise none
     */
    Future<List<SqlRow>> run(String sql, @Nullable Object... arguments);
}
