package io.deliverysettings.domain.caller;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An id of the caller's own that PingOne notes in its audit log ({@code X-Ping-External-Transaction-ID} and
 * {@code X-Ping-External-Session-ID}).
 *
 * @param value 1 to 100 letters, marks, digits and {@code . _ - / @ = # +}; anything else has become {@code _}, as
 *     PingOne does it
 */
public record ExternalId(String value) {

    private static final int MAXIMUM = 100;
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._\\-/@=#+]");

    /** Cuts and cleans. */
    public ExternalId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an external id must not be empty");
        }
        String cut = value.length() <= MAXIMUM ? value : value.substring(0, MAXIMUM);
        value = OTHER.matcher(cut).replaceAll("_");
    }

    /**
     * Takes what a caller sent.
     *
     * @param text untrusted text of any length
     * @return empty when there is nothing in it
     */
    public static Optional<ExternalId> ofNonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new ExternalId(text));
    }
}
