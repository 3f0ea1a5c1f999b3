package io.deliverysettings.adapter.persistence;

import io.deliverysettings.domain.secret.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL, with a user that has to give a password. */
final class PostgresServer implements AutoCloseable {

    static final String USER = "gateway";
    static final Secret PASSWORD = Secret.of("a-password-that-must-not-show");

    private static final String WHO_WAITS_FOR_A_LOCK =
            " FROM pg_stat_activity WHERE usename = '" + USER + "' AND wait_event_type = 'Lock'";

    private final AtomicInteger databases = new AtomicInteger();
    private final Path dataDirectory;
    private EmbeddedPostgres server;

    private PostgresServer(Path dataDirectory, EmbeddedPostgres server) {
        this.dataDirectory = dataDirectory;
        this.server = server;
    }

    static PostgresServer start(Path dataDirectory) throws IOException, SQLException {
        PostgresServer started = new PostgresServer(dataDirectory, run(dataDirectory, 0));
        started.execute("postgres", "CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD.reveal() + "'");
        started.askForThePassword();
        return started;
    }

    /** As it is made, the server lets everybody in. */
    private void askForThePassword() throws IOException, SQLException {
        Path rules = dataDirectory.resolve("pg_hba.conf");
        String rule = "host all " + USER + " all scram-sha-256\n";
        Files.writeString(rules, rule + Files.readString(rules));
        execute("postgres", "SELECT pg_reload_conf()");
    }

    private static EmbeddedPostgres run(Path dataDirectory, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(dataDirectory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("password_encryption", "scram-sha-256")
                .start();
    }

    /** Another database, with nothing in it. */
    String createDatabase() throws SQLException {
        String name = "settings_" + databases.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name + " OWNER " + USER);
        return name;
    }

    int port() {
        return server.getPort();
    }

    PostgresStoreOptions options(String database) {
        return options(database, port());
    }

    static PostgresStoreOptions options(String database, int port) {
        return PostgresStoreOptions.forDatabase(
                URI.create("postgresql://localhost:" + port + "/" + database), USER, Optional.of(PASSWORD));
    }

    /** For its administrator. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port() + "/" + database + "?user=postgres");
    }

    void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns when at least so many statements of the gateway's user wait for a lock. */
    void untilSoManyWaitForALock(String database, int many) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            int waiting = 0;
            while (waiting < many) {
                try (ResultSet found = statement.executeQuery("SELECT count(*)" + WHO_WAITS_FOR_A_LOCK)) {
                    found.next();
                    waiting = found.getInt(1);
                }
            }
        }
    }

    void terminateWhoeverWaitsForALock(String database) throws SQLException {
        untilSoManyWaitForALock(database, 1);
        execute(database, "SELECT pg_terminate_backend(pid)" + WHO_WAITS_FOR_A_LOCK);
    }

    void stop() throws IOException {
        server.close();
    }

    void startAgain() throws IOException {
        server = run(dataDirectory, server.getPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
