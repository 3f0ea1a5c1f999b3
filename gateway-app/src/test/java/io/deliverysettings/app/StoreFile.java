package io.deliverysettings.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The file of an embedded store, as somebody with another program sees and changes it. */
final class StoreFile {

    private final String url;

    private StoreFile(Path file) {
        this.url = "jdbc:sqlite:" + file;
    }

    static StoreFile in(Path data) {
        return new StoreFile(data.resolve("store.db"));
    }

    static StoreFile at(Path file) {
        return new StoreFile(file);
    }

    /** Changes rows; fails when there is none to change. */
    void change(String sql, String... arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = prepared(connection, sql, arguments)) {
            if (statement.executeUpdate() == 0) {
                throw new AssertionError("nothing changed: " + sql);
            }
        }
    }

    /** The texts of the first column. */
    List<String> texts(String sql, String... arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = prepared(connection, sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, String... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setString(i + 1, arguments[i]);
        }
        return statement;
    }
}
