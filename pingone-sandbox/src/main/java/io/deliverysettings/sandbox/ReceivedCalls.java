package io.deliverysettings.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest settled calls, oldest first. Bounded, so that a load test does not fill the heap. */
final class ReceivedCalls {

    static final int KEPT = 10_000;

    private final Deque<ReceivedCall> calls = new ArrayDeque<>();

    synchronized void add(ReceivedCall call) {
        if (calls.size() == KEPT) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    synchronized List<ReceivedCall> snapshot() {
        return List.copyOf(calls);
    }
}
