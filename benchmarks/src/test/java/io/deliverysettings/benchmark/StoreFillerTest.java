package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreFillerTest {

    @Test
    void idsAreOfEnvironmentsAndEachAnother() {
        Set<UUID> ids = new HashSet<>();
        for (int i = 1; i <= 10_000; i++) {
            ids.add(UUID.fromString(StoreFiller.environment(i)));
        }

        assertThat(ids).hasSize(10_000);
    }

    @Test
    void idsAreAlwaysTheSame() {
        // As SQLite's printf makes them; a request for another would be one for an environment that is not there.
        assertThat(StoreFiller.environment(1)).isEqualTo("9e3779b1-0000-4000-8000-000000000001");
        assertThat(StoreFiller.environment(1_000_000)).isEqualTo("fc9d0e40-0000-4000-8000-0000000f4240");
    }

    @Test
    void requestsGoToEnvironmentsThatTheStoreHas() {
        Set<String> held = new HashSet<>();
        for (int i = 1; i <= 30_000; i++) {
            held.add(StoreFiller.environment(i));
        }

        List<String> paths = Workload.pathsOfFilled(30_000);

        assertThat(paths)
                .hasSize(1_000)
                .doesNotHaveDuplicates()
                .allMatch(path -> held.contains(path.split("/", -1)[3]));
        assertThat(Workload.pathsOfFilled(1_000)).hasSize(1_000);
    }
}
