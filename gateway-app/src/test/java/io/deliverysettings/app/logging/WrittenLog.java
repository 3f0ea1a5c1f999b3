package io.deliverysettings.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A log of a test's own, and the lines that were written into it. */
final class WrittenLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Logger logger = context.getLogger("io.deliverysettings.app.Gateway");

    private WrittenLog(Encoder<ILoggingEvent> encoder) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        encoder.setContext(context);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
        logger.setLevel(Level.TRACE);
    }

    static WrittenLog with(Encoder<ILoggingEvent> encoder) {
        return new WrittenLog(encoder);
    }

    static WrittenLog text() {
        return with(new LogEncoder());
    }

    static WrittenLog json() {
        LogEncoder encoder = new LogEncoder();
        encoder.writeJson(true);
        return with(encoder);
    }

    /** Who logs into it. */
    org.slf4j.Logger logger() {
        return logger;
    }

    String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return written().lines().toList();
    }

    /** The only line. */
    JsonNode object() {
        List<String> lines = lines();
        if (lines.size() != 1) {
            throw new AssertionError("not one line: " + lines);
        }
        try {
            return JSON.readTree(lines.get(0));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
