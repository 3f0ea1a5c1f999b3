package io.deliverysettings.domain.caller;

import java.util.Optional;

/**
 * Ties a request to what is logged and answered for it, here and at PingOne ({@code Correlation-Id}).
 *
 * @param value 1 to 100 letters, digits and {@code . _ - / @ = # +}
 */
public record CorrelationId(String value) {

    private static final int LONGEST = 100;
    private static final String OTHER_CHARACTERS = "._-/@=#+";

    /** Refuses a value that is not sane. */
    public CorrelationId {
        if (!isSane(value)) {
            throw new IllegalArgumentException("not a sane correlation id");
        }
    }

    /**
     * Takes an id that a caller sent, if it is fit to be logged and sent on.
     *
     * @param text untrusted text of any length
     * @return empty when it is not sane
     */
    public static Optional<CorrelationId> ifSane(String text) {
        return isSane(text) ? Optional.of(new CorrelationId(text)) : Optional.empty();
    }

    /** Without a regular expression, which would take longer than all else that each request's id is needed for. */
    private static boolean isSane(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean isLetterOrDigit = (character >= 'a' && character <= 'z')
                    || (character >= '0' && character <= '9')
                    || (character >= 'A' && character <= 'Z');
            if (!isLetterOrDigit && OTHER_CHARACTERS.indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
