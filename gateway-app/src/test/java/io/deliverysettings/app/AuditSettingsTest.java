package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.app.Gateway.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the audit log is, and what becomes of its directory. What is refused is in {@link SettingRefusalTest}. */
@Timeout(60)
class AuditSettingsTest {

    private static final String[] POSTGRES = {"--store=postgres", "--store-url=postgresql://a/b", "--keyset=k"};

    @TempDir
    Path directory = Path.of("");

    private static RunSettings settings(String... line) {
        return CliRun.of(Map.of(), line).settings();
    }

    private static RunSettings over(String[] store, String... line) {
        return settings(Stream.concat(Stream.of(store), Stream.of(line)).toArray(String[]::new));
    }

    @Test
    void unlessSetItIsInTheDataDirectory() {
        assertThat(settings().auditLog().file()).isEqualTo(Path.of("data/audit.jsonl"));
        assertThat(settings("--data-dir=there").auditLog().file()).isEqualTo(Path.of("there/audit.jsonl"));
    }

    @Test
    void gatewaysOfOneDatabaseHaveEachTheirOwn() {
        assertThat(over(POSTGRES, "--port=8443").auditLog().file()).isEqualTo(Path.of("data/audit-8443.jsonl"));
        assertThat(over(POSTGRES, "--port=8444").auditLog().file()).isEqualTo(Path.of("data/audit-8444.jsonl"));
    }

    @Test
    void whatIsSetIsWhereItIs() {
        assertThat(settings("--audit-file=/var/log/a.jsonl").auditLog().file()).isEqualTo(Path.of("/var/log/a.jsonl"));
        assertThat(over(POSTGRES, "--audit-file=b.jsonl").auditLog().file()).isEqualTo(Path.of("b.jsonl"));
    }

    @Test
    void theDirectoryIsMadeUnlessAFileIsSetOrTheStoreMakesIt() throws Exception {
        Path data = directory.resolve("new/data");
        String at = "--data-dir=" + data;

        prepare(settings(at));
        prepare(over(POSTGRES, at, "--audit-file=" + data.resolve("a.jsonl")));
        assertThat(data).doesNotExist();
        prepare(over(POSTGRES, at));
        assertThat(data).isDirectory();
        assertThatCode(() -> prepare(over(POSTGRES, at))).doesNotThrowAnyException();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> prepare(over(POSTGRES, "--data-dir=" + file.resolve("data"))))
                .isInstanceOf(CannotStart.class)
                .hasMessage(file.resolve("data")
                        + " cannot be made for the audit log; name another place with --audit-file");
    }

    private static void prepare(RunSettings settings) throws CannotStart {
        settings.audit.prepareDirectory(settings.store);
    }

    @Test
    void aGatewayThatCannotHaveItsLogDoesNotStart() throws Exception {
        Path none = directory.resolve("none/audit.jsonl");
        Path data = Files.createDirectory(directory.resolve("data"));

        assertThatThrownBy(() -> RunningGateway.in(data, "--audit-file=" + none))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll("there is no directory " + none.getParent(), "make it first");
        try (RunningGateway running = RunningGateway.in(data)) {
            assertThatThrownBy(() -> RunningGateway.with("--audit-file=" + data.resolve("audit.jsonl")))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("is in use by another process");
            assertThat(running.client().put(Bodies.EXAMPLE).status()).isEqualTo(201);
        }
        assertThat(Files.readAllLines(data.resolve("audit.jsonl"))).isNotEmpty();
    }

    @Test
    void whatIsWrittenIsTheLogThatIsVerified() throws Exception {
        Path log = directory.resolve("of-the-gateway.jsonl");
        try (RunningGateway gateway = RunningGateway.with("--audit-file=" + log)) {
            assertThat(gateway.client().put(Bodies.EXAMPLE).status()).isEqualTo(201);
        }

        CliRun verified = CliRun.started(Map.of(), "audit", "verify", log.toString());
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).isNotEmpty();
        Files.write(log, lines.subList(0, lines.size() - 1));
        assertThat(CliRun.started(Map.of(), "audit", "verify", log.toString()).out())
                .isNotEqualTo(verified.out());
    }
}
