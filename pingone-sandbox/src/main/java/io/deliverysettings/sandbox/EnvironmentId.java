package io.deliverysettings.sandbox;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A PingOne environment, as the path names it. Some of PingOne's UUIDs are upper case, so the key ignores the case. */
record EnvironmentId(String text) {

    // UUID.fromString also takes "1-1-1-1-1".
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    static Optional<EnvironmentId> parse(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(candidate -> UUID_TEXT.matcher(candidate).matches())
                .map(EnvironmentId::new);
    }

    String key() {
        return text.toLowerCase(Locale.ROOT);
    }
}
