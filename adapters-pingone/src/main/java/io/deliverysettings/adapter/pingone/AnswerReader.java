package io.deliverysettings.adapter.pingone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an answer of PingOne means, by its status first: codes within a status class may change, says PingOne's contract.
 *
 * @param isWrite whether the call could have changed something
 * @param scrubber takes the secrets of the call out of the answer
 * @param clock what a date in {@code Retry-After} is compared to
 */
record AnswerReader(boolean isWrite, SecretScrubber scrubber, Clock clock) {

    /** A success whose document was read, a refusal, or else a fault. */
    <T> Answer<T> read(HttpResponse<Buffer> response, Function<HttpResponse<Buffer>, Optional<T>> onSuccess) {
        int status = response.statusCode();
        return switch (status) {
            case 200, 201, 204 ->
                new Answer.Done<>(
                        onSuccess.apply(response).orElseThrow(() -> fault(Kind.UNREADABLE, effectOfWrite(), response)));
            case 401 -> throw fault(Kind.CREDENTIALS_REFUSED, Effect.NONE, response);
            case 408, 504 -> throw fault(Kind.TIMEOUT, effectOfWrite(), response);
            case 429 -> throw fault(Kind.THROTTLED, Effect.NONE, response);
            case 502 -> throw fault(Kind.UNREADABLE, effectOfWrite(), response);
            case 503 -> throw fault(Kind.UNAVAILABLE, effectOfWrite(), response);
            default -> status >= 400 && status < 500 ? refused(status, response) : throwFor(status, response);
        };
    }

    private <T> Answer<T> refused(int status, HttpResponse<Buffer> response) {
        PlatformError error = error(response).orElseThrow(() -> fault(Kind.UNREADABLE, Effect.NONE, response));
        return new Answer.Refused<>(new PlatformRefusal(kind(status), error));
    }

    /** RFC 9110, section 15: a status that is not known means what the first of its class means. */
    private static PlatformRefusal.Kind kind(int status) {
        return switch (status) {
            case 403 -> PlatformRefusal.Kind.FORBIDDEN;
            case 404 -> PlatformRefusal.Kind.NOT_FOUND;
            case 405 -> PlatformRefusal.Kind.OPERATION_NOT_SUPPORTED;
            case 409 -> PlatformRefusal.Kind.CONFLICT;
            case 410 -> PlatformRefusal.Kind.GONE;
            case 415 -> PlatformRefusal.Kind.MEDIA_TYPE_NOT_SUPPORTED;
            case 422 -> PlatformRefusal.Kind.UNPROCESSABLE;
            default -> PlatformRefusal.Kind.INVALID;
        };
    }

    private <T> Answer<T> throwFor(int status, HttpResponse<Buffer> response) {
        boolean isEnvelope = status >= 500 && error(response).isPresent();
        throw fault(isEnvelope ? Kind.FAILED : Kind.UNREADABLE, effectOfWrite(), response);
    }

    private Effect effectOfWrite() {
        return isWrite ? Effect.UNKNOWN : Effect.NONE;
    }

    private PortFault fault(Kind kind, Effect effect, HttpResponse<Buffer> response) {
        return new PortFault(
                kind,
                effect,
                response.statusCode() >= 400 ? error(response) : Optional.empty(),
                RetryAfter.parse(response.getHeader("Retry-After"), clock),
                Optional.empty());
    }

    private Optional<PlatformError> error(HttpResponse<Buffer> response) {
        return Json.object(response.body()).flatMap((ObjectNode document) -> ErrorReader.read(document, scrubber));
    }
}
