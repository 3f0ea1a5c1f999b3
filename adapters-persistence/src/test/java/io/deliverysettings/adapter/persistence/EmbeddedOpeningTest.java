package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotOpen;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded store opens when it is whole, of this program, and nobody else's; otherwise it says what is wrong. */
class EmbeddedOpeningTest extends StoreFixture {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @Test
    void onlyItsOwnerCanReadTheStore() throws IOException {
        Path directory = temporary.resolve("new/data");

        openedEmbedded(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        for (String file : new String[] {"store.db", "store.db-wal", "store.lock"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aDirectoryMayBeCalledAnything() {
        Path directory = temporary.resolve("what? 100%25 #1 & söhne");

        openedEmbedded(directory);

        assertThat(directory.resolve("store.db")).exists();
    }

    @Test
    void aStoreIsOpenedOnceInAProcess() {
        SettingsStoreAdapter first = openedEmbedded(temporary);

        CannotOpen refusal = refusalOf(temporary.resolve("."));

        assertThat(refusal)
                .hasMessageContaining("is in use by another process")
                .hasMessageContaining(temporary.toString());
        assertThat(await(first.find(StoreUse.fresh()))).isEmpty();
        await(first.close());
        openedEmbedded(temporary);
    }

    @Test
    void aStoreIsOpenedByOneProcess() throws IOException, InterruptedException {
        openedEmbedded(temporary);
        closeStores();

        assertThat(whileAnotherProcessLocks(
                        () -> assertThat(refusalOf(temporary)).hasMessageContaining("is in use by another process")))
                .isEqualTo("locked");

        openedEmbedded(temporary);
    }

    @Test
    void aRefusedSecondOpeningDoesNotGiveUpTheLockOfTheFirst() throws IOException, InterruptedException {
        openedEmbedded(temporary);
        refusalOf(temporary);

        assertThat(whileAnotherProcessLocks(() -> {})).isEqualTo("not locked");
    }

    /** What another process says that tries to lock the store, and keeps the lock for as long as something is done. */
    private String whileAnotherProcessLocks(Runnable something) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        temporary.resolve("store.lock").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            String told = output.readLine();
            something.run();
            return told;
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aFileInTheWayOfTheDirectoryIsNamed() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "not a directory");

        assertThat(refusalOf(file)).hasMessageContaining("the data directory " + file + " cannot be used");
        assertThat(refusalOf(file.resolve("data"))).hasMessageContaining("cannot be used");
    }

    @Test
    void garbageIsNamed() throws IOException {
        Files.writeString(temporary.resolve("store.db"), "this is no database at all; ".repeat(1000));

        CannotOpen refusal = refusalOf(temporary);

        assertThat(refusal)
                .hasMessageContaining(temporary.resolve("store.db") + " is damaged")
                .hasMessageContaining("file is not a database")
                .hasMessageContaining("restore a backup");
        assertThat(Files.readString(temporary.resolve("store.db"))).startsWith("this is no database");
    }

    @Test
    void aStoreThatWasCutOffIsNamed() throws IOException {
        write(temporary);
        try (RandomAccessFile file =
                new RandomAccessFile(temporary.resolve("store.db").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        assertThat(refusalOf(temporary)).hasMessageContaining("store.db is damaged");
    }

    @Test
    void aStoreOfWhichAPageWasOverwrittenIsNamed() throws IOException {
        write(temporary);
        try (RandomAccessFile file =
                new RandomAccessFile(temporary.resolve("store.db").toFile(), "rw")) {
            file.seek(4096 * 3);
            file.write(new byte[4096 * 3]);
        }

        assertThat(refusalOf(temporary)).hasMessageContaining("store.db is damaged");
    }

    /** Too large is here whatever has a byte. */
    @Test
    void aLargeStoreIsLookedOverWhileItIsUsedAndNoLongerUsedWhenItIsDamaged() throws IOException, SQLException {
        write(temporary);
        overwriteTheHistory();

        try (CapturedLog log = CapturedLog.from(Level.ERROR)) {
            SettingsStoreAdapter store = opened(large());

            awaitTrue(() -> log.text().contains("is damaged"));
            assertThat(log.text()).contains(temporary.resolve("store.db").toString(), "restore a backup");
            assertThat(fault(store.find(StoreUse.fresh())).kind()).isEqualTo(Kind.STORE_UNAVAILABLE);
            assertThat(fault(StoreUse.begin(store, StoreUse.fresh())).kind()).isEqualTo(Kind.STORE_UNAVAILABLE);
            assertThat(await(store.health().health()).state()).isEqualTo(ComponentHealth.State.DOWN);
        }
    }

    @Test
    void aLargeStoreThatIsWholeStaysInUse() {
        write(temporary);

        try (CapturedLog log = CapturedLog.from(Level.WARN)) {
            SettingsStoreAdapter store = opened(large());
            EnvironmentId environment = StoreUse.fresh();
            await(StoreUse.configure(store, environment, "kept"));
            awaitTrue(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("store-check")));

            assertThat(await(store.find(environment))).isPresent();
            await(store.close());
            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void theDatabaseOfSomethingElseIsLeftAloneHoweverLargeItIs() throws SQLException {
        execute("CREATE TABLE theirs (id INTEGER)");

        assertThat(refusal(large())).hasMessageContaining("is not a store of this gateway");
    }

    @Test
    void aStoreOfWhichNothingIsLeftIsNotTakenForANewOne() throws IOException {
        Files.createFile(temporary.resolve("store.db"));

        assertThat(refusalOf(temporary)).hasMessageContaining("is not a store of this gateway");
        assertThat(temporary.resolve("store.db")).isEmptyFile();
    }

    @Test
    void aLogWithoutItsStoreIsNotTakenForThatOfANewOne() throws IOException {
        write(temporary);
        Files.delete(temporary.resolve("store.db"));
        Files.writeString(temporary.resolve("store.db-wal"), "what is left");

        assertThat(refusalOf(temporary)).hasMessageContaining("is missing").hasMessageContaining("store.db-wal");
        assertThat(temporary.resolve("store.db")).doesNotExist();
    }

    @Test
    void theDatabaseOfSomethingElseIsLeftAlone() throws SQLException {
        execute("CREATE TABLE theirs (id INTEGER)");

        assertThat(refusalOf(temporary)).hasMessageContaining("is not a store of this gateway");
    }

    @Test
    void aStoreThatWasBegunAndNeverFinishedIsBegunAgain() throws IOException {
        Files.writeString(temporary.resolve("store.db.new"), "half of it");

        openedEmbedded(temporary);

        assertThat(temporary.resolve("store.db.new")).doesNotExist();
    }

    @Test
    void aNewerStoreIsRefused() throws SQLException {
        write(temporary);
        execute(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) VALUES (99, '99', 'to come', 'SQL', 'V99__to_come.sql', 1, '', 1, 1)");

        assertThat(refusalOf(temporary))
                .hasMessageContaining("is newer than this program")
                .hasMessageContaining("99");
    }

    @Test
    void aStoreWithOtherTablesIsRefused() throws SQLException {
        write(temporary);
        execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");

        assertThat(refusalOf(temporary)).hasMessageContaining("was made by another build");
    }

    @Test
    void aStoreThatWasRefusedCanBeOpenedOnceItIsInOrder() throws IOException {
        Files.writeString(temporary.resolve("store.db"), "this is no database at all; ".repeat(1000));
        refusalOf(temporary);
        Files.delete(temporary.resolve("store.db"));

        openedEmbedded(temporary);
    }

    @Test
    void openingAlarmsNobody() {
        try (CapturedLog log = CapturedLog.from(Level.WARN)) {
            await(openedEmbedded(temporary).close());
            openedEmbedded(temporary);

            assertThat(log.text()).isEmpty();
        }
    }

    private void write(Path directory) {
        SettingsStoreAdapter store = openedEmbedded(directory);
        for (int i = 0; i < 20; i++) {
            EnvironmentId environment = StoreUse.fresh();
            await(StoreUse.configure(store, environment, "kept"));
        }
        await(store.close());
    }

    /** One that is too large to be looked over before it is used. */
    private Future<SettingsStoreAdapter> large() {
        return EmbeddedEngine.open(vertx, temporary, 0)
                .map(engine -> new SettingsStoreAdapter(vertx, engine, Dialect.SQLITE, registry));
    }

    /** Nothing of it is read when a store is opened. */
    private void overwriteTheHistory() throws IOException, SQLException {
        long page;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temporary.resolve("store.db"));
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = 'history'")) {
            page = found.getLong(1);
        }
        try (RandomAccessFile file =
                new RandomAccessFile(temporary.resolve("store.db").toFile(), "rw")) {
            file.seek(4096 * (page - 1));
            file.write(new byte[4096]);
        }
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("nanoseconds left").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temporary.resolve("store.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
