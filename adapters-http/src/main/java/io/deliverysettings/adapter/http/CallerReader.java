package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Origin;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who calls, as a request says: the bearer token, where it comes from, and the ids by which a call is traced. */
final class CallerReader {

    private static final String CORRELATION_ID = "Correlation-Id";

    /** RFC 6750, section 2.1. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *");

    private CallerReader() {}

    /** Gives every answer a correlation id, the caller's own when it is sane; the one of the request from then on. */
    static void correlate(HttpServerRequest request) {
        CorrelationId id = Optional.ofNullable(request.getHeader(CORRELATION_ID))
                .flatMap(CorrelationId::ifSane)
                .orElseGet(() -> new CorrelationId(UUID.randomUUID().toString()));
        request.response().putHeader(CORRELATION_ID, id.value());
    }

    static CorrelationId correlationId(RoutingContext context) {
        return correlationId(context.response());
    }

    static CorrelationId correlationId(HttpServerResponse response) {
        return new CorrelationId(response.headers().get(CORRELATION_ID));
    }

    /** Empty unless there is exactly one bearer token. */
    static Optional<Secret> accessToken(HttpServerRequest request) {
        List<String> headers = request.headers().getAll("Authorization");
        if (headers.size() != 1) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(headers.get(0));
        return bearer.matches() ? Optional.of(Secret.of(bearer.group(1))) : Optional.empty();
    }

    static Origin origin(RoutingContext context, boolean trustsForwarded) {
        return new Origin(
                ClientAddress.of(context.request(), trustsForwarded),
                correlationId(context),
                externalId(context, "X-Ping-External-Transaction-ID"),
                externalId(context, "X-Ping-External-Session-ID"));
    }

    private static Optional<ExternalId> externalId(RoutingContext context, String header) {
        return Optional.ofNullable(context.request().getHeader(header)).flatMap(ExternalId::ofNonEmpty);
    }
}
