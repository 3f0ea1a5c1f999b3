package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotCopy;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.testkit.StoreSamples;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running store is copied as it is at one moment, and a copy becomes a store only where there is none. */
class StoreCopiesTest extends StoreFixture {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private Path backup;

    @BeforeEach
    void nameFiles() {
        data = temporary.resolve("data");
        backup = temporary.resolve("backup.db");
    }

    @Test
    void whatWasAcknowledgedBeforeTheBackupIsInIt() throws CannotCopy {
        SettingsStoreAdapter store = openedEmbedded(data);
        EnvironmentId before = StoreUse.fresh();
        EnvironmentId after = StoreUse.fresh();
        await(StoreUse.configure(store, before, "before"));

        SettingsStoreAdapter.backup(data, backup);
        await(StoreUse.configure(store, after, "after"));

        SettingsStoreAdapter restored = restored();
        assertThat(await(restored.find(before)).orElseThrow().settings()).contains(StoreSamples.settings("before"));
        assertThat(await(restored.find(after))).isEmpty();
        assertThat(await(store.find(after))).isPresent();
    }

    /** Of every environment there is either all that its end wrote or nothing, and nothing acknowledged before is missing. */
    @Test
    void aBackupUnderWritesIsOfOneMoment() throws CannotCopy {
        SettingsStoreAdapter store = openedEmbedded(data);
        List<EnvironmentId> first = Stream.generate(StoreUse::fresh).limit(50).toList();
        List<EnvironmentId> second = Stream.generate(StoreUse::fresh).limit(300).toList();
        first.forEach(environment -> await(StoreUse.configure(store, environment, "kept")));
        List<CompletionStage<Ended>> underWay = new ArrayList<>();
        second.forEach(environment -> underWay.add(StoreUse.configure(store, environment, "kept")));

        SettingsStoreAdapter.backup(data, backup);

        underWay.forEach(StoreFixture::await);
        SettingsStoreAdapter restored = restored();
        first.forEach(
                environment -> assertThat(await(restored.find(environment))).isPresent());
        for (EnvironmentId environment : second) {
            int entries =
                    await(restored.history(environment, Optional.empty(), 10)).size();
            assertThat(await(restored.find(environment)).isPresent()).isEqualTo(entries == 1);
        }
    }

    @Test
    void aStoreThatIsNotOpenIsCopiedToo() throws CannotCopy {
        EnvironmentId environment = StoreUse.fresh();
        await(StoreUse.configure(openedEmbedded(data), environment, "kept"));
        closeStores();

        SettingsStoreAdapter.backup(data, backup);

        assertThat(await(restored().find(environment))).isPresent();
    }

    @Test
    void onlyItsOwnerCanReadABackup() throws CannotCopy, IOException {
        openedEmbedded(data);

        SettingsStoreAdapter.backup(data, backup);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
    }

    @Test
    void aBackupIsOneFileAndLeavesNothingBesideIt() throws CannotCopy, IOException {
        openedEmbedded(data);

        SettingsStoreAdapter.backup(data, backup);

        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).containsExactlyInAnyOrder(data, backup);
        }
    }

    @Test
    void aBackupOverwritesNothing() throws IOException {
        openedEmbedded(data);
        Files.writeString(backup, "something dear");

        assertThat(refusedBackup(data, backup)).hasMessageContaining(backup + " is there already");
        assertThat(backup).hasContent("something dear");
    }

    @Test
    void whereThereIsNoStoreNoneIsCopied() {
        assertThat(refusedBackup(data, backup)).hasMessageContaining("there is no store in " + data);
        assertThat(backup).doesNotExist();
        assertThat(data).doesNotExist();
    }

    @Test
    void aBackupThatCannotBeWrittenIsSaid() {
        openedEmbedded(data);

        assertThat(refusedBackup(data, temporary.resolve("nowhere/backup.db")))
                .hasMessageContaining("cannot be written");
    }

    @Test
    void aDamagedStoreIsNotCopiedAsIfItWereWhole() throws IOException {
        SettingsStoreAdapter store = openedEmbedded(data);
        for (int i = 0; i < 20; i++) {
            await(StoreUse.configure(store, StoreUse.fresh(), "kept"));
        }
        closeStores();
        overwritePages(data.resolve("store.db"));

        assertThat(refusedBackup(data, backup)).hasMessageContaining("could not be copied");
        assertThat(backup).doesNotExist();
    }

    @Test
    void aBackupIsNotRestoredOverAStore() throws CannotCopy {
        SettingsStoreAdapter store = openedEmbedded(data);
        SettingsStoreAdapter.backup(data, backup);
        EnvironmentId environment = StoreUse.fresh();
        await(StoreUse.configure(store, environment, "kept"));

        assertThat(refusedRestore(backup, data)).hasMessageContaining("in use by another process");
        closeStores();
        assertThat(refusedRestore(backup, data)).hasMessageContaining("there is a store in " + data + " already");

        assertThat(await(openedEmbedded(data).find(environment))).isPresent();
    }

    @Test
    void aBackupIsNotRestoredBesideTheLogOfALostStore() throws CannotCopy, IOException {
        openedEmbedded(data);
        SettingsStoreAdapter.backup(data, backup);
        closeStores();
        Files.delete(data.resolve("store.db"));
        Files.writeString(data.resolve("store.db-wal"), "what is left");

        assertThat(refusedRestore(backup, data)).hasMessageContaining("store.db-wal");
    }

    @Test
    void aDamagedBackupIsNotRestored() throws CannotCopy, IOException {
        SettingsStoreAdapter store = openedEmbedded(data);
        for (int i = 0; i < 20; i++) {
            await(StoreUse.configure(store, StoreUse.fresh(), "kept"));
        }
        SettingsStoreAdapter.backup(data, backup);
        overwritePages(backup);
        Path other = temporary.resolve("other");

        assertThat(refusedRestore(backup, other)).hasMessageContaining("is damaged");
        assertNothingRestored(other);
    }

    @Test
    void somethingElseThanABackupIsNotRestored() throws IOException, SQLException {
        Path other = temporary.resolve("other");
        Path text = Files.writeString(temporary.resolve("text"), "this is no database at all; ".repeat(1000));
        Path database = temporary.resolve("theirs.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE theirs (id INTEGER)");
        }

        assertThat(refusedRestore(text, other)).hasMessageContaining("is not a database");
        assertThat(refusedRestore(database, other)).hasMessageContaining("is not a store of this gateway");
        assertThat(refusedRestore(temporary.resolve("nothing"), other)).hasMessageContaining("there is no file");
        assertNothingRestored(other);
    }

    private SettingsStoreAdapter restored() throws CannotCopy {
        Path directory = temporary.resolve("restored");
        SettingsStoreAdapter.restore(backup, directory);
        return openedEmbedded(directory);
    }

    private static void assertNothingRestored(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).containsExactly(directory.resolve("store.lock"));
            }
        }
    }

    private static void overwritePages(Path file) throws IOException {
        try (RandomAccessFile pages = new RandomAccessFile(file.toFile(), "rw")) {
            pages.seek(4096 * 3);
            pages.write(new byte[4096 * 3]);
        }
    }

    private static CannotCopy refusedBackup(Path directory, Path target) {
        return catchThrowableOfType(CannotCopy.class, () -> SettingsStoreAdapter.backup(directory, target));
    }

    private static CannotCopy refusedRestore(Path source, Path directory) {
        return catchThrowableOfType(CannotCopy.class, () -> SettingsStoreAdapter.restore(source, directory));
    }
}
