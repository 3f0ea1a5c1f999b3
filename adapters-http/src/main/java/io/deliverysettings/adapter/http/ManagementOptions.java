package io.deliverysettings.adapter.http;

import java.util.Objects;

/**
 * Where those who operate the gateway reach it. What is told there is for them alone, and nobody is asked for a token: it is
 * for an interface that callers do not reach.
 *
 * @param host the address or name of the interface to listen on
 * @param port the port to listen on; 0 lets the system choose
 */
public record ManagementOptions(String host, int port) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int USUAL_PORT = 9080;

    /** Checks each member. */
    public ManagementOptions {
        Objects.requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must be an address or a name, such as 127.0.0.1");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535");
        }
    }

    /**
     * What is right unless somebody says otherwise.
     *
     * @return port 9080 of the loopback interface
     */
    public static ManagementOptions usual() {
        return new ManagementOptions(LOOPBACK, USUAL_PORT);
    }
}
