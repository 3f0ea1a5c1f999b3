package io.deliverysettings.app;

import io.deliverysettings.application.service.UseCases;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The settings of changes that nobody waits for, and of the confirmation of what nobody asks about. */
final class OperationSettings {

    private static final Duration SHORTEST_CONFIRMATION = Duration.ofMinutes(1);
    private static final Duration LONGEST_CONFIRMATION = Duration.ofDays(30);
    private static final Duration LONGEST_RETENTION = Duration.ofDays(365);

    @Option(
            names = "--max-open-operations",
            paramLabel = "NUMBER",
            defaultValue = "20000",
            description = "How many changes that were accepted with Prefer may be open in the store at once, at least 1"
                    + " (default: ${DEFAULT-VALUE}).")
    int mostOpen;

    @Option(
            names = "--max-running-operations",
            paramLabel = "NUMBER",
            defaultValue = "256",
            description =
                    "How many of them this gateway works on at once, from 1 to 10000 (default: ${DEFAULT-VALUE}).")
    int mostRunning;

    @Option(
            names = "--operation-retention",
            paramLabel = "TIME",
            defaultValue = "168h",
            converter = Converters.TimeSpan.class,
            description = "For how long the end of one is remembered, at most 8760h (default: ${DEFAULT-VALUE}).")
    Duration retention = Duration.ZERO;

    @Option(
            names = "--confirm-every",
            paramLabel = "TIME",
            converter = Converters.TimeSpan.class,
            description =
                    "How often PingOne is asked what each environment holds although nobody asks, from 1m to 720h;"
                            + " needs --pingone-auth worker (default: never).")
    @Nullable
    Duration confirmEvery;

    /** Refuses what is out of bounds. */
    void check(CommandSpec command) {
        Bounds.check(command, "--max-open-operations", () -> new UseCases.OperationLimits(mostOpen, 1));
        Bounds.check(command, "--max-running-operations", () -> {
            if (mostRunning < 1 || mostRunning > 10_000) {
                throw new IllegalArgumentException("must be from 1 to 10000");
            }
        });
        Bounds.check(command, "--operation-retention", () -> {
            if (retention.compareTo(LONGEST_RETENTION) > 0) {
                throw new IllegalArgumentException("must be at most 8760h");
            }
        });
        Duration every = confirmEvery;
        if (every != null) {
            Bounds.check(command, "--confirm-every", () -> {
                if (every.compareTo(SHORTEST_CONFIRMATION) < 0 || every.compareTo(LONGEST_CONFIRMATION) > 0) {
                    throw new IllegalArgumentException("must be from 1m to 720h");
                }
            });
        }
    }

    UseCases.OperationLimits limits() {
        return new UseCases.OperationLimits(mostOpen, mostRunning);
    }
}
