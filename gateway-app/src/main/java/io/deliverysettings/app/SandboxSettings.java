package io.deliverysettings.app;

import io.deliverysettings.sandbox.SandboxOptions;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The settings of the PingOne sandbox, alone or beside the gateway. */
final class SandboxSettings {

    @Option(
            names = "--sandbox-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            converter = Converters.Port.class,
            description = "The port of the PingOne sandbox on 127.0.0.1; 0 lets the system choose"
                    + " (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--sandbox-verification-delay",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Converters.TimeSpan.class,
            description =
                    "How long the sandbox verifies its slow account, 200000000000060 (default: ${DEFAULT-VALUE}).")
    Duration verificationDelay = Duration.ZERO;

    /** Refuses what is out of the bounds that the options know. */
    void check(CommandSpec command) {
        Bounds.check(command, "--sandbox-verification-delay", this::options);
    }

    SandboxOptions options() {
        return SandboxOptions.defaults().withPort(port).withVerificationDelay(verificationDelay);
    }
}
