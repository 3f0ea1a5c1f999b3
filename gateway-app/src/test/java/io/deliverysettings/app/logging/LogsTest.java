package io.deliverysettings.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The log as {@code logback.xml} sets it up, and what is chosen for it afterwards. */
@Timeout(30)
class LogsTest {

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream errBefore = System.err;

    @BeforeEach
    void setUp() throws JoranException {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
    }

    @AfterEach
    void setBack() {
        System.setErr(errBefore);
        context.stop();
    }

    private String log(String logger, Level level) {
        written.reset();
        context.getLogger(logger)
                .atLevel(org.slf4j.event.Level.valueOf(level.toString()))
                .log("said");
        return written.toString(StandardCharsets.UTF_8);
    }

    private boolean logs(String logger, Level level) {
        return context.getLogger(logger).isEnabledFor(level);
    }

    @Test
    void eventsAreTextUntilJsonIsChosen() {
        assertThat(log("io.deliverysettings.app.Gateway", Level.INFO))
                .matches("\\S+Z INFO  i\\.d\\.app\\.Gateway said\\R");

        Logs.use(context, true, Level.INFO);

        assertThat(log("io.deliverysettings.app.Gateway", Level.INFO)).matches("\\{\"timestamp\":.*\"said\"}\\n");
    }

    @Test
    void theLevelIsThatOfTheGatewayAndLibrariesSayNoMoreThanInformation() {
        Logs.use(context, false, Level.DEBUG);

        assertThat(logs("io.deliverysettings.app.Gateway", Level.DEBUG)).isTrue();
        assertThat(logs("io.deliverysettings.app.Gateway", Level.TRACE)).isFalse();
        assertThat(logs("io.vertx.core.Vertx", Level.DEBUG)).isFalse();
        assertThat(logs("io.vertx.core.Vertx", Level.INFO)).isTrue();
        assertThat(logs("org.flywaydb.core", Level.INFO)).isFalse();
        assertThat(logs("org.flywaydb.core", Level.WARN)).isTrue();
    }

    @Test
    void errorsOnlyAreErrorsOnly() {
        Logs.use(context, false, Level.ERROR);

        for (String logger :
                new String[] {"io.deliverysettings.app.Gateway", "io.vertx.core.Vertx", "org.flywaydb.core"}) {
            assertThat(logs(logger, Level.WARN)).as(logger).isFalse();
            assertThat(logs(logger, Level.ERROR)).as(logger).isTrue();
        }
    }

    @Test
    void accessLinesAreSwitchedOnAndOffApart() {
        assertThat(logs(Logs.ACCESS, Level.INFO)).isTrue();

        Logs.use(context, false, Level.ERROR);
        assertThat(logs(Logs.ACCESS, Level.INFO)).isTrue();

        Logs.useAccessLog(context, false);
        assertThat(logs(Logs.ACCESS, Level.ERROR)).isFalse();
        assertThat(log(Logs.ACCESS, Level.INFO)).isEmpty();

        Logs.useAccessLog(context, true);
        assertThat(log(Logs.ACCESS, Level.INFO)).contains(" access said");
    }

    @Test
    void anOperatorsOwnConfigurationStaysAsItIs() {
        LoggerContext others = new LoggerContext();
        others.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);

        assertThat(Logs.use(others, true, Level.DEBUG)).isFalse();
        Logs.useAccessLog(others, false);

        assertThat(others.getLogger("io.deliverysettings").getLevel()).isNull();
        assertThat(others.getLogger(Logger.ROOT_LOGGER_NAME).getLevel()).isEqualTo(Level.WARN);
        assertThat(others.getLogger(Logs.ACCESS).getLevel()).isNull();
    }

    @Test
    void whatIsLoggedThroughTheJdkIsInTheSameLog() {
        java.util.logging.Logger jdk = LogManager.getLogManager().getLogger("");
        Handler[] before = jdk.getHandlers();
        Logger root = (Logger) LoggerFactory.getLogger("org.postgresql");
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        root.setLevel(Level.WARN);
        root.setAdditive(false);
        root.addAppender(events);
        try {
            Logs.takeOverTheLogOfTheJdk();
            java.util.logging.Logger.getLogger("org.postgresql").warning("ConnectException occurred");

            assertThat(events.list).extracting(ILoggingEvent::getMessage).containsExactly("ConnectException occurred");
            assertThat(written.size()).isZero();
        } finally {
            root.detachAppender(events);
            root.setAdditive(true);
            root.setLevel(null);
            SLF4JBridgeHandler.uninstall();
            for (Handler handler : before) {
                jdk.addHandler(handler);
            }
        }
    }
}
