package io.deliverysettings.app.client;

import java.util.Locale;

/**
 * Text that others wrote, as a terminal may show it. A verified name, say, could otherwise hold what moves the cursor, sets the
 * window's title or turns the direction of writing.
 */
final class ShownText {

    private ShownText() {}

    /** With what is no visible character spelled out. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isVisible(c)) {
                shown.appendCodePoint(c);
            } else {
                appendEscaped(shown, c);
            }
        });
        return shown.toString();
    }

    /** Of JSON, which means the same then: what it does not escape itself stands within quotes. */
    static String ofJson(String json) {
        StringBuilder shown = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (isVisible(c) || c == '\n' || c == '\r' || c == '\t') {
                shown.appendCodePoint(c);
            } else {
                appendEscaped(shown, c);
            }
        });
        return shown.toString();
    }

    /** How many columns a terminal takes for it. */
    static int width(String shown) {
        return shown.codePoints().map(ShownText::width).sum();
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean isWide = switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> codePoint >= 0x1F300 && codePoint <= 0x1FAFF;
        };
        return isWide ? 2 : 1;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void appendEscaped(StringBuilder shown, int codePoint) {
        for (char unit : Character.toChars(codePoint)) {
            shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
    }
}
