package io.deliverysettings.adapter.pingone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;

/** Time that passes when a test says so, and a clock beside it that can be set. For one thread. */
final class VirtualTime implements Timers {

    private record Task(long at, Runnable run) {}

    private final List<Task> tasks = new ArrayList<>();
    // Close to where nanoseconds wrap around, as those of a machine may.
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(90).toNanos();
    private final long start = nanos;
    private Duration setForward = Duration.ZERO;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Task added = new Task(nanos + delay.toNanos(), task);
        tasks.add(added);
        return () -> tasks.remove(added);
    }

    @Override
    public Executor here() {
        return Runnable::run;
    }

    /** Lets time pass and what is due happen, each at its time. */
    void pass(Duration time) {
        long end = nanos + time.toNanos();
        while (true) {
            Task next = tasks.stream()
                    .filter(task -> task.at() - end <= 0)
                    .min(Comparator.comparingLong(task -> task.at() - end))
                    .orElse(null);
            if (next == null) {
                nanos = end;
                return;
            }
            tasks.remove(next);
            nanos = next.at() - nanos > 0 ? next.at() : nanos;
            next.run().run();
        }
    }

    /** How much has passed so far. */
    Duration passed() {
        return Duration.ofNanos(nanos - start);
    }

    /** How many tasks wait for their time. */
    int waiting() {
        return tasks.size();
    }

    /** Sets the clock, which moves no task. */
    void setClockForward(Duration by) {
        setForward = setForward.plus(by);
    }

    /** A moment so far from now, as the clock tells it. */
    Instant in(Duration time) {
        return clock().instant().plus(time);
    }

    Clock clock() {
        return new Clock() {
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
                return Instant.parse("2026-11-23T12:00:00Z").plus(passed()).plus(setForward);
            }
        };
    }
}
