package io.deliverysettings.application.port.out;

import io.deliverysettings.application.health.ComponentHealth;
import java.util.concurrent.CompletionStage;

/**
 * The question to a part that the gateway depends on, how it is. It is asked often, so that an adapter answers from what it knows
 * or with one cheap look.
 */
public interface HealthPort {

    /**
     * How the part is now.
     *
     * @return its health; the stage never fails: what cannot be found out is down
     */
    CompletionStage<ComponentHealth> health();
}
