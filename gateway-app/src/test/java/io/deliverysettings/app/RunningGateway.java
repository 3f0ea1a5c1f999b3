package io.deliverysettings.app;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The gateway in this process, put together as a command line says, on free ports. */
final class RunningGateway implements AutoCloseable {

    private final Gateway gateway;

    private RunningGateway(Gateway gateway) {
        this.gateway = gateway;
    }

    static RunningGateway with(String... flags) throws Gateway.CannotStart {
        List<String> line = new ArrayList<>(List.of("run", "--port", "0"));
        if (Stream.of(flags).noneMatch("pingone"::equals)) {
            line.addAll(List.of("--sandbox-port", "0"));
        }
        line.addAll(List.of(flags));
        return new RunningGateway(
                Gateway.start(CliRun.of(Map.of(), line.toArray(String[]::new)).settings()));
    }

    URI apiUrl() {
        return gateway.apiUrl();
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
    }
}
