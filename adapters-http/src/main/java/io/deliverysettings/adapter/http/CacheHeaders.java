package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Result.Found;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Source;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where an answer comes from, and whether it may come from somewhere else than PingOne (RFC 9111 and RFC 9211). */
final class CacheHeaders {

    private static final String CACHE = "delivery-settings-gateway";
    private static final String NO_CACHE = "no-cache";
    private static final Pattern PRAGMA = Pattern.compile(NO_CACHE);

    /** The argument may be quoted, which senders are told not to do (RFC 9111, section 5.2). */
    private static final Pattern CONTROL = Pattern.compile(NO_CACHE + "|max-age=(?:0+|\"0+\")");

    private CacheHeaders() {}

    /** Whether PingOne is to be asked whatever is known already; {@code Pragma} counts only without {@code Cache-Control}. */
    static boolean asksForFresh(HttpServerRequest request) {
        List<String> control = request.headers().getAll("Cache-Control");
        return control.isEmpty()
                ? hasDirective(request.headers().getAll("Pragma"), PRAGMA)
                : hasDirective(control, CONTROL);
    }

    /** Private, since the caller's own token decides what it may see; and to be asked for each time, for the same reason. */
    static void put(HttpServerResponse response, Found found, boolean fresh) {
        found.revision().ifPresent(revision -> response.putHeader("ETag", EntityTags.of(revision)));
        response.putHeader("Cache-Control", "private, " + NO_CACHE).putHeader("Cache-Status", status(found, fresh));
        if (found.source() != Source.PLATFORM) {
            response.putHeader("Age", String.valueOf(found.age().toSeconds()));
        }
    }

    private static String status(Found found, boolean fresh) {
        return CACHE
                + switch (found.source()) {
                    case PLATFORM -> fresh ? "; fwd=request" : "; fwd=miss";
                    case SHARED -> "; hit";
                    case STORE -> "; hit; detail=upstream-unavailable";
                };
    }

    private static boolean hasDirective(List<String> lines, Pattern wanted) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(directive -> directive.strip().toLowerCase(Locale.ROOT))
                .anyMatch(directive -> wanted.matcher(directive).matches());
    }
}
