package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void waitingForTheDiskIsIdleAndAllElseIsNot() {
        assertThat(Machine.busyShare(
                        "cpu  100 0 100 1000 50 0 0 0 0 0\ncpu0 9 9 9 9 9 9 9 9 9 9\n",
                        "cpu  110 5 105 1070 60 0 0 0 0 0\ncpu0 9 9 9 9 9 9 9 9 9 9\n"))
                .isCloseTo(0.2, within(1e-9));
    }

    @Test
    void withoutTimeInBetweenNothingIsKnown() {
        assertThat(Machine.busyShare("cpu  1 2 3 4 5 6 7 8 0 0\n", "cpu  1 2 3 4 5 6 7 8 0 0\n"))
                .isZero();
    }

    @Test
    void itTellsWhatTheFiguresAreOf() throws Exception {
        assertThat(String.join("\n", Machine.describe())).contains("processors", "memory", "Java");
    }
}
