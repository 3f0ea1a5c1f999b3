package io.deliverysettings.app.client;

/** What a word is shown in, on a terminal; it is always a word too. */
enum Colour {
    NONE(""),
    GREEN("32"),
    YELLOW("33"),
    RED("31");

    private static final String ESCAPE = "\u001b[";

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String paint(String text) {
        return this == NONE ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }

    /** Of a quality rating of PingOne; its values are open. */
    static Colour ofQuality(String rating) {
        return switch (rating) {
            case "GREEN" -> GREEN;
            case "YELLOW" -> YELLOW;
            case "RED" -> RED;
            default -> NONE;
        };
    }
}
