package io.deliverysettings.adapter.http;

import io.deliverysettings.application.fault.PortFault;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every answer that is no success, and logs what an operator has to know of it. */
final class FailureWriter {

    private static final Logger LOG = LoggerFactory.getLogger(FailureWriter.class);

    private FailureWriter() {}

    static void write(RoutingContext context, ApiError error) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        putHeaders(response, error);
        SuccessWriter.end(context, ErrorDocument.of(error));
    }

    /** A stage failed: with a fault of the surroundings, or with a bug. */
    static void write(RoutingContext context, Throwable failure) {
        log(context, failure);
        write(context, PortFault.in(failure).map(ApiError::of).orElseGet(() -> ApiError.of(ErrorTable.UNEXPECTED)));
    }

    /** A handler failed or asked for a status. */
    static void handle(RoutingContext context) {
        Throwable failure = context.failure();
        int status = context.statusCode();
        if (failure != null && status >= 500) {
            write(context, failure);
        } else {
            write(context, ApiError.of(ErrorTable.ofStatus(status)));
        }
    }

    /** What is not a request that could be routed: the line or the headers of it cannot be read. */
    static void handleInvalid(HttpServerRequest request) {
        Throwable cause =
                request.decoderResult() == null ? null : request.decoderResult().cause();
        writeAndClose(request, rowOf(cause));
    }

    private static ErrorTable rowOf(@Nullable Throwable cause) {
        if (cause instanceof RefusedHead refused) {
            return refused.row();
        }
        return switch (cause == null ? "" : cause.getClass().getSimpleName()) {
            case "TooLongHttpLineException" -> ErrorTable.URI_TOO_LONG;
            case "TooLongHttpHeaderException" -> ErrorTable.HEADERS_TOO_LARGE;
            default -> ErrorTable.MALFORMED;
        };
    }

    /** For what the router cannot be asked to route. */
    static void write(HttpServerRequest request, ErrorTable row) {
        end(request, row);
    }

    /** For a request of which no more is read: the last of its connection, or of its stream. */
    static void writeAndClose(HttpServerRequest request, ErrorTable row) {
        boolean isStream = request.version() == HttpVersion.HTTP_2;
        if (!isStream) {
            request.response().putHeader("Connection", "close");
        }
        end(request, row).onComplete(written -> {
            if (isStream) {
                request.response().reset(0);
            } else {
                request.connection().close();
            }
        });
    }

    private static Future<Void> end(HttpServerRequest request, ErrorTable row) {
        ApiError error = ApiError.of(row);
        putHeaders(request.response(), error);
        return request.response().end(ErrorDocument.of(error));
    }

    /** For a failure of which the caller learns nothing, too. */
    static void log(RoutingContext context, Throwable failure) {
        PortFault.in(failure).ifPresentOrElse(fault -> log(context, fault), () -> logBug(context, failure));
    }

    static void log(RoutingContext context, PortFault fault) {
        // The text of a cause can hold anything that the other side said, so only its type is shown.
        LOG.atWarn()
                .addKeyValue(
                        "correlationId", CallerReader.correlationId(context).value())
                .log(
                        "{} {}: {} (effect {}, cause {})",
                        context.request().method(),
                        context.request().path(),
                        fault.kind(),
                        fault.effect(),
                        fault.getCause() == null
                                ? "none"
                                : fault.getCause().getClass().getName());
    }

    private static void logBug(RoutingContext context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.atError()
                .addKeyValue(
                        "correlationId", CallerReader.correlationId(context).value())
                .setCause(cause)
                .log(
                        "{} {}: unexpected {}",
                        context.request().method(),
                        context.request().path(),
                        cause.getClass().getName());
    }

    private static void putHeaders(HttpServerResponse response, ApiError error) {
        response.setStatusCode(error.row().status()).putHeader("Content-Type", MediaType.JSON);
        if (error.row() == ErrorTable.NOT_AUTHENTICATED || error.denial().isPresent()) {
            // What PingOne says of a token is handed on in its own words, and those are not for this header.
            response.putHeader(
                    "WWW-Authenticate", error.denial().map(Denial::challenge).orElse("Bearer"));
        }
        if (error.row() == ErrorTable.METHOD_NOT_ALLOWED && !response.headers().contains("Allow")) {
            response.putHeader("Allow", WhatsAppRoutes.ALLOWED_AT_PINGONE);
        }
        error.current().ifPresent(revision -> response.putHeader("ETag", EntityTags.of(revision)));
        error.retryAfter().ifPresent(wait -> response.putHeader("Retry-After", seconds(wait)));
    }

    /** Rounded up: to come back too early would be refused again. */
    static String seconds(Duration wait) {
        return String.valueOf(wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0));
    }
}
