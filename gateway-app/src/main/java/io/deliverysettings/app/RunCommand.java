package io.deliverysettings.app;

import io.deliverysettings.app.logging.Logs;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}: the gateway, until it is told to stop. */
@Command(
        name = "run",
        description = "Run the gateway (the default).",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    RunSettings settings = new RunSettings();

    @Override
    public Integer call() throws Gateway.CannotStart {
        try {
            settings.check(spec);
        } catch (IllegalArgumentException contradiction) {
            throw new ParameterException(spec.commandLine(), contradiction.getMessage());
        }
        Logs.useAccessLog(settings.accessLog);
        Gateway gateway = Gateway.start(settings);
        // Not before: who reads why it cannot start is not to look for that among other lines.
        LOG.info("{}", EffectiveSetting.summary(spec));
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::stop, "stop"));
        Cli.print("ready: " + gateway.apiUrl());
        gateway.consoleUrl().ifPresent(url -> Cli.print("console: " + url));
        if (gateway.hasSandbox()) {
            Cli.print("\nTry it (PingOne is a sandbox here, so any token and secret will do):\n\n"
                    + Example.curl(gateway.apiUrl()));
        }
        return Cli.untilStopped();
    }
}
