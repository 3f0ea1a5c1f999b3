package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @Test
    void howFarItIsMissedIsInPercentOfTheBound() {
        assertThat(Target.atMost(2.5).tellMissedBy(3)).isEqualTo("20.0 % above it");
        assertThat(Target.atLeast(2).tellMissedBy(0.5)).isEqualTo("75.0 % below it");
        assertThat(Target.atMost(0).tellMissedBy(3)).isEqualTo("3.00 above it");
    }

    @ParameterizedTest
    @CsvSource({
        "2.25, 0,    HOLDS",
        "2.5,  0,    HOLDS",
        "2.75, 0.25, WITHIN_NOISE",
        "2.75, 0.5,  WITHIN_NOISE",
        "2.75, 0.125, MISSED",
        "2.75, 0,    MISSED",
        "0.25, 9,    HOLDS",
        "NaN,  1,    MISSED"
    })
    void atMostIsMissedByWhatIsHigherByMoreThanTheNoise(double value, double noise, Verdict verdict) {
        assertThat(Target.atMost(2.5).judge(value, noise)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"1.75, 0, HOLDS", "1.5, 0, HOLDS", "1.25, 0.25, WITHIN_NOISE", "1.25, 0.125, MISSED", "9, 0, HOLDS"})
    void atLeastIsMissedByWhatIsLowerByMoreThanTheNoise(double value, double noise, Verdict verdict) {
        assertThat(Target.atLeast(1.5).judge(value, noise)).isEqualTo(verdict);
    }
}
