package io.deliverysettings.domain.settings;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import java.util.regex.Pattern;

/**
 * The id of an app at Meta, such as {@code 263386889724299}. It is text: leading zeros count.
 *
 * @param value not empty; digits wherever a caller gave it, whatever PingOne said where PingOne gave it
 */
public record AppId(String value) {

    private static final String REGEX = "^[0-9]{1,64}$";
    private static final Pattern PATTERN = Pattern.compile(REGEX);

    /** Refuses an empty id. */
    public AppId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an app id must not be empty");
        }
    }

    /**
     * Reads an id that a caller gave. Source of the rule: digits are PingOne's contract, at most 64 of them is our bound.
     *
     * @param text untrusted text of any length
     * @param target what to name in the violation
     * @return the id, or why the text is none
     */
    public static Parsed<AppId> parse(String text, String target) {
        if (!PATTERN.matcher(text).matches()) {
            return Parsed.invalid(new Violation(
                    Code.INVALID_VALUE,
                    target,
                    "appId must be 1 to 64 digits, such as 263386889724299.",
                    new MatchOf(REGEX)));
        }
        return Parsed.valid(new AppId(text));
    }

    @Override
    public String toString() {
        return value;
    }
}
