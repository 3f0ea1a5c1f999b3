package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One environment's calls: what it may do, and those that wait, by priority and in the order in which they came. */
final class Lane {

    private final Allowance allowance;
    private final Timers timers;
    private final Map<Priority, Deque<WaitingCall>> waiting = new EnumMap<>(Priority.class);
    private long heldUntil;
    private boolean isHeld;

    Lane(Allowance allowance, Timers timers) {
        this.allowance = allowance;
        this.timers = timers;
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new ArrayDeque<>(2));
        }
    }

    void add(WaitingCall call) {
        queue(call.priority()).addLast(call);
    }

    void remove(WaitingCall call) {
        queue(call.priority()).remove(call);
    }

    /** The first that waits with this priority. */
    @Nullable
    WaitingCall first(Priority priority) {
        return queue(priority).peekFirst();
    }

    /** The one that came last of those that wait with this priority. */
    @Nullable
    WaitingCall last(Priority priority) {
        return queue(priority).peekLast();
    }

    int waiting(Priority priority) {
        return queue(priority).size();
    }

    /** Takes the worth of one call. */
    void take() {
        allowance.take();
    }

    /** When so many of its calls may have gone, in nanoseconds from now. */
    long nanosUntil(long calls) {
        return allowance.nanosUntil(calls, heldFor());
    }

    /** How many of its calls can have gone by a time in nanoseconds from now. */
    long callsUntil(long until) {
        return allowance.callsUntil(until, heldFor());
    }

    /** Lets nothing go for a while; a longer while stands. */
    void hold(long nanos) {
        long until = timers.nanos() + nanos;
        heldUntil = isHeld && heldUntil - until > 0 ? heldUntil : until;
        isHeld = true;
    }

    boolean isHeld() {
        return heldFor() > 0;
    }

    void narrow(int percentOfNow) {
        allowance.narrow(percentOfNow);
    }

    /** Whether a new lane would be the same, so that this one can be forgotten. */
    boolean isUntouched() {
        return !isHeld() && waiting.values().stream().allMatch(Deque::isEmpty) && allowance.isUntouched();
    }

    private long heldFor() {
        long left = isHeld ? heldUntil - timers.nanos() : 0;
        isHeld = left > 0;
        return Math.max(0, left);
    }

    private Deque<WaitingCall> queue(Priority priority) {
        Deque<WaitingCall> queue = waiting.get(priority);
        if (queue == null) {
            throw new IllegalStateException(priority.name());
        }
        return queue;
    }
}
