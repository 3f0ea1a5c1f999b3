package io.deliverysettings.adapter.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;

/** Mounts what reads a body. Who may not call need not send one, and none is read beyond its limit. */
final class BodyHandlers {

    /** What is made of a body. */
    enum Content {
        /** It is JSON. */
        JSON,
        /** Nothing, but it must not be larger than one that is read. */
        BOUNDED,
        /** Nothing. */
        DROPPED
    }

    private BodyHandlers() {}

    /** The requests that come here are paused. */
    static void mount(Route route, Content content, int mostBytes) {
        SecurityPolicyHandler before = switch (content) {
            case JSON -> BodyHandlers::requireJson;
            case BOUNDED -> BodyHandlers::ignoreType;
            case DROPPED -> BodyHandlers::drop;
        };
        route.handler(before);
        if (content != Content.DROPPED) {
            route.handler(BodyHandler.create(false).setBodyLimit(mostBytes));
        }
    }

    /** Before the body is read, since there is no use in reading what is not JSON. */
    private static void requireJson(RoutingContext context) {
        MultiMap headers = context.request().headers();
        if (!MediaType.isJson(headers.getAll("Content-Type"))) {
            FailureWriter.write(context, ApiError.of(ErrorTable.UNSUPPORTED_MEDIA_TYPE));
        } else if (MediaType.isEncoded(headers.getAll("Content-Encoding"))) {
            context.response().putHeader("Accept-Encoding", "identity");
            FailureWriter.write(context, ApiError.encodedBody());
        } else {
            context.next();
        }
    }

    private static void ignoreType(RoutingContext context) {
        // Vert.x would read a form as one, and object to a bad one; what is ignored cannot be bad.
        context.request().headers().remove("Content-Type");
        context.next();
    }

    private static void drop(RoutingContext context) {
        context.request().resume();
        context.next();
    }
}
