package io.deliverysettings.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * An event of the log, bounded and without secrets: all that a layout gets to see.
 *
 * @param time when it happened
 * @param level how grave it is
 * @param logger who logs
 * @param thread on which thread
 * @param message with its arguments
 * @param correlationId of the request that it is about, if it is about one
 * @param values what else was said, by name: numbers, booleans and texts
 * @param stackTrace of what was thrown, in lines
 */
record SafeEvent(
        Instant time,
        String level,
        String logger,
        String thread,
        String message,
        Optional<String> correlationId,
        Map<String, Object> values,
        Optional<String> stackTrace) {

    /** The key of the correlation id among the key-values of an event. */
    private static final String CORRELATION_ID = "correlationId";

    private static final int LONGEST_MESSAGE = 16_384;
    private static final int LONGEST_VALUE = 4_096;
    private static final int MOST_VALUES = 32;

    /** With values that the event does not have itself; those are ours, and need no redaction. */
    static SafeEvent of(ILoggingEvent event, Map<String, String> others) {
        Map<String, Object> values = values(event.getKeyValuePairs());
        others.forEach(values::putIfAbsent);
        Optional<String> correlationId =
                Optional.ofNullable(values.remove(CORRELATION_ID)).map(Object::toString);
        IThrowableProxy thrown = event.getThrowableProxy();
        return new SafeEvent(
                event.getInstant(),
                event.getLevel().toString(),
                event.getLoggerName(),
                event.getThreadName(),
                Redaction.of(Lines.cut(String.valueOf(event.getFormattedMessage()), LONGEST_MESSAGE)),
                correlationId,
                values,
                Optional.ofNullable(thrown).map(StackTrace::of));
    }

    private static Map<String, Object> values(List<KeyValuePair> pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (pairs != null) {
            for (KeyValuePair pair : pairs.subList(0, Math.min(pairs.size(), MOST_VALUES))) {
                values.put(pair.key, value(pair.key, pair.value));
            }
        }
        return values;
    }

    private static Object value(String name, Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value != null && Redaction.isNameOfSecret(name)) {
            return Redaction.MARK;
        }
        return Redaction.of(Lines.cut(text(value), LONGEST_VALUE));
    }

    /** An object that cannot say what it is must not lose the event. */
    private static String text(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException failure) {
            return "(" + failure.getClass().getName() + ")";
        }
    }
}
