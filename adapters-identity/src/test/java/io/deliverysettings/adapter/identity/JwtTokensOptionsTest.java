package io.deliverysettings.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be configured, and what is refused with which words. */
class JwtTokensOptionsTest {

    private static final URI ISSUER = URI.create("https://auth.pingone.eu/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as");
    private static final Set<String> AUDIENCES = Set.of("https://api.pingone.com");
    private final JwtTokensOptions usual = JwtTokensOptions.of(List.of(ISSUER), AUDIENCES);

    @Test
    void theUsualLimitsAreTheDocumentedOnes() {
        assertThat(usual.leeway()).isEqualTo(Duration.ofSeconds(30));
        assertThat(usual.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(usual.fetchTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(usual.maxKeySetBytes()).isEqualTo(256 * 1024);
        assertThat(usual.certificateAuthorities()).isEmpty();
        assertThat(usual.proxy()).isEmpty();
        assertThat(usual.toString()).contains(ISSUER.toString(), "the Java runtime's", "proxy=none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://auth.pingone.eu/x/as",
                "HTTPS://auth.pingone.eu:8443/as",
                "http://127.0.0.1:8090/x/as",
                "http://localhost/as",
                "http://[::1]:1/as"
            })
    void anIssuerIsAnHttpsAddressOrOnThisMachine(String issuer) {
        assertThatCode(() -> JwtTokensOptions.of(List.of(URI.create(issuer)), AUDIENCES))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth.pingone.eu/x/as",
                "ftp://auth.pingone.eu",
                "https:///as",
                "https://user@auth.pingone.eu/as",
                "https://auth.pingone.eu/as?x",
                "https://auth.pingone.eu/as#x",
                "https://auth.pingone.eu/as/",
                "https://auth.pingone.eu:0/as",
                "https://auth.pingone.eu:65536/as"
            })
    void anythingElseIsNoIssuer(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtTokensOptions.of(List.of(URI.create(issuer)), AUDIENCES))
                .withMessage("an issuer must be an https address without user, query, fragment and a slash at the end,"
                        + " such as https://auth.pingone.eu/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://auth.pingone.eu/as", "http://127.0.0.1.example.com/as", "http://10.0.0.1/as"})
    void plainHttpLeadsToThisMachineOnly(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtTokensOptions.of(List.of(URI.create(issuer)), AUDIENCES))
                .withMessageEndingWith("http only leads to this machine");
    }

    @Test
    void thereIsAtLeastOneIssuerAndNoneTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtTokensOptions.of(List.of(), AUDIENCES))
                .withMessage("there must be at least one issuer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtTokensOptions.of(List.of(ISSUER, ISSUER), AUDIENCES))
                .withMessage("no issuer may be given twice");
    }

    @Test
    void thereIsAtLeastOneAudience() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtTokensOptions.of(List.of(ISSUER), Set.of()))
                .withMessage("there must be at least one audience");
        for (String audience : List.of("", " ", "a".repeat(257))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JwtTokensOptions.of(List.of(ISSUER), Set.of(audience)))
                    .withMessage("an audience must be 1 to 256 characters, and not all of them blanks");
        }
    }

    @Test
    void theLeewayIsFromNothingToFiveMinutes() {
        assertThat(usual.withLeeway(Duration.ZERO).leeway()).isZero();
        assertThat(usual.withLeeway(Duration.ofMinutes(5)).leeway()).isEqualTo(Duration.ofMinutes(5));
        for (Duration leeway :
                List.of(Duration.ofMillis(-1), Duration.ofMinutes(5).plusMillis(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> usual.withLeeway(leeway))
                    .withMessage("leeway must be from 0 s to 300 s");
        }
    }

    @Test
    void theLimitsOfFetchingHaveLimits() {
        Duration second = Duration.ofSeconds(1);
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofMinutes(1).plusMillis(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> usual.withFetchLimits(timeout, second, 1024))
                    .withMessage("connectTimeout must be from 1 ms to 60 s");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> usual.withFetchLimits(second, timeout, 1024))
                    .withMessage("fetchTimeout must be from 1 ms to 60 s");
        }
        for (int bytes : List.of(1023, 1024 * 1024 + 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> usual.withFetchLimits(second, second, bytes))
                    .withMessage("maxKeySetBytes must be from 1024 to 1048576");
        }
    }

    @Test
    void certificatesAreThereAndReadable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> usual.trustingOnly(new byte[0]))
                .withMessage("there must be at least one certificate in PEM");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> usual.trustingOnly("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                        .getBytes(StandardCharsets.UTF_8)))
                .withMessage("there is a certificate that cannot be read");
    }

    @Test
    void aProxyHasAHostAndAPort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JwtTokensOptions.Proxy(" ", 1))
                .withMessage("a proxy must have a host");
        for (int port : List.of(0, 65_536)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new JwtTokensOptions.Proxy("proxy", port))
                    .withMessage("a proxy's port must be from 1 to 65535");
        }
    }
}
