package io.deliverysettings.adapter.pingone;

import io.deliverysettings.domain.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A proxy that https connections are tunnelled through, by the method CONNECT. The proxy sees the host and port that are
 * called and nothing of what is said. Plain http does not go through it.
 *
 * @param host the proxy's name or address, an IPv6 address without brackets
 * @param port the proxy's port; from 1 to 65535
 * @param credentials what the proxy is told; empty when it asks for nothing
 * @param exceptions which hosts are reached without it, as in {@code NO_PROXY}: {@code *} for all; a name for itself and every
 *     name below it; a name with a dot in front only for those below it; an IP address; a range of them such as
 *     {@code 10.0.0.0/8}; each but the first may end in a port, such as {@code example.com:8443} or {@code [::1]:443}
 */
public record HttpsProxyOptions(String host, int port, Optional<Credentials> credentials, List<String> exceptions) {

    /** As curl has it for a proxy without a port. */
    private static final int USUAL_PORT = 1080;

    private static final int USUAL_HTTP_PORT = 80;

    /** Checks each member. */
    public HttpsProxyOptions {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a proxy must have a host");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a proxy's port must be from 1 to 65535");
        }
        Objects.requireNonNull(credentials, "credentials");
        exceptions = List.copyOf(exceptions);
        NoProxyRules.of(exceptions);
    }

    /**
     * Who the gateway is to the proxy.
     *
     * @param user not empty, without a colon, which would end it
     * @param password the password
     */
    public record Credentials(String user, Secret password) {
        /** Checks each member. */
        public Credentials {
            if (user.isEmpty() || user.contains(":")) {
                throw new IllegalArgumentException("a proxy's user must not be empty nor hold a colon");
            }
            Objects.requireNonNull(password, "password");
        }
    }

    /**
     * Reads an address as it is usual in {@code HTTPS_PROXY}.
     *
     * @param address such as {@code http://proxy.example:3128}, {@code proxy.example:3128} or
     *     {@code http://user:password@proxy.example:3128}, with the usual percent-encoding in user and password
     * @return the proxy, without exceptions
     * @throws IllegalArgumentException when it is none; the message does not show the address, which may hold a password
     */
    public static HttpsProxyOptions parse(String address) {
        String text = address.strip();
        boolean hasScheme = text.contains("://");
        URI url;
        try {
            url = new URI(hasScheme ? text : "http://" + text);
        } catch (URISyntaxException malformed) {
            throw refused();
        }
        if (!"http".equals(url.getScheme().toLowerCase(Locale.ROOT))
                || url.getHost() == null
                || !List.of("", "/").contains(url.getRawPath())
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw refused();
        }
        int portWithout = hasScheme ? USUAL_HTTP_PORT : USUAL_PORT;
        String host = url.getHost().replaceAll("^\\[|]$", "");
        return new HttpsProxyOptions(
                host,
                url.getPort() == -1 ? portWithout : url.getPort(),
                Optional.ofNullable(url.getRawUserInfo()).map(HttpsProxyOptions::credentials),
                List.of());
    }

    /**
     * The same proxy with other exceptions.
     *
     * @param exceptions which hosts are reached without it
     * @return the changed options
     */
    public HttpsProxyOptions except(List<String> exceptions) {
        return new HttpsProxyOptions(host, port, credentials, exceptions);
    }

    /**
     * Whether a host is reached through it.
     *
     * @param host the name or address that is called
     * @param port the port that is called
     * @return false when one of the exceptions is meant for it
     */
    public boolean isFor(String host, int port) {
        return !NoProxyRules.of(exceptions).match(host, port);
    }

    private static Credentials credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (colon < 1 || colon == userInfo.length() - 1) {
            throw new IllegalArgumentException("a proxy's address must hold both a user and a password, or neither");
        }
        return new Credentials(
                decoded(userInfo.substring(0, colon)), Secret.of(decoded(userInfo.substring(colon + 1))));
    }

    /** A plus is a plus in an address, other than in a form. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("a proxy must be an http address, such as http://proxy.example:3128");
    }
}
