package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A proper answer: a status, further headers, and a JSON document or nothing. */
record Answer(
        int status, Map<String, String> headers, @Nullable ObjectNode body) implements Reply {

    static Answer of(int status, ObjectNode body) {
        return new Answer(status, Map.of(), body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), null);
    }

    static Answer invalidData(List<ErrorDetail> details) {
        return error(
                400,
                "INVALID_DATA",
                "The request could not be completed. One or more validation errors were in the request.",
                details);
    }

    static Answer malformed() {
        return malformed(400);
    }

    /** The answer to a request that cannot be read: 400, or a more telling 4xx. */
    static Answer malformed(int status) {
        return error(
                status,
                "INVALID_REQUEST",
                "The request could not be completed. The request was malformed or invalid.",
                List.of());
    }

    static Answer unauthorized(List<ErrorDetail> details) {
        return error(
                        401,
                        "ACCESS_FAILED",
                        "The request could not be completed. A valid access token is required.",
                        details)
                .withHeader("WWW-Authenticate", "Bearer");
    }

    static Answer forbidden(ErrorDetail detail) {
        return error(
                403,
                "ACCESS_FAILED",
                "The request could not be completed. You do not have access to this resource.",
                List.of(detail));
    }

    static Answer notFound() {
        return error(404, "NOT_FOUND", "The requested resource object cannot be found.", List.of());
    }

    static Answer methodNotAllowed(String allowed) {
        return error(
                        405,
                        "REQUEST_FAILED",
                        "The request could not be completed. The method is not supported here.",
                        List.of())
                .withHeader("Allow", allowed);
    }

    /** The answer to a call that is over a limit, and after which time another one would not be: at least a second. */
    static Answer throttled(Duration wait) {
        return error(
                        429,
                        "REQUEST_LIMITED",
                        "The request could not be completed. Too many requests.",
                        List.of(ErrorDetail.of("LIMIT_EXCEEDED", "The rate limit was exceeded.")))
                .withHeader("Retry-After", Long.toString(Math.max(1, wholeSeconds(wait))));
    }

    /** Rounded up: a caller that comes back a moment too early is refused once more. */
    private static long wholeSeconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    static Answer unexpected() {
        return error(500, "UNEXPECTED_ERROR", "An unexpected error occurred in the sandbox.", List.of());
    }

    private static Answer error(int status, String code, String message, List<ErrorDetail> details) {
        ObjectNode envelope = Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("code", code)
                .put("message", message);
        if (!details.isEmpty()) {
            envelope.putArray("details")
                    .addAll(details.stream().map(ErrorDetail::toJson).toList());
        }
        return of(status, envelope);
    }

    Answer withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, Map.copyOf(more), body);
    }

    @Override
    public void send(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        if (body == null) {
            response.end();
        } else {
            Buffer bytes = Json.write(body);
            // Vert.x leaves the length out of an answer to HEAD.
            response.putHeader("Content-Type", "application/json")
                    .putHeader("Content-Length", Integer.toString(bytes.length()))
                    .end(bytes);
        }
    }
}
