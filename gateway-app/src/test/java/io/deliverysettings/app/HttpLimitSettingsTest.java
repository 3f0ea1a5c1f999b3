package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.http.HttpLimitsOptions;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Counts;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Sizes;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Times;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each limit of the north side becomes the one of the options that it is for. What is refused is in {@link SettingRefusalTest}. */
class HttpLimitSettingsTest {

    @Test
    void unlessSetTheyAreTheUsualOnes() {
        assertThat(CliRun.of(Map.of()).settings().http.options()).isEqualTo(HttpLimitsOptions.defaults());
    }

    @Test
    void eachSettingIsTheLimitThatItNames() {
        RunSettings settings = CliRun.of(
                        Map.of(),
                        "--http-max-body=2001",
                        "--http-max-header-bytes=2002",
                        "--http-max-address=2003",
                        "--http-max-headers=24",
                        "--http-idle-timeout=31s",
                        "--http-header-timeout=32s",
                        "--http-body-timeout=33s",
                        "--http-max-connections=41",
                        "--http-max-streams=42",
                        "--http-max-in-flight=43",
                        "--http-max-in-flight-per-address=44",
                        "--http-max-in-flight-per-caller=45",
                        "--http-rate-per-address=46",
                        "--http-rate-per-caller=47")
                .settings();

        assertThat(settings.http.options())
                .isEqualTo(new HttpLimitsOptions(
                        new Sizes(2001, 2002, 2003, 24),
                        new Times(Duration.ofSeconds(31), Duration.ofSeconds(32), Duration.ofSeconds(33)),
                        new Counts(41, 42, 43, 44, 45, 46, 47)));
        assertThat(settings.httpApi().limits()).isEqualTo(settings.http.options());
    }
}
