package io.deliverysettings.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Small files that an operator writes. What is wrong with one is told in a message that shows nothing of its content. */
final class OperatorFile {

    /** Several times what anybody needs: a file that is named by mistake must not fill the memory. */
    private static final int MAXIMUM_BYTES = 1024 * 1024;

    private static final Set<PosixFilePermission> OWNER_MAY_ALL = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OperatorFile() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file) && Files.exists(file)) {
                throw new IllegalArgumentException(file + " is not a file");
            }
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw new IllegalArgumentException(file + " is larger than " + MAXIMUM_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(file + " does not exist", missing);
        } catch (AccessDeniedException denied) {
            throw new IllegalArgumentException(file + " cannot be read: permission denied", denied);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read", unreadable);
        }
    }

    /**
     * Reads a file that holds a secret: one that nobody but its owner has any right to. Where files have no such permissions,
     * none are asked for.
     *
     * @throws IllegalArgumentException when it cannot be read or others may
     */
    static byte[] readPrivate(Path file) {
        try {
            if (Files.exists(file)
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                if (!OWNER_MAY_ALL.containsAll(permissions)) {
                    throw new IllegalArgumentException(
                            file + " is not its owner's alone (" + PosixFilePermissions.toString(permissions)
                                    + "). Close it to all others: chmod 600 " + file);
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read", unreadable);
        }
        return read(file);
    }
}
