package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {

    @Test
    void whatStaysTheSameDoesNotChange() {
        Trend trend = trend(50, 50, 50, 50);

        assertThat(trend.changePercent()).isZero();
        assertThat(trend.noisePercent()).isZero();
    }

    @Test
    void theChangeIsThatOfAllTheTimeInPercentOfTheMean() {
        // From 95 to 105, of 100.
        assertThat(trend(95, 97.5, 100, 102.5, 105).changePercent()).isCloseTo(10, within(1e-9));
        assertThat(trend(105, 102.5, 100, 97.5, 95).changePercent()).isCloseTo(-10, within(1e-9));
        assertThat(trend(95, 97.5, 100, 102.5, 105).noisePercent()).isCloseTo(0, within(1e-9));
    }

    @Test
    void oneOddSampleIsNoise() {
        Trend trend = trend(100, 100, 100, 140, 100, 100, 100, 100);

        assertThat(trend.changePercent()).isZero();
        assertThat(trend.noisePercent()).isGreaterThan(5);
    }

    @Test
    void fewerThanThreeSamplesHaveNone() {
        assertThatThrownBy(() -> trend(1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Trend trend(double... values) {
        List<Double> seconds = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (double value : values) {
            seconds.add(300 + 60.0 * seconds.size());
            all.add(value);
        }
        return new Trend(seconds, all);
    }
}
