package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;

/** A call that waits for its turn. */
final class WaitingCall {

    private final EnvironmentId environment;
    private final Priority priority;
    private final long deadline;
    private final long arrival;
    private final long since;
    private final Executor where;
    private final Promise<Void> turn = Promise.promise();

    /**
     * A call.
     *
     * @param deadline when it has to have gone, in nanoseconds of the timers
     * @param arrival which one it is, counted through
     * @param since when it came, in nanoseconds of the timers
     * @param where what its caller goes on with
     */
    WaitingCall(EnvironmentId environment, Priority priority, long deadline, long arrival, long since, Executor where) {
        this.environment = environment;
        this.priority = priority;
        this.deadline = deadline;
        this.arrival = arrival;
        this.since = since;
        this.where = where;
    }

    EnvironmentId environment() {
        return environment;
    }

    Priority priority() {
        return priority;
    }

    long deadline() {
        return deadline;
    }

    long arrival() {
        return arrival;
    }

    long since() {
        return since;
    }

    Executor where() {
        return where;
    }

    Promise<Void> turn() {
        return turn;
    }

    Future<Void> future() {
        return turn.future();
    }
}
