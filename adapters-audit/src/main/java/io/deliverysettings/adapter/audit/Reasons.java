package io.deliverysettings.adapter.audit;

import java.nio.file.FileSystemException;
import java.util.Objects;

/** What went wrong, in a line for whoever operates the gateway. */
final class Reasons {

    private Reasons() {}

    static String of(Throwable failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        // The message of some is the name of the file and nothing else.
        boolean saysNothing =
                message.isEmpty() || (failure instanceof FileSystemException file && file.getReason() == null);
        return saysNothing ? (failure.getClass().getSimpleName() + " " + message).strip() : message;
    }
}
