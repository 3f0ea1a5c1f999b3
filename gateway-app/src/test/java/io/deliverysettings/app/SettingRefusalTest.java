package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that is refused: exit code 2 and one line that says which setting, where it is set, and what is accepted. */
@Timeout(30)
class SettingRefusalTest {

    private static final String PINGONE = "--upstream=pingone";

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            port                       | x               | a port from 0 to 65535
            port                       | 65536           | a port from 0 to 65535
            port                       | -1              | a port from 0 to 65535
            port                       | 99999999999     | a port from 0 to 65535
            port                       | 80.5            | a port from 0 to 65535
            sandbox-port               | 65536           | a port from 0 to 65535
            host                       | " "             | an address or a name, such as 127.0.0.1
            upstream                   | ping            | one of [SANDBOX, PINGONE] (case-insensitive)
            region                     | us              | one of com, ca, eu, com.au, sg, asia
            region                     | com-au          | one of com, ca, eu, com.au, sg, asia
            pingone-api-url            | api.pingone.eu  | an http or https address, such as https://api.pingone.eu/v1
            pingone-api-url            | ftp://x/v1      | an http or https address, such as https://api.pingone.eu/v1
            pingone-api-url            | https://        | an http or https address, such as https://api.pingone.eu/v1
            pingone-api-url            | https://a b/v1  | an http or https address, such as https://api.pingone.eu/v1
            pingone-api-url            | https://u:p@a/v1 | without user, query and fragment, such as https://api.pingone.eu/v1
            pingone-api-url            | https://a/v1?b  | without user, query and fragment, such as https://api.pingone.eu/v1
            pingone-api-url            | https://a:99999/ | without user, query and fragment, such as https://api.pingone.eu/v1
            read-timeout               | 30              | a number with ms, s, m or h, such as 30s
            read-timeout               | 1.5s            | a number with ms, s, m or h, such as 30s
            read-timeout               | -1s             | a number with ms, s, m or h, such as 30s
            read-timeout               | 30 s            | a number with ms, s, m or h, such as 30s
            read-timeout               | 0s              | from 1 ms to 600 s
            read-timeout               | 601s            | from 1 ms to 600 s
            read-timeout               | 999999999h      | from 1 ms to 600 s
            drain-timeout              | 61m             | at most 1h
            lease                      | 61m             | at most 1h
            lease                      | 999ms           | at least 1s
            turn-timeout               | 61m             | at most 1h
            read-max-age               | 61m             | at most 1h
            stale-if-error             | 25h             | at most 24h
            store                      | mysql           | one of [EMBEDDED, POSTGRES] (case-insensitive)
            write-timeout              | 1d              | a number with ms, s, m or h, such as 30s
            write-timeout              | 0ms             | from 1 ms to 3600 s
            write-timeout              | 61m             | from 1 ms to 3600 s
            drain-timeout              | soon            | a number with ms, s, m or h, such as 30s
            sandbox-verification-delay | ten             | a number with ms, s, m or h, such as 30s
            sandbox-verification-delay | 61m             | zero to one hour
            choose-only-number         | yes             | true or false
            trust-forwarded            | 1               | true or false
            minimum-quality            | NA              | one of GREEN, YELLOW, RED
            cors-origins               | example.com     | * or origins without a path, such as https://console.example.com
            cors-origins               | https://a/      | * or origins without a path, such as https://console.example.com
            cors-origins               | https://a/b     | * or origins without a path, such as https://console.example.com
            cors-origins               | https://a,b     | * or origins without a path, such as https://console.example.com
            cors-origins               | https://*.a.com | * or origins without a path, such as https://console.example.com
            cors-origins               | *,https://a     | either * alone or a list of origins
            """)
    void aRefusalNamesTheSettingItsSourceAndWhatIsAccepted(String name, String value, String accepted)
            throws IOException {
        String flag = "--" + name;
        String variable = "GATEWAY_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        String file = directory.resolve("settings.yaml").toString();
        Files.writeString(Path.of(file), name + ": \"" + value + "\"\n");

        assertThat(refusal(Map.of(), flag + "=" + value))
                .contains("'" + flag + "'", accepted)
                .doesNotContain("set by");
        assertThat(refusal(Map.of(variable, value)))
                .contains("'" + flag + "'", accepted)
                .endsWith(" (set by " + variable + ")");
        assertThat(refusal(Map.of(), "--config", file))
                .contains("'" + flag + "'", accepted)
                .endsWith(" (set by " + name + " in " + file + ")");
    }

    @Test
    void theSandboxAloneRefusesAsRunDoes() {
        assertThat(refusal(Map.of(), "sandbox", "--sandbox-port=x")).contains("'--sandbox-port'", "from 0 to 65535");
        assertThat(refusal(Map.of("GATEWAY_SANDBOX_VERIFICATION_DELAY", "2h"), "sandbox"))
                .contains("'--sandbox-verification-delay'", "zero to one hour")
                .endsWith(" (set by GATEWAY_SANDBOX_VERIFICATION_DELAY)");
    }

    @Test
    void theSourceThatCountsIsBlamed() throws IOException {
        Path file = Files.writeString(directory.resolve("settings.yaml"), "port: x\n");

        assertThat(refusal(Map.of("GATEWAY_PORT", "y"), "--config", file.toString()))
                .contains("'y'")
                .endsWith(" (set by GATEWAY_PORT)");
    }

    @Test
    void pingOneNeedsARegionOrAnAddress() {
        assertThat(refusal(Map.of(), PINGONE))
                .contains("--region (one of com, ca, eu, com.au, sg, asia)", "--pingone-api-url");
        assertThat(refusal(Map.of("GATEWAY_UPSTREAM", "pingone"))).contains("--region");
    }

    @Test
    void pingOneIsInARegionOrAtAnAddress() {
        assertThat(refusal(Map.of(), PINGONE, "--region=eu", "--pingone-api-url=http://a/v1"))
                .contains("--region", "--pingone-api-url", "exclude each other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--region=eu", "--pingone-api-url=http://a/v1"})
    void theSandboxIsInNoRegionAndAtNoAddress(String flag) {
        assertThat(refusal(Map.of(), flag)).contains("--region", "--pingone-api-url", "need --upstream pingone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"store-password", "keyset-json"})
    void aSecretOnTheCommandLineIsRefusedWithoutShowingIt(String name) {
        assertThat(refusal(Map.of(), "--" + name + "=very-hidden"))
                .contains("--" + name, "command line", SettingSources.variable(name))
                .doesNotContain("very-hidden");
    }

    @Test
    void aSecretThatIsEmptyIsRefused() {
        assertThat(refusal(Map.of("GATEWAY_STORE_PASSWORD", " ")))
                .contains("must not be empty")
                .endsWith("(set by GATEWAY_STORE_PASSWORD)");
    }

    @Test
    void postgresNeedsAnAddressAndAKeyset() {
        assertThat(refusal(Map.of(), "--store=postgres")).contains("--store-url");
        assertThat(refusal(Map.of(), "--store=postgres", "--store-url=postgresql://a/b"))
                .contains("--keyset", "keys create", "GATEWAY_KEYSET_JSON");
        assertThat(refusal(Map.of(), "--store-url=postgresql://a/b")).contains("--store postgres");
    }

    @Test
    void aKeysetIsAFileOrAText() {
        assertThat(refusal(Map.of("GATEWAY_KEYSET_JSON", "{}"), "--keyset=a")).contains("exclude each other");
    }

    @Test
    void anAddressOfADatabaseHoldsNoPassword() {
        assertThat(refusal(Map.of(), "--store=postgres", "--keyset=k", "--store-url=postgresql://user:very-hidden@a/b"))
                .contains("'--store-url'", "must not hold a user or a password")
                .doesNotContain("very-hidden");
    }

    /** The one line of complaint. */
    private static String refusal(Map<String, String> environment, String... arguments) {
        CliRun run = CliRun.started(environment, arguments);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("gateway: ").hasLineCount(1);
        return run.err().strip();
    }
}
