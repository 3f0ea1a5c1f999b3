package io.deliverysettings.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Tells how many rows an embedded store has, and what they take, while its gateway runs. A process of its own, with the application's
 * own driver on its class path and the file as argument; it prints one line: the bytes of the database as they are once its log has
 * been copied into it, the rows of all tables that hold data, and those of changes that were made.
 */
final class StoreRows {

    private static final String SIZE = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
    private static final String ROWS =
            "SELECT (SELECT count(*) FROM environments) + (SELECT count(*) FROM credentials) + (SELECT count(*) FROM history)";
    private static final String CHANGES = "SELECT count(*) FROM history WHERE action <> 'OBSERVE'";

    private StoreRows() {}

    public static void main(String... arguments) throws SQLException {
        StringBuilder line = new StringBuilder("rows:");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
            for (String sql : List.of(SIZE, ROWS, CHANGES)) {
                try (ResultSet result = statement.executeQuery(sql)) {
                    result.next();
                    line.append(' ').append(result.getLong(1));
                }
            }
        }
        System.out.println(line);
    }
}
