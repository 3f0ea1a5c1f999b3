package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has a shell complete the commands, tried in a shell. */
@Timeout(60)
class CompletionCommandTest {

    @TempDir
    Path directory = Path.of("");

    @Test
    void bothShellsGetAScript() {
        for (String shell : new String[] {"bash", "zsh"}) {
            CliRun run = CliRun.started(Map.of(), "completion", shell);

            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("bashcompinit", "complete ");
        }
        assertThat(CliRun.started(Map.of(), "completion", "fish").exitCode()).isEqualTo(2);
        assertThat(CliRun.started(Map.of(), "completion").exitCode()).isEqualTo(2);
    }

    /** What bash offers for the last word of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway wh | whatsapp",
                "gateway | run sandbox backup restore keys audit check-config whatsapp completion",
                "gateway whatsapp | show numbers set select history restore verify follow",
                "gateway whatsapp set --acc | --account",
                "gateway whatsapp set --app-s | --app-secret-file",
                "gateway whatsapp verify --minimum-quality | GREEN YELLOW RED",
                "gateway keys | create rotate"
            })
    void bashCompletes(String line, String offered) throws Exception {
        Path script = Files.writeString(
                directory.resolve("completion"),
                CliRun.started(Map.of(), "completion", "bash").out());
        // A line that ends with a whole word is about what comes after it.
        boolean isBegun = line.matches(".* (wh|--acc|--app-s)");
        String words = isBegun ? line : line + " ''";
        int last = line.split(" ", -1).length - (isBegun ? 1 : 0);
        try (ChildProcess bash = ChildProcess.start(
                directory,
                Map.of(),
                List.of(
                        "bash",
                        "--norc",
                        "-c",
                        "bash -n '%s' && source '%s' && COMP_WORDS=(%s) && COMP_CWORD=%d && COMP_LINE='%s'"
                                        .formatted(script, script, words, last, isBegun ? line : line + " ")
                                + " && _complete_gateway; printf '%s\\n' \"${COMPREPLY[@]}\""))) {
            assertThat(bash.exitCode()).as("%s", bash).isZero();
            assertThat(bash.out().lines().map(String::strip)).contains(offered.split(" ", -1));
        }
    }
}
