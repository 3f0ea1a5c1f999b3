package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for the store and its keys: what they say where, what they refuse, and that nothing is overwritten. */
@Timeout(60)
class StoreCommandsTest {

    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path temporary = Path.of("");

    @Test
    void whereTheDataAndTheKeysAreCanBeSaidByTheEnvironment() throws Exception {
        Path data = temporary.resolve("data");
        Path keyset = temporary.resolve("keys.json");
        Path backup = temporary.resolve("backup.db");
        Path restored = temporary.resolve("restored");
        Map<String, String> environment =
                Map.of("GATEWAY_DATA_DIR", data.toString(), "GATEWAY_KEYSET", keyset.toString());

        assertResult(CliRun.started(environment, "keys", "create"), "made " + keyset);
        String created = Files.readString(keyset);
        assertResult(CliRun.started(environment, "keys", "rotate"), "rotated " + keyset);
        RunningGateway.in(data, "--keyset", keyset.toString()).close();
        assertResult(CliRun.started(environment, "backup", backup.toString()), "backed up to " + backup);
        assertResult(
                CliRun.started(Map.of("GATEWAY_DATA_DIR", restored.toString()), "restore", backup.toString()),
                "restored to " + restored);

        assertThat(Files.readString(keyset)).isNotEqualTo(created);
        assertThat(data.resolve("keyset.json")).doesNotExist();
        assertThat(restored.resolve("store.db")).exists();
        for (Path file : new Path[] {keyset, backup, restored.resolve("store.db")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as("%s", file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFlagCountsBeforeTheEnvironment() {
        Path keyset = temporary.resolve("keys.json");
        Map<String, String> environment = Map.of("GATEWAY_KEYSET", "/no/such/keyset", "GATEWAY_DATA_DIR", "/no/such");

        assertResult(CliRun.started(environment, "keys", "create", "--keyset", keyset.toString()), "made " + keyset);
        assertRefusal(CliRun.started(environment, "backup", "x", "--data-dir", temporary.toString()), temporary);
    }

    @Test
    void withoutAnythingSaidTheKeysAreInTheDataDirectory() {
        assertResult(
                CliRun.started(NOTHING, "keys", "create", "--data-dir", temporary.toString()),
                "made " + temporary.resolve("keyset.json"));
    }

    @Test
    void aKeysetIsNotOverwritten() throws Exception {
        Path keyset = Files.writeString(temporary.resolve("keys.json"), "somebody's");

        assertRefusal(
                CliRun.started(NOTHING, "keys", "create", "--keyset", keyset.toString()), keyset, "exists already");

        assertThat(keyset).hasContent("somebody's");
    }

    @Test
    void whatIsNoKeysetIsNotRotated() throws Exception {
        Path missing = temporary.resolve("missing.json");
        Path garbage = temporary.resolve("garbage.json");
        assertThat(CliRun.started(NOTHING, "keys", "create", "--keyset", garbage.toString())
                        .exitCode())
                .isZero();
        Files.writeString(garbage, "garbage");

        assertRefusal(CliRun.started(NOTHING, "keys", "rotate", "--keyset", missing.toString()), missing);
        assertRefusal(
                CliRun.started(NOTHING, "keys", "rotate", "--keyset", garbage.toString()), garbage, "is no keyset");

        assertThat(missing).doesNotExist();
        assertThat(garbage).hasContent("garbage");
    }

    @Test
    void aBackupOverwritesNothing() throws Exception {
        Path data = temporary.resolve("data");
        RunningGateway.in(data).close();
        Path there = Files.writeString(temporary.resolve("there"), "somebody's");

        assertRefusal(
                CliRun.started(NOTHING, "backup", there.toString(), "--data-dir", data.toString()),
                there,
                "is there already");

        assertThat(there).hasContent("somebody's");
    }

    @Test
    void whereThereIsNoStoreThereIsNothingToBackUp() {
        Path data = temporary.resolve("data");
        Path backup = temporary.resolve("backup.db");

        assertRefusal(
                CliRun.started(NOTHING, "backup", backup.toString(), "--data-dir", data.toString()),
                data,
                "there is no store in");

        assertThat(backup).doesNotExist();
        assertThat(data).doesNotExist();
    }

    @Test
    void aStoreIsNotRestoredOver() throws Exception {
        Path data = temporary.resolve("data");
        Path backup = temporary.resolve("backup.db");
        try (RunningGateway gateway = RunningGateway.in(data)) {
            assertThat(gateway.client().put(Bodies.EXAMPLE).status()).isEqualTo(201);
            assertResult(
                    CliRun.started(NOTHING, "backup", backup.toString(), "--data-dir", data.toString()),
                    "backed up to " + backup);

            assertRefusal(
                    CliRun.started(NOTHING, "restore", backup.toString(), "--data-dir", data.toString()),
                    data,
                    "is in use by another process");
            assertThat(gateway.client().put(Bodies.EXAMPLE).status()).isEqualTo(201);
        }
        byte[] before = Files.readAllBytes(data.resolve("store.db"));

        assertRefusal(
                CliRun.started(NOTHING, "restore", backup.toString(), "--data-dir", data.toString()),
                data,
                "there is a store in");

        assertThat(data.resolve("store.db")).hasBinaryContent(before);
    }

    @Test
    void onlyABackupIsRestored() throws Exception {
        Path data = temporary.resolve("data");
        Path garbage = Files.writeString(temporary.resolve("garbage"), "garbage".repeat(10_000));
        Path missing = temporary.resolve("missing");

        assertRefusal(
                CliRun.started(NOTHING, "restore", garbage.toString(), "--data-dir", data.toString()),
                garbage,
                "could not be restored");
        assertRefusal(
                CliRun.started(NOTHING, "restore", missing.toString(), "--data-dir", data.toString()),
                missing,
                "there is no file");

        assertThat(data.resolve("store.db")).doesNotExist();
        assertThat(garbage).hasContent("garbage".repeat(10_000));
        RunningGateway.in(data).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"keys", "keys delete", "backup", "restore", "backup a b", "restore a b", "backup a --port 1"})
    void aLineThatIsNotWholeIsWrongUsage(String line) {
        CliRun run = CliRun.started(NOTHING, line.split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("gateway: ").hasLineCount(1);
    }

    @Test
    void helpSaysWhatThereIs() {
        assertThat(help("--help").out())
                .containsPattern("backup +Copy the embedded store")
                .containsPattern("restore +Make an embedded store")
                .containsPattern("keys +Make or rotate");
        assertThat(help("keys --help").out())
                .contains("Usage: gateway keys ", "create  Make a", "rotate  Add a new key");
        assertThat(help("keys create --help").out()).contains("--keyset=FILE", "--data-dir=DIRECTORY");
        assertThat(help("keys rotate --help").out()).contains("--keyset=FILE", "Earlier keys keep");
        assertThat(help("backup --help").out()).contains("FILE", "must not exist yet", "--data-dir=DIRECTORY");
        assertThat(help("restore --help").out()).contains("FILE", "The backup.", "--data-dir=DIRECTORY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "sandbox", "backup no/such/file", "keys create --keyset no/such/file"})
    void theVariablesOfTheStoreAreKnownToEveryCommand(String line) {
        Map<String, String> environment = Map.of(
                "GATEWAY_STORE_PASSWORD", "any",
                "GATEWAY_KEYSET_JSON", "any",
                "GATEWAY_DATA_DIR", "any",
                "GATEWAY_KEYSET", "any",
                "GATEWAY_STORE_URL", "postgresql://127.0.0.1/any",
                "GATEWAY_STORE", "postgres");
        try (CapturedLog log = CapturedLog.from(Level.WARN)) {
            assertThat(CliRun.of(environment, line.split(" ")).exitCode()).isZero();

            assertThat(log.text()).isEmpty();
        }
    }

    private static CliRun help(String line) {
        CliRun run = CliRun.started(NOTHING, line.split(" "));
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        return run;
    }

    /** One line on standard output. */
    private static void assertResult(CliRun run, String said) {
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(said + System.lineSeparator());
    }

    /** Exit code 1, and one line on standard error that names what it is about. */
    private static void assertRefusal(CliRun run, Path about, String... said) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("gateway: ")
                .contains(Stream.concat(Stream.of(about.toString()), Stream.of(said))
                        .toList())
                .hasLineCount(1);
    }
}
