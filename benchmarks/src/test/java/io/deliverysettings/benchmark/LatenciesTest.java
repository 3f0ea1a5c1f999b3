package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void withoutAnyThereIsNone() {
        assertThat(latencies.percentile(99)).isZero();
        assertThat(latencies.count()).isZero();
    }

    @Test
    void shortOnesAreExact() {
        for (int micros = 1; micros <= 100; micros++) {
            latencies.add(micros);
        }

        assertThat(latencies.percentile(50)).isEqualTo(50);
        assertThat(latencies.percentile(99)).isEqualTo(99);
        assertThat(latencies.percentile(100)).isEqualTo(100);
        assertThat(latencies.count()).isEqualTo(100);
    }

    @Test
    void oneOfAHundredDoesNotShowInTheNinetyNinthPercentile() {
        for (int i = 0; i < 99; i++) {
            latencies.add(10);
        }
        latencies.add(1_000_000);

        assertThat(latencies.percentile(99)).isEqualTo(10);
        assertThat((double) latencies.percentile(99.5)).isCloseTo(1_000_000, Percentage.withPercentage(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 129, 255, 256, 1_000, 65_535, 65_536, 10_000_000, Long.MAX_VALUE})
    void longOnesAreWithinASixtyFourth(long micros) {
        latencies.add(micros);

        assertThat(latencies.percentile(100)).isGreaterThanOrEqualTo(micros);
        assertThat((double) latencies.percentile(100)).isCloseTo((double) micros, within(micros / 64.0 + 1));
    }
}
