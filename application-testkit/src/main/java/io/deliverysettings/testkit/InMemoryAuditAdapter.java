package io.deliverysettings.testkit;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.AuditPort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An audit log that remembers. For use by any number of threads; every stage is complete when it is returned. */
public final class InMemoryAuditAdapter implements AuditPort {

    private final List<Event> events = new ArrayList<>();
    private boolean isFull;
    private int refused;

    /** An empty log with room. */
    public InMemoryAuditAdapter() {}

    /**
     * From now on nothing can be written, or it can again.
     *
     * @param full whether there is no room
     */
    public synchronized void full(boolean full) {
        isFull = full;
    }

    /**
     * Everything that was told.
     *
     * @return in the order in which it was
     */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /**
     * How often nothing could be written.
     *
     * @return since the log was made
     */
    public synchronized int refused() {
        return refused;
    }

    @Override
    public synchronized CompletionStage<Void> record(Event event) {
        if (isFull) {
            refused++;
            return CompletableFuture.failedStage(
                    new PortFault(PortFault.Kind.AUDIT_UNAVAILABLE, PortFault.Effect.NONE));
        }
        events.add(event);
        return CompletableFuture.completedStage(null);
    }
}
