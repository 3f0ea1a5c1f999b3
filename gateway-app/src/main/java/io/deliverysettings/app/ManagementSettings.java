package io.deliverysettings.app;

import io.deliverysettings.adapter.http.ManagementOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The settings of the port for those who watch over the gateway. */
final class ManagementSettings {

    @Option(
            names = "--management-host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to answer probes, metrics and the like on; it asks nobody who they are"
                    + " (default: ${DEFAULT-VALUE}).")
    String host = "";

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            defaultValue = "9080",
            converter = Converters.Port.class,
            description = "The port for that; 0 lets the system choose (default: ${DEFAULT-VALUE}).")
    int port;

    void check(CommandSpec command) {
        Bounds.check(command, "--management-host", this::options);
    }

    ManagementOptions options() {
        return new ManagementOptions(host, port);
    }
}
