package io.deliverysettings.adapter.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How callers reach the gateway.
 *
 * @param host the address or name of the interface to listen on
 * @param port the port to listen on; 0 lets the system choose
 * @param trustsForwarded whether {@code Forwarded} and {@code X-Forwarded-*} say how a client addressed the gateway, and from
 *     where; only right behind a proxy that sets or removes them
 * @param allowedOrigins the origins from which browsers may call, such as {@code https://console.example.com}; {@code *}
 *     alone allows every one; empty turns CORS off
 * @param limits how much callers may take up
 * @param tls the certificate to show; empty leaves out TLS
 * @param console whether there is a console for people, and how one signs in to it
 */
public record HttpApiOptions(
        String host,
        int port,
        boolean trustsForwarded,
        List<String> allowedOrigins,
        HttpLimitsOptions limits,
        Optional<HttpTlsOptions> tls,
        Console console) {

    private static final String ANY_ORIGIN = "*";
    private static final String ORIGIN = "https?://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?";

    /** Whether there is a console at {@code /console}. */
    public enum Console {
        /** There is none. */
        OFF,
        /** Whoever uses it signs in with a token of its own. */
        TOKEN,
        /** It offers a made-up token as well; only right where any token is accepted. */
        SANDBOX
    }

    /** Checks each member. */
    public HttpApiOptions {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(console, "console");
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must be an address or a name, such as 127.0.0.1");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535");
        }
        allowedOrigins = List.copyOf(allowedOrigins);
        if (allowedOrigins.size() > 1 && allowedOrigins.contains(ANY_ORIGIN)) {
            throw new IllegalArgumentException("allowedOrigins must be either * alone or a list of origins");
        }
        for (String origin : allowedOrigins) {
            if (!origin.equals(ANY_ORIGIN) && !origin.matches(ORIGIN)) {
                throw new IllegalArgumentException(
                        "allowedOrigins must be * or origins without a path, such as https://console.example.com");
            }
        }
    }

    /**
     * Without a console.
     *
     * @param host the address or name of the interface to listen on
     * @param port the port to listen on; 0 lets the system choose
     * @param trustsForwarded whether {@code Forwarded} and {@code X-Forwarded-*} are believed
     * @param allowedOrigins the origins from which browsers may call
     * @param limits how much callers may take up
     * @param tls the certificate to show; empty leaves out TLS
     */
    public HttpApiOptions(
            String host,
            int port,
            boolean trustsForwarded,
            List<String> allowedOrigins,
            HttpLimitsOptions limits,
            Optional<HttpTlsOptions> tls) {
        this(host, port, trustsForwarded, allowedOrigins, limits, tls, Console.OFF);
    }

    /**
     * Without TLS and a console, and with the usual limits.
     *
     * @param host the address or name of the interface to listen on
     * @param port the port to listen on; 0 lets the system choose
     * @param trustsForwarded whether {@code Forwarded} and {@code X-Forwarded-*} are believed
     * @param allowedOrigins the origins from which browsers may call
     */
    public HttpApiOptions(String host, int port, boolean trustsForwarded, List<String> allowedOrigins) {
        this(host, port, trustsForwarded, allowedOrigins, HttpLimitsOptions.defaults(), Optional.empty());
    }
}
