package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.adapter.http.HttpLimitsOptions.Counts;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Sizes;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Times;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLimitsOptionsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theDefaultsLeaveRoomForOthersBesideOneCallerAndOneAddress() {
        Counts counts = HttpLimitsOptions.defaults().counts();

        assertThat(counts.inFlightPerCaller()).isLessThan(counts.inFlightPerAddress());
        assertThat(counts.inFlightPerAddress()).isLessThan(counts.inFlight());
        assertThat(counts.perMinutePerCaller()).isLessThan(counts.perMinutePerAddress());
    }

    @ParameterizedTest
    @CsvSource({
        "1023, 16384, 4096, 100, bodyBytes",
        "16777217, 16384, 4096, 100, bodyBytes",
        "65536, 1023, 4096, 100, headerBytes",
        "65536, 1048577, 4096, 100, headerBytes",
        "65536, 16384, 255, 100, uriBytes",
        "65536, 16384, 65537, 100, uriBytes",
        "65536, 16384, 4096, 9, headers",
        "65536, 16384, 4096, 10001, headers"
    })
    void aSizeOutOfItsBoundsIsRefusedByName(int body, int header, int uri, int headers, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sizes(body, header, uri, headers))
                .withMessageStartingWith(name + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.009S", "PT-1S", "PT1H0.001S"})
    void aTimeOutOfItsBoundsIsRefusedByName(Duration time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Times(time, SECOND, SECOND))
                .withMessageStartingWith("idle ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Times(SECOND, time, SECOND))
                .withMessageStartingWith("head ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Times(SECOND, SECOND, time))
                .withMessageStartingWith("body ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void aCountOutOfItsBoundsIsRefusedByName(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Counts(count, 1, 1, 1, 1, 1, 1))
                .withMessageStartingWith("connections ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Counts(1, count, 1, 1, 1, 1, 1))
                .withMessageStartingWith("streams ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Counts(1, 1, count, 1, 1, 1, 1))
                .withMessageStartingWith("inFlight ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Counts(1, 1, 1, count, 1, 1, 1))
                .withMessageStartingWith("inFlightPerAddress ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Counts(1, 1, 1, 1, count, 1, 1))
                .withMessageStartingWith("inFlightPerCaller ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 100_000_001})
    void aRateOutOfItsBoundsIsRefusedByName(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Counts(1, 1, 1, 1, 1, count, 1))
                .withMessageStartingWith("perMinutePerAddress ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Counts(1, 1, 1, 1, 1, 1, count))
                .withMessageStartingWith("perMinutePerCaller ");
    }
}
