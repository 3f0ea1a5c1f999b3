package io.deliverysettings.domain.access;

import java.util.Objects;
import java.util.Set;

/**
 * Some permissions in some environments.
 *
 * @param environments where
 * @param permissions what
 */
public record Grant(EnvironmentScope environments, Set<Permission> permissions) {

    /** Copies the set. */
    public Grant {
        Objects.requireNonNull(environments, "environments");
        permissions = Set.copyOf(permissions);
    }
}
