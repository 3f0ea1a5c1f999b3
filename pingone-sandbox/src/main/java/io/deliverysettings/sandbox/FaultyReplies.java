package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The answers that a client of PingOne has to survive. */
final class FaultyReplies {

    private static final Buffer PADDING = Buffer.buffer("x".repeat(256 * 1024));

    private FaultyReplies() {}

    static Reply dropped() {
        return request -> request.connection().close();
    }

    static Reply htmlPage() {
        return request -> request.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end("<!DOCTYPE html><html><head><title>Maintenance</title></head>"
                        + "<body><h1>We will be back soon</h1></body></html>");
    }

    /** Promises the whole document, sends half of it and closes. */
    static Reply truncated(ObjectNode document) {
        return request -> {
            Buffer whole = Json.write(document);
            response(request)
                    .putHeader("Content-Length", Integer.toString(whole.length()))
                    .write(whole.getBuffer(0, whole.length() / 2))
                    .onComplete(written -> request.connection().close());
        };
    }

    /** A valid document of more than 16 MiB: only a client's own bound protects it. */
    static Reply oversized(ObjectNode document) {
        return request -> {
            Buffer whole = Json.write(document);
            HttpServerResponse response = response(request).setChunked(true);
            response.write(whole.getBuffer(0, whole.length() - 1).appendString(",\"padding\":\""))
                    .compose(written -> pad(response, TestValues.OVERSIZED_BYTES))
                    .onSuccess(written -> response.end("\"}"));
        };
    }

    /** Writes a chunk only when the one before has left, and so no faster than the client reads. */
    private static Future<Void> pad(HttpServerResponse response, int bytesLeft) {
        if (bytesLeft <= 0) {
            return Future.succeededFuture();
        }
        return response.write(PADDING).compose(written -> pad(response, bytesLeft - PADDING.length()));
    }

    private static HttpServerResponse response(HttpServerRequest request) {
        return request.response().setStatusCode(201).putHeader("Content-Type", "application/json");
    }
}
