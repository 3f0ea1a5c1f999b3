package io.deliverysettings.domain.access;

import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.Set;

/** Which environments something holds for. */
public sealed interface EnvironmentScope {

    /** Every environment, also those that are not known yet. */
    record Every() implements EnvironmentScope {}

    /**
     * These and no others.
     *
     * @param environments their ids; none of them has to exist
     */
    record Listed(Set<EnvironmentId> environments) implements EnvironmentScope {
        /** Copies the set. */
        public Listed {
            environments = Set.copyOf(environments);
        }
    }

    /**
     * Whether it holds for an environment.
     *
     * @param environment its id
     * @return true for every id that is listed, or for any
     */
    default boolean includes(EnvironmentId environment) {
        return this instanceof Every || ((Listed) this).environments().contains(environment);
    }

    /**
     * Whether it can hold for any environment at all.
     *
     * @return false when nothing is listed
     */
    default boolean isSomewhere() {
        return this instanceof Every || !((Listed) this).environments().isEmpty();
    }
}
