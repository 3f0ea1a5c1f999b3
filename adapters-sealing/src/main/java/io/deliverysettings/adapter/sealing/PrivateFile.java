package io.deliverysettings.adapter.sealing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Files that only their owner may read and write. Where files have no such permissions, none are set and none asked for. */
final class PrivateFile {

    private static final Set<PosixFilePermission> OWNER_MAY_READ_AND_WRITE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> OWNER_MAY_ALL = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFile() {}

    /** All permissions, such as {@code rw-r--r--}, if anyone but the owner has one. */
    static Optional<String> whatOthersMay(Path path) throws IOException {
        if (!hasPermissions(path)) {
            return Optional.empty();
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        return OWNER_MAY_ALL.containsAll(permissions)
                ? Optional.empty()
                : Optional.of(PosixFilePermissions.toString(permissions));
    }

    /** Opens a file that holds nothing, and makes it when it is not there. */
    static FileChannel openForLocking(Path path) throws IOException {
        return FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly(path));
    }

    /**
     * Puts a file in the place of another or where none was, at once: whoever reads, and whatever is left after a power cut, has
     * the one or the other whole. It stays with the owner of the one before.
     */
    static void replace(Path path, String content) throws IOException {
        Path directory = path.resolveSibling("");
        Path next = Files.createTempFile(directory, "." + path.getFileName() + ".", ".tmp", ownerOnly(path));
        try {
            leaveToOwnerOf(path, next);
            write(next, content);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
        flushNames(directory);
    }

    /** So that an administrator who changes a file does not shut out the service that it belongs to. */
    static void leaveToOwnerOf(Path existing, Path path) throws IOException {
        if (!hasPermissions(path) || !Files.exists(existing)) {
            return;
        }
        UserPrincipal owner = Files.getOwner(existing);
        if (!owner.equals(Files.getOwner(path))) {
            Files.setOwner(path, owner);
        }
    }

    private static void write(Path path, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** A name is on the disk when its directory is. Systems without permissions of this kind do not open directories either. */
    private static void flushNames(Path directory) throws IOException {
        if (hasPermissions(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return hasPermissions(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_MAY_READ_AND_WRITE)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
