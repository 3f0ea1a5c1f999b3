package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotOpen;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL store opens when the database is this program's; otherwise it says what is wrong. */
class PostgresOpeningTest extends StoreFixture {

    @SuppressWarnings("NullAway.Init")
    private PostgresServer server;

    @SuppressWarnings("NullAway.Init")
    private String database;

    @SuppressWarnings("NullAway.Init")
    private PostgresStoreOptions options;

    @BeforeAll
    void startServer(@TempDir Path directory) throws IOException, SQLException {
        server = PostgresServer.start(directory);
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        database = server.createDatabase();
        options = server.options(database);
    }

    @Test
    void severalGatewaysMakeTheTablesOfOneNewDatabase() {
        List<Future<SettingsStoreAdapter>> openings = Stream.generate(
                        () -> SettingsStoreAdapter.openPostgres(vertx, options, registry))
                .limit(4)
                .toList();

        List<SettingsStoreAdapter> stores = openings.stream().map(this::opened).toList();

        EnvironmentId environment = StoreUse.fresh();
        await(StoreUse.configure(stores.get(0), environment, "kept"));
        assertThat(await(stores.get(3).find(environment))).isPresent();
    }

    @Test
    void anotherGatewayThatOpensLeavesTheLeasesOfTheOthers() {
        EnvironmentId environment = StoreUse.fresh();
        await(StoreUse.begin(openedPostgres(options), environment));

        SettingsStoreAdapter other = openedPostgres(options);

        assertThat(await(other.abandoned(10))).isEmpty();
        assertThat(await(other.takeOver(environment, StoreUse.LEASE))).isEmpty();
    }

    /** The server of these tests does not flush commits unless it is asked to, and neither may somebody else's. */
    @Test
    void everyCommitIsFlushedWhateverTheServerUsuallyDoes() throws SQLException {
        server.execute(database, "ALTER ROLE " + PostgresServer.USER + " SET synchronous_commit = off");
        PostgresEngine engine = await(PostgresEngine.open(vertx, options, PostgresLimits.USUAL));

        List<SqlRow> rows = await(engine.read(session -> session.run("SHOW synchronous_commit")));

        assertThat(rows.get(0).text("synchronous_commit")).isEqualTo("on");
        await(engine.close());
    }

    @Test
    void aDatabaseThatIsAwayIsNamed() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        CannotOpen refusal = refusalOf(PostgresServer.options("settings", free));

        assertThat(refusal)
                .hasMessageContaining("postgresql://localhost:" + free + "/settings")
                .hasMessageContaining("refused");
    }

    @Test
    void aPasswordThatIsWrongIsSaidAndNotShown() {
        Secret wrong = Secret.of("a-wrong-password-that-must-not-show");
        try (CapturedLog log = CapturedLog.from(Level.TRACE)) {
            CannotOpen refusal =
                    refusalOf(PostgresStoreOptions.forDatabase(options.url(), options.user(), Optional.of(wrong)));

            assertThat(refusal).hasMessageContaining("password authentication failed for user \"gateway\"");
            assertThat(refusal).hasStackTraceContaining("password").message().doesNotContain("must-not-show");
            openedPostgres(options);
            assertThat(log.text()).doesNotContain("must-not-show");
        }
    }

    @Test
    void aMissingPasswordIsSaid() {
        assertThat(refusalOf(PostgresStoreOptions.forDatabase(options.url(), options.user(), Optional.empty())))
                .hasMessageContaining("password");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        assertThat(refusalOf(server.options("nowhere"))).hasMessageContaining("database \"nowhere\" does not exist");
    }

    @Test
    void whereNoEncryptionIsOfferedNoneIsDoneWithoutWhenItIsRequired() {
        for (String mode : List.of("require", "verify-ca", "verify-full")) {
            assertThat(refusalOf(PostgresStoreOptions.forDatabase(
                            URI.create(options.url() + "?sslmode=" + mode), options.user(), options.password())))
                    .hasMessageContaining("SSL");
        }
        for (String mode : List.of("disable", "prefer")) {
            openedPostgres(PostgresStoreOptions.forDatabase(
                    URI.create(options.url() + "?sslmode=" + mode), options.user(), options.password()));
        }
    }

    @Test
    void aDatabaseOfSomethingElseIsLeftAlone() throws SQLException {
        server.execute(database, "CREATE TABLE theirs (id BIGINT)");

        assertThat(refusalOf(options)).hasMessageContaining("non-empty schema");
    }

    @Test
    void aNewerDatabaseIsRefused() throws SQLException {
        await(openedPostgres(options).close());
        server.execute(
                database,
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success)"
                        + " VALUES (99, '99', 'to come', 'SQL', 'V99__to_come.sql', 1, '', 1, true)");

        assertThat(refusalOf(options))
                .hasMessageContaining("is newer than this program")
                .hasMessageContaining("99");
    }

    @Test
    void aDatabaseWithOtherTablesIsRefused() throws SQLException {
        await(openedPostgres(options).close());
        server.execute(database, "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");

        assertThat(refusalOf(options)).hasMessageContaining("was made by another build");
    }

    @Test
    void openingAlarmsNobody() {
        try (CapturedLog log = CapturedLog.from(Level.WARN)) {
            await(openedPostgres(options).close());
            openedPostgres(options);

            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void afterItWasClosedAStoreIsUnavailable() {
        SettingsStoreAdapter store = openedPostgres(options);
        await(store.close());
        await(store.close());

        assertThat(fault(store.find(StoreUse.fresh()))).isNotNull();
        assertThat(fault(StoreUse.begin(store, StoreUse.fresh()))).isNotNull();
    }

    private CannotOpen refusalOf(PostgresStoreOptions refused) {
        return refusal(SettingsStoreAdapter.openPostgres(vertx, refused, registry));
    }
}
