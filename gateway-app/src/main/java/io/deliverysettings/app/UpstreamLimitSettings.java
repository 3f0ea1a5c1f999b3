package io.deliverysettings.app;

import io.deliverysettings.adapter.pingone.ConnectionOptions;
import io.deliverysettings.adapter.pingone.PingOneOptions;
import io.deliverysettings.adapter.pingone.PingOneOptions.RateLimits;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The settings of how much PingOne is asked, and how patiently. */
final class UpstreamLimitSettings {

    /** What a sandbox takes that does not throttle. */
    private static final int UNLIMITED = 1_000_000;

    private static final URI ANY_ADDRESS = URI.create("https://api.pingone.com/v1");
    /** Shorter than PingOne may need, since whoever may not see an environment waits as long. */
    private static final Duration NEW_ENVIRONMENT_WINDOW = Duration.ofSeconds(10);

    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(10);

    @Option(
            names = "--attempt-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Converters.TimeSpan.class,
            description = "How long one try of a read may take before there is another, at most 10m"
                    + " (default: ${DEFAULT-VALUE}).")
    Duration attemptTimeout = Duration.ZERO;

    @Option(
            names = "--settling-time",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = Converters.TimeSpan.class,
            description =
                    "How long PingOne is given to come to an end with a write whose answer was lost, before it counts"
                            + " as not made, at most 10m (default: ${DEFAULT-VALUE}).")
    Duration settlingTime = Duration.ZERO;

    @Option(
            names = "--new-environment-window",
            paramLabel = "TIME",
            converter = Converters.TimeSpan.class,
            description =
                    "How long an environment is new after it was first heard of, so that a 403 or 404 may mean that"
                            + " PingOne does not know of it everywhere yet and is tried again, at most 5m; 0s turns it off"
                            + " (default: 10s, or 0s with the sandbox).")
    @Nullable
    Duration newEnvironmentWindow;

    @Option(
            names = "--rate-per-licence",
            paramLabel = "NUMBER",
            description =
                    "How many calls a minute this gateway makes in all, from 10 to 1000000 (default: 600, which is"
                            + " PingOne's limit for a licence, or as many as there are with the sandbox).")
    @Nullable
    Integer ratePerLicence;

    @Option(
            names = "--rate-per-environment",
            paramLabel = "NUMBER",
            description =
                    "How many calls a minute it makes for one environment, from 10 to 1000000 (default: 210, which is"
                            + " PingOne's limit for one address, or as many as there are with the sandbox).")
    @Nullable
    Integer ratePerEnvironment;

    @Option(
            names = "--max-waiting-calls",
            paramLabel = "NUMBER",
            defaultValue = "10000",
            description = "How many calls may wait for that, from 1 to 100000 (default: ${DEFAULT-VALUE}).")
    int mostWaiting;

    @Option(
            names = "--max-connections",
            paramLabel = "NUMBER",
            defaultValue = "256",
            description = "How many writes may be under way at PingOne at once, from 1 to 10000; of reads as many, but"
                    + " no more than 256 (default: ${DEFAULT-VALUE}).")
    int maxConnections;

    /** Refuses what is out of bounds. */
    void check(CommandSpec command) {
        PingOneOptions usual = PingOneOptions.forApi(ANY_ADDRESS);
        Bounds.check(command, "--attempt-timeout", () -> usual.withTimeouts(attemptTimeout, usual.removalTimeout()));
        Bounds.check(
                command,
                "--new-environment-window",
                () -> usual.withNewEnvironmentWindow(newEnvironmentWindow(Upstream.PINGONE)));
        Bounds.check(
                command, "--max-connections", () -> ConnectionOptions.usual().withMaxConnections(maxConnections));
        Bounds.check(command, "--settling-time", () -> {
            if (settlingTime.compareTo(LONGEST_SETTLING) > 0) {
                throw new IllegalArgumentException("must be at most 10m");
            }
        });
        RateLimits documented = RateLimits.documented();
        Bounds.check(
                command,
                "--max-waiting-calls",
                () -> new RateLimits(documented.perLicence(), documented.perEnvironment(), mostWaiting));
        Bounds.check(
                command, "--rate-per-licence", () -> new RateLimits(orElse(ratePerLicence, UNLIMITED), UNLIMITED, 1));
        Bounds.check(
                command,
                "--rate-per-environment",
                () -> new RateLimits(UNLIMITED, orElse(ratePerEnvironment, UNLIMITED), 1));
    }

    /** The options of PingOne, or of the sandbox, with all of this. */
    PingOneOptions options(URI apiUrl, Upstream upstream) {
        boolean isSandbox = upstream == Upstream.SANDBOX;
        RateLimits documented = RateLimits.documented();
        PingOneOptions usual = PingOneOptions.forApi(apiUrl);
        return usual.withTimeouts(attemptTimeout, usual.removalTimeout())
                .withNewEnvironmentWindow(newEnvironmentWindow(upstream))
                .withRateLimits(new RateLimits(
                        orElse(ratePerLicence, isSandbox ? UNLIMITED : documented.perLicence()),
                        orElse(ratePerEnvironment, isSandbox ? UNLIMITED : documented.perEnvironment()),
                        mostWaiting));
    }

    /** No environment of the sandbox is ever young. */
    private Duration newEnvironmentWindow(Upstream upstream) {
        if (newEnvironmentWindow != null) {
            return newEnvironmentWindow;
        }
        return upstream == Upstream.SANDBOX ? Duration.ZERO : NEW_ENVIRONMENT_WINDOW;
    }

    private static int orElse(@Nullable Integer given, int other) {
        return given == null ? other : given;
    }
}
