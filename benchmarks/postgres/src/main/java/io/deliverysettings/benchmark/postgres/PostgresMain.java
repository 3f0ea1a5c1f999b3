package io.deliverysettings.benchmark.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL that commits to the disk, until standard input ends, and so no longer than whoever started it. The role
 * {@code gateway} may log in without a password.
 *
 * <p>Argument: a directory for its data. It prints {@code ready: PORT PID}, the process being that of the server. Then each line of
 * standard input is a statement for its administrator, after the name of the database and a blank. The answer is one line: {@code ok}
 * and the first column of the first row if there is one, or {@code failed} and why.
 */
public final class PostgresMain {

    private PostgresMain() {}

    public static void main(String... arguments) throws IOException, SQLException {
        Path data = Path.of(arguments[0]);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                // It is made for tests, which lose nothing when power goes, and turns these off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                // What a database for nothing but this would be given.
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start()) {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                if (!"on".equals(first(statement, "SHOW fsync"))) {
                    throw new IllegalStateException("it does not flush its commits");
                }
                statement.execute("CREATE ROLE gateway LOGIN");
                statement.execute("CREATE EXTENSION pg_stat_statements");
            }
            String process = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            System.out.println("ready: " + server.getPort() + " " + process.strip());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int end = line.indexOf(' ');
                System.out.println(answer(server, line.substring(0, end), line.substring(end + 1)));
            }
        }
        System.exit(0);
    }

    private static String answer(EmbeddedPostgres server, String database, String sql) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            return ("ok " + first(statement, sql)).strip();
        } catch (SQLException failure) {
            return "failed " + String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        }
    }

    private static String first(Statement statement, String sql) throws SQLException {
        if (!statement.execute(sql)) {
            return "";
        }
        try (ResultSet rows = statement.getResultSet()) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
