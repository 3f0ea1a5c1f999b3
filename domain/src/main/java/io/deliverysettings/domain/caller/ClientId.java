package io.deliverysettings.domain.caller;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of the application that a caller's token was issued to, as the token says ({@code client_id}). Whether the token is
 * genuine is for whoever accepts it to say.
 *
 * @param value 1 to 100 letters, digits and {@code . _ - : @}
 */
public record ClientId(String value) {

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:@-]{1,100}");

    /** Refuses a value that is not sane. */
    public ClientId {
        if (!SANE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a sane client id");
        }
    }

    /**
     * Takes an id that a token holds, if it is fit to be stored and shown.
     *
     * @param text untrusted text of any length
     * @return empty when it is not sane
     */
    public static Optional<ClientId> ifSane(String text) {
        return SANE.matcher(text).matches() ? Optional.of(new ClientId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
