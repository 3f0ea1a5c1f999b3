package io.deliverysettings.app;

import java.net.URI;
import java.util.Map;

/** The gateway in this process, put together as a command line says, on free ports unless that says otherwise. */
final class RunningGateway implements AutoCloseable {

    private final Gateway gateway;

    private RunningGateway(Gateway gateway) {
        this.gateway = gateway;
    }

    static RunningGateway with(String... flags) throws Gateway.CannotStart {
        CliRun run = CliRun.of(Map.of("GATEWAY_PORT", "0", "GATEWAY_SANDBOX_PORT", "0"), flags);
        return new RunningGateway(Gateway.start(run.settings()));
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
