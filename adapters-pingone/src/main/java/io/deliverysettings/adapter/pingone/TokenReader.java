package io.deliverysettings.adapter.pingone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of a token endpoint means (RFC 6749, sections 5.1 and 5.2), by its status first. Nothing of its body gets
 * into a fault but an error code that the RFC knows.
 *
 * @param clock what a date in {@code Retry-After} is compared to
 */
record TokenReader(Clock clock) {

    /** Why there is no token, in words of ours, for the log. */
    static final class NoToken extends Exception {
        private static final long serialVersionUID = 1L;

        private NoToken(String message) {
            super(message, null, false, false);
        }
    }

    /** For a token without a lifetime that makes sense: short enough to be wrong without harm, long enough to be of use. */
    private static final Duration ASSUMED_LIFETIME = Duration.ofMinutes(5);

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    private static final Set<String> ERROR_CODES = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope");

    /** A token, or else a fault without an effect. */
    IssuedToken read(HttpResponse<Buffer> response) {
        int status = response.statusCode();
        return switch (status) {
            case 200 -> token(response).orElseThrow(() -> fault(Kind.UNREADABLE, response));
            // Without an environment of that id there is no such client either.
            case 400, 401, 403, 404 -> throw fault(Kind.OWN_CREDENTIALS_REFUSED, response);
            case 408, 504 -> throw fault(Kind.TIMEOUT, response);
            case 429 -> throw fault(Kind.THROTTLED, response);
            case 503 -> throw fault(Kind.UNAVAILABLE, response);
            default -> throw fault(isFailure(response) ? Kind.FAILED : Kind.UNREADABLE, response);
        };
    }

    private static Optional<IssuedToken> token(HttpResponse<Buffer> response) {
        return Json.object(response.body())
                .filter(document -> Json.text(document, "token_type")
                        .filter("bearer"::equalsIgnoreCase)
                        .isPresent())
                .flatMap(document -> Json.text(document, "access_token")
                        .filter(TokenReader::isFitForAHeader)
                        .map(token -> new IssuedToken(Secret.of(token), lifetime(document.get("expires_in")))));
    }

    private static boolean isFitForAHeader(String token) {
        return token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static Duration lifetime(@Nullable JsonNode seconds) {
        if (seconds == null || !seconds.isNumber()) {
            return ASSUMED_LIFETIME;
        }
        BigDecimal number = seconds.decimalValue();
        if (number.compareTo(BigDecimal.ONE) < 0) {
            return ASSUMED_LIFETIME;
        }
        BigDecimal most = BigDecimal.valueOf(LONGEST_LIFETIME.toSeconds());
        return Duration.ofSeconds(number.min(most).longValue());
    }

    /** A failure of the other side that says so in JSON; a page of somebody else's on the way is none. */
    private static boolean isFailure(HttpResponse<Buffer> response) {
        return response.statusCode() >= 500
                && response.statusCode() != 502
                && Json.object(response.body()).isPresent();
    }

    private PortFault fault(Kind kind, HttpResponse<Buffer> response) {
        String code = Json.object(response.body())
                .flatMap((ObjectNode document) -> Json.text(document, "error"))
                .filter(ERROR_CODES::contains)
                .map(known -> " " + known)
                .orElse("");
        return new PortFault(
                kind,
                Effect.NONE,
                Optional.empty(),
                RetryAfter.parse(response.getHeader("Retry-After"), clock),
                Optional.of(new NoToken("status " + response.statusCode() + code)));
    }
}
