package io.deliverysettings.app.client;

/** What a command exits with, for scripts. The numbers never change; {@code docs/cli.md} lists them. */
enum ExitCode {
    DONE(0, "done"),
    BUG(1, "a bug of this program"),
    USAGE(2, "wrong usage, or something that is needed is missing"),
    REFUSED(3, "refused: the request was at fault"),
    NOT_ALLOWED(4, "not allowed: the token is not accepted, or may not do that"),
    NOT_FOUND(5, "not found: nothing is set, or there is no such environment, revision or operation"),
    CONFLICT(6, "at odds with somebody else's change"),
    LATER(7, "try again later: a limit, or PingOne or the gateway is not available"),
    FAULT(8, "a fault of PingOne or of the gateway, or an answer that cannot be read"),
    UNREACHABLE(9, "the gateway cannot be reached, or does not answer in time"),
    NOT_FIT(10, "verify: the selected number cannot be relied on, or none is selected"),
    STILL_OPEN(11, "the change was accepted and is not over yet");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }

    /** What an answer that is no success comes to. */
    static ExitCode of(int status) {
        return switch (status) {
            case 401, 403 -> NOT_ALLOWED;
            case 404, 410 -> NOT_FOUND;
            case 409, 412 -> CONFLICT;
            case 429, 503 -> LATER;
            default -> status >= 400 && status < 500 ? REFUSED : FAULT;
        };
    }
}
