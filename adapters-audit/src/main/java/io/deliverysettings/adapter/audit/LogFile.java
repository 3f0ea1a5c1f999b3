package io.deliverysettings.adapter.audit;

import io.deliverysettings.adapter.audit.AuditLogAdapter.CannotOpen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log, open for appending. Blocks; for one thread. */
final class LogFile {

    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);

    /** What has become of the file since the last look. */
    enum State {
        /** It is where it was, as it was. */
        IN_PLACE,
        /** It was moved away or removed. */
        AWAY,
        /** It was made shorter by somebody. */
        CUT
    }

    private final Path path;
    private final Disk disk;
    private final FileChannel channel;
    private final @Nullable Object key;
    private long end;
    private Head head;
    private boolean hasRemains;

    private LogFile(Path path, Disk disk, FileChannel channel, @Nullable Object key, long end, Head head) {
        this.path = path;
        this.disk = disk;
        this.channel = channel;
        this.key = key;
        this.end = end;
        this.head = head;
    }

    /**
     * Opens the log, and makes it if it is not there. Of a line that was not finished, what there is of it is cut off.
     *
     * @param known the last line that is known of, which the log has to have or to follow; empty when none is
     */
    static LogFile open(Path path, Disk disk, Optional<Head> known) throws CannotOpen {
        try {
            LogPlace.createForOwner(path);
            BasicFileAttributes attributes = attributes(path);
            if (!attributes.isRegularFile()) {
                throw new CannotOpen("the audit log " + path + " is not a plain file; name another one");
            }
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            try {
                LogTail tail = LogTail.of(channel, path);
                if (tail.remains() > 0) {
                    disk.truncate(channel, tail.end());
                    disk.force(channel);
                    LOG.warn(
                            "the audit log {} ended in {} bytes of a line that was never finished, nor acknowledged;"
                                    + " they are cut off",
                            path,
                            tail.remains());
                }
                return new LogFile(path, disk, channel, attributes.fileKey(), tail.end(), head(path, tail, known));
            } catch (CannotOpen | IOException failure) {
                channel.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new CannotOpen("the audit log " + path + " cannot be used: " + Reasons.of(failure), failure);
        }
    }

    private static Head head(Path path, LogTail tail, Optional<Head> known) throws CannotOpen {
        if (tail.last().isEmpty()) {
            return known.orElse(Head.NONE);
        }
        Head last = tail.last().get().head();
        boolean isBehind = known.filter(noted -> noted.seq() > last.seq()
                        || (noted.seq() == last.seq() && !noted.hash().equals(last.hash())))
                .isPresent();
        if (isBehind) {
            throw new CannotOpen("the audit log " + path + " ends at " + last + ", but " + known.get()
                    + " was written: its end is missing, or it is another file. Put the right one in its place; or move"
                    + " this one away, and a new one goes on from the line that was noted");
        }
        return last;
    }

    /** The last line. */
    Head head() {
        return head;
    }

    State look() throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = attributes(path);
        } catch (NoSuchFileException moved) {
            return State.AWAY;
        }
        if (key != null && !key.equals(attributes.fileKey())) {
            return State.AWAY;
        }
        return channel.size() < end ? State.CUT : State.IN_PLACE;
    }

    /**
     * Appends lines; when it returns, the disk has them, and when it fails, the log is as it was, or is made so before the next
     * lines.
     */
    void append(byte[] lines, Head last) throws IOException {
        if (hasRemains) {
            cutOff();
        }
        try {
            disk.write(channel, ByteBuffer.wrap(lines), end);
            disk.force(channel);
        } catch (IOException failure) {
            hasRemains = true;
            try {
                cutOff();
            } catch (IOException later) {
                failure.addSuppressed(later);
            }
            throw failure;
        }
        end += lines.length;
        head = last;
    }

    private void cutOff() throws IOException {
        disk.truncate(channel, end);
        disk.force(channel);
        hasRemains = false;
    }

    /** Leaves nothing in it that was not acknowledged, if that can be helped. */
    void close() throws IOException {
        try (channel) {
            if (hasRemains) {
                cutOff();
            }
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
