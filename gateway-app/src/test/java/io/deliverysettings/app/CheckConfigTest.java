package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check-config}: what is shown of the settings, and all that is wrong with them at once. */
@Timeout(30)
class CheckConfigTest {

    @TempDir
    Path directory = Path.of("");

    @Test
    void itHasTheFlagsOfRun() {
        assertThat(CliTest.options("check-config")).isEqualTo(CliTest.options("run"));
    }

    @Test
    void itShowsEverySettingAndWhereItComesFrom() throws IOException {
        Path file = Files.writeString(directory.resolve("s.yaml"), "lease: 40s\nport: 1\nhost: 127.0.0.2\n");

        CliRun check = check(
                Map.of("GATEWAY_PORT", "2", "GATEWAY_HOST", "127.0.0.3", "no_proxy", "a,b"),
                "--config=" + file,
                "--host",
                "127.0.0.4");

        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.err()).isEmpty();
        assertThat(rows(check))
                .contains(
                        "config " + file + " --config",
                        "host 127.0.0.4 --host",
                        "port 2 GATEWAY_PORT",
                        "lease 40s lease in " + file,
                        "no-proxy a,b no_proxy",
                        "read-timeout 30s default",
                        "region - default")
                .last()
                .isEqualTo("These settings can be used.");
        assertThat(rows(check).stream()
                        .map(row -> "--" + row.replaceFirst(" .*", ""))
                        .toList())
                .containsSubsequence(CliTest.options("run"));
    }

    @Test
    void aSecretIsShownNowhere() {
        CliRun check = check(Map.of(
                "GATEWAY_STORE_PASSWORD", "very-hidden",
                "GATEWAY_KEYSET_JSON", "{\"very-hidden\":1}",
                "HTTPS_PROXY", "http://user:very-hidden@proxy.example:3128"));

        assertThat(rows(check))
                .contains(
                        "store-password [redacted] GATEWAY_STORE_PASSWORD",
                        "keyset-json [redacted] GATEWAY_KEYSET_JSON",
                        "https-proxy http://user:[redacted]@proxy.example:3128 HTTPS_PROXY");
        assertThat(check.out() + check.err()).doesNotContain("very-hidden");
    }

    @Test
    void aSecretInTheWrongPlaceIsShownNowhereEither() {
        CliRun check = check(
                Map.of(), "--store-password=very-hidden", "--store-url=postgresql://gateway:very-hidden@db/settings");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).contains("--store-password must not be on the command line");
        assertThat(check.out() + check.err()).doesNotContain("very-hidden");
    }

    @Test
    void everyValueThatCannotBeReadIsNamed() {
        CliRun check = check(Map.of("GATEWAY_LEASE", "soon"), "--port=x", "--sandbox-fault-share", "3", "--prot=1");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).isEmpty();
        assertThat(check.err().lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("gateway: "))
                .anyMatch(line -> line.contains("'--lease'") && line.endsWith("(set by GATEWAY_LEASE)"))
                .anyMatch(line -> line.contains("'--port'") && line.endsWith("system chooses)"))
                .anyMatch(line -> line.contains("'--sandbox-fault-share'"))
                .anyMatch(line -> line.contains("'--prot=1'"));
    }

    @Test
    void everythingElseThatIsWrongIsNamedToo() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        CliRun check = check(
                Map.of("GATEWAY_READ_TIMEOUT", "11m", "GATEWAY_SETTLING_TIME", "11m"),
                "--region=eu",
                "--store-url=postgresql://db/settings",
                "--confirm-every=1h",
                "--data-dir=" + file);

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err().lines())
                .containsExactly(
                        "gateway: Invalid value for option '--read-timeout': must be at most 10m (set by GATEWAY_READ_TIMEOUT)",
                        "gateway: --store-url needs --store postgres",
                        "gateway: --region and --pingone-api-url need --upstream pingone",
                        "gateway: Invalid value for option '--settling-time': must be at most 10m (set by GATEWAY_SETTLING_TIME)",
                        "gateway: --confirm-every needs --pingone-auth worker: nobody's token can be forwarded when nobody calls",
                        "gateway: " + file + " is not a directory; --data-dir needs one");
        assertThat(check.out()).contains("read-timeout").doesNotContain("can be used");
    }

    @Test
    void aFaultIsNotBlamedOnAnotherSettingAsWell() {
        assertThat(check(Map.of(), "--host= ").err().lines()).hasSize(1).allMatch(line -> line.contains("'--host'"));
        assertThat(check(Map.of(), "--write-timeout=0s").err().lines())
                .hasSize(1)
                .allMatch(line -> line.contains("'--write-timeout'"));
    }

    @Test
    void theFilesAreRead() throws IOException {
        Path notPem = Files.writeString(directory.resolve("ca.pem"), "no certificate");
        Path notWorkers = Files.writeString(directory.resolve("workers.yaml"), "workers: none\n");
        Path open = Files.writeString(directory.resolve("keyset.json"), "{}");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(check(Map.of(), "--pingone-ca=" + notPem).err()).contains("'--pingone-ca'", notPem.toString());
        assertThat(check(
                                Map.of(),
                                "--pingone-auth=worker",
                                "--upstream=pingone",
                                "--region=eu",
                                "--pingone-workers=" + notWorkers)
                        .err())
                .contains("'--pingone-workers'", notWorkers.toString());
        assertThat(check(Map.of(), "--keyset=" + open).err()).hasLineCount(1).contains(open.toString());
        assertThat(check(Map.of(), "--keyset=" + directory.resolve("none")).err())
                .hasLineCount(1)
                .contains(directory.resolve("none").toString());
        assertThat(check(Map.of("GATEWAY_KEYSET_JSON", "{}")).err())
                .hasLineCount(1)
                .contains("keyset");
        assertThat(check(Map.of(), "--data-dir=" + directory).err())
                .hasLineCount(1)
                .contains(open.toString());
    }

    @Test
    void theAccessFileIsRead() throws IOException {
        Path noRules = Files.writeString(directory.resolve("access.yaml"), "rules: []\n");
        String[] verifying = {"--auth=pingone-jwt", "--token-issuers=https://a/as", "--access-file=" + noRules};

        assertThat(check(Map.of(), verifying).err()).contains("'--access-file'", noRules.toString());
        Files.writeString(noRules, "rules:\n  - everybody: true\n    environments: '*'\n    permissions: [read]\n");
        assertThat(check(Map.of(), verifying).err()).isEmpty();
    }

    @Test
    void theFilesOfTlsAreRead() throws IOException {
        Path there = Files.writeString(directory.resolve("tls.pem"), "");
        Path none = directory.resolve("none.pem");
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rw-------"));

        assertThat(check(Map.of(), tls(none, there, there)).err())
                .isEqualToNormalizingNewlines("gateway: --tls-certificate: " + none + " does not exist\n");
        assertThat(check(Map.of(), tls(there, none, there)).err())
                .isEqualToNormalizingNewlines("gateway: --tls-key: " + none + " does not exist\n");
        assertThat(check(Map.of(), tls(there, there, none)).err())
                .isEqualToNormalizingNewlines("gateway: --tls-client-ca: " + none + " does not exist\n");
        assertThat(check(Map.of(), tls(none, none, none)).err()).hasLineCount(3);
        assertThat(check(Map.of(), tls(there, there, there)).err()).isEmpty();
    }

    @Test
    void theKeyOfTlsIsItsOwnersAlone() throws IOException {
        Path open = Files.writeString(directory.resolve("tls.pem"), "");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(check(Map.of(), tls(open, open, open)).err())
                .hasLineCount(1)
                .contains("--tls-key: " + open + " is not its owner's alone", "chmod 600");
    }

    private static String[] tls(Path certificate, Path key, Path authorities) {
        return new String[] {"--tls-certificate=" + certificate, "--tls-key=" + key, "--tls-client-ca=" + authorities};
    }

    @Test
    void theAuditLogNeedsADirectoryAndAFileThatCanBeWrittenTo() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Path none = directory.resolve("none");

        assertThat(check(Map.of(), "--audit-file=" + none.resolve("audit.jsonl"))
                        .err())
                .isEqualToNormalizingNewlines(
                        "gateway: there is no directory " + none + "; --audit-file needs one that is there\n");
        assertThat(check(Map.of(), "--audit-file=" + directory).err())
                .isEqualToNormalizingNewlines(
                        "gateway: " + directory + " cannot be written to; --audit-file needs a file that can\n");
        assertThat(check(Map.of(), "--audit-file=" + none).err()).isEmpty();
        assertThat(check(Map.of(), "--audit-file=" + file).err()).isEmpty();
        assertThat(none).doesNotExist();
        assertThat(check(
                                Map.of("GATEWAY_KEYSET_JSON", "{}"),
                                "--store=postgres",
                                "--store-url=postgresql://db/s",
                                "--data-dir=" + file)
                        .err())
                .contains("gateway: " + file + " is not a directory");
    }

    @Test
    void aKeysetThatWasMadeCanBeUsed() {
        Path keyset = directory.resolve("keyset.json");
        assertThat(CliRun.started(Map.of(), "keys", "create", "--keyset", keyset.toString())
                        .exitCode())
                .isZero();

        assertThat(check(Map.of(), "--store=postgres", "--store-url=postgresql://db/s", "--keyset=" + keyset)
                        .err())
                .isEmpty();
        assertThat(check(Map.of(), "--data-dir=" + directory).err()).isEmpty();
    }

    @Test
    void nothingIsMade() {
        Path data = directory.resolve("new/data");

        assertThat(check(Map.of(), "--data-dir=" + data).exitCode()).isZero();

        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/file", "."})
    void aFileOfSettingsThatCannotBeReadIsNamed(String file) {
        CliRun check = check(Map.of("GATEWAY_CONFIG", file));

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).isEqualToNormalizingNewlines("gateway: " + file + " cannot be read\n");
    }

    @Test
    void theSummaryForTheLogNamesWhatIsNotTheDefaultAndShowsNoSecret() {
        Map<String, String> environment = Map.of("GATEWAY_PORT", "2", "GATEWAY_STORE_PASSWORD", "very-hidden");

        assertThat(summary(environment, "--host", "127.0.0.4"))
                .isEqualTo("set: host=127.0.0.4 (--host), port=2 (GATEWAY_PORT), store-password=[redacted]"
                        + " (GATEWAY_STORE_PASSWORD)");
        assertThat(summary(Map.of())).isEqualTo("every setting has its default");
    }

    private static String summary(Map<String, String> environment, String... line) {
        return CliRun.of(environment, line)
                .command()
                .map(RunCommand.class::cast)
                .map(command -> EffectiveSetting.summary(command.spec))
                .orElseThrow();
    }

    private static CliRun check(Map<String, String> environment, String... flags) {
        String[] line = new String[flags.length + 1];
        line[0] = "check-config";
        System.arraycopy(flags, 0, line, 1, flags.length);
        return CliRun.started(environment, line);
    }

    /** With one space between the columns. */
    private static List<String> rows(CliRun check) {
        return check.out().lines().map(line -> line.replaceAll(" {2,}", " ")).toList();
    }
}
