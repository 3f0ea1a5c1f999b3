package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.health.ComponentHealth.State;
import io.deliverysettings.application.port.out.HealthPort;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.testkit.HealthPortContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a store in PostgreSQL is, and what it tells of its connections. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresMetricsTest extends StoreFixture implements HealthPortContract {

    private static final int CONNECTIONS = 2;

    @SuppressWarnings("NullAway.Init")
    private PostgresServer server;

    @SuppressWarnings("NullAway.Init")
    private String database;

    @SuppressWarnings("NullAway.Init")
    private SettingsStoreAdapter store;

    private boolean isStopped;

    @BeforeAll
    void startServer(@TempDir Path directory) throws IOException, SQLException {
        server = PostgresServer.start(directory);
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        registry.clear();
        database = server.createDatabase();
        store = openedPostgres(withFewConnections(server.options(database)));
    }

    @Override
    public HealthPort health() {
        return store.health();
    }

    @Override
    public void breakDown() {
        try {
            server.stop();
        } catch (IOException notStopped) {
            throw new UncheckedIOException(notStopped);
        }
        isStopped = true;
    }

    /** Connections of before may be noticed to be broken one after the other. */
    @Override
    public void repair() {
        startAgain();
        assertThat(Stream.generate(this::now).limit(100).anyMatch(ComponentHealth.up()::equals))
                .isTrue();
    }

    @AfterEach
    void startAgain() {
        if (isStopped) {
            isStopped = false;
            try {
                server.startAgain();
            } catch (IOException notStarted) {
                throw new UncheckedIOException(notStarted);
            }
        }
    }

    @Test
    void aServerThatIsAwayIsDown() {
        breakDown();

        assertThat(now().state()).isEqualTo(State.DOWN);
    }

    @Test
    void aStoreThatIsClosedIsDown() {
        await(store.close());

        for (int i = 0; i < 2; i++) {
            assertThat(now().state()).isEqualTo(State.DOWN);
        }
    }

    @Test
    void aServerThatIsCutOffIsDownLongBeforeAnybodyLosesPatience() throws Exception {
        InterruptibleProxy network = await(InterruptibleProxy.to(vertx, server.port()));
        SettingsStoreAdapter remote = openedPostgres(PostgresServer.options(database, network.port()));
        assertThat(await(remote.health().health())).isEqualTo(ComponentHealth.up());

        network.cut();
        long start = System.nanoTime();
        assertThat(await(remote.health().health()).state()).isEqualTo(State.DOWN);

        assertThat(System.nanoTime() - start)
                .isLessThan(PostgresLimits.USUAL.call().toNanos());
    }

    @Test
    void connectionsAreInUseOrWaitedForUntilTheCallsAreOver() throws Exception {
        List<CompletionStage<Beginning>> calls;
        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE operations IN EXCLUSIVE MODE");
            calls = Stream.generate(() -> StoreUse.begin(store, StoreUse.fresh()))
                    .limit(5)
                    .toList();

            eventually(PostgresEngine.IN_USE, CONNECTIONS);
            eventually(PostgresEngine.WAITING, 3);
            assertThat(gauge(PostgresEngine.CONNECTIONS)).isEqualTo(CONNECTIONS);
            assertThat(gauge(PostgresEngine.MOST_CONNECTIONS)).isEqualTo(CONNECTIONS);
            other.rollback();
        }
        calls.forEach(StoreFixture::await);

        eventually(PostgresEngine.IN_USE, 0);
        eventually(PostgresEngine.WAITING, 0);
        assertThat(gauge(StoreMetrics.ACTIVE)).isZero();
    }

    @Test
    void whoGetsNoConnectionWaitsNoMore() throws Exception {
        await(store.close());
        for (int i = 0; i < 3; i++) {
            fault(store.find(StoreUse.fresh()));
        }

        assertThat(gauge(PostgresEngine.WAITING)).isZero();
        assertThat(gauge(PostgresEngine.IN_USE)).isZero();
    }

    @Test
    void whatIsOpenIsLookedUpInTheStore() throws InterruptedException {
        eventually(StoreMetrics.OPEN_OPERATIONS, 0);
        eventually(StoreMetrics.OPEN_CHANGES, 0);
    }

    private ComponentHealth now() {
        return await(health().health());
    }

    private static PostgresStoreOptions withFewConnections(PostgresStoreOptions options) {
        return new PostgresStoreOptions(options.url(), options.user(), options.password(), CONNECTIONS);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private void eventually(String name, double value) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (gauge(name) != value && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(gauge(name)).as(name).isEqualTo(value);
    }
}
