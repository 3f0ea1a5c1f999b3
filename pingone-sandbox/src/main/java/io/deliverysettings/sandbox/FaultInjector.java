package io.deliverysettings.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Makes a share of the calls fail, in ways that the seed decides. */
final class FaultInjector {

    static final int SHORTEST_DELAY_MILLIS = 100;
    static final int LONGEST_DELAY_MILLIS = 500;

    private final Vertx vertx;
    private final double share;
    private final Random random;
    private final CallCounters counters;

    FaultInjector(Vertx vertx, SandboxOptions options, CallCounters counters) {
        this.vertx = vertx;
        this.share = options.faultShare();
        this.random = new Random(options.faultSeed());
        this.counters = counters;
    }

    /** Carries out the call or not, and replies to it properly or not. */
    Future<Outcome> around(String method, Supplier<Future<Outcome>> call) {
        Optional<InjectedFault> drawn = draw(method);
        if (drawn.isEmpty()) {
            return call.get();
        }
        counters.countFault();
        InjectedFault fault = drawn.get();
        return fault.insteadOfTheCall()
                .map(reply -> Future.succeededFuture(Outcome.unchanged(reply)))
                .orElseGet(() -> call.get().map(outcome -> outcome.withReply(distorted(fault, outcome.reply()))));
    }

    /** Which fault the next call of this method meets, if any. */
    synchronized Optional<InjectedFault> draw(String method) {
        if (random.nextDouble() >= share) {
            return Optional.empty();
        }
        List<InjectedFault> faults = InjectedFault.of(method);
        return Optional.of(faults.get(random.nextInt(faults.size())));
    }

    private Reply distorted(InjectedFault fault, Reply proper) {
        return switch (fault) {
            case DROPPED_AFTER -> FaultyReplies.dropped();
            // What a test account answers is bad enough as it is.
            case TRUNCATED -> proper instanceof Answer answer ? FaultyReplies.truncated(answer) : proper;
            case DELAYED -> FaultyReplies.delayed(vertx, delayMillis(), proper);
            default -> proper;
        };
    }

    private synchronized int delayMillis() {
        return SHORTEST_DELAY_MILLIS + random.nextInt(LONGEST_DELAY_MILLIS - SHORTEST_DELAY_MILLIS + 1);
    }
}
