package io.deliverysettings.adapter.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import java.util.Optional;

/** Holds the heads of HTTP/2 to what the decoder of HTTP/1.x holds its own to. */
final class RequestSize {

    private RequestSize() {}

    static Optional<ErrorTable> faultOf(HttpServerRequest request, HttpLimitsOptions.Sizes most) {
        if (request.version() != HttpVersion.HTTP_2) {
            return Optional.empty();
        }
        if (request.uri() != null && request.uri().length() > most.uriBytes()) {
            return Optional.of(ErrorTable.URI_TOO_LONG);
        }
        long bytes = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            bytes += header.getKey().length() + header.getValue().length();
        }
        return bytes > most.headerBytes() || request.headers().entries().size() > most.headers()
                ? Optional.of(ErrorTable.HEADERS_TOO_LARGE)
                : Optional.empty();
    }
}
