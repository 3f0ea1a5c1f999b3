package io.deliverysettings.domain.number;

import java.util.Objects;
import java.util.Optional;

/**
 * What an operator may decide about selection. All of it is ours; PingOne knows no such policy.
 *
 * @param choosesOnlyNumber whether the only available number is chosen when a request selects none
 * @param minimumQuality the worst rating that may be selected, one of GREEN, YELLOW and RED; a rating outside of that order
 *     never blocks, it warns
 */
public record SelectionPolicy(boolean choosesOnlyNumber, Optional<QualityRating> minimumQuality) {

    /** The only available number is chosen; any quality will do. */
    public static final SelectionPolicy DEFAULT = new SelectionPolicy(true, Optional.empty());

    /** Refuses a minimum that has no place in the order. */
    public SelectionPolicy {
        Objects.requireNonNull(minimumQuality, "minimumQuality");
        if (minimumQuality.isPresent() && minimumQuality.get().rank().isEmpty()) {
            throw new IllegalArgumentException("the minimum quality must be GREEN, YELLOW or RED");
        }
    }

    /**
     * The same policy with a minimum quality.
     *
     * @param minimum GREEN, YELLOW or RED
     * @return the stricter policy
     */
    public SelectionPolicy withMinimumQuality(QualityRating minimum) {
        return new SelectionPolicy(choosesOnlyNumber, Optional.of(minimum));
    }

    /**
     * The same policy, but choosing nothing that the caller did not ask for.
     *
     * @return the policy without the choice of the only number
     */
    public SelectionPolicy withoutChoosingOnlyNumber() {
        return new SelectionPolicy(false, minimumQuality);
    }
}
