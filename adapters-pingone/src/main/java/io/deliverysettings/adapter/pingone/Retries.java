package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Calls to one host by the book: again only after what has had no effect, at most ten times in all, after a wait that grows
 * and is never shorter than the host asks for, never beyond the deadline, within a budget, and not at all while the host's
 * circuit is open. Safe for use by several threads; each call goes on in the context that made it.
 */
final class Retries implements Attempts {

    /** As many as PingOne's own clients make. */
    private static final int MOST_TRIES = 10;

    private final Timers timers;
    private final Clock clock;
    private final Backoff backoff;
    private final RetryBudget budget;
    private final HostCircuit circuit;
    private final HostMetrics metrics;

    /**
     * The retries for a host; nothing is shared with another.
     *
     * @param clock what deadlines are told by
     * @param metrics of this host
     */
    Retries(Timers timers, Clock clock, Backoff backoff, HostMetrics metrics) {
        this.timers = timers;
        this.clock = clock;
        this.backoff = backoff;
        this.budget = new RetryBudget(timers);
        this.circuit = new HostCircuit(timers);
        this.metrics = metrics;
        metrics.watch(budget, circuit);
    }

    @Override
    public <T> Future<T> make(Instant deadline, Function<Instant, Future<T>> attempt) {
        return make(deadline, attempt, result -> Duration.ZERO);
    }

    @Override
    public <T> Future<T> make(
            Instant deadline, Function<Instant, Future<T>> attempt, Function<? super T, Duration> again) {
        budget.earn();
        // Told by the clock once: if somebody sets it meanwhile, the call takes no longer.
        long end = timers.nanos() + Saturated.nanosBetween(clock.instant(), deadline);
        return new Course<>(end, attempt, again, timers.here()).attempt(1);
    }

    @Override
    public CircuitState circuit() {
        return circuit.state();
    }

    /** One call from its first try to its last. */
    private final class Course<T> {

        private final long end;
        private final Function<Instant, Future<T>> attempt;
        private final Function<? super T, Duration> again;
        private final Executor here;

        Course(long end, Function<Instant, Future<T>> attempt, Function<? super T, Duration> again, Executor here) {
            this.end = end;
            this.attempt = attempt;
            this.again = again;
            this.here = here;
        }

        Future<T> attempt(int number) {
            Duration left = Duration.ofNanos(end - timers.nanos());
            if (left.isNegative() || left.isZero()) {
                return Future.failedFuture(new PortFault(Kind.TIMEOUT, Effect.NONE));
            }
            Optional<HostCircuit.Permit> permit = circuit.enter();
            if (permit.isEmpty()) {
                metrics.notCalled();
                return Future.failedFuture(circuitIsOpen());
            }
            // Behind `compose`, since what an attempt throws has to give back the permit too.
            return Future.<Void>succeededFuture()
                    .compose(ready -> attempt.apply(clock.instant().plus(left)))
                    .transform(result -> {
                        report(result, permit.get());
                        return result.succeeded()
                                ? onResult(number, result.result())
                                : onFailure(number, result.cause());
                    });
        }

        private Future<T> onResult(int number, T result) {
            Duration worth = again.apply(result);
            Duration wait = backoff.after(number);
            boolean isInTime = worth.compareTo(wait) > 0;
            return isInTime && mayGoOn(number, wait)
                    ? goOn(number, wait, HostMetrics.UNSETTLED)
                    : Future.succeededFuture(result);
        }

        private Future<T> onFailure(int number, Throwable failure) {
            if (failure instanceof PortFault fault && isWorthAnother(fault)) {
                Duration wait = longer(backoff.after(number), fault.retryAfter().orElse(Duration.ZERO));
                if (mayGoOn(number, wait)) {
                    return goOn(number, wait, PingOneMetrics.kind(fault));
                }
            }
            return Future.failedFuture(failure);
        }

        /** Pays for the next try if it says yes, so it has to be asked last. */
        private boolean mayGoOn(int number, Duration wait) {
            boolean isInTime = Duration.ofNanos(end - timers.nanos()).compareTo(wait) > 0;
            if (number >= MOST_TRIES || !isInTime) {
                return false;
            }
            boolean isPaid = budget.spend();
            if (!isPaid) {
                metrics.unpaid();
            }
            return isPaid;
        }

        private Future<T> goOn(int number, Duration wait, String reason) {
            metrics.retried(reason);
            Promise<Void> waited = Promise.promise();
            timers.after(wait, () -> here.execute(waited::complete));
            return waited.future().compose(over -> attempt(number + 1));
        }
    }

    private PortFault circuitIsOpen() {
        return new PortFault(
                Kind.UNAVAILABLE, Effect.NONE, Optional.empty(), Optional.of(circuit.closedFor()), Optional.empty());
    }

    private static void report(AsyncResult<?> result, HostCircuit.Permit permit) {
        if (result.succeeded()) {
            permit.answered();
        } else if (result.cause() instanceof PortFault fault) {
            if (isFailureOfTheHost(fault)) {
                permit.failed(fault);
            } else {
                permit.answered();
            }
        } else if (result.cause() instanceof FinalFault last && last.isAnswer()) {
            permit.answered();
        } else {
            permit.unused();
        }
    }

    private static boolean isFailureOfTheHost(PortFault fault) {
        return switch (fault.kind()) {
            case TIMEOUT, UNAVAILABLE, UNREADABLE, FAILED -> true;
            case THROTTLED, CREDENTIALS_REFUSED, OWN_CREDENTIALS_REFUSED, STORE_UNAVAILABLE, AUDIT_UNAVAILABLE -> false;
        };
    }

    private static boolean isWorthAnother(PortFault fault) {
        return fault.effect() == Effect.NONE && (isFailureOfTheHost(fault) || fault.kind() == Kind.THROTTLED);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
