package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final String TEXT = """
            # TYPE tries_total counter
            tries_total{result="begun"} 7.0
            tries_total{result="busy"} 3.0
            tries_total_of_others{result="busy"} 100.0
            tries 1000.0
            """;

    @Test
    void oneIsSummedOverItsLabels() {
        assertThat(Metrics.sum(TEXT, "tries_total", "")).isEqualTo(10);
        assertThat(Metrics.sum(TEXT, "tries_total", "result=\"busy\"")).isEqualTo(3);
        assertThat(Metrics.sum(TEXT, "tries", "")).isEqualTo(1000);
    }

    @Test
    void whatIsNotThereIsNone() {
        assertThat(Metrics.sum(TEXT, "other_total", "")).isZero();
    }
}
