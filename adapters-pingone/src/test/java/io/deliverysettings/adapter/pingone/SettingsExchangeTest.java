package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsExchangeTest {

    /** Given up too early by less than a millisecond, a write was read back in what was left, and answered now so, now so. */
    @ParameterizedTest
    @CsvSource({"PT-1S, 1", "PT0S, 1", "PT0.000000001S, 1", "PT0.2S, 200", "PT0.200000001S, 201", "PT0.200999999S, 201"
    })
    void aCallIsNeverGivenUpBeforeItsDeadline(Duration left, long millis) {
        assertThat(SettingsExchange.wholeMillis(left)).isEqualTo(Duration.ofMillis(millis));
    }
}
