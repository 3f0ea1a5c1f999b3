package io.deliverysettings.adapter.audit;

import io.deliverysettings.adapter.audit.AuditLogAdapter.CannotOpen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a log ends.
 *
 * @param last its last line that was finished; empty when there is none
 * @param end where that line ends
 * @param remains how many bytes there are beyond of one that was not
 */
record LogTail(Optional<ChainLine> last, long end, long remains) {

    private static final int WINDOW = 2 * ChainLine.LONGEST + 2;

    /** Reads it; refuses a log that does not end as this program writes one. */
    static LogTail of(FileChannel channel, Path path) throws IOException, CannotOpen {
        long size = channel.size();
        long from = Math.max(0, size - WINDOW);
        byte[] bytes = read(channel, from, (int) (size - from));
        int lineEnd = lastNewline(bytes, bytes.length);
        byte[] remains = Arrays.copyOfRange(bytes, lineEnd + 1, bytes.length);
        boolean reachesTheBeginning = from == 0;
        if ((lineEnd < 0 && !reachesTheBeginning) || !mayBeOfALine(remains)) {
            throw notALog(path, "its last line is none");
        }
        if (lineEnd < 0) {
            return new LogTail(Optional.empty(), 0, remains.length);
        }
        int before = lastNewline(bytes, lineEnd);
        Optional<ChainLine> line = before < 0 && !reachesTheBeginning
                ? Optional.empty()
                : ChainLine.read(Arrays.copyOfRange(bytes, before + 1, lineEnd));
        if (line.isEmpty()) {
            throw notALog(path, "its last line is damaged or was changed");
        }
        return new LogTail(line, from + lineEnd + 1, remains.length);
    }

    private static CannotOpen notALog(Path path, String why) {
        return new CannotOpen("the audit log " + path + " cannot go on: " + why
                + ". Look at it with `gateway audit verify " + path + "`; then move it away, and a new one is begun");
    }

    /** A file that is something else must not be cut. After a loss of power there can be zeros. */
    private static boolean mayBeOfALine(byte[] remains) {
        int length = Math.min(remains.length, ChainLine.BEGINNING.length);
        return Arrays.equals(remains, 0, length, ChainLine.BEGINNING, 0, length)
                || (remains.length > 0 && remains[0] == 0);
    }

    private static int lastNewline(byte[] bytes, int before) {
        int at = before - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // It may come in parts.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
