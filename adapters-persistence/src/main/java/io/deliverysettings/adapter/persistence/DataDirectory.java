package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotOpen;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The directory of an embedded store, while this process has it for itself. Blocks. */
final class DataDirectory implements AutoCloseable {

    /**
     * Those that this process has. A lock of the operating system belongs to the process: trying to take it again would end in
     * giving it up, since that closes a file that it is on.
     */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final FileChannel lock;

    private DataDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Makes the directory if it is not there, and takes it. */
    static DataDirectory take(Path directory) throws CannotOpen {
        try {
            make(directory);
            Path real = directory.toRealPath();
            if (!TAKEN.add(real)) {
                throw inUse(directory);
            }
            try {
                return new DataDirectory(real, lock(real, directory));
            } catch (CannotOpen | IOException failure) {
                TAKEN.remove(real);
                throw failure;
            }
        } catch (IOException failure) {
            throw new CannotOpen(
                    "the data directory " + directory + " cannot be used: " + Reasons.of(failure)
                            + "; it has to be a directory that this process can write to",
                    failure);
        }
    }

    private static FileChannel lock(Path real, Path directory) throws IOException, CannotOpen {
        FileChannel channel = openLockFile(real.resolve("store.lock"));
        try {
            FileLock taken = channel.tryLock();
            if (taken != null) {
                return channel;
            }
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        throw inUse(directory);
    }

    private static FileChannel openLockFile(Path file) throws IOException {
        try {
            createForOwner(file);
        } catch (FileAlreadyExistsException fromBefore) {
            // Whether it is there says nothing, only whether it is locked.
        }
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    private static CannotOpen inUse(Path directory) {
        return new CannotOpen("the data directory " + directory
                + " is in use by another process; stop that one first, or use" + " another directory");
    }

    /** The database's file; there when the store was made. */
    Path store() {
        return directory.resolve(EmbeddedStore.FILE);
    }

    /** Gives the directory up. */
    @Override
    public void close() throws IOException {
        lock.close();
        TAKEN.remove(directory);
    }

    /** Creates an empty file that nobody else can read; fails when it is there. */
    static void createForOwner(Path file) throws IOException {
        if (isPosix(file)) {
            Files.createFile(file, OWNER_ONLY);
        } else {
            Files.createFile(file);
        }
    }

    /** Has the disk remember what a file holds. */
    static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Has the disk remember that a file, or directory, is where it is; for systems on which a directory can be opened. */
    static void flushDirectoryOf(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && isPosix(file)) {
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void make(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (isPosix(directory)) {
            Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
        } else {
            Files.createDirectories(directory);
        }
        flushDirectoryOf(directory);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
