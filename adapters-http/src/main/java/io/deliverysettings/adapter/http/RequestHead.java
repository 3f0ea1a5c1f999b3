package io.deliverysettings.adapter.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the head of a request of HTTP/1.x has to be beyond what Netty asks of it. */
final class RequestHead {

    /** RFC 9110, section 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** RFC 3986, section 3.2.2, without the percent sign's own rules. */
    private static final Pattern HOST =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~%!$&'()*+;=-]*)(?::[0-9]{0,5})?");

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*).*");

    private RequestHead() {}

    /** {@code null} when there is none. */
    static @Nullable RefusedHead faultOf(HttpRequest request, int mostHeaders) {
        if (request.headers().entries().size() > mostHeaders) {
            return new RefusedHead(ErrorTable.HEADERS_TOO_LARGE, "too many headers");
        }
        if (request.headers().names().stream()
                .anyMatch(name -> !NAME.matcher(name).matches())) {
            return malformed("header without a name");
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean needsHost = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (hosts.size() > 1 || (hosts.isEmpty() && needsHost)) {
            return malformed("not one Host");
        }
        String host = hosts.isEmpty() ? "" : hosts.get(0);
        if (!HOST.matcher(host).matches()) {
            return malformed("Host that is none");
        }
        if (request.uri().chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            return malformed("control character in the address");
        }
        Matcher absolute = ABSOLUTE.matcher(request.uri());
        if (!hosts.isEmpty() && absolute.matches() && !absolute.group(1).equalsIgnoreCase(host)) {
            return malformed("Host that is not the address's");
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean isPlain =
                codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked"));
        return isPlain ? null : malformed("transfer coding other than chunked");
    }

    /** An upgrade that cannot be made is not asked for (RFC 9110, section 7.8). Vert.x would answer it without an envelope. */
    static void ignoreUnusableUpgrade(HttpRequest request) {
        boolean isAsked = request.headers().contains(HttpHeaderNames.UPGRADE);
        if (isAsked
                && !(request.headers().getAll(HttpHeaderNames.UPGRADE).size() == 1
                        && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderNames.UPGRADE, true)
                        && request.headers().containsValue(HttpHeaderNames.CONNECTION, "http2-settings", true)
                        && request.headers().getAll("HTTP2-Settings").size() == 1)) {
            withoutUpgrade(request);
        }
    }

    /** What cannot be read is not upgraded either. */
    static HttpRequest withoutUpgrade(HttpRequest request) {
        request.headers().remove(HttpHeaderNames.UPGRADE);
        return request;
    }

    private static RefusedHead malformed(String reason) {
        return new RefusedHead(ErrorTable.MALFORMED, reason);
    }
}
