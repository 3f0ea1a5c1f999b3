package io.deliverysettings.adapter.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Writes every answer that is a success. */
final class SuccessWriter {

    private SuccessWriter() {}

    static void write(RoutingContext context, int status, Buffer document) {
        context.response().setStatusCode(status).putHeader("Content-Type", contentType(context));
        end(context, document);
    }

    static void writeEmpty(RoutingContext context) {
        context.response().setStatusCode(204).end();
    }

    /** The caller has already what it asked for. */
    static void writeNotModified(RoutingContext context) {
        context.response().setStatusCode(304).end();
    }

    /** Vert.x leaves out the length of what an answer to HEAD would have held. */
    static void end(RoutingContext context, Buffer document) {
        context.response().putHeader("Content-Length", String.valueOf(document.length()));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            context.response().end();
        } else {
            context.response().end(document);
        }
    }

    private static String contentType(RoutingContext context) {
        for (MIMEHeader accepted : context.parsedHeaders().accept()) {
            String type = accepted.rawValue().toLowerCase(Locale.ROOT);
            if (type.startsWith(MediaType.HAL)) {
                return MediaType.HAL;
            }
            if (type.startsWith(MediaType.JSON)) {
                return MediaType.JSON;
            }
        }
        return MediaType.JSON;
    }
}
