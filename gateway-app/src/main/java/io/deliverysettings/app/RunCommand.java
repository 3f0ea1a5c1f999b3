package io.deliverysettings.app;

import java.util.concurrent.Callable;
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
        Gateway gateway = Gateway.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::stop, "stop"));
        Cli.print("ready: " + gateway.apiUrl());
        if (gateway.hasSandbox()) {
            Cli.print("\nTry it (PingOne is a sandbox here, so any token and secret will do):\n\n"
                    + Example.curl(gateway.apiUrl()));
        }
        return Cli.untilStopped();
    }
}
