package io.deliverysettings.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The gateway in this process, put together as a command line says, on free ports unless that says otherwise. */
final class RunningGateway implements AutoCloseable {

    /**
     * PingOne's limits, and those for callers, are far below what tests do in a short time; and tests are about something else than
     * who calls unless they say so.
     */
    static final Map<String, String> FOR_TESTS = Map.ofEntries(
            Map.entry("GATEWAY_RATE_PER_LICENCE", "1000000"),
            Map.entry("GATEWAY_RATE_PER_ENVIRONMENT", "1000000"),
            Map.entry("GATEWAY_HTTP_RATE_PER_ADDRESS", "1000000"),
            Map.entry("GATEWAY_HTTP_RATE_PER_CALLER", "1000000"),
            Map.entry("GATEWAY_HTTP_MAX_IN_FLIGHT", "10000"),
            Map.entry("GATEWAY_HTTP_MAX_IN_FLIGHT_PER_ADDRESS", "10000"),
            Map.entry("GATEWAY_HTTP_MAX_IN_FLIGHT_PER_CALLER", "10000"),
            Map.entry("GATEWAY_MANAGEMENT_PORT", "0"),
            Map.entry("GATEWAY_AUTH", "forward"));

    private final Gateway gateway;
    private final Optional<Path> ownData;

    private RunningGateway(Gateway gateway, Optional<Path> ownData) {
        this.gateway = gateway;
        this.ownData = ownData;
    }

    /** With a data directory of its own, which is gone with it. */
    static RunningGateway with(String... flags) throws Gateway.CannotStart {
        Path data = newDirectory();
        try {
            return new RunningGateway(start(data, flags), Optional.of(data));
        } catch (Gateway.CannotStart | RuntimeException failure) {
            delete(data);
            throw failure;
        }
    }

    /** With a data directory that stays. */
    static RunningGateway in(Path data, String... flags) throws Gateway.CannotStart {
        return new RunningGateway(start(data, flags), Optional.empty());
    }

    private static Gateway start(Path data, String... flags) throws Gateway.CannotStart {
        Map<String, String> environment = new HashMap<>(FOR_TESTS);
        environment.putAll(
                Map.of("GATEWAY_PORT", "0", "GATEWAY_SANDBOX_PORT", "0", "GATEWAY_DATA_DIR", data.toString()));
        return Gateway.start(CliRun.of(environment, flags).settings());
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("gateway-data");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI apiUrl() {
        return gateway.apiUrl();
    }

    URI managementUrl() {
        return gateway.managementUrl();
    }

    boolean hasSandbox() {
        return gateway.hasSandbox();
    }

    /** A caller of an environment that nobody else uses. */
    WhatsAppClient client() {
        return WhatsAppClient.of(apiUrl());
    }

    @Override
    public void close() {
        gateway.stop();
        ownData.ifPresent(RunningGateway::delete);
    }
}
