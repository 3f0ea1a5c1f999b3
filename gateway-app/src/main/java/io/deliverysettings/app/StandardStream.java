package io.deliverysettings.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Where the standard streams lead to. Java does not tell: {@link System#console()} is about standard input and output together, and
 * from JDK 22 on it may be there without a terminal.
 */
enum StandardStream {
    INPUT(0),
    OUTPUT(1),
    ERROR(2);

    /** What Linux shows of an open file that is a terminal: that of a window or a container, of the machine, of a serial line. */
    private static final String TERMINAL = "/dev/(pts/[0-9]+|tty.*|console)";

    private static final long PATIENCE_SECONDS = 2;

    private final int descriptor;

    StandardStream(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Whether somebody sits there, at a terminal. */
    boolean isTerminal() {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        return Files.isSymbolicLink(link) ? isTerminal(link) : testSaysSo();
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
    boolean testSaysSo() {
        try {
            Process test = new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                    .inheritIO()
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
