package io.deliverysettings.adapter.http;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/** Waits for the bodies of requests, and answers for those that do not arrive in time or cannot be read. */
final class BodyArrival {

    private static final AttributeKey<HttpServerRequest> RECEIVED_NOW = AttributeKey.valueOf(BodyArrival.class, "now");

    private final Vertx vertx;
    private final Duration patience;

    BodyArrival(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    /** To be called when the head of a request has been read. */
    void expect(HttpServerRequest request) {
        boolean isStream = request.version() == HttpVersion.HTTP_2;
        if (request.isEnded() || (!isStream && !announcesBody(request))) {
            return;
        }
        Channel channel = ((ConnectionBase) request.connection()).channel();
        if (!isStream) {
            channel.attr(RECEIVED_NOW).set(request);
        }
        long timer = vertx.setTimer(patience.toMillis(), late -> refuse(request, ErrorTable.REQUEST_TIMEOUT));
        request.end().onComplete(ended -> {
            vertx.cancelTimer(timer);
            channel.attr(RECEIVED_NOW).compareAndSet(request, null);
        });
    }

    /**
     * The body that a connection of HTTP/1.x is receiving cannot be read.
     *
     * @return whether there was a request to answer
     */
    static boolean refuseBroken(Channel channel) {
        HttpServerRequest request = channel.attr(RECEIVED_NOW).getAndSet(null);
        if (request == null) {
            return false;
        }
        refuse(request, ErrorTable.MALFORMED);
        return true;
    }

    private static void refuse(HttpServerRequest request, ErrorTable row) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.headWritten()) {
            FailureWriter.writeAndClose(request, row);
        } else if (request.version() == HttpVersion.HTTP_2) {
            response.reset(0);
        } else {
            request.connection().close();
        }
    }

    private static boolean announcesBody(HttpServerRequest request) {
        return request.headers().contains("Content-Length") || request.headers().contains("Transfer-Encoding");
    }
}
