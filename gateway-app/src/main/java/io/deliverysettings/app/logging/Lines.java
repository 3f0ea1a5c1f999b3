package io.deliverysettings.app.logging;

/** Keeps texts within a line, and lines within bounds. */
final class Lines {

    private Lines() {}

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
        if (text.chars().noneMatch(Lines::isUnsafe)) {
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

    static String escaped(int character) {
        return String.format("\\u%04x", character);
    }

    static boolean isUnsafe(int character) {
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
