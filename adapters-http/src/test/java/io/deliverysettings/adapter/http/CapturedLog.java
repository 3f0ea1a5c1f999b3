package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** Those of one logger. */
    List<String> lines(String logger) {
        return memory.events.stream()
                .filter(event -> event.getLoggerName().equals(logger))
                .map(CapturedLog::line)
                .toList();
    }

    /** The pairs of key and value of each line of one logger. */
    List<Map<String, Object>> pairs(String logger) {
        return memory.events.stream()
                .filter(event -> event.getLoggerName().equals(logger))
                .map(CapturedLog::pairs)
                .toList();
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

    private static Map<String, Object> pairs(ILoggingEvent event) {
        Map<String, Object> pairs = new TreeMap<>();
        event.getKeyValuePairs()
                .forEach(pair -> assertThat(pairs.put(pair.key, pair.value)).isNull());
        return pairs;
    }

    private static String line(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        StringBuilder values = new StringBuilder();
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs()
                    .forEach(pair -> values.append(' ')
                            .append(
                                    pair.key.equals("correlationId")
                                            ? "[" + pair.value + "]"
                                            : pair.key + "=" + pair.value));
        }
        return event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage() + values
                + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown));
    }

    @Override
    public void close() {
        root.detachAppender(memory);
        root.setLevel(before);
        memory.stop();
    }
}
