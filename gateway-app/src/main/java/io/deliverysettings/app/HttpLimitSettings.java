package io.deliverysettings.app;

import io.deliverysettings.adapter.http.HttpLimitsOptions;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Counts;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Sizes;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Times;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The settings of how much of the gateway a connection, a caller and all of them together may take up. */
final class HttpLimitSettings {

    @Option(
            names = "--http-max-body",
            paramLabel = "BYTES",
            defaultValue = "65536",
            description = "How large a body may be, from 1024 to 16777216 bytes (default: ${DEFAULT-VALUE}).")
    int bodyBytes;

    @Option(
            names = "--http-max-header-bytes",
            paramLabel = "BYTES",
            defaultValue = "16384",
            description = "How large all headers of a request may be, from 1024 to 1048576 bytes"
                    + " (default: ${DEFAULT-VALUE}).")
    int headerBytes;

    @Option(
            names = "--http-max-headers",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "How many headers a request may have, from 10 to 10000 (default: ${DEFAULT-VALUE}).")
    int headers;

    @Option(
            names = "--http-max-address",
            paramLabel = "BYTES",
            defaultValue = "4096",
            description = "How long the first line of a request may be, from 256 to 65536 bytes"
                    + " (default: ${DEFAULT-VALUE}).")
    int uriBytes;

    @Option(
            names = "--http-idle-timeout",
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = Converters.TimeSpan.class,
            description =
                    "How long a connection may stay without a request, from 10ms to 1h (default: ${DEFAULT-VALUE}).")
    Duration idle = Duration.ZERO;

    @Option(
            names = "--http-header-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Converters.TimeSpan.class,
            description =
                    "How long the headers of a request, or the handshake of TLS, may take to arrive, from 10ms to 1h"
                            + " (default: ${DEFAULT-VALUE}).")
    Duration head = Duration.ZERO;

    @Option(
            names = "--http-body-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Converters.TimeSpan.class,
            description =
                    "How long the body of a request may take to arrive, from 10ms to 1h; how long the answer takes"
                            + " is not limited by it (default: ${DEFAULT-VALUE}).")
    Duration body = Duration.ZERO;

    @Option(
            names = "--http-max-connections",
            paramLabel = "NUMBER",
            defaultValue = "1000",
            description = "How many connections may be open, from 1 to 1000000 (default: ${DEFAULT-VALUE}).")
    int connections;

    @Option(
            names = "--http-max-streams",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "How many requests one connection of HTTP/2 may have under way, from 1 to 1000000"
                    + " (default: ${DEFAULT-VALUE}).")
    int streams;

    @Option(
            names = "--http-max-in-flight",
            paramLabel = "NUMBER",
            defaultValue = "500",
            description = "How many requests may be under way, from 1 to 1000000 (default: ${DEFAULT-VALUE}).")
    int inFlight;

    @Option(
            names = "--http-max-in-flight-per-address",
            paramLabel = "NUMBER",
            defaultValue = "250",
            description = "How many of these from one address, from 1 to 1000000; behind a proxy as many as"
                    + " --http-max-in-flight (default: ${DEFAULT-VALUE}).")
    int inFlightPerAddress;

    @Option(
            names = "--http-max-in-flight-per-caller",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "How many of these of one caller, from 1 to 1000000 (default: ${DEFAULT-VALUE}).")
    int inFlightPerCaller;

    @Option(
            names = "--http-rate-per-address",
            paramLabel = "NUMBER",
            defaultValue = "30000",
            description = "How many requests a minute may come from one address, from 1 to 100000000"
                    + " (default: ${DEFAULT-VALUE}).")
    int perMinutePerAddress;

    @Option(
            names = "--http-rate-per-caller",
            paramLabel = "NUMBER",
            defaultValue = "6000",
            description = "How many requests a minute one caller may send, from 1 to 100000000"
                    + " (default: ${DEFAULT-VALUE}).")
    int perMinutePerCaller;

    /** Refuses what is out of bounds, and names the setting: each is tried with all others as they are unless set. */
    void check(CommandSpec command) {
        Sizes sizes = HttpLimitsOptions.defaults().sizes();
        Bounds.check(
                command,
                "--http-max-body",
                () -> new Sizes(bodyBytes, sizes.headerBytes(), sizes.uriBytes(), sizes.headers()));
        Bounds.check(
                command,
                "--http-max-header-bytes",
                () -> new Sizes(sizes.bodyBytes(), headerBytes, sizes.uriBytes(), sizes.headers()));
        Bounds.check(
                command,
                "--http-max-address",
                () -> new Sizes(sizes.bodyBytes(), sizes.headerBytes(), uriBytes, sizes.headers()));
        Bounds.check(
                command,
                "--http-max-headers",
                () -> new Sizes(sizes.bodyBytes(), sizes.headerBytes(), sizes.uriBytes(), headers));
        Duration good = Duration.ofSeconds(1);
        Bounds.check(command, "--http-idle-timeout", () -> new Times(idle, good, good));
        Bounds.check(command, "--http-header-timeout", () -> new Times(good, head, good));
        Bounds.check(command, "--http-body-timeout", () -> new Times(good, good, body));
        Bounds.check(command, "--http-max-connections", () -> new Counts(connections, 1, 1, 1, 1, 1, 1));
        Bounds.check(command, "--http-max-streams", () -> new Counts(1, streams, 1, 1, 1, 1, 1));
        Bounds.check(command, "--http-max-in-flight", () -> new Counts(1, 1, inFlight, 1, 1, 1, 1));
        Bounds.check(
                command, "--http-max-in-flight-per-address", () -> new Counts(1, 1, 1, inFlightPerAddress, 1, 1, 1));
        Bounds.check(command, "--http-max-in-flight-per-caller", () -> new Counts(1, 1, 1, 1, inFlightPerCaller, 1, 1));
        Bounds.check(command, "--http-rate-per-address", () -> new Counts(1, 1, 1, 1, 1, perMinutePerAddress, 1));
        Bounds.check(command, "--http-rate-per-caller", () -> new Counts(1, 1, 1, 1, 1, 1, perMinutePerCaller));
    }

    HttpLimitsOptions options() {
        return new HttpLimitsOptions(
                new Sizes(bodyBytes, headerBytes, uriBytes, headers),
                new Times(idle, head, body),
                new Counts(
                        connections,
                        streams,
                        inFlight,
                        inFlightPerAddress,
                        inFlightPerCaller,
                        perMinutePerAddress,
                        perMinutePerCaller));
    }
}
