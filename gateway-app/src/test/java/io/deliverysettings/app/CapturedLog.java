package io.deliverysettings.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Everything that goes to standard error while it is open, the log included. */
final class CapturedLog implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level levelBefore = root.getLevel();
    private final PrintStream errBefore = System.err;
    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();

    private CapturedLog(Level level) {
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        root.setLevel(level);
    }

    static CapturedLog from(Level level) {
        return new CapturedLog(level);
    }

    String text() {
        return captured.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        root.setLevel(levelBefore);
        System.setErr(errBefore);
    }
}
