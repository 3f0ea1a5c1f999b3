package io.deliverysettings.adapter.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the head of a request of HTTP/1.x has to be beyond what Netty asks of it. */
final class RequestHead {

    /** What a name has besides letters and digits (RFC 9110, section 5.6.2). */
    private static final String OTHER_CHARACTERS_OF_NAMES = "-!#$%&'*+.^_`|~";

    /** RFC 3986, section 3.2.2, without the percent sign's own rules. */
    private static final Pattern HOST =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~%!$&'()*+;=-]*)(?::[0-9]{0,5})?");

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*).*");

    private RequestHead() {}

    /** {@code null} when there is none. */
    static @Nullable RefusedHead faultOf(HttpRequest request, int mostHeaders) {
        int count = 0;
        boolean hasNames = true;
        Iterator<Map.Entry<CharSequence, CharSequence>> headers =
                request.headers().iteratorCharSequence();
        while (headers.hasNext()) {
            hasNames &= isName(headers.next().getKey());
            count++;
        }
        if (count > mostHeaders) {
            return new RefusedHead(ErrorTable.HEADERS_TOO_LARGE, "too many headers");
        }
        if (!hasNames) {
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
        if (hasControlCharacter(request.uri())) {
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

    private static boolean isName(CharSequence name) {
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            boolean isLetterOrDigit = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9');
            if (!isLetterOrDigit && OTHER_CHARACTERS_OF_NAMES.indexOf(character) < 0) {
                return false;
            }
        }
        return name.length() > 0;
    }

    private static boolean hasControlCharacter(String address) {
        for (int i = 0; i < address.length(); i++) {
            char character = address.charAt(i);
            if (character <= ' ' || character == 0x7f) {
                return true;
            }
        }
        return false;
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
