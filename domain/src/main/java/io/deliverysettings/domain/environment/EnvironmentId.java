package io.deliverysettings.domain.environment;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import java.util.Objects;
import java.util.UUID;

/**
 * The id of a PingOne environment. Upper and lower case are the same id (PingOne writes some of its ids in upper case);
 * {@link #toString()} is the lower case form.
 *
 * @param value the id
 */
public record EnvironmentId(UUID value) {

    private static final String REGEX = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
    private static final int LENGTH = 36;

    /** Refuses {@code null}. */
    public EnvironmentId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Reads an id that a caller gave.
     *
     * @param text untrusted text of any length
     * @param target what to name in the violation
     * @return the id, or why the text is none
     */
    public static Parsed<EnvironmentId> parse(String text, String target) {
        if (!isId(text)) {
            return Parsed.invalid(new Violation(
                    Code.INVALID_PARAMETER,
                    target,
                    "The environment id must be a UUID, such as abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6.",
                    new MatchOf(REGEX)));
        }
        return Parsed.valid(new EnvironmentId(UUID.fromString(text)));
    }

    /** What {@link #REGEX} says, in a tenth of the time. {@link UUID#fromString} alone would accept "1-1-1-1-1". */
    private static boolean isId(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            char character = text.charAt(i);
            if (isDash ? character != '-' : !isHexDigit(character)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexDigit(char character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'f')
                || (character >= 'A' && character <= 'F');
    }

    /**
     * Takes an id that is known to be one.
     *
     * @param text a UUID in its usual form of 36 characters
     * @return the id
     * @throws IllegalArgumentException when the text is no UUID
     */
    public static EnvironmentId of(String text) {
        return parse(text, "environment")
                .toOptional()
                .orElseThrow(() -> new IllegalArgumentException("not a UUID of 36 characters"));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
