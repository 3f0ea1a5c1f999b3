package io.deliverysettings.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Where standard error leads to. Java does not tell: {@link System#console()} is about standard input and output, and from JDK 22 on
 * it may be there without a terminal.
 */
final class StandardError {

    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/2");

    /** What Linux shows of an open file that is a terminal: that of a window or a container, of the machine, of a serial line. */
    private static final String TERMINAL = "/dev/(pts/[0-9]+|tty.*|console)";

    private static final long PATIENCE_SECONDS = 2;

    private StandardError() {}

    /** Whether somebody reads it on a terminal. */
    static boolean isTerminal() {
        return Files.isSymbolicLink(DESCRIPTOR) ? isTerminal(DESCRIPTOR) : testSaysSo();
    }

    /**
     * The same of any descriptor of Linux.
     *
     * @param descriptor a link to what is open
     */
    static boolean isTerminal(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().matches(TERMINAL);
        } catch (IOException | UnsupportedOperationException gone) {
            return false;
        }
    }

    /** Every other POSIX system has a program that knows, and that is asked once. */
    static boolean testSaysSo() {
        try {
            Process test = new ProcessBuilder("test", "-t", "2")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
