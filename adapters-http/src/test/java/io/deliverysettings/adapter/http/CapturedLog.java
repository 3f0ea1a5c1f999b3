package io.deliverysettings.adapter.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open: by the adapter, Vert.x, Netty and Hibernate Validator. */
final class CapturedLog implements AutoCloseable {

    private static final class Memory extends AppenderBase<ILoggingEvent> {
        private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            events.add(event);
        }
    }

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Memory memory = new Memory();

    private CapturedLog(Level level) {
        memory.setContext(root.getLoggerContext());
        memory.start();
        root.setLevel(level);
        root.addAppender(memory);
    }

    static CapturedLog from(Level level) {
        return new CapturedLog(level);
    }

    /** Messages with their stack traces. */
    List<String> lines() {
        return memory.events.stream().map(CapturedLog::line).toList();
    }

    /** What an operator would be alarmed by. */
    List<String> problems() {
        return memory.events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(CapturedLog::line)
                .toList();
    }

    List<String> threadsOfProblems() {
        return memory.events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getThreadName)
                .toList();
    }

    private static String line(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage()
                + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown));
    }

    @Override
    public void close() {
        root.detachAppender(memory);
        root.setLevel(before);
        memory.stop();
    }
}
