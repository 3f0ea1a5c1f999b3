package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void itEndsAfterTwoTurnsThatAreNoCheaper() throws Exception {
        assertThat(warmUp(20, 100, 50, 49, 48, 1)).isEqualTo(new WarmUp(4, 48));
        assertThat(warmUp(20, 100, 99, 50, 49, 49, 1)).isEqualTo(new WarmUp(5, 49));
    }

    @Test
    void itEndsAfterTheMostTurnsThatItMayHave() throws Exception {
        assertThat(warmUp(3, 100, 50, 25, 12)).isEqualTo(new WarmUp(3, 25));
    }

    @Test
    void turnsInWhichNothingIsAnsweredAreNotCheap() throws Exception {
        double none = Double.POSITIVE_INFINITY;

        assertThat(warmUp(20, none, 50, 49, 49)).isEqualTo(new WarmUp(4, 49));
        assertThat(warmUp(20, none, none, 50)).isEqualTo(new WarmUp(2, none));
    }

    private static WarmUp warmUp(int mostTurns, double... costs) throws Exception {
        Iterator<Double> next = Arrays.stream(costs).iterator();
        return WarmUp.until(mostTurns, next::next);
    }
}
