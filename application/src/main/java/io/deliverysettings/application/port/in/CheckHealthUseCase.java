package io.deliverysettings.application.port.in;

import io.deliverysettings.application.health.Component;
import io.deliverysettings.application.health.ComponentHealth;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Tells whether the gateway can do its work, for those who send requests to it or watch over it. */
public interface CheckHealthUseCase {

    /**
     * Asks every part that the gateway depends on.
     *
     * @param query nothing to say
     * @return how they are; the stage never fails, and a part that does not answer in time counts as down
     */
    CompletionStage<Result> check(Query query);

    /** How is everything? */
    record Query() {}

    /** What can be expected of the gateway. */
    enum Readiness {
        /** Everything. */
        READY,
        /** Some of it: reads are served, of what is stored if need be; changes may be refused. */
        DEGRADED,
        /** Nothing of use: the store is away. */
        NOT_READY
    }

    /**
     * How everything is.
     *
     * @param readiness of all together
     * @param components of each part
     */
    record Result(Readiness readiness, Map<Component, ComponentHealth> components) {
        /** Copies the map. */
        public Result {
            Objects.requireNonNull(readiness, "readiness");
            components = Map.copyOf(components);
        }
    }
}
