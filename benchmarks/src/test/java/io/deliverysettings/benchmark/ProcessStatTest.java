package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStatTest {

    @Test
    void processorTimeIsThatOfUserAndSystemAndOfEndedChildrenWhateverTheProcessIsCalled() {
        assertThat(ProcessStat.ticks(
                        "4711 (a) S 9 (b)) S 1 4711 4711 0 -1 4194560 2312 9 0 0 250 50 7 8 20 0 1 0 1234 5678 900"))
                .isEqualTo(315);
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
        assertThat(ProcessStat.threads(ProcessHandle.current())).isPositive();
    }

    @Test
    void aFileThatIsOpenedIsOneMore(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        List<InputStream> opened = new ArrayList<>();
        int before = ProcessStat.openFiles(ProcessHandle.current());
        try {
            for (int i = 0; i < 100; i++) {
                opened.add(Files.newInputStream(file));
            }
            // Something else of this JVM may open or close one meanwhile.
            assertThat(ProcessStat.openFiles(ProcessHandle.current()) - before).isBetween(90, 110);
        } finally {
            for (InputStream stream : opened) {
                stream.close();
            }
        }
    }
}
