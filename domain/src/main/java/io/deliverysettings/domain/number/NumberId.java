package io.deliverysettings.domain.number;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import java.util.regex.Pattern;

/**
 * Meta's id of a phone number, such as {@code 116195731537720}. It is text, not a number: it may be longer than a JSON
 * number keeps exactly.
 *
 * @param value not empty; digits wherever a caller gave it, whatever PingOne said where PingOne gave it
 */
public record NumberId(String value) {

    private static final String REGEX = "^[0-9]{1,20}$";
    private static final Pattern PATTERN = Pattern.compile(REGEX);

    /** Refuses an empty id. */
    public NumberId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a number id must not be empty");
        }
    }

    /**
     * Reads an id that a caller gave. Source of the rule: PingOne's contract shows 15 to 17 digits; 1 to 20 is our bound.
     *
     * @param text untrusted text of any length
     * @param target what to name in the violation
     * @return the id, or why the text is none
     */
    public static Parsed<NumberId> parse(String text, String target) {
        if (!PATTERN.matcher(text).matches()) {
            return Parsed.invalid(new Violation(
                    Code.INVALID_VALUE,
                    target,
                    "numberId must be 1 to 20 digits, such as 116195731537720.",
                    new MatchOf(REGEX)));
        }
        return Parsed.valid(new NumberId(text));
    }

    /**
     * Takes an id that is known to be well-formed.
     *
     * @param text 1 to 20 digits
     * @return the id
     * @throws IllegalArgumentException when it is something else
     */
    public static NumberId of(String text) {
        return parse(text, "numberId")
                .toOptional()
                .orElseThrow(() -> new IllegalArgumentException("not a number id of 1 to 20 digits"));
    }

    /**
     * Takes an id as PingOne gave it or as it was stored, without asking whether a caller could have written it.
     *
     * @param text not empty
     * @return the id
     */
    public static NumberId rebuild(String text) {
        return new NumberId(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
