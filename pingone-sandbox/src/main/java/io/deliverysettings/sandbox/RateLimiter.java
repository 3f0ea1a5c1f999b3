package io.deliverysettings.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets no more calls through within any minute than the limits allow. It keeps the time of each of them: counters of whole
 * minutes would let twice as many through around the turn of a minute, and a token bucket too.
 */
final class RateLimiter {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private record Call(String environment, long nanos) {}

    private final RateLimits limits;
    private final LongSupplier nanoTime;
    private final Deque<Call> ofLicence = new ArrayDeque<>();
    // Never more of them than calls in the licence's window.
    private final Map<String, Deque<Call>> ofEnvironments = new HashMap<>();

    RateLimiter(RateLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** Empty if the call may pass, which then counts; otherwise how long it takes until one of this environment may. */
    synchronized Optional<Duration> pass(EnvironmentId environment) {
        long now = nanoTime.getAsLong();
        forgetBefore(now);
        Deque<Call> ofEnvironment = ofEnvironments.getOrDefault(environment.key(), new ArrayDeque<>());
        long wait = Math.max(
                nanosUntilFree(ofLicence, limits.perLicence(), now),
                nanosUntilFree(ofEnvironment, limits.perEnvironment(), now));
        if (wait > 0) {
            return Optional.of(Duration.ofNanos(wait));
        }
        Call call = new Call(environment.key(), now);
        ofLicence.addLast(call);
        ofEnvironment.addLast(call);
        ofEnvironments.put(call.environment(), ofEnvironment);
        return Optional.empty();
    }

    /** The oldest call of the licence is the oldest of its environment as well. */
    private void forgetBefore(long now) {
        while (!ofLicence.isEmpty() && nanosLeftOf(ofLicence.getFirst(), now) <= 0) {
            String environment = ofLicence.removeFirst().environment();
            ofEnvironments.computeIfPresent(environment, (key, calls) -> {
                calls.removeFirst();
                return calls.isEmpty() ? null : calls;
            });
        }
    }

    private static long nanosUntilFree(Deque<Call> calls, int limit, long now) {
        return calls.size() < limit ? 0 : nanosLeftOf(calls.getFirst(), now);
    }

    private static long nanosLeftOf(Call call, long now) {
        return WINDOW.toNanos() - (now - call.nanos());
    }
}
