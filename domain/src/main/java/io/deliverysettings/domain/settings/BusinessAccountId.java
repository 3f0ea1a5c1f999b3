package io.deliverysettings.domain.settings;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import java.util.regex.Pattern;

/**
 * The id of a WhatsApp business account at Meta, such as {@code 107794359053209}. It is text: leading zeros count.
 *
 * @param value not empty; digits wherever a caller gave it, whatever PingOne said where PingOne gave it
 */
public record BusinessAccountId(String value) {

    private static final String REGEX = "^[0-9]{1,64}$";
    private static final Pattern PATTERN = Pattern.compile(REGEX);

    /** Refuses an empty id. */
    public BusinessAccountId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a business account id must not be empty");
        }
    }

    /**
     * Reads an id that a caller gave. Source of the rule: digits are PingOne's contract, at most 64 of them is our bound.
     *
     * @param text untrusted text of any length
     * @param target what to name in the violation
     * @return the id, or why the text is none
     */
    public static Parsed<BusinessAccountId> parse(String text, String target) {
        if (!PATTERN.matcher(text).matches()) {
            return Parsed.invalid(new Violation(
                    Code.INVALID_VALUE,
                    target,
                    "whatsAppAccountBusinessId must be 1 to 64 digits, such as 107794359053209.",
                    new MatchOf(REGEX)));
        }
        return Parsed.valid(new BusinessAccountId(text));
    }

    @Override
    public String toString() {
        return value;
    }
}
