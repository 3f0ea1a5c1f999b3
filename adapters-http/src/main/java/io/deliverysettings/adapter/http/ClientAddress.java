package io.deliverysettings.adapter.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a request comes from: as the network says, or as a proxy says that is trusted. Of several words the last one counts, which is
 * that of the proxy right before the gateway. Those before it are anybody's.
 */
final class ClientAddress {

    private static final String IPV4 = "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}";
    private static final String IPV6 = "[0-9A-Fa-f:.]{2,45}";
    private static final String PORT = "(?::[0-9]{1,5})?";

    /** An address, perhaps with a port. A name that a proxy has made up for one (RFC 7239, section 6.3) leads nowhere. */
    private static final String NODE = IPV4 + PORT + "|\\[" + IPV6 + "]" + PORT + "|" + IPV6;

    private static final Pattern FORWARDED_FOR = Links.parameter("for", NODE);
    private static final Pattern ADDRESS =
            Pattern.compile("(" + IPV4 + ")" + PORT + "|\\[(" + IPV6 + ")]" + PORT + "|(" + IPV6 + ")");

    private ClientAddress() {}

    /** An IP address, or {@code unknown} when the connection does not know its own any more. */
    static String of(HttpServerRequest request, boolean trustsForwarded) {
        Optional<String> forwarded = trustsForwarded ? forwarded(request) : Optional.empty();
        return forwarded
                .or(() -> Optional.ofNullable(request.remoteAddress()).map(SocketAddress::hostAddress))
                .orElse("unknown");
    }

    private static Optional<String> forwarded(HttpServerRequest request) {
        Optional<String> current = last(request, "Forwarded");
        return current.isPresent()
                ? current.map(FORWARDED_FOR::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                        .flatMap(ClientAddress::withoutPort)
                : last(request, "X-Forwarded-For").flatMap(ClientAddress::withoutPort);
    }

    private static Optional<String> last(HttpServerRequest request, String header) {
        List<String> lines = request.headers().getAll(header);
        return lines.stream()
                .skip(Math.max(0, lines.size() - 1))
                .findFirst()
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip());
    }

    private static Optional<String> withoutPort(String node) {
        Matcher address = ADDRESS.matcher(node);
        return address.matches()
                ? Stream.of(1, 2, 3)
                        .flatMap(group -> Stream.ofNullable(address.group(group)))
                        .findFirst()
                : Optional.empty();
    }
}
