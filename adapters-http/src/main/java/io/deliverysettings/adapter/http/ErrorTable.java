package io.deliverysettings.adapter.http;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.platform.PlatformRefusal;

/**
 * Which status and code every outcome that is no success, and every fault, has for the caller: the one table of them.
 *
 * <p>Codes and messages up to {@link #UNEXPECTED} are PingOne's where PingOne is documented to have the case. The codes that
 * begin with {@code UPSTREAM_} or {@code STORE_} are the gateway's own, since PingOne cannot say that PingOne cannot be
 * reached; so are {@code PRECONDITION_FAILED} and {@code CONCURRENT_CHANGE}, since PingOne does not tell two writers apart,
 * {@code CHANGE_INTERRUPTED}, and {@code GATEWAY_OVERLOADED}.
 */
enum ErrorTable {
    MALFORMED(400, "INVALID_REQUEST", "The request could not be completed. The request was malformed or invalid."),
    INVALID(
            400,
            "INVALID_DATA",
            "The request could not be completed. One or more validation errors were in the request."),
    NUMBER_REFUSED(
            400,
            "INVALID_DATA",
            "The WhatsApp account was saved, but the number was not selected. The details say why."),
    SELECTION_IGNORED(
            502,
            "UPSTREAM_SELECTION_IGNORED",
            "The WhatsApp account was saved, but PingOne did not select the number that it was asked to."),
    CREDENTIALS_NEEDED(
            400,
            "INVALID_DATA",
            "The request could not be completed. The gateway has no credentials to write with. The details say why."),
    NOT_AUTHENTICATED(
            401, "ACCESS_FAILED", "The request could not be completed. You do not have access to this resource."),
    FORBIDDEN(403, "ACCESS_FAILED", "The request could not be completed. You do not have access to this resource."),
    NOT_FOUND(404, "NOT_FOUND", "The requested resource object cannot be found."),
    METHOD_NOT_ALLOWED(405, "REQUEST_FAILED", "The request could not be completed. The method is not supported here."),
    REQUEST_TIMEOUT(408, "INVALID_REQUEST", "The request could not be completed. It did not arrive in time."),
    CONFLICT(409, "REQUEST_FAILED", "The request could not be completed. It is at odds with the present state."),
    BUSY(
            409,
            "CONCURRENT_CHANGE",
            "The request could not be completed. Another change of this environment is under way."),
    OVERTAKEN(
            409,
            "CONCURRENT_CHANGE",
            "The change took so long that another instance of the gateway took it over. The history tells what came of it."),
    GONE(410, "NOT_FOUND", "The requested resource object does not exist any more."),
    PRECONDITION_FAILED(
            412,
            "PRECONDITION_FAILED",
            "The request could not be completed. The settings are not what If-Match or If-None-Match demands."),
    TOO_LARGE(413, "INVALID_REQUEST", "The request could not be completed. The body is too large."),
    URI_TOO_LONG(414, "INVALID_REQUEST", "The request could not be completed. The address is too long."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "INVALID_REQUEST",
            "The request could not be completed. The body must be JSON in UTF-8, with Content-Type: application/json."),
    EXPECTATION_FAILED(417, "INVALID_REQUEST", "The request could not be completed. Expect can only be 100-continue."),
    UNPROCESSABLE(422, "INVALID_DATA", "The request could not be completed. PingOne cannot act on it."),
    HEADERS_TOO_LARGE(431, "INVALID_REQUEST", "The request could not be completed. Its headers are too large."),
    THROTTLED(429, "REQUEST_LIMITED", "The request could not be completed. PingOne limits the rate of requests."),
    TOO_MANY_OPERATIONS(
            429, "REQUEST_LIMITED", "The request could not be completed. The gateway has too many open operations."),
    TOO_MANY_REQUESTS(
            429, "REQUEST_LIMITED", "The request could not be completed. The gateway limits the rate of requests."),
    TOO_MANY_AT_ONCE(
            429,
            "REQUEST_LIMITED",
            "The request could not be completed. The gateway limits how many requests a caller has under way."),
    UNEXPECTED(500, "UNEXPECTED_ERROR", "An unexpected error occurred. The cause is in the gateway's log."),
    UPSTREAM_FAILED(500, "UNEXPECTED_ERROR", "PingOne had an unexpected error."),
    UPSTREAM_UNREADABLE(502, "UPSTREAM_UNREADABLE", "PingOne's answer was cut off or is not what it should be."),
    UPSTREAM_CREDENTIALS_REFUSED(
            502,
            "UPSTREAM_CREDENTIALS_REFUSED",
            "PingOne does not accept the credentials that the gateway has for it."),
    UPSTREAM_UNAVAILABLE(503, "UPSTREAM_UNAVAILABLE", "PingOne cannot be reached, or says that it is not available."),
    STORE_UNAVAILABLE(503, "STORE_UNAVAILABLE", "The gateway cannot reach its store."),
    AUDIT_UNAVAILABLE(
            503,
            "AUDIT_UNAVAILABLE",
            "The gateway cannot write its audit log, and makes no change that is not in it. Nothing was changed."),
    OVERLOADED(503, "GATEWAY_OVERLOADED", "The gateway has too many requests under way."),
    INTERRUPTED(503, "CHANGE_INTERRUPTED", "The gateway was stopped in the middle of the change."),
    UPSTREAM_TIMEOUT(504, "UPSTREAM_TIMEOUT", "PingOne did not answer in time."),
    HTTP_VERSION_NOT_SUPPORTED(
            505,
            "INVALID_REQUEST",
            "The request could not be completed. The gateway speaks HTTP/1.0, HTTP/1.1 and HTTP/2.");

    private final int status;
    private final String code;
    private final String message;

    ErrorTable(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return message;
    }

    static ErrorTable of(PortFault.Kind kind) {
        return switch (kind) {
            case TIMEOUT -> UPSTREAM_TIMEOUT;
            case UNAVAILABLE -> UPSTREAM_UNAVAILABLE;
            case THROTTLED -> THROTTLED;
            case CREDENTIALS_REFUSED -> NOT_AUTHENTICATED;
            case OWN_CREDENTIALS_REFUSED -> UPSTREAM_CREDENTIALS_REFUSED;
            case UNREADABLE -> UPSTREAM_UNREADABLE;
            case FAILED -> UPSTREAM_FAILED;
            case STORE_UNAVAILABLE -> STORE_UNAVAILABLE;
            case AUDIT_UNAVAILABLE -> AUDIT_UNAVAILABLE;
        };
    }

    static ErrorTable of(PlatformRefusal.Kind kind) {
        return switch (kind) {
            case INVALID -> INVALID;
            case FORBIDDEN -> FORBIDDEN;
            case NOT_FOUND -> NOT_FOUND;
            case OPERATION_NOT_SUPPORTED -> METHOD_NOT_ALLOWED;
            case CONFLICT -> CONFLICT;
            case GONE -> GONE;
            case MEDIA_TYPE_NOT_SUPPORTED -> UNSUPPORTED_MEDIA_TYPE;
            case UNPROCESSABLE -> UNPROCESSABLE;
        };
    }

    /** For a status that Vert.x decides on; what it has none for is unexpected. */
    static ErrorTable ofStatus(int status) {
        return switch (status) {
            // BodyHandler says 200 when a body breaks off or its chunks cannot be read, which is no bug of ours.
            case 200, 400 -> MALFORMED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 413 -> TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 417 -> EXPECTATION_FAILED;
            case 431 -> HEADERS_TOO_LARGE;
            default -> UNEXPECTED;
        };
    }
}
