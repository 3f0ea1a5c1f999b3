package io.deliverysettings.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A body of {@code application/x-www-form-urlencoded}. */
final class Form {

    static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private Form() {}

    /**
     * Reads the form; of a repeated name the first value counts.
     *
     * @throws IllegalArgumentException if an escape is malformed
     */
    static Map<String, String> parse(byte[] body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
