package io.deliverysettings.app.client;

import java.util.Optional;

/** What a command was asked for cannot be done. The message is for whoever typed it, and shows no secret. */
final class CannotDo extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient Optional<byte[]> document;

    private CannotDo(ExitCode exitCode, String message, Optional<byte[]> document) {
        super(message);
        this.exitCode = exitCode;
        this.document = document;
    }

    static CannotDo because(ExitCode exitCode, String message) {
        return new CannotDo(exitCode, message, Optional.empty());
    }

    /**
     * The gateway says why.
     *
     * @param status of its answer
     * @param document the error as it came
     */
    static CannotDo because(int status, String message, byte[] document) {
        return new CannotDo(ExitCode.of(status), message, Optional.of(document));
    }

    /** The same, and what to do about it. */
    CannotDo with(String advice) {
        return new CannotDo(exitCode, getMessage() + "\n" + advice, document);
    }

    ExitCode exitCode() {
        return exitCode;
    }

    /** The error as the gateway gave it; empty when it gave none. */
    Optional<byte[]> document() {
        return document;
    }
}
