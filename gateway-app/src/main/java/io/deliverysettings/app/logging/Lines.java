package io.deliverysettings.app.logging;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Keeps texts within a line, and lines within bounds. */
final class Lines {

    /** UTC, always with three digits of a second. Cheaper than a pattern, for what every line begins with. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Lines() {}

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** The beginning of a text that is too long, and how much there was. */
    static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest) + "… (" + (text.length() - longest) + " more characters)";
    }

    /**
     * A text in one line, and without what could move a terminal's cursor or hide what follows: somebody else may have written
     * it, and wants it to look like a line of ours.
     */
    static String single(String text) {
        if (isSafe(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + 16);
        text.chars().forEach(character -> {
            if (!isUnsafe(character)) {
                line.append((char) character);
            } else if (character == '\n') {
                line.append("\\n");
            } else if (character == '\r') {
                line.append("\\r");
            } else {
                line.append(escaped(character));
            }
        });
        return line.toString();
    }

    private static boolean isSafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static String escaped(int character) {
        return String.format("\\u%04x", character);
    }

    static boolean isUnsafe(int character) {
        if (character >= ' ' && character < 0x7f) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\t';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // Those that turn the direction of what follows.
            case Character.FORMAT ->
                (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
            default -> false;
        };
    }
}
