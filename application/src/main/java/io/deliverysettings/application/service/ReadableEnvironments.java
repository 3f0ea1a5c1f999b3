package io.deliverysettings.application.service;

import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.access.EnvironmentScope;
import io.deliverysettings.domain.access.EnvironmentScope.Listed;
import io.deliverysettings.domain.access.Grant;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** Which environments a caller may read, so that they are found among many others without looking at each of those. */
final class ReadableEnvironments {

    /**
     * Where to look on.
     *
     * @param after behind this one; empty to begin with the first
     */
    record Start(Optional<EnvironmentId> after) {}

    /** Empty when every environment may be read. The order is the store's: that of the ids as they are written. */
    private final Optional<NavigableSet<EnvironmentId>> listed;

    private ReadableEnvironments(Optional<NavigableSet<EnvironmentId>> listed) {
        this.listed = listed;
    }

    static ReadableEnvironments of(Access access) {
        List<EnvironmentScope> scopes = access.grants().stream()
                .filter(grant -> grant.permissions().contains(Permission.READ))
                .map(Grant::environments)
                .toList();
        NavigableSet<EnvironmentId> ids = new TreeSet<>(Comparator.comparing(EnvironmentId::toString));
        for (EnvironmentScope scope : scopes) {
            if (!(scope instanceof Listed some)) {
                return new ReadableEnvironments(Optional.empty());
            }
            ids.addAll(some.environments());
        }
        return new ReadableEnvironments(Optional.of(ids));
    }

    boolean includes(EnvironmentId environment) {
        return listed.map(ids -> ids.contains(environment)).orElse(true);
    }

    /** Right before the next that may be read; empty when there is none. */
    Optional<Start> behind(Optional<EnvironmentId> after) {
        return listed.map(ids -> (after.isPresent() ? ids.tailSet(after.get(), false) : ids)
                        .stream().findFirst().map(next -> new Start(before(next))))
                .orElseGet(() -> Optional.of(new Start(after)));
    }

    /** The greatest of all ids that are smaller, whether or not there is such an environment. */
    private static Optional<EnvironmentId> before(EnvironmentId id) {
        long high = id.value().getMostSignificantBits();
        long low = id.value().getLeastSignificantBits();
        return high == 0 && low == 0
                ? Optional.empty()
                : Optional.of(new EnvironmentId(new UUID(low == 0 ? high - 1 : high, low - 1)));
    }
}
