package io.deliverysettings.adapter.audit;

import io.deliverysettings.adapter.audit.AuditLogAdapter.CannotOpen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of a log, while this process has it for itself. A file beside the log is locked, since the log itself can be moved away
 * at any time. The same file notes the last line, so that the chain goes on when the log was moved away while no process had it, and
 * that a log whose end was cut off is noticed. Blocks.
 */
final class LogPlace {

    private static final Logger LOG = LoggerFactory.getLogger(LogPlace.class);
    private static final String SUFFIX = ".head";
    private static final Pattern NOTE = Pattern.compile("\\{\"seq\":([0-9]{1,18}),\"hash\":\"([0-9a-f]{64})\"}\n");
    private static final int LONGEST_NOTE = 200;

    /**
     * Those that this process has. A lock of the operating system belongs to the process: trying to take it again would end in
     * giving it up, since that closes a file that it is on.
     */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final Path noteFile;
    private final FileChannel note;

    private LogPlace(Path file, Path noteFile, FileChannel note) {
        this.file = file;
        this.noteFile = noteFile;
        this.note = note;
    }

    /** Takes the place of a log, whether or not there is one yet. */
    static LogPlace take(Path named) throws CannotOpen {
        try {
            Path parent = named.toAbsolutePath().getParent();
            Path directory = parent == null ? named.toAbsolutePath() : parent;
            if (!Files.isDirectory(directory)) {
                throw new CannotOpen("there is no directory " + directory + " for the audit log; make it first");
            }
            Path file = directory.toRealPath().resolve(named.getFileName());
            Path noteFile = file.resolveSibling(named.getFileName() + SUFFIX);
            if (!TAKEN.add(noteFile)) {
                throw inUse(file);
            }
            try {
                return new LogPlace(file, noteFile, lock(file, noteFile));
            } catch (CannotOpen | IOException failure) {
                TAKEN.remove(noteFile);
                throw failure;
            }
        } catch (IOException failure) {
            throw new CannotOpen(
                    "the audit log " + named + " cannot be used: " + Reasons.of(failure)
                            + "; this process has to be able to write to its directory",
                    failure);
        }
    }

    private static FileChannel lock(Path file, Path noteFile) throws IOException, CannotOpen {
        createForOwner(noteFile);
        FileChannel channel = FileChannel.open(
                noteFile, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        throw inUse(file);
    }

    private static CannotOpen inUse(Path file) {
        return new CannotOpen(
                "the audit log " + file
                        + " is in use by another process; stop that one first, or name another file: every instance has its own");
    }

    /** Creates an empty file that nobody else can read, unless it is there. */
    static boolean createForOwner(Path file) throws IOException {
        try {
            if (isPosix(file)) {
                Files.createFile(file, OWNER_ONLY);
                flushDirectoryOf(file);
            } else {
                Files.createFile(file);
            }
            return true;
        } catch (FileAlreadyExistsException there) {
            return false;
        }
    }

    /** Has the disk remember that the file is where it is; for systems on which a directory can be opened. */
    private static void flushDirectoryOf(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Where the log is, or will be. */
    Path file() {
        return file;
    }

    /** For messages. */
    Path noteFile() {
        return noteFile;
    }

    /** The last line that was noted; it may not have been the last one that was written, if power was lost. */
    Optional<Head> noted() throws CannotOpen {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NOTE);
        try {
            note.read(bytes, 0);
        } catch (IOException failure) {
            throw new CannotOpen(noteFile + " cannot be read: " + Reasons.of(failure), failure);
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        Matcher matcher = NOTE.matcher(text);
        if (matcher.matches()) {
            return Optional.of(new Head(Long.parseLong(matcher.group(1)), matcher.group(2)));
        }
        if (!text.isEmpty()) {
            LOG.warn("{} is not readable and is not considered", noteFile);
        }
        return Optional.empty();
    }

    /**
     * Notes the last line. That it is not forced, and that it may fail, is well: a log may have more lines than are noted, and is
     * not trusted when it has fewer.
     */
    void note(Head head) {
        byte[] text = "{\"seq\":%d,\"hash\":\"%s\"}\n"
                .formatted(head.seq(), head.hash())
                .getBytes(StandardCharsets.US_ASCII);
        try {
            note.write(ByteBuffer.wrap(text), 0);
            // It never gets shorter: numbers only grow.
        } catch (IOException failure) {
            LOG.debug("{} cannot be written", noteFile, failure);
        }
    }

    /** Gives the place up. */
    void close() throws IOException {
        try (note) {
            note.force(true);
        } finally {
            TAKEN.remove(noteFile);
        }
    }
}
