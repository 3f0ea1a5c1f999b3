package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended.Recorded;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.testkit.StoreSamples;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the disk does not do its part every call ends with a fault, nothing acknowledged is lost, and later the same adapter goes on. */
class EmbeddedFaultTest extends StoreFixture {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedEngine engine;

    @SuppressWarnings("NullAway.Init")
    private SettingsStoreAdapter store;

    @BeforeEach
    void open() {
        engine = engine(directory);
        store = new SettingsStoreAdapter(vertx, engine, Dialect.SQLITE, registry);
    }

    @Test
    void whenTheDiskIsFullWritesFailAndWhenThereIsRoomAgainTheyDoNot() {
        EnvironmentId environment = StoreUse.fresh();
        await(StoreUse.configure(store, environment, "kept"));
        Optional<Kept> kept = await(store.find(environment));
        Turn turn = StoreUse.turn(await(StoreUse.begin(store, environment)));

        limitTheDisk("1");
        PortFault fault = fault(store.end(turn, StoreSamples.applied(large())));

        assertThat(fault.kind()).isEqualTo(Kind.STORE_UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(fault).hasStackTraceContaining("SQLITE_FULL");
        assertThat(await(store.find(environment))).isEqualTo(kept);

        limitTheDisk("1000000");
        assertThat(await(store.end(turn, StoreSamples.applied(large())))).isInstanceOf(Recorded.class);
        assertThat(await(store.history(environment, Optional.empty(), 10))).hasSize(2);
    }

    @Test
    void whoComesAfterTheCloseIsToldSoAndTheLogIsNot() {
        try (CapturedLog log = CapturedLog.from(Level.INFO)) {
            await(store.close());

            assertThat(fault(store.find(StoreUse.fresh())).kind()).isEqualTo(Kind.STORE_UNAVAILABLE);
            assertThat(fault(StoreUse.begin(store, StoreUse.fresh())).kind()).isEqualTo(Kind.STORE_UNAVAILABLE);

            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void whenTheDiskIsFullWhatHadItsPlaceBeforeIsNotLost() {
        List<EnvironmentId> environments =
                Stream.generate(StoreUse::fresh).limit(100).toList();
        limitTheDisk("1");

        List<EnvironmentId> acknowledged =
                environments.stream().filter(this::isAcknowledged).toList();

        assertThat(acknowledged).isNotEmpty().hasSizeLessThan(environments.size());
        limitTheDisk("1000000");
        for (EnvironmentId environment : acknowledged) {
            assertThat(await(store.history(environment, Optional.empty(), 10))).hasSize(1);
        }
    }

    private boolean isAcknowledged(EnvironmentId environment) {
        try {
            await(StoreUse.configure(store, environment, "kept"));
            return true;
        } catch (CompletionException full) {
            assertThat(PortFault.in(full)).isPresent();
            return false;
        }
    }

    @Test
    void aFaultOfAnythingButAnEndHasNoEffect() {
        limitTheDisk("1");

        List<PortFault> faults = Stream.generate(() -> StoreUse.begin(store, StoreUse.fresh()))
                .limit(100)
                .map(beginning -> await(beginning.handle((begun, failure) -> Optional.ofNullable(failure))))
                .flatMap(Optional::stream)
                .map(failure -> PortFault.in(failure).orElseThrow())
                .toList();

        assertThat(faults).isNotEmpty().allMatch(fault -> fault.effect() == Effect.NONE);
    }

    @Test
    void aLockOfSomebodyElseThatIsNotGivenUpIsAFault() throws SQLException {
        await(engine.onWriter(session -> session.run("PRAGMA busy_timeout = 100")));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThat(fault(StoreUse.begin(store, StoreUse.fresh()))).hasStackTraceContaining("SQLITE_BUSY");
            statement.execute("ROLLBACK");
        }
        await(StoreUse.begin(store, StoreUse.fresh()));
    }

    @Test
    void aRecordThatCannotBeReadIsAFaultAndNothingElseIsAffected() {
        EnvironmentId damaged = StoreUse.fresh();
        EnvironmentId other = StoreUse.fresh();
        await(StoreUse.configure(store, damaged, "damaged"));
        await(StoreUse.configure(store, other, "whole"));

        for (String sql : List.of(
                "UPDATE environments SET settings = '{\"half\":' WHERE environment_id = $1",
                "UPDATE environments SET settings = '{}' WHERE environment_id = $1",
                "UPDATE environments SET settings = 'null' WHERE environment_id = $1",
                "UPDATE environments SET settings = NULL, confirmed_at = 'yesterday' WHERE environment_id = $1")) {
            await(engine.write(session -> session.run(sql, damaged.toString())));

            assertThat(fault(store.find(damaged)).kind()).as(sql).isEqualTo(Kind.STORE_UNAVAILABLE);
            assertThat(await(store.find(other))).isPresent();
        }
    }

    @Test
    void anOutageIsLoggedOnceAndItsEndToo() {
        EnvironmentId environment = StoreUse.fresh();
        Turn turn = StoreUse.turn(await(StoreUse.begin(store, environment)));
        try (CapturedLog log = CapturedLog.from(Level.INFO)) {
            limitTheDisk("1");
            for (int i = 0; i < 5; i++) {
                fault(store.end(turn, StoreSamples.applied(large())));
                await(store.find(environment));
            }
            limitTheDisk("1000000");
            await(store.end(turn, StoreSamples.applied(large())));

            assertThat(log.linesOfTheStore())
                    .containsExactly(
                            "WARN the store cannot be written: org.sqlite.SQLiteException, code 13",
                            "WARN the store can be written again");
            assertThat(log.text()).doesNotContain("ciphertext");
        }
    }

    @Test
    void afterAStatementForWhichTheDiskIsFullNoneOfThatWriteIsRun() {
        limitTheDisk("1");

        assertThat(engine.write(session -> Future.all(
                                session.run("INSERT INTO accepted_changes_count VALUES (zeroblob(1000000))"),
                                session.run("UPDATE accepted_changes_count SET open_changes = 7")))
                        .toCompletionStage())
                .failsWithin(Duration.ofMinutes(1));

        List<SqlRow> counts = await(engine.read(session -> session.run(Statements.LOOK)));
        assertThat(counts.get(0).number("open_changes")).isZero();
    }

    /** Only so many pages, each of 4 KiB; those that there are stay. */
    private void limitTheDisk(String pages) {
        await(engine.onWriter(session -> session.run("PRAGMA max_page_count = " + pages)));
    }

    private static WhatsAppSettings large() {
        return StoreSamples.settings("x".repeat(200_000));
    }
}
