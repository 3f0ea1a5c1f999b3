package io.deliverysettings.domain.settings;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import java.util.regex.Pattern;

/**
 * Who delivers. Only {@code CUSTOM_WHATSAPP} is known of PingOne, but the set is taken to be open.
 *
 * @param value as PingOne writes it; not empty
 */
public record Provider(String value) {

    /** An account of one's own at Meta. */
    public static final Provider CUSTOM_WHATSAPP = new Provider("CUSTOM_WHATSAPP");

    private static final String REGEX = "^[A-Za-z0-9_-]{1,64}$";
    private static final Pattern PATTERN = Pattern.compile(REGEX);

    /** Refuses an empty provider. */
    public Provider {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a provider must not be empty");
        }
    }

    /**
     * Reads a provider that a caller gave; whether there is such a provider is for PingOne to say.
     *
     * @param text untrusted text of any length
     * @param target what to name in the violation
     * @return the provider, or why the text is none
     */
    public static Parsed<Provider> parse(String text, String target) {
        if (!PATTERN.matcher(text).matches()) {
            return Parsed.invalid(new Violation(
                    Code.INVALID_VALUE,
                    target,
                    "provider must be the name of a provider, such as CUSTOM_WHATSAPP.",
                    new MatchOf(REGEX)));
        }
        return Parsed.valid(new Provider(text));
    }

    @Override
    public String toString() {
        return value;
    }
}
