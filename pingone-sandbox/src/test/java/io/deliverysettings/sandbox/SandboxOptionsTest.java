package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.sandbox.SandboxOptions.TemplatesPlacement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxOptionsTest {

    private final SandboxOptions defaults = SandboxOptions.defaults();

    @Test
    void theDefaultsAreThoseOfANewcomer() {
        assertThat(defaults)
                .isEqualTo(new SandboxOptions(
                        "127.0.0.1",
                        8090,
                        Duration.ofSeconds(10),
                        false,
                        TemplatesPlacement.TOP_LEVEL,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortOutOfRangeIsRefusedByName(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withPort(port))
                .withMessage("port must be 0 to 65535, but is " + port);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535})
    void aPortInRangeIsTaken(int port) {
        assertThat(defaults.withPort(port).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aBlankHostIsRefusedByName(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withHost(host))
                .withMessage("host must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT1H0.001S"})
    void aDelayOutOfRangeIsRefusedByName(Duration delay) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withVerificationDelay(delay))
                .withMessageStartingWith("verificationDelay must be zero to one hour");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
    void aShareOfFaultsOutOfRangeIsRefusedByName(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withFaults(share, 0))
                .withMessage("faultShare must be 0 to 1, but is " + share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1.5S", "PT24H1S"})
    void aTokenLifetimeOutOfRangeIsRefusedByName(Duration lifetime) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withTokenLifetime(lifetime))
                .withMessage("tokenLifetime must be whole seconds from one second to one day, but is " + lifetime);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT24H"})
    void aTokenLifetimeInRangeIsTaken(Duration lifetime) {
        assertThat(defaults.withTokenLifetime(lifetime).tokenLifetime()).isEqualTo(lifetime);
    }

    @Test
    void eachChangeKeepsTheOthers() {
        SandboxOptions changed = defaults.withHost("localhost")
                .withPort(1)
                .withVerificationDelay(Duration.ZERO)
                .withSelectsOnlyNumber(true)
                .withTemplatesPlacement(TemplatesPlacement.EMBEDDED)
                .withMemory(Path.of("file"))
                .withRateLimits(new RateLimits(2, 1))
                .withFaults(0.5, 7)
                .withTokenLifetime(Duration.ofSeconds(3));
        SandboxOptions again = changed.withHost("localhost")
                .withPort(1)
                .withVerificationDelay(Duration.ZERO)
                .withSelectsOnlyNumber(true)
                .withTemplatesPlacement(TemplatesPlacement.EMBEDDED)
                .withMemory(Path.of("file"))
                .withRateLimits(new RateLimits(2, 1))
                .withFaults(0.5, 7);

        assertThat(changed)
                .isEqualTo(again)
                .isEqualTo(new SandboxOptions(
                        "localhost",
                        1,
                        Duration.ZERO,
                        true,
                        TemplatesPlacement.EMBEDDED,
                        Optional.of(Path.of("file")),
                        Optional.of(new RateLimits(2, 1)),
                        0.5,
                        7,
                        Duration.ofSeconds(3)));
    }
}
