package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotOpen;
import java.nio.file.FileSystemException;
import java.util.Objects;

/** What went wrong, in a line for whoever operates the gateway. */
final class Reasons {

    private Reasons() {}

    /** The innermost cause is the one that names the trouble. Drivers add hints in further lines. */
    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof CannotOpen)) {
            root = root.getCause();
        }
        String message = Objects.requireNonNullElse(root.getMessage(), "");
        // The message of some is the name of the file and nothing else.
        boolean saysNothing =
                message.isEmpty() || (root instanceof FileSystemException file && file.getReason() == null);
        return firstLine(saysNothing ? root.getClass().getSimpleName() + " " + message : message);
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
