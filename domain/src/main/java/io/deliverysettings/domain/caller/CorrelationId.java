package io.deliverysettings.domain.caller;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ties a request to what is logged and answered for it, here and at PingOne ({@code Correlation-Id}).
 *
 * @param value 1 to 100 letters, digits and {@code . _ - / @ = # +}
 */
public record CorrelationId(String value) {

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._\\-/@=#+]{1,100}");

    /** Refuses a value that is not sane. */
    public CorrelationId {
        if (!SANE.matcher(value).matches()) {
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
        return SANE.matcher(text).matches() ? Optional.of(new CorrelationId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
