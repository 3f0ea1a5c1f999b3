package io.deliverysettings.adapter.pingone;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Time as it passes, whatever somebody does to the clock, and what there is to do once some of it has passed. */
interface Timers {

    /** Nanoseconds since some moment; only differences mean anything. */
    long nanos();

    /**
     * Runs a task once a time has passed, on a thread of its own choice.
     *
     * @return what calls it off
     */
    Runnable after(Duration delay, Runnable task);

    /** What runs tasks where its caller runs now: calls come from several contexts, and each goes on in its own. */
    Executor here();
}
