package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who calls: the bearer token, and the ids by which a call is traced. */
final class CallerReader {

    static final String CORRELATION_ID = "Correlation-Id";

    /** RFC 6750, section 2.1. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *");

    private CallerReader() {}

    /** Gives every request a correlation id, the caller's own when it is sane, and every answer the same. */
    static void correlate(RoutingContext context) {
        CorrelationId id = correlationId(context.request());
        context.put(CORRELATION_ID, id);
        context.response().putHeader(CORRELATION_ID, id.value());
        context.next();
    }

    static CorrelationId correlationId(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(CORRELATION_ID))
                .flatMap(CorrelationId::ifSane)
                .orElseGet(() -> new CorrelationId(UUID.randomUUID().toString()));
    }

    /** Empty unless there is exactly one bearer token. */
    static Optional<Caller> caller(RoutingContext context) {
        List<String> headers = context.request().headers().getAll("Authorization");
        if (headers.size() != 1) {
            return Optional.empty();
        }
        Matcher bearer = BEARER.matcher(headers.get(0));
        return bearer.matches()
                ? Optional.of(new Caller(
                        Secret.of(bearer.group(1)),
                        context.get(CORRELATION_ID),
                        externalId(context, "X-Ping-External-Transaction-ID"),
                        externalId(context, "X-Ping-External-Session-ID")))
                : Optional.empty();
    }

    private static Optional<ExternalId> externalId(RoutingContext context, String header) {
        return Optional.ofNullable(context.request().getHeader(header)).flatMap(ExternalId::ofNonEmpty);
    }
}
