package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended.Recorded;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.testkit.StoreSamples;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When PostgreSQL is away every call ends with a fault, and when it is back the same adapter goes on. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresOutageTest extends StoreFixture {

    private static final PostgresLimits IMPATIENT_SERVER =
            new PostgresLimits(Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final PostgresLimits IMPATIENT_CALLER =
            new PostgresLimits(Duration.ofSeconds(3), Duration.ofMinutes(1), Duration.ofSeconds(3));

    private static final PostgresLimits SOON_IMPATIENT_CALLER =
            new PostgresLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));

    /** What a client of PostgreSQL sends before it closes a connection. */
    private static final Buffer TERMINATE = Buffer.buffer("X").appendInt(4);

    @SuppressWarnings("NullAway.Init")
    private PostgresServer server;

    @SuppressWarnings("NullAway.Init")
    private String database;

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
    }

    @Test
    void whenTheServerIsAwayCallsFailAndWhenItIsBackTheyDoNot() throws IOException {
        SettingsStoreAdapter store = openedPostgres(server.options(database));
        EnvironmentId environment = StoreUse.fresh();
        Turn turn = StoreUse.turn(await(StoreUse.begin(store, environment)));

        try (CapturedLog log = CapturedLog.from(Level.INFO)) {
            server.stop();
            for (int i = 0; i < 3; i++) {
                assertUnavailable(store.find(environment), Effect.NONE);
                assertUnavailable(StoreUse.begin(store, StoreUse.fresh()), Effect.NONE);
                assertUnavailable(store.end(turn, StoreSamples.applied(StoreSamples.settings())), Effect.UNKNOWN);
            }
            server.startAgain();

            assertThat(await(store.end(turn, StoreSamples.applied(StoreSamples.settings()))))
                    .isInstanceOf(Recorded.class);
            assertThat(await(store.find(environment))).isPresent();
            assertThat(log.linesOfTheStore())
                    .doesNotHaveDuplicates()
                    .anyMatch(line -> line.startsWith("WARN the store cannot be read: "))
                    .anyMatch(line -> line.startsWith("WARN the store cannot be written: "))
                    .contains("WARN the store can be read again", "WARN the store can be written again");
        }
    }

    @Test
    void aTransactionWhoseConnectionBreaksIsUndone() throws SQLException {
        SettingsStoreAdapter store = openedPostgres(server.options(database));
        EnvironmentId environment = StoreUse.fresh();

        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE operations IN EXCLUSIVE MODE");
            CompletionStage<Beginning> begin = StoreUse.begin(store, environment);
            server.terminateWhoeverWaitsForALock(database);

            assertUnavailable(begin, Effect.NONE);
            other.rollback();
        }

        assertThat(await(StoreUse.begin(store, environment))).isInstanceOf(Beginning.Begun.class);
        assertThat(await(store.find(environment))).isEmpty();
    }

    @Test
    void aLockThatIsNotGivenUpIsWaitedForOnlySoLong() throws SQLException {
        SettingsStoreAdapter store = openedPostgres(server.options(database), IMPATIENT_SERVER);
        EnvironmentId environment = StoreUse.fresh();

        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE operations IN EXCLUSIVE MODE");

            assertUnavailable(StoreUse.begin(store, environment), Effect.NONE);
            other.rollback();
        }

        assertThat(await(StoreUse.begin(store, environment))).isInstanceOf(Beginning.Begun.class);
    }

    @Test
    void whenTheServerIsCutOffCallsFailAndAfterwardsTheyDoNot() {
        InterruptibleProxy network = await(InterruptibleProxy.to(vertx, server.port()));
        SettingsStoreAdapter store =
                openedPostgres(onOneConnection(PostgresServer.options(database, network.port())), IMPATIENT_CALLER);
        EnvironmentId environment = StoreUse.fresh();
        await(store.find(environment));

        network.cut();
        for (int i = 0; i < 3; i++) {
            assertUnavailable(store.find(environment), Effect.NONE);
            assertUnavailable(StoreUse.begin(store, environment), Effect.NONE);
        }
        network.mend();

        assertThat(await(recovered(store, environment))).isInstanceOf(Recorded.class);
    }

    /** Connections that were cut off are still given up one after the other when new ones can be made again. */
    private CompletionStage<?> recovered(SettingsStoreAdapter store, EnvironmentId environment) {
        return StoreUse.configure(store, environment, "recovered")
                .handle((ended, failure) ->
                        failure == null ? CompletableFuture.completedStage(ended) : recovered(store, environment))
                .thenCompose(stage -> stage);
    }

    @Test
    void aTransactionThatIsNotBegunChangesNothing() {
        InterruptibleProxy network = await(InterruptibleProxy.to(vertx, server.port()));
        SettingsStoreAdapter store = openedPostgres(onOneConnection(PostgresServer.options(database, network.port())));
        EnvironmentId known = StoreUse.fresh();
        await(StoreUse.configure(store, known, "known"));
        EnvironmentId unknown = StoreUse.fresh();

        network.garble("BEGIN", "BEGUN");
        assertUnavailable(StoreUse.begin(store, known), Effect.NONE);
        assertUnavailable(StoreUse.begin(store, unknown), Effect.NONE);
        network.mend();

        assertThat(await(store.credentials(Optional.empty(), 10))).hasSize(1);
        assertThat(await(StoreUse.begin(store, known))).isInstanceOf(Beginning.Begun.class);
        assertThat(await(StoreUse.begin(store, unknown))).isInstanceOf(Beginning.Begun.class);
    }

    /** The other way round it could be ended while somebody is being given it. */
    @Test
    void aConnectionThatIsNotUsedIsGivenUpBeforeTheNetworkEndsIt() throws InterruptedException {
        InterruptibleProxy network = await(InterruptibleProxy.to(vertx, server.port()));
        SettingsStoreAdapter store = openedPostgres(
                onOneConnection(PostgresServer.options(database, network.port())), SOON_IMPATIENT_CALLER);
        int before = network.lastWords().size();
        await(store.find(StoreUse.fresh()));

        while (network.lastWords().size() == before) {
            Thread.sleep(10);
        }

        assertThat(network.lastWords().get(before)).isEqualTo(TERMINATE);
    }

    @Test
    void morePeopleThanThereAreConnectionsAllGetTheirTurn() {
        SettingsStoreAdapter store = openedPostgres(onOneConnection(server.options(database)));

        List<CompletionStage<Beginning>> begun = Stream.generate(() -> StoreUse.begin(store, StoreUse.fresh()))
                .limit(50)
                .toList();

        begun.forEach(beginning -> assertThat(await(beginning)).isInstanceOf(Beginning.Begun.class));
    }

    private static PostgresStoreOptions onOneConnection(PostgresStoreOptions options) {
        return new PostgresStoreOptions(options.url(), options.user(), options.password(), 1);
    }

    private static void assertUnavailable(CompletionStage<?> call, Effect effect) {
        var fault = fault(call);
        assertThat(fault.kind()).isEqualTo(Kind.STORE_UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(effect);
    }
}
