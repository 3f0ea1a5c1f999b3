package io.deliverysettings.domain.access;

import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.List;
import java.util.Set;

/**
 * What one caller may do. Grants add up, and what none of them gives is denied.
 *
 * @param grants what the caller was given; empty for nothing
 */
public record Access(List<Grant> grants) {

    private static final Access UNRESTRICTED =
            new Access(List.of(new Grant(new EnvironmentScope.Every(), Set.of(Permission.values()))));

    /** Copies the list. */
    public Access {
        grants = List.copyOf(grants);
    }

    /**
     * Everything everywhere, where somebody else decides what a caller may do.
     *
     * @return every permission in every environment
     */
    public static Access unrestricted() {
        return UNRESTRICTED;
    }

    /**
     * Whether something is allowed in an environment.
     *
     * @param permission what
     * @param environment where
     * @return true when one grant gives both
     */
    public boolean allows(Permission permission, EnvironmentId environment) {
        return grants.stream()
                .anyMatch(grant -> grant.permissions().contains(permission)
                        && grant.environments().includes(environment));
    }

    /**
     * Whether something is allowed in any environment, where a request is about none in particular.
     *
     * @param permission what
     * @return true when one grant gives it somewhere
     */
    public boolean allowsSomewhere(Permission permission) {
        return grants.stream()
                .anyMatch(grant -> grant.permissions().contains(permission)
                        && grant.environments().isSomewhere());
    }
}
