package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrkLoadTest {

    @Test
    void theResultIsWhatTheScriptPrints() throws Exception {
        assertThat(WrkLoad.result("Running 4s test\n  1 threads\nRESULT 1000 4000000 1500 99000 0 0 0 1 2\n"))
                .isEqualTo(new LoadResult(1000, 3, 4, 1.5, 99, Map.of("timeout", 1L, "status", 2L)));
    }

    @Test
    void withoutItThereIsNone() {
        assertThatThrownBy(() -> WrkLoad.result("unable to connect")).isInstanceOf(IOException.class);
    }
}
