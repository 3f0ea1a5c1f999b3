package io.deliverysettings.adapter.pingone;

import io.deliverysettings.adapter.pingone.PingOneOptions.RateLimits;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps PingOne's limits before PingOne has to: one for the licence, which all environments share, and one for each
 * environment. What may not go at once waits for its turn, if that can come before its deadline: the higher priority first,
 * within a priority one environment after the other, within an environment in the order of arrival. An environment that may
 * not go holds up none of the others.
 *
 * <p>A 429 of PingOne holds its environment back for as long as PingOne says, halves its limit and takes that of the licence
 * to three quarters. Both come back step by step, a tenth with each minute without another 429.
 *
 * <p>Safe for use by several threads. Nothing runs while nothing waits, and a single timer wakes it otherwise.
 */
final class RateShaper {

    private static final Duration HELD_BACK_AT_LEAST = Duration.ofSeconds(1);

    /** What PingOne asks for beyond this is taken for a mistake: it would close an environment for good. */
    private static final Duration HELD_BACK_AT_MOST = Duration.ofHours(1);

    private static final int ENVIRONMENT_KEEPS_PERCENT = 50;
    private static final int LICENCE_KEEPS_PERCENT = 75;

    private final int mostWaiting;
    private final Clock clock;
    private final Timers timers;
    private final Allowance licence;
    private final Lanes lanes;
    private final QueueMetrics metrics;
    private final TreeSet<WaitingCall> byDeadline = new TreeSet<>(RateShaper::compareDeadlines);
    private long arrivals;
    private @Nullable Runnable callOffTimer;
    private long wakesAt;
    private boolean isClosed;

    RateShaper(RateLimits limits, Clock clock, Timers timers, QueueMetrics metrics) {
        this.mostWaiting = limits.mostWaiting();
        this.clock = clock;
        this.timers = timers;
        this.licence = new Allowance(limits.perLicence(), timers);
        this.lanes = new Lanes(() -> new Lane(new Allowance(limits.perEnvironment(), timers), timers));
        this.metrics = metrics;
        metrics.watch(this);
    }

    /**
     * Lets a call go when it is its turn.
     *
     * @return completes when it may go; fails with a {@link PortFault} of kind {@code THROTTLED} when it cannot go by its
     *     deadline or too many wait already, which is at once, or else has not gone by its deadline. That says how long it
     *     would take to have a turn
     */
    Future<Void> admit(EnvironmentId environment, Priority priority, Instant deadline) {
        List<Runnable> told = new ArrayList<>();
        Future<Void> turn;
        synchronized (this) {
            turn = isClosed
                    ? Future.failedFuture(new PortFault(Kind.UNAVAILABLE, Effect.NONE))
                    : admit(environment, priority, Saturated.nanosBetween(clock.instant(), deadline), told);
        }
        // Outside, as what goes on from here may well make another call.
        told.forEach(Runnable::run);
        return turn;
    }

    /** PingOne has answered 429 to a call for this environment. */
    synchronized void throttled(EnvironmentId environment, Optional<Duration> retryAfter) {
        Lane lane = lanes.of(environment);
        if (!lane.isHeld()) {
            lane.narrow(ENVIRONMENT_KEEPS_PERCENT);
            licence.narrow(LICENCE_KEEPS_PERCENT);
        }
        Duration asked = retryAfter.filter(asking -> !asking.isZero()).orElse(HELD_BACK_AT_LEAST);
        lane.hold((asked.compareTo(HELD_BACK_AT_MOST) > 0 ? HELD_BACK_AT_MOST : asked).toNanos());
    }

    /** Lets nothing go any more; what waits fails. */
    void close() {
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            isClosed = true;
            for (WaitingCall call : List.copyOf(byDeadline)) {
                leave(call);
                told.add(() -> call.turn().fail(new PortFault(Kind.UNAVAILABLE, Effect.NONE)));
            }
            wakeWhenThereIsSomethingToDo();
        }
        told.forEach(Runnable::run);
    }

    /** How many calls wait. */
    synchronized int waiting() {
        return byDeadline.size();
    }

    /** How many calls of a priority wait. */
    synchronized long waiting(Priority priority) {
        return byDeadline.stream().filter(call -> call.priority() == priority).count();
    }

    /** How many calls the limit of the licence would let go at once now. */
    synchronized long available() {
        return licence.available();
    }

    /** How much of the limit of the licence is used now. */
    synchronized int percentOfLimit() {
        return licence.percent();
    }

    private Future<Void> admit(EnvironmentId environment, Priority priority, long left, List<Runnable> told) {
        Lane lane = lanes.of(environment);
        Turn turn = turnOfNext(lane, priority, left);
        if (!turn.comes(left)) {
            lanes.forgetIfUntouched(environment);
            metrics.refused(priority);
            return Future.failedFuture(throttled(turn.nanos()));
        }
        if (turn.nanos() > 0 && byDeadline.size() >= mostWaiting && !makeRoom(lane, priority, told)) {
            metrics.refused(priority);
            return Future.failedFuture(throttled(turn.nanos()));
        }
        long now = timers.nanos();
        WaitingCall call = new WaitingCall(environment, priority, now + left, arrivals++, now, timers.here());
        lanes.add(call);
        byDeadline.add(call);
        settle(told, call);
        return call.future();
    }

    private void wake() {
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            callOffTimer = null;
            settle(told, null);
        }
        told.forEach(Runnable::run);
    }

    /** Lets go what may go, and gives up what is too late. */
    private void settle(List<Runnable> told, @Nullable WaitingCall own) {
        while (licence.nanosUntil(1, 0) == 0) {
            Optional<WaitingCall> next = lanes.next(lane -> lane.nanosUntil(1) == 0);
            if (next.isEmpty()) {
                break;
            }
            WaitingCall call = next.get();
            licence.take();
            lanes.of(call.environment()).take();
            leave(call);
            metrics.went(call.priority(), timers.nanos() - call.since());
            if (call == own) {
                call.turn().complete();
            } else {
                told.add(() -> call.where().execute(call.turn()::tryComplete));
            }
        }
        while (!byDeadline.isEmpty() && left(byDeadline.first()) <= 0) {
            giveUp(byDeadline.first(), told);
        }
        wakeWhenThereIsSomethingToDo();
    }

    private void wakeWhenThereIsSomethingToDo() {
        if (byDeadline.isEmpty()) {
            if (callOffTimer != null) {
                callOffTimer.run();
                callOffTimer = null;
            }
            return;
        }
        long licenced = licence.nanosUntil(1, 0);
        // Not both at once: thousands of lanes need not be asked each time, and waking too early does no harm.
        long turn = licenced > 0 ? licenced : lanes.nanosUntilOneMayGo();
        long delay = Math.max(0, Math.min(turn, left(byDeadline.first())));
        long at = timers.nanos() + delay;
        if (callOffTimer != null) {
            if (wakesAt - at <= 0) {
                return;
            }
            callOffTimer.run();
        }
        wakesAt = at;
        callOffTimer = timers.after(Duration.ofNanos(delay), this::wake);
    }

    /**
     * When there are too many: the newest of the lowest priority goes, from the environment that has the most of them waiting,
     * if the newcomer's priority is higher or its environment has fewer waiting.
     */
    private boolean makeRoom(Lane newcomers, Priority priority, List<Runnable> told) {
        Optional<WaitingCall> most = lanes.lastOfTheLongest();
        if (most.isEmpty()) {
            return false;
        }
        WaitingCall last = most.get();
        int order = last.priority().compareTo(priority);
        boolean givesWay = order > 0
                || (order == 0 && lanes.of(last.environment()).waiting(priority) > newcomers.waiting(priority) + 1);
        if (givesWay) {
            giveUp(last, told);
        }
        return givesWay;
    }

    private void giveUp(WaitingCall call, List<Runnable> told) {
        leave(call);
        metrics.refused(call.priority());
        Turn turn = turnOfNext(lanes.of(call.environment()), call.priority(), Math.max(0, left(call)));
        PortFault fault = throttled(turn.nanos());
        told.add(() -> call.where().execute(() -> call.turn().tryFail(fault)));
    }

    private void leave(WaitingCall call) {
        byDeadline.remove(call);
        lanes.remove(call);
    }

    /** By their difference, as moments that are told in nanoseconds may wrap around. */
    private static int compareDeadlines(WaitingCall one, WaitingCall other) {
        int byDeadline = Long.compare(one.deadline() - other.deadline(), 0);
        return byDeadline != 0 ? byDeadline : Long.compare(one.arrival(), other.arrival());
    }

    private long left(WaitingCall call) {
        return call.deadline() - timers.nanos();
    }

    /**
     * When a call would have its turn.
     *
     * @param nanos from now
     */
    private record Turn(long nanos) {
        boolean comes(long left) {
            return nanos <= left && left > 0;
        }
    }

    /** Counts those ahead, but of other environments no more than can go in the time that there is. */
    private Turn turnOfNext(Lane lane, Priority priority, long left) {
        long ahead = lanes.ahead(lane, priority, left);
        long ownAhead = 0;
        for (Priority earlier : Priority.values()) {
            ownAhead += earlier.compareTo(priority) <= 0 ? lane.waiting(earlier) : 0;
        }
        return new Turn(Math.max(licence.nanosUntil(ahead + ownAhead + 1, 0), lane.nanosUntil(ownAhead + 1)));
    }

    private static PortFault throttled(long nanos) {
        return new PortFault(
                Kind.THROTTLED, Effect.NONE, Optional.empty(), Optional.of(Duration.ofNanos(nanos)), Optional.empty());
    }
}
