package io.deliverysettings.app;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be closed again: in the order opposite to the one in which it was opened, and all of it whatever fails. */
final class Closing {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** The step comes before all that were added so far. */
    void first(Runnable step) {
        steps.push(step);
    }

    /**
     * Takes every step, once.
     *
     * @throws RuntimeException the first that a step threw, when the others have been taken
     */
    void close() {
        RuntimeException first = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** The same because of a failure, which stays the one that is told: what a step throws is only added to it. */
    void closeAfter(Exception failure) {
        try {
            close();
        } catch (RuntimeException notClosed) {
            failure.addSuppressed(notClosed);
        }
    }
}
