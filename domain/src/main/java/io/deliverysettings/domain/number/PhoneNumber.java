package io.deliverysettings.domain.number;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;

/**
 * A phone number as somebody wrote it, such as {@code +1 555-061-2978}. The text is kept as written; two numbers are
 * compared by {@link #digits()}. That is PingOne's display form and not E.164, and libphonenumber calls the number of
 * PingOne's own example invalid, so nothing more is asked of it.
 *
 * @param text as written; not empty
 */
public record PhoneNumber(String text) {

    /**
     * What people are told. {@link #parse} accepts more, namely other spaces and dashes of Unicode; it accepts less of a text
     * that begins with 00, since those two do not count among the digits.
     */
    private static final String REGEX =
            "^[ ()\\[\\].-]*([+][ ()\\[\\].-]*)?[0-9]([ ()\\[\\].-]*[0-9]){6,14}[ ()\\[\\].-]*$";

    private static final int MAXIMUM_LENGTH = 64;
    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;

    /** Refuses an empty number. */
    public PhoneNumber {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a phone number must not be empty");
        }
    }

    /**
     * Reads a number that a caller gave. Source of the rule: ours, after the display form in PingOne's example; 15 digits
     * are the most of any number of ITU-T E.164.
     *
     * @param text untrusted text of any length
     * @param target what to name in the violation
     * @return the number, or why the text is none
     */
    public static Parsed<PhoneNumber> parse(String text, String target) {
        if (!text.isEmpty() && text.length() <= MAXIMUM_LENGTH && isPunctuatedDigits(text)) {
            int digits = new PhoneNumber(text).digits().length();
            if (digits >= FEWEST_DIGITS && digits <= MOST_DIGITS) {
                return Parsed.valid(new PhoneNumber(text));
            }
        }
        return Parsed.invalid(new Violation(
                Code.INVALID_VALUE,
                target,
                "number must have 7 to 15 digits, with nothing else than spaces, dashes, dots, brackets and a leading + or 00,"
                        + " such as +1 555-061-2978.",
                new MatchOf(REGEX)));
    }

    /**
     * Takes a number that is known to be well-formed.
     *
     * @param text 7 to 15 digits, punctuated
     * @return the number
     * @throws IllegalArgumentException when it is something else
     */
    public static PhoneNumber of(String text) {
        return parse(text, "number")
                .toOptional()
                .orElseThrow(() -> new IllegalArgumentException("not a phone number of 7 to 15 digits"));
    }

    /**
     * Takes a number as PingOne gave it or as it was stored, without asking whether a caller could have written it.
     *
     * @param text not empty
     * @return the number
     */
    public static PhoneNumber rebuild(String text) {
        return new PhoneNumber(text);
    }

    /**
     * The digits in their order, without an international prefix {@code 00}: the same for every way to write one number.
     *
     * @return ASCII digits only; empty only for a rebuilt number that holds none
     */
    public String digits() {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = firstDigit(); i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }

    /**
     * Whether both texts mean the same number. Reads both once and allocates nothing, since a whole catalogue is searched
     * with it.
     *
     * @param other the number to compare with
     * @return true when the digits are the same
     */
    public boolean isSameNumberAs(PhoneNumber other) {
        int i = nextDigit(firstDigit());
        int j = other.nextDigit(other.firstDigit());
        boolean any = false;
        while (i < text.length() && j < other.text.length()) {
            if (text.charAt(i) != other.text.charAt(j)) {
                return false;
            }
            any = true;
            i = nextDigit(i + 1);
            j = other.nextDigit(j + 1);
        }
        return any && i == text.length() && j == other.text.length();
    }

    @Override
    public String toString() {
        return text;
    }

    /** The index of the first digit that counts: a leading 00 does not, unless a plus sign has taken its place. */
    private int firstDigit() {
        int first = nextDigit(0);
        int second = nextDigit(first + 1);
        boolean prefixed = second < text.length()
                && text.charAt(first) == '0'
                && text.charAt(second) == '0'
                && text.indexOf('+') < 0;
        return prefixed ? second + 1 : first;
    }

    private int nextDigit(int from) {
        int i = Math.min(from, text.length());
        while (i < text.length() && !isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isPunctuatedDigits(String text) {
        boolean mayHavePlus = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                mayHavePlus = false;
            } else if (c == '+' && mayHavePlus) {
                mayHavePlus = false;
            } else if (!isPunctuation(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPunctuation(char c) {
        return "()[].".indexOf(c) >= 0
                || Character.getType(c) == Character.SPACE_SEPARATOR
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
