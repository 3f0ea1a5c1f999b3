package io.deliverysettings.domain.history;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import java.util.regex.Pattern;

/**
 * The number of an entry in an environment's history, and of the settings that came of it. Later entries have greater
 * numbers; there can be gaps.
 *
 * @param number at least 1
 */
public record Revision(long number) implements Comparable<Revision> {

    private static final String REGEX = "^[1-9][0-9]{0,17}$";
    private static final Pattern PATTERN = Pattern.compile(REGEX);

    /** Refuses numbers below 1. */
    public Revision {
        if (number < 1) {
            throw new IllegalArgumentException("a revision is at least 1");
        }
    }

    /**
     * Reads a revision that a caller gave.
     *
     * @param text untrusted text of any length
     * @param target what to name in the violation
     * @return the revision, or why the text is none
     */
    public static Parsed<Revision> parse(String text, String target) {
        if (!PATTERN.matcher(text).matches()) {
            return Parsed.invalid(new Violation(
                    Code.INVALID_PARAMETER,
                    target,
                    "The revision must be a whole number from 1, such as 7.",
                    new MatchOf(REGEX)));
        }
        return Parsed.valid(new Revision(Long.parseLong(text)));
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return String.valueOf(number);
    }
}
