package io.deliverysettings.adapter.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * What is left of a body when its request is answered. It is read and dropped, so that the next request of the connection can be
 * read, unless there is so much of it that to close the connection is cheaper.
 */
final class UnreadBody {

    private static final int MOST_DROPPED_BYTES = 1024 * 1024;

    /** The code by which HTTP/2 says that no more is needed (RFC 9113, section 8.1). */
    private static final long NO_ERROR = 0;

    private final RoutingContext context;
    private long dropped;

    private UnreadBody(RoutingContext context) {
        this.context = context;
    }

    static void dropAtEndOf(RoutingContext context) {
        UnreadBody body = new UnreadBody(context);
        context.addHeadersEndHandler(headers -> body.announce());
        context.addEndHandler(end -> body.drop());
    }

    /** Who has asked whether to send the body may or may not do so after a refusal: there is no telling what comes next. */
    private boolean isUncertain() {
        HttpServerRequest request = context.request();
        return request.version() != HttpVersion.HTTP_2
                && request.headers().contains(HttpHeaders.EXPECT)
                && request.bytesRead() == 0
                && !request.isEnded();
    }

    private void announce() {
        if (isUncertain()) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private void drop() {
        HttpServerRequest request = context.request();
        if (isUncertain()) {
            request.connection().close();
        } else if (!request.isEnded()) {
            request.handler(part -> count(part.length()));
            request.resume();
        }
    }

    private void count(int bytes) {
        long before = dropped;
        dropped += bytes;
        if (before <= MOST_DROPPED_BYTES && dropped > MOST_DROPPED_BYTES) {
            if (context.request().version() == HttpVersion.HTTP_2) {
                context.response().reset(NO_ERROR);
            } else {
                context.request().connection().close();
            }
        }
    }
}
