package io.deliverysettings.application.port.out;

import java.util.concurrent.CompletionStage;

/**
 * Whoever follows requests, told when one waits for what is not its own: another request, or a clock. Such a stage completes
 * wherever that happens, and what is known of a request by where it is worked on would be lost there. An adapter that knows
 * requests by that brings them back, and may note how long they waited.
 */
public interface WaitingPort {

    /** What a request waits for. */
    enum Reason {
        /** The changes of the same environment that came before. */
        TURN,
        /** A pause, or an answer that another request has asked for. */
        OTHER
    }

    /**
     * Follows a wait from where it begins, which is where this is called.
     *
     * @param reason what is waited for
     * @param awaited ends when the wait does; others may wait for it, too, so that it is only looked at
     * @param <T> what it completes with
     * @return ends as the other one does, with the same value or the same failure; where, is up to the adapter. It neither fails
     *     nor takes longer for any reason of the adapter's own
     */
    <T> CompletionStage<T> follow(Reason reason, CompletionStage<T> awaited);
}
