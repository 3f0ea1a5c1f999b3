package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotCopy;
import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotOpen;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;

/** Copies of an embedded store, out of it and into a new one. Blocks. */
final class StoreCopies {

    private StoreCopies() {}

    static void backup(Path directory, Path target) throws CannotCopy {
        Path store = directory.resolve(EmbeddedStore.FILE);
        if (!Files.isRegularFile(store)) {
            throw new CannotCopy("there is no store in " + directory + "; name the data directory of the gateway");
        }
        try {
            DataDirectory.createForOwner(target);
        } catch (FileAlreadyExistsException there) {
            throw new CannotCopy(target + " is there already; a backup does not overwrite anything", there);
        } catch (IOException failure) {
            throw new CannotCopy(target + " cannot be written: " + Reasons.of(failure), failure);
        }
        try {
            copy(store, target);
        } catch (SQLException | IOException | CannotOpen failure) {
            CannotCopy told =
                    new CannotCopy("the store " + store + " could not be copied: " + Reasons.of(failure), failure);
            try {
                Files.deleteIfExists(target);
            } catch (IOException remains) {
                told.addSuppressed(remains);
            }
            throw told;
        }
    }

    /** SQLite copies what is committed at one moment; writers go on in the meantime. */
    private static void copy(Path store, Path target) throws SQLException, IOException, CannotOpen {
        try (SqliteConnection connection = SqliteConnection.open(store)) {
            connection.query("VACUUM INTO $1", target.toAbsolutePath().toString());
        }
        check(target, "the copy");
        DataDirectory.flush(target);
        DataDirectory.flushDirectoryOf(target);
    }

    static void restore(Path backup, Path directory) throws CannotCopy {
        if (!Files.isRegularFile(backup)) {
            throw new CannotCopy("there is no file " + backup);
        }
        try (DataDirectory taken = DataDirectory.take(directory)) {
            Path store = taken.store();
            if (Files.exists(store)) {
                throw new CannotCopy("there is a store in " + directory
                        + " already; a backup is not restored over it: move it away, or name another directory");
            }
            EmbeddedStore.refuseLogOfALostStore(store);
            putIntoPlace(backup, store);
        } catch (CannotOpen | IOException failure) {
            throw new CannotCopy(backup + " could not be restored: " + Reasons.of(failure), failure);
        }
    }

    /** The copy is looked over, and not the backup: looking at a database can write beside it. */
    private static void check(Path copy, String named) throws CannotOpen {
        Optional<EmbeddedStore.Fault> fault = EmbeddedStore.faultOf(copy);
        if (fault.isPresent()) {
            throw new CannotOpen(named + " " + fault.get().what());
        }
    }

    private static void putIntoPlace(Path backup, Path store) throws IOException, CannotOpen {
        Path draft = store.resolveSibling(EmbeddedStore.FILE + ".restored");
        Files.deleteIfExists(draft);
        try {
            DataDirectory.createForOwner(draft);
            try (OutputStream copy = Files.newOutputStream(draft, StandardOpenOption.WRITE)) {
                Files.copy(backup, copy);
            }
            check(draft, "it");
            EmbeddedStore.moveIntoPlace(draft, store);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
