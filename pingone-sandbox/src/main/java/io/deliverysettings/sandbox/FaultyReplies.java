package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
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
        return htmlPage(200);
    }

    /** What a proxy answers on PingOne's behalf. */
    static Reply badGateway() {
        return htmlPage(502);
    }

    private static Reply htmlPage(int status) {
        return request -> request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end("<!DOCTYPE html><html><head><title>Maintenance</title></head>"
                        + "<body><h1>We will be back soon</h1></body></html>");
    }

    /** Promises the whole document, sends half of it and closes. Without a document there is nothing to cut but the answer. */
    static Reply truncated(Answer answer) {
        ObjectNode document = answer.body();
        if (document == null) {
            return dropped();
        }
        return request -> {
            if (request.method().equals(HttpMethod.HEAD)) {
                dropped().send(request);
                return;
            }
            Buffer whole = Json.write(document);
            answer.headers().forEach(request.response()::putHeader);
            response(request, answer.status())
                    .putHeader("Content-Length", Integer.toString(whole.length()))
                    .write(whole.getBuffer(0, whole.length() / 2))
                    .onComplete(written -> request.connection().close());
        };
    }

    /** A valid document of more than 16 MiB: only a client's own bound protects it. */
    static Reply oversized(ObjectNode document) {
        return request -> {
            Buffer whole = Json.write(document);
            HttpServerResponse response = response(request, 201).setChunked(true);
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

    /** The same reply after a while, unless nobody waits for it any more. */
    static Reply delayed(Vertx vertx, int millis, Reply reply) {
        return request -> vertx.setTimer(millis, timer -> {
            if (!request.response().closed()) {
                reply.send(request);
            }
        });
    }

    private static HttpServerResponse response(HttpServerRequest request, int status) {
        return request.response().setStatusCode(status).putHeader("Content-Type", "application/json");
    }
}
