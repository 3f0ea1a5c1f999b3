package io.deliverysettings.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The log of this process. What is chosen here counts as long as {@code logback.xml} is the one that comes with the gateway; an
 * operator who brings another has said in there what they want.
 */
public final class Logs {

    /** The logger of the access lines, one for each request. */
    public static final String ACCESS = "access";

    private static final String OWN = "io.deliverysettings";

    private Logs() {}

    /**
     * Chooses format and level.
     *
     * @param isJson JSON, or text otherwise
     * @param level the least grave that is logged; libraries say no more than {@code INFO} of themselves, whatever it is
     */
    public static void use(boolean isJson, org.slf4j.event.Level level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && use(context, isJson, Level.convertAnSLF4JLevel(level))) {
            takeOverTheLogOfTheJdk();
        }
    }

    /** Whether the log is that of the gateway, so that the choice counts. */
    static boolean use(LoggerContext context, boolean isJson, Level level) {
        Optional<LogEncoder> encoder = encoder(context);
        encoder.ifPresent(own -> use(context, own, isJson, level));
        return encoder.isPresent();
    }

    /** The driver that sets up the tables of PostgreSQL logs there, and would write to standard error in its own way. */
    static void takeOverTheLogOfTheJdk() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Whether there is a line for each request. */
    public static void useAccessLog(boolean isOn) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            useAccessLog(context, isOn);
        }
    }

    static void useAccessLog(LoggerContext context, boolean isOn) {
        if (encoder(context).isPresent()) {
            context.getLogger(ACCESS).setLevel(isOn ? Level.INFO : Level.OFF);
        }
    }

    /**
     * What lines have beside what they say themselves.
     *
     * @param values by name, without secrets; asked for each line by the thread that logs, at once and without failing
     */
    public static void useRequestValues(Supplier<Map<String, String>> values) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            encoder(context).ifPresent(own -> own.useRequestValues(values));
        }
    }

    private static void use(LoggerContext context, LogEncoder encoder, boolean isJson, Level level) {
        encoder.writeJson(isJson);
        context.getLogger(OWN).setLevel(level);
        Level others = level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO;
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(others);
        // Those that logback.xml keeps quiet do not become louder, but may become quieter still.
        for (Logger logger : context.getLoggerList()) {
            Level present = logger.getLevel();
            boolean isLibrary =
                    !logger.getName().equals(OWN) && !logger.getName().equals(ACCESS);
            if (isLibrary && present != null && others.isGreaterOrEqual(present)) {
                logger.setLevel(others);
            }
        }
    }

    private static Optional<LogEncoder> encoder(LoggerContext context) {
        Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> appender
                    && appender.getEncoder() instanceof LogEncoder encoder) {
                return Optional.of(encoder);
            }
        }
        return Optional.empty();
    }
}
