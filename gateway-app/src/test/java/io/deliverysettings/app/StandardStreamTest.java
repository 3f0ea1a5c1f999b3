package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a terminal, by what the link of a descriptor names. */
@Timeout(30)
class StandardStreamTest {

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void removeTheLink() throws IOException {
        Files.deleteIfExists(directory.resolve("2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/pts/0", "/dev/pts/17", "/dev/tty", "/dev/tty1", "/dev/ttyS0", "/dev/console"})
    void terminalsAreToldByTheirNames(String open) throws IOException {
        assertThat(StandardStream.isTerminal(link(open))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pipe:[4711]",
                "socket:[4711]",
                "/dev/null",
                "/var/log/gateway.log",
                "/x/dev/pts/0",
                "/dev/pts/ptmx"
            })
    void everythingElseIsNone(String open) throws IOException {
        assertThat(StandardStream.isTerminal(link(open))).isFalse();
    }

    @Test
    void whatIsNotThereIsNone() {
        assertThat(StandardStream.isTerminal(directory.resolve("2"))).isFalse();
    }

    private Path link(String open) throws IOException {
        return Files.createSymbolicLink(directory.resolve("2"), Path.of(open));
    }
}
