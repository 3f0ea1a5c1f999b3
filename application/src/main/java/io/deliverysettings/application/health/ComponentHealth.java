package io.deliverysettings.application.health;

import java.util.Objects;
import java.util.Optional;

/**
 * How a part is that the gateway depends on.
 *
 * @param state in one word
 * @param detail in a sentence for operators, where there is more to say; never anything that the other side wrote
 */
public record ComponentHealth(State state, Optional<String> detail) {

    /** In one word. */
    public enum State {
        /** As it should be. */
        UP,
        /** Some of what it is for does not work, or not always. */
        DEGRADED,
        /** It does not work. */
        DOWN
    }

    /** Refuses {@code null}. */
    public ComponentHealth {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }

    /**
     * As it should be.
     *
     * @return up, with nothing more to say
     */
    public static ComponentHealth up() {
        return new ComponentHealth(State.UP, Optional.empty());
    }

    /**
     * Not quite as it should be.
     *
     * @param detail what does not work
     * @return degraded
     */
    public static ComponentHealth degraded(String detail) {
        return new ComponentHealth(State.DEGRADED, Optional.of(detail));
    }

    /**
     * Not working.
     *
     * @param detail what is wrong
     * @return down
     */
    public static ComponentHealth down(String detail) {
        return new ComponentHealth(State.DOWN, Optional.of(detail));
    }
}
