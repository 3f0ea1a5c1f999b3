package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The lanes of the environments, and whose turn it is. A lane is kept for as long as a new one would not be the same, which is
 * for about a minute after its last call, so that there are never many more than calls within some minutes.
 */
final class Lanes {

    private final Supplier<Lane> fresh;

    /** The one that was used least recently comes first. */
    private final LinkedHashMap<EnvironmentId, Lane> lanes = new LinkedHashMap<>(16, 0.75f, true);

    /** For each priority the environments that have such calls waiting; the one whose turn is next comes first. */
    private final Map<Priority, Set<EnvironmentId>> turns = new EnumMap<>(Priority.class);

    Lanes(Supplier<Lane> fresh) {
        this.fresh = fresh;
        for (Priority priority : Priority.values()) {
            turns.put(priority, new LinkedHashSet<>());
        }
    }

    Lane of(EnvironmentId environment) {
        Lane known = lanes.get(environment);
        if (known != null) {
            return known;
        }
        forgetTheUntouched();
        Lane lane = fresh.get();
        lanes.put(environment, lane);
        return lane;
    }

    int size() {
        return lanes.size();
    }

    void add(WaitingCall call) {
        of(call.environment()).add(call);
        turns(call.priority()).add(call.environment());
    }

    void remove(WaitingCall call) {
        Lane lane = of(call.environment());
        lane.remove(call);
        if (lane.waiting(call.priority()) == 0) {
            turns(call.priority()).remove(call.environment());
        }
    }

    /** Takes out the next one that may go, and puts its environment behind the others. */
    Optional<WaitingCall> next(Predicate<Lane> mayGo) {
        for (Priority priority : Priority.values()) {
            for (EnvironmentId environment : turns(priority)) {
                Lane lane = of(environment);
                WaitingCall call = lane.first(priority);
                if (call != null && mayGo.test(lane)) {
                    remove(call);
                    if (turns(priority).remove(environment)) {
                        turns(priority).add(environment);
                    }
                    return Optional.of(call);
                }
            }
        }
        return Optional.empty();
    }

    /** In nanoseconds from now, as far as it is up to the lanes. */
    long nanosUntilOneMayGo() {
        long least = Long.MAX_VALUE;
        for (Set<EnvironmentId> environments : turns.values()) {
            for (EnvironmentId environment : environments) {
                least = Math.min(least, of(environment).nanosUntil(1));
            }
        }
        return least;
    }

    /**
     * How many calls of other environments go before the next one of this lane, of those that can go at all in the time left.
     */
    long ahead(Lane lane, Priority priority, long left) {
        long ahead = 0;
        int before = lane.waiting(priority);
        for (Priority other : Priority.values()) {
            if (other.compareTo(priority) > 0) {
                continue;
            }
            for (EnvironmentId environment : turns(other)) {
                Lane another = of(environment);
                if (another != lane) {
                    // One after the other: none of them goes more often than this one before it has gone.
                    int most = another.waiting(other);
                    int waiting = other == priority ? Math.min(most, before + 1) : most;
                    // Asked only where it can make a difference of more than one: there may be thousands of lanes.
                    boolean isOneAtMost = waiting == 1 && !another.isHeld();
                    ahead += isOneAtMost ? 1 : Math.min(waiting, another.callsUntil(left));
                }
            }
        }
        return ahead;
    }

    /** Of the lowest priority that waits, and of the environment that has the most of those, the one that came last. */
    Optional<WaitingCall> lastOfTheLongest() {
        Priority[] priorities = Priority.values();
        for (int i = priorities.length - 1; i >= 0; i--) {
            Priority lowest = priorities[i];
            if (!turns(lowest).isEmpty()) {
                return turns(lowest).stream()
                        .map(this::of)
                        .reduce((one, other) -> other.waiting(lowest) > one.waiting(lowest) ? other : one)
                        .flatMap(longest -> Optional.ofNullable(longest.last(lowest)));
            }
        }
        return Optional.empty();
    }

    void forgetIfUntouched(EnvironmentId environment) {
        if (of(environment).isUntouched()) {
            lanes.remove(environment);
        }
    }

    private void forgetTheUntouched() {
        Iterator<Lane> eldestFirst = lanes.values().iterator();
        while (eldestFirst.hasNext()) {
            if (!eldestFirst.next().isUntouched()) {
                return;
            }
            eldestFirst.remove();
        }
    }

    private Set<EnvironmentId> turns(Priority priority) {
        Set<EnvironmentId> environments = turns.get(priority);
        if (environments == null) {
            throw new IllegalStateException(priority.name());
        }
        return environments;
    }
}
