package io.deliverysettings.adapter.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConcurrentRotationTest {

    private static final int ROTATIONS = 40;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void createsAKeyset() throws SealingAdapter.UnusableKeyset {
        file = directory.resolve("keyset.json");
        SealingAdapter.createKeyset(file);
    }

    @Test
    void rotationsOfTwoThreadsKeepEachOthersKeys() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> rotations = () -> {
                rotate(file);
                return true;
            };
            for (Future<Boolean> done : threads.invokeAll(List.of(rotations, rotations))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThatAllKeysAreThere();
    }

    @Test
    void rotationsOfTwoProcessesKeepEachOthersKeys() throws Exception {
        Process one = rotator();
        Process other = rotator();
        try {
            // Both are ready before either begins, so that they meet.
            for (Process process : List.of(one, other)) {
                BufferedReader output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                assertThat(output.readLine()).isEqualTo("ready");
            }
            for (Process process : List.of(one, other)) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            for (Process process : List.of(one, other)) {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
        } finally {
            one.destroyForcibly();
            other.destroyForcibly();
        }

        assertThatAllKeysAreThere();
    }

    private void assertThatAllKeysAreThere() throws IOException {
        JsonNode keyset = JsonMapper.builder().build().readTree(file.toFile());
        assertThat(keyset.at("/sealing/key")).hasSize(1 + 2 * ROTATIONS);
        assertThat(keyset.at("/digests/key")).hasSize(1 + 2 * ROTATIONS);
    }

    private Process rotator() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rotator.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void rotate(Path file) throws SealingAdapter.UnusableKeyset {
        for (int i = 0; i < ROTATIONS; i++) {
            SealingAdapter.rotateKeyset(file);
        }
    }

    /** The other process. */
    static final class Rotator {

        private Rotator() {}

        public static void main(String[] arguments) throws SealingAdapter.UnusableKeyset, IOException {
            System.out.println("ready");
            if (System.in.read() == '\n') {
                rotate(Path.of(arguments[0]));
            }
        }
    }
}
