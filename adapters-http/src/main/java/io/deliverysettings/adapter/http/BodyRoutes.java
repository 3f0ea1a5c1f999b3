package io.deliverysettings.adapter.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * Mounts what reads a body. Who may not call need not send one, and none is read beyond its limit.
 *
 * <p>Each handler gets a route of its own: within one route Vert.x wants its body handler before any of ours.
 */
final class BodyRoutes {

    private static final int MOST_BODY_BYTES = 64 * 1024;

    private BodyRoutes() {}

    /** A PUT whose body is JSON. */
    static void putJson(Router router, String path, Handler<RoutingContext> handler) {
        router.put(path).handler(BodyRoutes::requireJson);
        router.put(path).handler(body());
        router.put(path).handler(handler);
    }

    /** A POST that says everything with its address. */
    static void postNothing(Router router, String path, Handler<RoutingContext> handler) {
        router.post(path).handler(BodyRoutes::requireCaller);
        router.post(path).handler(body());
        router.post(path).handler(handler);
    }

    private static BodyHandler body() {
        return BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES);
    }

    /** Before the body is read, since there is no use in reading what is not JSON. */
    private static void requireJson(RoutingContext context) {
        if (CallerReader.caller(context).isEmpty()) {
            FailureWriter.write(context, ApiError.withoutBearerToken());
        } else if (!MediaType.isJson(context.request().getHeader("Content-Type"))) {
            FailureWriter.write(context, ApiError.of(ErrorTable.UNSUPPORTED_MEDIA_TYPE));
        } else {
            context.next();
        }
    }

    private static void requireCaller(RoutingContext context) {
        if (CallerReader.caller(context).isEmpty()) {
            FailureWriter.write(context, ApiError.withoutBearerToken());
        } else {
            // Vert.x would read a form as one, and object to a bad one; what is ignored cannot be bad.
            context.request().headers().remove("Content-Type");
            context.next();
        }
    }
}
