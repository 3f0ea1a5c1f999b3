package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatTest {

    @Test
    void processorTimeIsThatOfUserAndSystemWhateverTheProcessIsCalled() {
        assertThat(ProcessStat.ticks(
                        "4711 (a) S 9 (b)) S 1 4711 4711 0 -1 4194560 2312 9 0 0 250 50 7 8 20 0 1 0 1234 5678 900"))
                .isEqualTo(300);
    }

    @Test
    void residentMemoryIsReadFromItsLine() {
        assertThat(ProcessStat.kibibytes("Name:\tjava\nVmHWM:\t  999999 kB\nVmRSS:\t  142336 kB\nThreads:\t20\n"))
                .isEqualTo(142336);
    }

    @Test
    void aProcessThatHasEndedHasNone() {
        assertThat(ProcessStat.kibibytes("Name:\tjava\nState:\tZ (zombie)\n")).isZero();
    }

    @Test
    void thisProcessHasTakenTimeAndMemory() throws Exception {
        assertThat(ProcessStat.processorSeconds(ProcessHandle.current())).isPositive();
        assertThat(ProcessStat.residentMebibytes(ProcessHandle.current())).isPositive();
    }
}
