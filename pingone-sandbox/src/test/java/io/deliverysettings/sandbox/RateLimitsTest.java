package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

    @Test
    void theDocumentedLimitOfAnEnvironmentIsThirtyFivePercentOfTheLicences() {
        assertThat(RateLimits.documented()).isEqualTo(new RateLimits(600, 600 * 35 / 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100_001})
    void aLimitOutOfRangeIsRefusedByName(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimits(limit, 1))
                .withMessage("perLicence must be 1 to 100000 calls a minute, but is " + limit);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimits(1, limit))
                .withMessage("perEnvironment must be 1 to 100000 calls a minute, but is " + limit);
    }

    @Test
    void aLimitInRangeIsTaken() {
        assertThat(new RateLimits(1, 100_000).perEnvironment()).isEqualTo(100_000);
        assertThat(new RateLimits(100_000, 1).perLicence()).isEqualTo(100_000);
    }
}
