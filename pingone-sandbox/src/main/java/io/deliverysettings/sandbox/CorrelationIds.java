package io.deliverysettings.sandbox;

import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** The {@code Correlation-Id} of an answer: the request's if it is fit to be echoed, or a new one. */
final class CorrelationIds {

    static final String HEADER = "Correlation-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._\\-/@=#+]{1,100}");

    private CorrelationIds() {}

    static void assign(HttpServerRequest request) {
        String sent = request.getHeader(HEADER);
        boolean sane = sent != null && SANE.matcher(sent).matches();
        request.response().putHeader(HEADER, sane ? sent : UUID.randomUUID().toString());
    }

    static String of(HttpServerRequest request) {
        String assigned = request.response().headers().get(HEADER);
        return assigned == null ? "" : assigned;
    }
}
