package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a request prefers to be answered (RFC 7240). A preference is never an error: what is not known or cannot be read is
 * passed over.
 *
 * @param respondAsync whether the caller would rather come back than wait
 * @param waiting how long it would wait: whole seconds, {@link ReadOperationUseCase#LONGEST_WAIT} at most; empty when it does
 *     not say
 */
record Preferences(boolean respondAsync, Optional<Duration> waiting) {

    private static final String PREFER = "Prefer";
    private static final String RESPOND_ASYNC = "respond-async";
    private static final String WAIT = "wait";

    /** Up to the next comma that does not stand in quotes. Possessive, so that a long header takes no longer than its length. */
    private static final Pattern ELEMENT =
            Pattern.compile("((?:[^\",]++|\"(?:[^\"\\\\]++|\\\\.?+)*+(?:\"|$))*+)(?:,|$)", Pattern.DOTALL);

    private static final String WORD = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";

    /** A name, perhaps a value, and parameters, none of which any preference here has. */
    private static final Pattern PREFERENCE = Pattern.compile(
            "[ \\t]*+(" + WORD + ")(?:[ \\t]*+=[ \\t]*+(?:(" + WORD
                    + ")|\"((?:[^\"\\\\]++|\\\\.)*+)\"))?+[ \\t]*+(?:;.*+)?+",
            Pattern.DOTALL);

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);
    private static final Pattern SECONDS = Pattern.compile("[0-9]++");

    /** More digits than these are more seconds than anybody waits. */
    private static final Pattern FEW_SECONDS = Pattern.compile("0*[0-9]{1,9}");

    static Preferences of(HttpServerRequest request) {
        return parse(request.headers().getAll(PREFER));
    }

    /** Of several preferences of one name, the first counts (RFC 7240, section 2). */
    static Preferences parse(List<String> lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            Matcher element = ELEMENT.matcher(line);
            for (int from = 0; from < line.length() && element.find(from); from = element.end()) {
                Matcher preference = PREFERENCE.matcher(element.group(1));
                if (preference.matches()) {
                    values.putIfAbsent(preference.group(1).toLowerCase(Locale.ROOT), value(preference));
                }
            }
        }
        // An empty value is the same as none, and any other is one that this preference does not have.
        return new Preferences(
                "".equals(values.get(RESPOND_ASYNC)),
                Optional.ofNullable(values.get(WAIT)).flatMap(Preferences::duration));
    }

    /** Says that an answer depends on what the request prefers. */
    static void vary(HttpServerResponse response) {
        String others = response.headers().get("Vary");
        response.putHeader("Vary", others == null ? PREFER : others + ", " + PREFER);
    }

    /** Whether the caller cares neither way, and waits for as long as it takes. */
    boolean areNone() {
        return !respondAsync && waiting.isEmpty();
    }

    /** How long to wait for the end of what was accepted. */
    Duration patience() {
        return waiting.orElse(Duration.ZERO);
    }

    /** Says that the answer came after as long a wait as was preferred, or before. */
    void tellWaited(HttpServerResponse response) {
        waiting.ifPresent(patience -> response.putHeader("Preference-Applied", applied(patience)));
    }

    /** Says that the answer came before the end of what was accepted. */
    void tellResponded(HttpServerResponse response) {
        if (respondAsync) {
            response.putHeader(
                    "Preference-Applied",
                    waiting.map(patience -> RESPOND_ASYNC + ", " + applied(patience))
                            .orElse(RESPOND_ASYNC));
        } else {
            tellWaited(response);
        }
    }

    private static String applied(Duration patience) {
        return WAIT + "=" + patience.toSeconds();
    }

    private static String value(Matcher preference) {
        String token = preference.group(2);
        String quoted = preference.group(3);
        if (quoted != null) {
            return ESCAPED.matcher(quoted).replaceAll("$1");
        }
        return token == null ? "" : token;
    }

    private static Optional<Duration> duration(String text) {
        if (!SECONDS.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration longest = ReadOperationUseCase.LONGEST_WAIT;
        if (!FEW_SECONDS.matcher(text).matches()) {
            return Optional.of(longest);
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(text));
        return Optional.of(wanted.compareTo(longest) > 0 ? longest : wanted);
    }
}
