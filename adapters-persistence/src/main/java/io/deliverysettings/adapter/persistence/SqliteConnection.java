package io.deliverysettings.adapter.persistence;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a SQLite database. Its statements are done when {@link #run} returns, on the thread that calls it; they stay
 * prepared until the connection is closed.
 */
final class SqliteConnection implements SqlSession, AutoCloseable {

    private final Connection connection;
    private final Map<String, Prepared> statements = new HashMap<>();

    /**
     * A statement.
     *
     * @param columns where each column is, known from the first result on: before that, the driver fails to say that there are none
     */
    private record Prepared(PreparedStatement statement, Map<String, Integer> columns) {}

    private SqliteConnection(Connection connection) {
        this.connection = connection;
    }

    /** Opens a database that is there. */
    static SqliteConnection open(Path file) throws SQLException {
        SqliteConnection connection =
                new SqliteConnection(DriverManager.getConnection(url(file), withoutGeneratedKeys()));
        try {
            // Otherwise the driver tries to begin and to commit a transaction after every change, in case there is
            // none.
            // The one that it begins here is the last of its own.
            connection.connection.setAutoCommit(false);
            connection.execute("COMMIT");
            // Another process may hold the file for a moment: a backup that ends, somebody's sqlite3.
            connection.execute("PRAGMA busy_timeout = 5000");
            connection.execute("PRAGMA foreign_keys = ON");
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** Unless told not to, the driver asks for the id of the row after each statement that inserts one. */
    private static Properties withoutGeneratedKeys() {
        Properties properties = new Properties();
        properties.setProperty("jdbc.get_generated_keys", "false");
        return properties;
    }

    /** For drivers. As an address, since a plain name would be made when it is not there, and a {@code ?} in it taken apart. */
    static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?mode=rw";
    }

    @Override
    public Future<List<SqlRow>> run(String sql, @Nullable Object... arguments) {
        try {
            return Future.succeededFuture(query(sql, arguments));
        } catch (SQLException failure) {
            return Future.failedFuture(failure);
        }
    }

    void execute(String sql) throws SQLException {
        query(sql);
    }

    List<SqlRow> query(String sql, @Nullable Object... arguments) throws SQLException {
        Prepared prepared = prepared(sql);
        try {
            for (int i = 0; i < arguments.length; i++) {
                prepared.statement().setObject(i + 1, arguments[i]);
            }
            return prepared.statement().execute() ? rows(prepared) : List.of();
        } catch (SQLException failure) {
            // It may have stopped half-way, which would keep the transaction from ending.
            statements.remove(sql);
            prepared.statement().close();
            throw failure;
        }
    }

    private Prepared prepared(String sql) throws SQLException {
        Prepared known = statements.get(sql);
        if (known != null) {
            return known;
        }
        Prepared prepared = new Prepared(connection.prepareStatement(sql.replace('$', '?')), new HashMap<>());
        statements.put(sql, prepared);
        return prepared;
    }

    private static List<SqlRow> rows(Prepared prepared) throws SQLException {
        List<SqlRow> rows = new ArrayList<>();
        try (ResultSet results = prepared.statement().getResultSet()) {
            if (prepared.columns().isEmpty()) {
                number(results.getMetaData(), prepared.columns());
            }
            while (results.next()) {
                @Nullable
                Object[] values = new @Nullable Object[prepared.columns().size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = results.getObject(i + 1);
                }
                rows.add(column ->
                        values[Objects.requireNonNull(prepared.columns().get(column), column)]);
            }
        }
        return rows;
    }

    private static void number(ResultSetMetaData metaData, Map<String, Integer> columns) throws SQLException {
        for (int i = 0; i < metaData.getColumnCount(); i++) {
            columns.put(metaData.getColumnLabel(i + 1), i);
        }
    }

    /** Ends what is being done with it on another thread. */
    void interrupt() {
        try (Statement any = connection.createStatement()) {
            // The driver interrupts the connection, whichever statement is asked to.
            any.cancel();
        } catch (SQLException closed) {
            // Then nothing is being done with it.
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
