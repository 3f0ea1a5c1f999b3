package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Revision;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that an answer links to: the gateway as the client addressed it.
 *
 * <p>Where a proxy is trusted to say how that was, {@code Forwarded} (RFC 7239) counts before {@code X-Forwarded-*}, and of
 * several proxies the first one, which is nearest to the client. Vert.x Web could read these headers too, but fails on a host
 * that it cannot parse and takes any text for a scheme; here, what is not an http or https address is passed over.
 *
 * @param base such as {@code http://127.0.0.1:8080/v1}
 */
record Links(String base) {

    private static final String VERSION = "/v1";
    private static final String ENVIRONMENTS = "/environments";
    private static final String WHATS_APP = "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";

    /** The route of the environments that are known. */
    static final String ENVIRONMENTS_ROUTE = VERSION + ENVIRONMENTS;

    /** The route of the resource. */
    static final String WHATS_APP_ROUTE = VERSION + ENVIRONMENTS + "/:" + Exchange.ENVIRONMENT + WHATS_APP;

    private static final String NUMBERS = "/numbers";

    /** The route of its account's numbers. */
    static final String NUMBERS_ROUTE = WHATS_APP_ROUTE + NUMBERS;

    private static final String SELECTED_NUMBER = "/selectedNumber";

    /** The route of the number that is sent from. */
    static final String SELECTED_NUMBER_ROUTE = WHATS_APP_ROUTE + SELECTED_NUMBER;

    private static final String HISTORY = "/history";

    /** The route of what was done to it. */
    static final String HISTORY_ROUTE = WHATS_APP_ROUTE + HISTORY;

    private static final String RESTORE = "/restore";

    /** The route that sets an earlier revision of it again. */
    static final String RESTORE_ROUTE = HISTORY_ROUTE + "/:revision" + RESTORE;

    private static final String OPERATIONS = "/operations/";

    /** The route of a change of it that was accepted to be made later. */
    static final String OPERATION_ROUTE = WHATS_APP_ROUTE + OPERATIONS + ":operationId";

    private static final String AUTHORITY = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?";
    private static final Pattern FORWARDED_HOST = parameter("host", AUTHORITY);
    private static final Pattern FORWARDED_PROTO = parameter("proto", "https?");

    static Links of(HttpServerRequest request, boolean trustsForwarded) {
        String scheme = request.scheme();
        String authority = authority(request);
        if (trustsForwarded) {
            scheme = forwarded(request, FORWARDED_PROTO, "X-Forwarded-Proto", "(?i)https?")
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .orElse(scheme);
            authority = forwarded(request, FORWARDED_HOST, "X-Forwarded-Host", AUTHORITY)
                    .orElse(authority);
        }
        return new Links(scheme + "://" + authority + VERSION);
    }

    String environments() {
        return base + ENVIRONMENTS;
    }

    String environment(String id) {
        return base + ENVIRONMENTS + "/" + id;
    }

    String whatsApp(String environmentId) {
        return environment(environmentId) + WHATS_APP;
    }

    String numbers(String environmentId) {
        return whatsApp(environmentId) + NUMBERS;
    }

    String selectedNumber(String environmentId) {
        return whatsApp(environmentId) + SELECTED_NUMBER;
    }

    String history(String environmentId) {
        return whatsApp(environmentId) + HISTORY;
    }

    String restore(String environmentId, Revision revision) {
        return history(environmentId) + "/" + revision + RESTORE;
    }

    String operation(String environmentId, OperationId id) {
        return whatsApp(environmentId) + OPERATIONS + id;
    }

    /** Finds a parameter in an element of {@code Forwarded}; the value must have no groups. */
    static Pattern parameter(String name, String value) {
        return Pattern.compile("(?i)(?:^|;)\\s*" + name + "=(?:\"(" + value + ")\"|(" + value + "))\\s*(?:;|$)");
    }

    /** What a proxy says, if its value is one: in {@code Forwarded}, or else in the older header. */
    static Optional<String> forwarded(HttpServerRequest request, Pattern parameter, String oldHeader, String oldValue) {
        Optional<String> current = first(request, "Forwarded")
                .map(parameter::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1));
        return current.or(() -> first(request, oldHeader).filter(value -> value.matches(oldValue)));
    }

    private static Optional<String> first(HttpServerRequest request, String header) {
        return Optional.ofNullable(request.getHeader(header)).map(value -> value.split(",", 2)[0].strip());
    }

    /** A client of HTTP/1.0 need not say how it addressed the gateway, and others may say nothing in an empty host. */
    private static String authority(HttpServerRequest request) {
        HostAndPort addressed = request.authority();
        if (addressed != null && !addressed.host().isEmpty()) {
            return addressed.toString();
        }
        SocketAddress local = request.localAddress();
        String address = local.hostAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + local.port();
    }
}
