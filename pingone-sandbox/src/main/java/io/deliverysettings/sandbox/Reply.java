package io.deliverysettings.sandbox;

import io.vertx.core.http.HttpServerRequest;

/** How a call is answered: properly ({@link Answer}) or badly on purpose ({@link FaultyReplies}). */
@FunctionalInterface
interface Reply {

    void send(HttpServerRequest request);
}
