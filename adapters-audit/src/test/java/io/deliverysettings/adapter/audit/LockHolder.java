package io.deliverysettings.adapter.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process that locks a file, says so, and keeps it until it is ended. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            out.println(channel.tryLock() == null ? "not locked" : "locked");
            out.flush();
            // Returns when the test goes away.
            System.in.read();
        }
    }
}
