package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.deliverysettings.adapter.pingone.PingOneOptions.Region;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PingOneOptionsTest {

    private static final URI URL = URI.create("https://api.pingone.eu/v1");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource({
        "COM, com, https://api.pingone.com/v1",
        "CA, ca, https://api.pingone.ca/v1",
        "EU, eu, https://api.pingone.eu/v1",
        "COM_AU, com.au, https://api.pingone.com.au/v1",
        "SG, sg, https://api.pingone.sg/v1",
        "ASIA, asia, https://api.pingone.asia/v1"
    })
    void aRegionIsItsTopLevelDomain(Region region, String topLevelDomain, URI apiUrl) {
        assertThat(region.topLevelDomain()).isEqualTo(topLevelDomain);
        assertThat(region.apiUrl()).isEqualTo(apiUrl);
        assertThat(PingOneOptions.forApi(region.apiUrl()).apiUrl()).isEqualTo(apiUrl);
    }

    @Test
    void thereAreSixRegions() {
        assertThat(Arrays.stream(Region.values()).map(Region::topLevelDomain))
                .containsExactly("com", "ca", "eu", "com.au", "sg", "asia");
    }

    @Test
    void theUsualLimitsLetAWriteTakeFiveMinutes() {
        assertThat(PingOneOptions.forApi(URL))
                .isEqualTo(new PingOneOptions(
                        URL, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5), 1024 * 1024, 256));
    }

    @Test
    void otherTimeoutsChangeNothingElse() {
        assertThat(PingOneOptions.forApi(URL).withTimeouts(SECOND, Duration.ofMinutes(2)))
                .isEqualTo(new PingOneOptions(
                        URL, Duration.ofSeconds(5), SECOND, Duration.ofMinutes(2), 1024 * 1024, 256));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.pingone.eu/v1/, https://api.pingone.eu/v1",
        "https://api.pingone.eu/v1///, https://api.pingone.eu/v1",
        "http://localhost:8090/, http://localhost:8090",
        "HTTPS://API.pingone.eu:443/v1, HTTPS://API.pingone.eu:443/v1",
        "http://[::1]:8090/v1, http://[::1]:8090/v1"
    })
    void slashesAtTheEndOfTheAddressDoNotCount(URI given, URI kept) {
        assertThat(PingOneOptions.forApi(given).apiUrl()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.pingone.eu/v1",
                "/v1",
                "ftp://api.pingone.eu/v1",
                "https:///v1",
                "https:api.pingone.eu",
                "https://user:word@api.pingone.eu/v1",
                "https://api.pingone.eu/v1?a=b",
                "https://api.pingone.eu/v1#top",
                "https://api.pingone.eu:0/v1",
                "https://api.pingone.eu:65536/v1"
            })
    void anAddressThatCannotBePingOnesIsRefused(URI address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PingOneOptions.forApi(address))
                .withMessageStartingWith("apiUrl must be an http or https address")
                .withMessageContaining("https://api.pingone.eu/v1")
                .withMessageNotContaining("word");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1S, PT1S, connectTimeout must be from 1 ms to 60 s",
        "PT1M0.001S, PT1S, PT1S, connectTimeout must be from 1 ms to 60 s",
        "PT1S, PT0.0009S, PT1S, readTimeout must be from 1 ms to 600 s",
        "PT1S, PT10M1S, PT1S, readTimeout must be from 1 ms to 600 s",
        "PT1S, PT1S, PT-1S, writeTimeout must be from 1 ms to 3600 s",
        "PT1S, PT1S, PT1H1S, writeTimeout must be from 1 ms to 3600 s"
    })
    void aTimeoutOutOfBoundsIsRefusedByName(Duration connect, Duration read, Duration write, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PingOneOptions(URL, connect, read, write, 1024, 1))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "1023, 1, maxAnswerBytes must be from 1024 to 16777216",
        "16777217, 1, maxAnswerBytes must be from 1024 to 16777216",
        "1024, 0, maxConnections must be from 1 to 10000",
        "1024, 10001, maxConnections must be from 1 to 10000"
    })
    void aSizeOutOfBoundsIsRefusedByName(int maxAnswerBytes, int maxConnections, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PingOneOptions(URL, SECOND, SECOND, SECOND, maxAnswerBytes, maxConnections))
                .withMessage(message);
    }

    @Test
    void theBoundsThemselvesAreAccepted() {
        Duration shortest = Duration.ofMillis(1);

        assertThat(new PingOneOptions(URL, shortest, shortest, shortest, 1024, 1))
                .isNotNull();
        assertThat(new PingOneOptions(
                        URL,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        16 * 1024 * 1024,
                        10_000))
                .isNotNull();
    }

    @Test
    @SuppressWarnings("NullAway")
    void nothingMayBeNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> PingOneOptions.forApi(null))
                .withMessage("apiUrl");
        assertThatNullPointerException()
                .isThrownBy(() -> new PingOneOptions(URL, null, SECOND, SECOND, 1024, 1))
                .withMessage("connectTimeout");
        assertThatNullPointerException()
                .isThrownBy(() -> new PingOneOptions(URL, SECOND, null, SECOND, 1024, 1))
                .withMessage("readTimeout");
        assertThatNullPointerException()
                .isThrownBy(() -> new PingOneOptions(URL, SECOND, SECOND, null, 1024, 1))
                .withMessage("writeTimeout");
    }
}
