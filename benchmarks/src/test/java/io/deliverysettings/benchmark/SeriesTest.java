package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void theMedianIsTheMiddleValueInWhateverOrderTheyCame() {
        assertThat(Series.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void ofAnEvenNumberItIsBetweenTheTwoInTheMiddle() {
        assertThat(Series.of(9, 1, 5, 7).median()).isEqualTo(6);
    }

    @Test
    void noiseIsHalfOfTheWayFromTheLowestToTheHighest() {
        assertThat(Series.of(5, 9, 4).noise()).isEqualTo(2.5);
        assertThat(Series.of(5).noise()).isZero();
    }

    @Test
    void aRatioIsTakenRoundByRound() {
        // A round that was slow for both tells as much as any other.
        assertThat(Series.of(2, 20, 4).dividedBy(Series.of(1, 10, 2)).values()).containsExactly(2.0, 2.0, 2.0);
    }

    @Test
    void otherRoundsCannotBeCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.of(1, 2).dividedBy(Series.of(1)))
                .withMessage("2 rounds against 1");
    }

    @Test
    void thereIsAtLeastOneRound() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Series(List.of()));
    }
}
