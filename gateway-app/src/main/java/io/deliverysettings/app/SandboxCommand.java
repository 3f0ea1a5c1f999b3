package io.deliverysettings.app;

import io.deliverysettings.sandbox.PingOneSandbox;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sandbox}: the PingOne sandbox alone. */
@Command(
        name = "sandbox",
        description = "Run the PingOne sandbox alone.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class SandboxCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    SandboxSettings settings = new SandboxSettings();

    @Mixin
    LogSettings log = new LogSettings();

    @Override
    public Integer call() throws Gateway.CannotStart {
        settings.check(spec);
        Vertx vertx = Vertx.vertx();
        try {
            PingOneSandbox sandbox = Gateway.startSandbox(vertx, settings.options());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Gateway.await(vertx.close()), "stop"));
            Cli.print("ready: " + sandbox.apiUrl());
        } catch (Gateway.CannotStart failure) {
            Gateway.await(vertx.close());
            throw failure;
        }
        return Cli.untilStopped();
    }
}
