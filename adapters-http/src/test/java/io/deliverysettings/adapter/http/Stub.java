package io.deliverysettings.adapter.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** An in-port that does what a test tells it and remembers what it was asked. */
final class Stub<Q, R> {

    private final List<Q> received = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<Q, CompletionStage<R>> behaviour;

    Stub(R result) {
        this.behaviour = question -> CompletableFuture.completedFuture(result);
    }

    CompletionStage<R> handle(Q question) {
        received.add(question);
        return behaviour.apply(question);
    }

    void answers(R result) {
        does(question -> CompletableFuture.completedFuture(result));
    }

    void fails(Throwable failure) {
        does(question -> CompletableFuture.failedFuture(failure));
    }

    void does(Function<Q, CompletionStage<R>> newBehaviour) {
        behaviour = newBehaviour;
    }

    List<Q> received() {
        return List.copyOf(received);
    }

    /** What was asked since the last time, so that one test does not answer for another. */
    List<Q> forget() {
        List<Q> all = received();
        received.clear();
        return all;
    }

    Q onlyQuestion() {
        List<Q> all = received();
        if (all.size() != 1) {
            throw new AssertionError("asked " + all.size() + " times");
        }
        return all.get(0);
    }
}
