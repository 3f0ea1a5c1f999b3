package io.deliverysettings.adapter.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where the audit log is, and how much may wait for the disk.
 *
 * @param file the log; its directory has to be there, and beside it a file of the same name with {@code .head} is kept
 * @param queueBytes how many bytes of events may wait to be written before more are refused; from 64 KiB to 1 GiB
 * @param closeLimit how long closing may take, what waits to be written included; positive
 */
public record AuditLogOptions(Path file, int queueBytes, Duration closeLimit) {

    private static final int FEWEST_BYTES = 64 << 10;
    private static final int MOST_BYTES = 1 << 30;

    /** Refuses what is out of bounds. */
    public AuditLogOptions {
        Objects.requireNonNull(file, "file");
        if (file.getFileName() == null) {
            throw new IllegalArgumentException("file must name a file");
        }
        if (queueBytes < FEWEST_BYTES || queueBytes > MOST_BYTES) {
            throw new IllegalArgumentException("queueBytes must be from " + FEWEST_BYTES + " to " + MOST_BYTES);
        }
        if (closeLimit.isNegative() || closeLimit.isZero()) {
            throw new IllegalArgumentException("closeLimit must be more than 0");
        }
    }
}
