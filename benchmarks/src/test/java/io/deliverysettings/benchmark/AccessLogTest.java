package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {

    @TempDir
    Path directory;

    @Test
    void badAnswersSinceThenAreCountedByStatus() throws Exception {
        Path log = Files.writeString(directory.resolve("log"), access(500));
        AccessLog since = AccessLog.fromNow(log);
        Files.writeString(
                log,
                access(200) + access(503) + access(503) + access(409) + "{\"logger\":\"store\",\"status\":504}\n",
                StandardOpenOption.APPEND);

        assertThat(since.refusals()).isEqualTo(Map.of(409, 1L, 503, 2L));
        assertThat(since.tellRefusals()).isEqualTo("; answered by status: {409=1, 503=2}");
    }

    @Test
    void whoeverLogsNoAnswersIsSaidNothingOf() throws Exception {
        Path log = directory.resolve("log");
        AccessLog since = AccessLog.fromNow(log);
        Files.writeString(log, "something else\n");

        assertThat(since.tellRefusals()).isEmpty();
    }

    private static String access(int status) {
        return "{\"level\":\"INFO\",\"logger\":\"access\",\"message\":\"answered\",\"status\":" + status
                + ",\"route\":\"/v1\"}\n";
    }
}
