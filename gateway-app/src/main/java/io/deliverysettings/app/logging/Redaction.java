package io.deliverysettings.app.logging;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a text what looks like a secret, and writes {@value #MARK} in its place. Secrets are of a type that masks itself; this
 * is the second net, for texts that somebody else has written, and it knows only the forms that are listed here.
 *
 * <p>Its work grows with the length of the text and not faster: the patterns only find where a secret may begin and hold no
 * repetition without a bound, and where it ends is found in one pass. Whoever cannot trust the length of a text bounds it before.
 */
public final class Redaction {

    /** What stands in place of a secret. */
    public static final String MARK = "[redacted]";

    /** Shorter words are no secrets, unless they stand where nothing else can. */
    private static final int SHORTEST_WITH_A_DIGIT = 8;

    private static final int SHORTEST_OF_ANY_KIND = 20;
    private static final int LONGEST_USER_INFORMATION = 512;
    private static final String END_OF_A_VALUE = " \t\r\n&,;)]}\"'<>";

    private static final String SECRET_NAME =
            "(?:app|client|consumer)[_-]?secret|(?:access|refresh|id|bearer)[_-]?token|client[_-]?assertion|pass(?:word|wd|phrase)"
                    + "|api[_-]?key|keyset[_-]?json|encryptedKeyset";

    private static final List<String> ENDS_OF_SECRET_NAMES = List.of(
            "secret",
            "token",
            "assertion",
            "password",
            "passwd",
            "passphrase",
            "authorization",
            "apikey",
            "api_key",
            "api-key");

    /** Where in a text a secret ends that begins at a place. */
    @FunctionalInterface
    private interface Extent {
        /** The end, or the beginning itself when there is no secret. */
        int end(String text, int begin, Matcher found);
    }

    /**
     * One form of secrets.
     *
     * @param hints of which a text has at least one; looked for first, since most texts hold no secret
     * @param beginning what a secret of this form follows
     */
    private record Form(List<String> hints, Pattern beginning, Extent extent) {

        /** Each line of the log asks this for each of its values and each form. */
        private boolean hasHint(String text) {
            for (String hint : hints) {
                if (text.contains(hint)) {
                    return true;
                }
            }
            return false;
        }

        String redact(String text) {
            if (!hasHint(text)) {
                return text;
            }
            Matcher found = beginning.matcher(text);
            StringBuilder redacted = new StringBuilder();
            int copied = 0;
            int from = 0;
            while (from <= text.length() && found.find(from)) {
                int begin = found.end();
                int end = extent.end(text, begin, found);
                if (end > begin) {
                    redacted.append(text, copied, begin).append(MARK);
                    copied = end;
                }
                from = end > begin ? end : found.start() + 1;
            }
            return copied == 0
                    ? text
                    : redacted.append(text, copied, text.length()).toString();
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form(
                    List.of("PRIVATE KEY-----"),
                    Pattern.compile("-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY-----"),
                    Redaction::endOfPrivateKey),
            new Form(
                    List.of("keyData"),
                    Pattern.compile("\"value\\\\{0,7}\"\\s{0,8}:\\s{0,8}(\\\\{0,7}\")"),
                    (text, begin, found) -> endOfString(text, begin, found.group(1))),
            new Form(
                    List.of("=", ":"),
                    Pattern.compile(
                            "(?:" + SECRET_NAME + ")(?:\\\\{0,7}[\"'])?\\s{0,8}([:=])\\s{0,8}(\\\\{0,7}[\"'])?",
                            Pattern.CASE_INSENSITIVE),
                    Redaction::endOfMember),
            new Form(
                    List.of("earer", "EARER", "asic", "ASIC"),
                    Pattern.compile("(authorization\\W{1,8})?\\b(?:Bearer|Basic)\\s{1,8}", Pattern.CASE_INSENSITIVE),
                    (text, begin, found) -> endOfCredentials(text, begin, found.group(1) != null)),
            new Form(List.of("eyJ"), Pattern.compile("(?<![A-Za-z0-9_.-])(?=eyJ)"), Redaction::endOfToken),
            new Form(
                    List.of("EAA"),
                    Pattern.compile("(?<![A-Za-z0-9])(?=EAA[A-Za-z0-9]{20})"),
                    (text, begin, found) -> endOf(text, begin, "")),
            new Form(List.of("://"), Pattern.compile("://[^\\s/?#@:\"']{0,128}:"), Redaction::endOfPassword));

    private Redaction() {}

    /**
     * A text without the secrets that can be told from others.
     *
     * @return the same text when there are none
     */
    public static String of(String text) {
        String redacted = text;
        for (Form form : FORMS) {
            redacted = form.redact(redacted);
        }
        return redacted;
    }

    /** Whether what goes by this name is a secret, such as {@code access_token} or {@code store-password}. */
    static boolean isNameOfSecret(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        for (String end : ENDS_OF_SECRET_NAMES) {
            if (lower.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    /** To the end of the text, when it was cut off before that of the key. */
    private static int endOfPrivateKey(String text, int begin, Matcher found) {
        int end = text.indexOf("-----END", begin);
        return end < 0 ? text.length() : end;
    }

    /**
     * A value in quotes ends at the quote that is escaped as often as the first is: JSON stands within JSON. One without quotes
     * is a word, and after a colon it has to look like a secret, since people write colons too.
     */
    private static int endOfMember(String text, int begin, Matcher found) {
        String quote = found.group(2);
        if (quote != null) {
            return endOfString(text, begin, quote);
        }
        boolean certain = found.group(1).equals("=");
        if (certain && text.startsWith("{", begin)) {
            // Some JSON: all that follows, since only a parser knows where it ends.
            return text.length();
        }
        int end = begin;
        while (end < text.length() && END_OF_A_VALUE.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        if (isMasked(text, begin)) {
            return begin;
        }
        return certain || looksLikeSecret(text, begin, end) ? end : begin;
    }

    private static boolean isMasked(String text, int begin) {
        return text.startsWith(MARK, begin)
                || text.startsWith("Secret[", begin)
                || text.startsWith("Optional", begin)
                || text.startsWith("null", begin)
                || text.startsWith("***", begin);
    }

    private static int endOfString(String text, int begin, String quote) {
        char mark = quote.charAt(quote.length() - 1);
        int depth = quote.length() - 1;
        int escapes = 0;
        for (int i = begin; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == mark && (escapes <= depth || escapes % (2 * (depth + 1)) == depth)) {
                return i - Math.min(escapes, depth);
            }
            escapes = character == '\\' ? escapes + 1 : 0;
        }
        return text.length();
    }

    private static int endOfCredentials(String text, int begin, boolean certain) {
        int end = endOf(text, begin, "-._~+/=");
        return certain || looksLikeSecret(text, begin, end) ? end : begin;
    }

    /** A JWT, whole or cut off: at least its header, which is some JSON in Base64, and a dot. */
    private static int endOfToken(String text, int begin, Matcher found) {
        int end = endOf(text, begin, "_-.");
        int header = text.substring(begin, end).indexOf('.');
        return header >= SHORTEST_WITH_A_DIGIT && header < end - begin - 1 ? end : begin;
    }

    /** Whether there is an at sign before the host's name would end. */
    private static int endOfPassword(String text, int begin, Matcher found) {
        int limit = Math.min(text.length(), begin + LONGEST_USER_INFORMATION);
        for (int i = begin; i < limit; i++) {
            char character = text.charAt(i);
            if (character == '@') {
                return i;
            }
            if (character == '/' || character == '"' || character <= ' ') {
                return begin;
            }
        }
        return begin;
    }

    private static int endOf(String text, int begin, String otherCharacters) {
        int end = begin;
        while (end < text.length() && isOf(text.charAt(end), otherCharacters)) {
            end++;
        }
        return end;
    }

    private static boolean isOf(char character, String others) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || others.indexOf(character) >= 0;
    }

    /** A word of ordinary text is not long, or has no digit. */
    private static boolean looksLikeSecret(String text, int begin, int end) {
        int length = end - begin;
        return length >= SHORTEST_OF_ANY_KIND
                || (length >= SHORTEST_WITH_A_DIGIT
                        && text.substring(begin, end).chars().anyMatch(Character::isDigit));
    }
}
