package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotOpen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Optional;

/** The file of an embedded store: made, looked over and brought up to date before it is used. Blocks. */
final class EmbeddedStore {

    static final String FILE = "store.db";

    /** Marks a SQLite database as one of ours: "DSGW" in ASCII. */
    private static final long APPLICATION_ID = 0x44534757;

    private EmbeddedStore() {}

    /** A file of so many bytes is read in a fraction of a second. */
    static final long MOST_BYTES_CHECKED = 64L * 1024 * 1024;

    /**
     * Makes the store if there is none; otherwise looks for damage before anything is written to it, unless it is so large that
     * this would take long.
     *
     * @param mostBytesChecked how large a file may be that is looked over now
     * @return whether it is still to be looked over
     */
    static boolean prepare(Path file, long mostBytesChecked) throws CannotOpen {
        try {
            if (Files.exists(file)) {
                boolean isLarge = Files.size(file) > mostBytesChecked;
                check(file, !isLarge);
                migrate(file);
                return isLarge;
            } else {
                refuseLogOfALostStore(file);
                make(file);
                return false;
            }
        } catch (IOException | SQLException failure) {
            throw new CannotOpen("the store " + file + " cannot be used: " + Reasons.of(failure), failure);
        }
    }

    /** Finishes the file under another name first, so that what has the right name is always whole. */
    private static void make(Path file) throws CannotOpen, IOException, SQLException {
        Path draft = file.resolveSibling(FILE + ".new");
        // Left behind if the process was killed at this very point.
        Files.deleteIfExists(draft);
        Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + "-journal"));
        DataDirectory.createForOwner(draft);
        try (SqliteConnection connection = SqliteConnection.open(draft)) {
            connection.execute("PRAGMA application_id = " + APPLICATION_ID);
        }
        migrate(draft);
        moveIntoPlace(draft, file);
    }

    static void moveIntoPlace(Path draft, Path file) throws IOException {
        DataDirectory.flush(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        DataDirectory.flushDirectoryOf(file);
    }

    /** A new database must not meet the log of an old one: SQLite would take it for its own. */
    static void refuseLogOfALostStore(Path file) throws CannotOpen {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.exists(log)) {
            throw new CannotOpen("the store " + file + " is missing, but its log " + log.getFileName()
                    + " is there; put the file back, or move the log away and restore a backup");
        }
    }

    private static void migrate(Path file) throws CannotOpen {
        Migrations.migrate(SqliteConnection.url(file), "", Optional.empty(), Dialect.SQLITE, "the store " + file);
    }

    /**
     * What is wrong with a file.
     *
     * @param what such as {@code is damaged (file is not a database)}
     * @param advice what to do about it where the file is in its place
     */
    record Fault(String what, String advice) {}

    /**
     * Looks whether the file is a store, and for damage.
     *
     * @param isThorough whether to look page by page; otherwise only at what has to be read anyway
     * @throws CannotOpen when there is any, or when the file is something else than a store
     */
    private static void check(Path file, boolean isThorough) throws CannotOpen {
        Optional<Fault> fault = faultOf(file, isThorough);
        if (fault.isPresent()) {
            throw new CannotOpen(
                    file + " " + fault.get().what() + "; " + fault.get().advice());
        }
    }

    /**
     * Looks for damage, page by page.
     *
     * @return empty when the file is a whole store
     * @throws CannotOpen when it cannot be read
     */
    static Optional<Fault> faultOf(Path file) throws CannotOpen {
        return faultOf(file, true);
    }

    private static Optional<Fault> faultOf(Path file, boolean isThorough) throws CannotOpen {
        try (SqliteConnection connection = SqliteConnection.open(file)) {
            return isThorough ? faultOf(connection) : strangeness(connection);
        } catch (SQLException failure) {
            if (isDamage(failure)) {
                return Optional.of(damage(Reasons.of(failure)));
            }
            throw new CannotOpen(file + " cannot be read: " + Reasons.of(failure), failure);
        }
    }

    /** Looks for damage, page by page; what else keeps the file from being read is an exception. */
    static Optional<Fault> faultOf(SqliteConnection connection) throws SQLException {
        String found;
        try {
            found = connection.query("PRAGMA quick_check(1)").get(0).text("quick_check");
        } catch (SQLException failure) {
            if (isDamage(failure)) {
                return Optional.of(damage(Reasons.of(failure)));
            }
            throw failure;
        }
        if (!found.equals("ok")) {
            // The first line of several names the database and no fault.
            return Optional.of(
                    damage(found.lines().reduce((heading, fault) -> fault).orElse(found)));
        }
        return strangeness(connection);
    }

    private static Optional<Fault> strangeness(SqliteConnection connection) throws SQLException {
        return connection.query("PRAGMA application_id").get(0).number("application_id") == APPLICATION_ID
                ? Optional.empty()
                : Optional.of(new Fault("is not a store of this gateway", "move it away, or use another directory"));
    }

    /** SQLITE_CORRUPT, SQLITE_NOTADB. */
    private static boolean isDamage(SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        return code == 11 || code == 26;
    }

    private static Fault damage(String found) {
        return new Fault(
                "is damaged (" + Reasons.firstLine(found) + ")",
                "move it and the files beside it away, and restore a backup");
    }
}
