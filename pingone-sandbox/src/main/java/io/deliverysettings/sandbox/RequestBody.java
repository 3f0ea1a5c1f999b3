package io.deliverysettings.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request's body, up to a bound. */
final class RequestBody {

    static final int MOST_BYTES = 1024 * 1024;

    /** The body is longer than {@link #MOST_BYTES}. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("body too large", null, false, false);
        }
    }

    private RequestBody() {}

    /** The bytes; fails with {@link TooLarge}, or with the connection's fault. */
    static Future<byte[]> read(HttpServerRequest request) {
        String declared = request.getHeader("Content-Length");
        if (declared != null && Long.parseLong(declared) > MOST_BYTES) {
            return Future.failedFuture(new TooLarge());
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        Promise<byte[]> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > MOST_BYTES) {
                promise.tryFail(new TooLarge());
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(promise::tryFail);
        request.endHandler(end -> promise.tryComplete(body.getBytes()));
        return promise.future();
    }
}
