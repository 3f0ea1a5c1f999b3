package io.deliverysettings.app;

import io.deliverysettings.app.logging.LogFormat;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** The settings of the log, which goes to standard error. {@link Cli} needs them before the rest is read. */
final class LogSettings {

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description =
                    "How the log is written to standard error: json (an object in each line), text, or auto (text on a"
                            + " terminal, otherwise json) (default: ${DEFAULT-VALUE}).")
    LogFormat format = LogFormat.AUTO;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description =
                    "What is logged: error, warn, info, debug or trace, each with those before it; of libraries no more"
                            + " than info (default: ${DEFAULT-VALUE}).")
    Level level = Level.INFO;
}
