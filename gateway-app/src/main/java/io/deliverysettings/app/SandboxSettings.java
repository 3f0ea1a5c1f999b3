package io.deliverysettings.app;

import io.deliverysettings.sandbox.RateLimits;
import io.deliverysettings.sandbox.SandboxOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The settings of the PingOne sandbox, alone or beside the gateway. */
final class SandboxSettings {

    /** Always the same one, so that what went wrong can be tried again. */
    private static final long FAULT_SEED = 1;

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

    @Option(
            names = "--sandbox-rate-limits",
            paramLabel = "LIMITS",
            defaultValue = "none",
            converter = SandboxConverters.Limits.class,
            description =
                    "How many calls a minute the sandbox lets through, others get 429: none for any number, documented for"
                            + " PingOne's 600 of the licence and 210 of each environment, or two numbers such as 600,210"
                            + " (default: ${DEFAULT-VALUE}).")
    @Nullable
    RateLimits rateLimits;

    @Option(
            names = "--sandbox-fault-share",
            paramLabel = "SHARE",
            defaultValue = "0",
            converter = Converters.Share.class,
            description = "Which share of the calls the sandbox fails in random ways, from 0 to 1"
                    + " (default: ${DEFAULT-VALUE}).")
    double faultShare;

    @Option(
            names = "--sandbox-token-lifetime",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = Converters.TimeSpan.class,
            description = "How long an access token of the sandbox is good for (default: ${DEFAULT-VALUE}).")
    Duration tokenLifetime = Duration.ofHours(1);

    /** Refuses what is out of the bounds that the options know. */
    void check(CommandSpec command) {
        SandboxOptions usual = SandboxOptions.defaults();
        Bounds.check(command, "--sandbox-verification-delay", () -> usual.withVerificationDelay(verificationDelay));
        Bounds.check(command, "--sandbox-token-lifetime", () -> usual.withTokenLifetime(tokenLifetime));
    }

    SandboxOptions options() {
        SandboxOptions options = SandboxOptions.defaults()
                .withPort(port)
                .withVerificationDelay(verificationDelay)
                .withFaults(faultShare, FAULT_SEED)
                .withTokenLifetime(tokenLifetime);
        return rateLimits == null ? options : options.withRateLimits(rateLimits);
    }
}
