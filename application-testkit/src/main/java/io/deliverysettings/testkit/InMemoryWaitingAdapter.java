package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.WaitingPort;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was waited for, and lets everybody go on where the wait ended. For use by any number of threads. */
public final class InMemoryWaitingAdapter implements WaitingPort {

    private final List<Reason> waits = new CopyOnWriteArrayList<>();

    @Override
    public <T> CompletionStage<T> follow(Reason reason, CompletionStage<T> awaited) {
        waits.add(reason);
        return awaited;
    }

    /**
     * What was waited for so far.
     *
     * @return a copy, in the order in which the waits began
     */
    public List<Reason> waits() {
        return List.copyOf(waits);
    }
}
