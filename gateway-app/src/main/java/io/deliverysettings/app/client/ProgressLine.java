package io.deliverysettings.app.client;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** One line on the terminal that says how far a change is, and is gone when it is over. Without a terminal there is none. */
final class ProgressLine {

    private final PrintWriter err;
    private final boolean isShown;
    private final long begun = System.nanoTime();
    private int width;

    ProgressLine(PrintWriter err, boolean isShown) {
        this.err = err;
        this.isShown = isShown;
    }

    boolean isShown() {
        return isShown;
    }

    /** How far it is, by the name that the operation's document has for it. */
    void tell(String progress) {
        String words = switch (progress) {
            case "QUEUED" -> "accepted; no gateway works on it yet";
            case "WAITING_FOR_TURN" -> "waiting for its turn";
            case "SENT" -> "being sent to PingOne";
            case "VERIFYING" -> "PingOne is verifying it with Meta";
            case "CONFIRMING" -> "asking PingOne what it holds now";
            default -> ShownText.of(progress);
        };
        show(words + " (" + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s)");
    }

    void clear() {
        show("");
    }

    /** Without escapes, which not every terminal knows: what is longer is written over with spaces. */
    private void show(String text) {
        if (isShown && (width > 0 || !text.isEmpty())) {
            err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())) + (text.isEmpty() ? "\r" : ""));
            err.flush();
            width = text.length();
        }
    }
}
