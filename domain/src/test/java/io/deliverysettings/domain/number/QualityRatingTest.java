package io.deliverysettings.domain.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QualityRatingTest {

    @Test
    void greenIsBetterThanYellowAndYellowThanRed() {
        assertThat(QualityRating.GREEN.rank().orElseThrow())
                .isGreaterThan(QualityRating.YELLOW.rank().orElseThrow());
        assertThat(QualityRating.YELLOW.rank().orElseThrow())
                .isGreaterThan(QualityRating.RED.rank().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NA", "UNKNOWN", "green", "GREEN ", "PURPLE"})
    void aRatingBeyondTheThreePassesThroughWithoutAPlaceInTheOrder(String text) {
        assertThat(new QualityRating(text).rank()).isEmpty();
        assertThat(new QualityRating(text)).hasToString(text);
    }

    @Test
    void anEmptyTextIsNoRating() {
        assertThatIllegalArgumentException().isThrownBy(() -> new QualityRating(""));
    }
}
