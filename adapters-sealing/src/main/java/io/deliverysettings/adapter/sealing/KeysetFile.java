package io.deliverysettings.adapter.sealing;

import io.deliverysettings.adapter.sealing.SealingAdapter.UnusableKeyset;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file of a keyset. What goes wrong with it is told to an operator, who has the message and nothing else. */
final class KeysetFile {

    /** Enough for a thousand rotations. */
    private static final int MAXIMUM_BYTES = 1024 * 1024;

    /** The lock of a file keeps other processes out. Other threads of this one it would throw out. */
    private static final Object ONE_THREAD_AT_A_TIME = new Object();

    private final Path path;
    private final String origin;

    KeysetFile(Path path) {
        this.path = path.toAbsolutePath();
        this.origin = "The keyset file " + this.path;
    }

    /**
     * Tells one state of the file from another without reading it.
     *
     * @param changed when it was written
     * @param size in bytes
     * @param identity another file under the same name has another; {@code null} where files have none
     */
    record Version(FileTime changed, long size, @Nullable Object identity) {}

    Version version() throws UnusableKeyset {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    Keyset read() throws UnusableKeyset {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new UnusableKeyset(origin + " is not a file.");
            }
            if (attributes.size() > MAXIMUM_BYTES) {
                throw new UnusableKeyset(origin + " is no keyset: it is larger than " + MAXIMUM_BYTES + " bytes.");
            }
            Optional<String> tooOpen = PrivateFile.whatOthersMay(path);
            if (tooOpen.isPresent()) {
                throw new UnusableKeyset(origin + " is not its owner's alone (" + tooOpen.get()
                        + "). Close it to all others: chmod 600 " + path);
            }
            byte[] content = Files.readAllBytes(path);
            try {
                return Keyset.parse(new String(content, StandardCharsets.UTF_8), origin);
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    /** Refuses when there is one. */
    void create() throws UnusableKeyset {
        change(() -> {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new UnusableKeyset(
                        origin
                                + " exists already and is not overwritten: what was sealed with its keys would not open any more.");
            }
            return Keyset.generate();
        });
    }

    /** Adds new primary keys. */
    void rotate() throws UnusableKeyset {
        Path target;
        try {
            // What a link leads to is replaced and not the link.
            target = path.toRealPath();
        } catch (IOException failure) {
            throw unreadable(failure);
        }
        KeysetFile file = new KeysetFile(target);
        file.change(() -> file.read().rotated());
    }

    @FunctionalInterface
    private interface Change {
        Keyset next() throws UnusableKeyset;
    }

    /** Nobody else changes the file between what a change sees of it and what it makes of it. */
    private void change(Change change) throws UnusableKeyset {
        Path name = path.getFileName();
        if (name == null) {
            throw new UnusableKeyset(origin + " is not a file.");
        }
        // Beside the file and for good: the file itself is another one after a change.
        Path lock = path.resolveSibling(name + ".lock");
        synchronized (ONE_THREAD_AT_A_TIME) {
            try (FileChannel channel = PrivateFile.openForLocking(lock)) {
                channel.lock();
                PrivateFile.leaveToOwnerOf(path, lock);
                PrivateFile.replace(path, change.next().toJson() + "\n");
            } catch (IOException failure) {
                throw new UnusableKeyset(origin + " cannot be written: " + reason(failure), failure);
            }
        }
    }

    private UnusableKeyset unreadable(IOException failure) {
        return new UnusableKeyset(
                failure instanceof NoSuchFileException
                        ? origin + " does not exist."
                        : origin + " cannot be read: " + reason(failure),
                failure);
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied.";
        }
        if (failure instanceof NoSuchFileException) {
            return "its directory does not exist.";
        }
        return failure.getMessage() + ".";
    }
}
