package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.deliverysettings.adapter.pingone.PingOneOptions.RateLimits;
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
    void theUsualRatesAreThoseThatPingOneDocuments() {
        assertThat(PingOneOptions.forApi(URL)).isEqualTo(usual(Duration.ofSeconds(10), Duration.ofSeconds(30)));
        assertThat(PingOneOptions.forApi(URL).rateLimits()).isEqualTo(new RateLimits(600, 210, 10_000));
    }

    @Test
    void otherTimeoutsChangeNothingElse() {
        assertThat(PingOneOptions.forApi(URL).withTimeouts(SECOND, Duration.ofMinutes(2)))
                .isEqualTo(usual(SECOND, Duration.ofMinutes(2)));
    }

    @Test
    void otherRatesAndAnotherWindowChangeNothingElse() {
        RateLimits rates = new RateLimits(10, 20, 30);

        assertThat(PingOneOptions.forApi(URL).withRateLimits(rates).withNewEnvironmentWindow(Duration.ZERO))
                .isEqualTo(new PingOneOptions(
                        URL, Duration.ofSeconds(10), Duration.ofSeconds(30), 1024 * 1024, rates, Duration.ZERO));
    }

    private static PingOneOptions usual(Duration read, Duration removal) {
        return new PingOneOptions(URL, read, removal, 1024 * 1024, RateLimits.documented(), Duration.ofSeconds(30));
    }

    private static PingOneOptions with(Duration read, Duration removal, int maxAnswerBytes) {
        return new PingOneOptions(URL, read, removal, maxAnswerBytes, RateLimits.documented(), Duration.ZERO);
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
        "PT0.0009S, PT1S, readTimeout must be from 1 ms to 600 s",
        "PT10M1S, PT1S, readTimeout must be from 1 ms to 600 s",
        "PT1S, PT-1S, removalTimeout must be from 1 ms to 600 s",
        "PT1S, PT10M1S, removalTimeout must be from 1 ms to 600 s"
    })
    void aTimeoutOutOfBoundsIsRefusedByName(Duration read, Duration removal, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(read, removal, 1024))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "1023, maxAnswerBytes must be from 1024 to 16777216",
        "16777217, maxAnswerBytes must be from 1024 to 16777216"
    })
    void aSizeOutOfBoundsIsRefusedByName(int maxAnswerBytes, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(SECOND, SECOND, maxAnswerBytes))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "9, 10, 1, perLicence must be from 10 to 1000000",
        "1000001, 10, 1, perLicence must be from 10 to 1000000",
        "10, 9, 1, perEnvironment must be from 10 to 1000000",
        "10, 1000001, 1, perEnvironment must be from 10 to 1000000",
        "10, 10, 0, mostWaiting must be from 1 to 100000",
        "10, 10, 100001, mostWaiting must be from 1 to 100000"
    })
    void aRateOutOfBoundsIsRefusedByName(int perLicence, int perEnvironment, int mostWaiting, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimits(perLicence, perEnvironment, mostWaiting))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT5M0.001S"})
    void aWindowOutOfBoundsIsRefusedByName(Duration window) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PingOneOptions.forApi(URL).withNewEnvironmentWindow(window))
                .withMessage("newEnvironmentWindow must be from 0 s to 300 s");
    }

    @Test
    void theBoundsThemselvesAreAccepted() {
        Duration shortest = Duration.ofMillis(1);

        assertThat(with(shortest, shortest, 1024)).isNotNull();
        assertThat(with(Duration.ofMinutes(10), Duration.ofMinutes(10), 16 * 1024 * 1024)
                        .withNewEnvironmentWindow(Duration.ofMinutes(5)))
                .isNotNull();
        assertThat(new RateLimits(10, 10, 1)).isNotNull();
        assertThat(new RateLimits(1_000_000, 1_000_000, 100_000)).isNotNull();
    }

    @Test
    @SuppressWarnings("NullAway")
    void nothingMayBeNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> PingOneOptions.forApi(null))
                .withMessage("apiUrl");
        assertThatNullPointerException()
                .isThrownBy(() -> with(null, SECOND, 1024))
                .withMessage("readTimeout");
        assertThatNullPointerException()
                .isThrownBy(() -> with(SECOND, null, 1024))
                .withMessage("removalTimeout");
        assertThatNullPointerException()
                .isThrownBy(() -> PingOneOptions.forApi(URL).withRateLimits(null))
                .withMessage("rateLimits");
        assertThatNullPointerException()
                .isThrownBy(() -> PingOneOptions.forApi(URL).withNewEnvironmentWindow(null))
                .withMessage("newEnvironmentWindow");
    }
}
