package io.deliverysettings.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the sandbox remembers of each environment, in memory. */
final class SettingsStore {

    // Enough for any test, and about 60 MB at worst; the environment that is unused longest is forgotten first.
    static final int MOST_ENVIRONMENTS = 50_000;

    private static final class Environment {
        Optional<StoredSettings> settings = Optional.empty();
        final Map<String, Integer> attempts = new HashMap<>();
        Optional<WriteMark> lastApplied = Optional.empty();
    }

    private final Map<String, Environment> environments = new LinkedHashMap<>(16, 0.75f, true);

    synchronized Optional<StoredSettings> find(EnvironmentId id) {
        Environment environment = environments.get(id.key());
        return environment == null ? Optional.empty() : environment.settings;
    }

    /** What an environment held when the sandbox ran last. */
    synchronized void remember(EnvironmentId id, StoredSettings settings) {
        environment(id).settings = Optional.of(settings);
    }

    /** Replaces the settings; the id and the time of creation of existing ones stay. */
    synchronized StoredSettings put(EnvironmentId id, SettingsRequest request, Optional<String> selectedNumberId) {
        Environment environment = environment(id);
        Optional<StoredSettings> before = environment.settings;
        Instant now = before.map(StoredSettings::updatedAt)
                .map(SettingsStore::after)
                .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
        StoredSettings settings = new StoredSettings(
                before.map(StoredSettings::id).orElseGet(UUID::randomUUID),
                before.map(StoredSettings::createdAt).orElse(now),
                now,
                request.provider(),
                request.account(),
                request.appId(),
                selectedNumberId);
        environment.settings = Optional.of(settings);
        return settings;
    }

    /** Whether there was anything to delete. */
    synchronized boolean delete(EnvironmentId id) {
        if (find(id).isEmpty()) {
            return false;
        }
        environment(id).settings = Optional.empty();
        return true;
    }

    /** How many PUTs to the account this environment has seen, this one included. */
    synchronized int countAttempt(EnvironmentId id, String account) {
        return environment(id).attempts.merge(account, 1, Integer::sum);
    }

    /** Notes the PUT that was applied just now; whether it is the one that was applied before, sent again. */
    synchronized boolean isAppliedAgain(EnvironmentId id, WriteMark write) {
        Environment environment = environment(id);
        boolean isRepeated = environment.lastApplied.equals(Optional.of(write));
        environment.lastApplied = Optional.of(write);
        return isRepeated;
    }

    private Environment environment(EnvironmentId id) {
        Environment environment = environments.computeIfAbsent(id.key(), key -> new Environment());
        if (environments.size() > MOST_ENVIRONMENTS) {
            environments.remove(environments.keySet().iterator().next());
        }
        return environment;
    }

    /** Now, but at least a millisecond later: two updates never carry the same time. */
    private static Instant after(Instant before) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return now.isAfter(before) ? now : before.plusMillis(1);
    }
}
