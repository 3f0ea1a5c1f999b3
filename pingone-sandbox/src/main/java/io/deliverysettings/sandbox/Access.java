package io.deliverysettings.sandbox;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may call the settings: every bearer token, save the documented ones and the sandbox's own that have expired. */
final class Access {

    private static final String SCHEME = "Bearer ";

    private final TokenIssuer issuer;

    Access(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    Optional<Answer> refusal(HttpServerRequest request, EnvironmentId environment) {
        String bearer = bearer(request.getHeader("Authorization"));
        if (bearer.isEmpty()) {
            return Optional.of(Answer.unauthorized(List.of()));
        }
        if (bearer.equals(TestValues.UNKNOWN_BEARER) || issuer.hasExpired(bearer)) {
            return Optional.of(Answer.unauthorized(
                    List.of(ErrorDetail.of("INVALID_TOKEN", "The access token is unknown or has expired."))));
        }
        if (bearer.equals(TestValues.UNPERMITTED_BEARER)) {
            return Optional.of(Answer.forbidden(ErrorDetail.of(
                    "INSUFFICIENT_PERMISSIONS", "The application of the access token lacks the required role.")));
        }
        if (environment.key().equals(TestValues.UNLICENSED_ENVIRONMENT)) {
            return Optional.of(Answer.forbidden(
                    ErrorDetail.of("LICENSE_EXCEEDED", "The licence of the environment does not include WhatsApp.")
                            .withInnerError(Json.object().put("quotaLimit", 0))));
        }
        return Optional.empty();
    }

    private static String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "";
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
