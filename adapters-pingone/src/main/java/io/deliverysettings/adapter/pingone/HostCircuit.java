package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The circuit breaker of one host. It opens when half of at least twenty calls within half a minute have failed; one in ten is
 * far from that. While it is open, for ten seconds, no call is made. Then a few try out whether the host is back.
 */
final class HostCircuit {

    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final int PROBES = 3;

    /** A write can take minutes. As a probe it must not keep others from finding out sooner. */
    private static final Duration PROBE_HAS_ITS_PLACE = Duration.ofSeconds(5);

    /** While the probes are out nobody knows; it will not take long. */
    private static final Duration PROBING = Duration.ofSeconds(1);

    private final Timers timers;
    private final CircuitBreaker breaker;
    private volatile long openedAt;

    HostCircuit(Timers timers) {
        this.timers = timers;
        this.breaker = CircuitBreaker.of(
                "host",
                CircuitBreakerConfig.custom()
                        .clock(new ElapsedTime(timers))
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(30)
                        .minimumNumberOfCalls(20)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .build());
    }

    /** Leave to make one call; exactly one of its methods is called when that is over. */
    final class Permit {

        private final AtomicBoolean hasNoPlace;
        private final Runnable callOffReturn;

        private Permit(boolean isProbe) {
            hasNoPlace = new AtomicBoolean(!isProbe);
            callOffReturn = isProbe ? timers.after(PROBE_HAS_ITS_PLACE, this::giveBack) : () -> {};
        }

        /** The host has answered. */
        void answered() {
            callOffReturn.run();
            count(() -> breaker.onSuccess(0, TimeUnit.NANOSECONDS));
        }

        /** The host has failed. */
        void failed(PortFault fault) {
            callOffReturn.run();
            // Without a duration: how long PingOne takes to check an account says nothing about the host.
            count(() -> breaker.onError(0, TimeUnit.NANOSECONDS, fault));
        }

        /** The call was not made after all, or says nothing about the host. */
        void unused() {
            callOffReturn.run();
            giveBack();
        }

        private void giveBack() {
            if (hasNoPlace.compareAndSet(false, true)) {
                breaker.releasePermission();
            }
        }
    }

    /** Empty while the circuit is open, or while as many try it out as may. */
    Optional<Permit> enter() {
        if (!breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        return Optional.of(new Permit(breaker.getState() == State.HALF_OPEN));
    }

    /** As the next call would find it: nothing wakes the breaker when its time is over. */
    CircuitState state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN ->
                timers.nanos() - openedAt < OPEN.toNanos() ? CircuitState.OPEN : CircuitState.HALF_OPEN;
            case HALF_OPEN -> CircuitState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> CircuitState.CLOSED;
        };
    }

    private void count(Runnable outcome) {
        boolean wasOpen = breaker.getState() == State.OPEN;
        outcome.run();
        if (!wasOpen && breaker.getState() == State.OPEN) {
            openedAt = timers.nanos();
        }
    }

    /** How long it is worth to stay away. */
    Duration closedFor() {
        Duration left = OPEN.minusNanos(timers.nanos() - openedAt);
        return breaker.getState() == State.OPEN && left.compareTo(PROBING) > 0 ? left : PROBING;
    }

    /** The timers as a clock, since nobody may set this one. */
    private static final class ElapsedTime extends Clock {

        private final Timers timers;
        private final long start;

        ElapsedTime(Timers timers) {
            this.timers = timers;
            this.start = timers.nanos();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(timers.nanos() - start);
        }
    }
}
