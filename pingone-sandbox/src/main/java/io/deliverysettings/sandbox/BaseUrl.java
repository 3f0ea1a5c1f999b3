package io.deliverysettings.sandbox;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;

/** The sandbox's own URL. */
final class BaseUrl {

    private BaseUrl() {}

    /** As the caller addressed it, so that links and issuers work through port mappings too. */
    static String asAddressed(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null
                ? of(
                        request.localAddress().hostAddress(),
                        request.localAddress().port())
                : of(authority.host(), authority.port());
    }

    /** A port that is not positive means the scheme's default port. */
    static String of(String host, int port) {
        String bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "http://" + bracketed + (port > 0 ? ":" + port : "");
    }
}
