package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettingsStoreTest {

    private static final SettingsRequest REQUEST =
            new SettingsRequest("CUSTOM_WHATSAPP", TestValues.EXAMPLE_ACCOUNT, "1", List.of(), List.of());

    private final SettingsStore store = new SettingsStore();

    @Test
    void theEnvironmentThatIsUnusedLongestIsForgottenFirst() {
        for (int i = 0; i < SettingsStore.MOST_ENVIRONMENTS; i++) {
            store.put(environment(i), REQUEST, Optional.empty());
        }
        assertThat(store.find(environment(0))).isPresent();

        store.put(environment(-1), REQUEST, Optional.empty());

        assertThat(store.find(environment(0))).isPresent();
        assertThat(store.find(environment(1))).isEmpty();
        assertThat(store.find(environment(2))).isPresent();
        assertThat(store.find(environment(-1))).isPresent();
    }

    @Test
    void updatesWithinOneMillisecondStillCarryDifferentTimes() {
        StoredSettings before = store.put(environment(0), REQUEST, Optional.empty());
        for (int i = 0; i < 100; i++) {
            StoredSettings after = store.put(environment(0), REQUEST, Optional.empty());
            assertThat(after.updatedAt()).isAfter(before.updatedAt());
            before = after;
        }
    }

    private static EnvironmentId environment(int number) {
        return new EnvironmentId(new UUID(0, number).toString());
    }
}
