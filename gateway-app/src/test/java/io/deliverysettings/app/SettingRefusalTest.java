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
            read-timeout               | 0s              | must be more than 0
            read-timeout               | 601s            | at most 10m
            read-timeout               | 999999999h      | at most 10m
            drain-timeout              | 61m             | at most 1h
            lease                      | 61m             | at most 1h
            lease                      | 999ms           | at least 1s
            turn-timeout               | 61m             | at most 1h
            read-max-age               | 61m             | at most 1h
            stale-if-error             | 25h             | at most 24h
            access-log                 | yes             | true or false
            console                    | off             | true or false
            log-format                 | xml             | one of [AUTO, JSON, TEXT] (case-insensitive)
            log-level                  | fatal           | one of [ERROR, WARN, INFO, DEBUG, TRACE] (case-insensitive)
            store                      | mysql           | one of [EMBEDDED, POSTGRES] (case-insensitive)
            write-timeout              | 1d              | a number with ms, s, m or h, such as 30s
            write-timeout              | 0ms             | must be more than 0
            write-timeout              | 61m             | at most 1h
            attempt-timeout            | 10              | a number with ms, s, m or h, such as 30s
            attempt-timeout            | 0s              | from 1 ms to 600 s
            attempt-timeout            | 601s            | from 1 ms to 600 s
            settling-time              | -5s             | a number with ms, s, m or h, such as 30s
            settling-time              | 601s            | at most 10m
            new-environment-window     | off             | a number with ms, s, m or h, such as 30s
            new-environment-window     | 301s            | from 0 s to 300 s
            rate-per-licence           | 9               | perLicence must be from 10 to 1000000
            rate-per-licence           | 1000001         | perLicence must be from 10 to 1000000
            rate-per-licence           | many            | 'many' is not an int
            rate-per-environment       | 9               | perEnvironment must be from 10 to 1000000
            rate-per-environment       | 1000001         | perEnvironment must be from 10 to 1000000
            rate-per-environment       | 3.5             | '3.5' is not an int
            max-waiting-calls          | 0               | mostWaiting must be from 1 to 100000
            max-waiting-calls          | 100001          | mostWaiting must be from 1 to 100000
            max-connections            | 0               | from 1 to 10000
            max-connections            | 10001           | from 1 to 10000
            max-open-operations        | 0               | at least 1
            max-open-operations        | -1              | at least 1
            max-running-operations     | 0               | from 1 to 10000
            max-running-operations     | 10001           | from 1 to 10000
            operation-retention        | 7d              | a number with ms, s, m or h, such as 30s
            operation-retention        | 8761h           | at most 8760h
            confirm-every              | never           | a number with ms, s, m or h, such as 30s
            confirm-every              | 59s             | from 1m to 720h
            confirm-every              | 721h            | from 1m to 720h
            drain-timeout              | soon            | a number with ms, s, m or h, such as 30s
            sandbox-verification-delay | ten             | a number with ms, s, m or h, such as 30s
            sandbox-verification-delay | 61m             | zero to one hour
            sandbox-rate-limits        | 600             | documented, none, or the calls a minute of the licence and of an environment, such as 600,210
            sandbox-rate-limits        | 600,210,1       | documented, none, or the calls a minute of the licence and of an environment, such as 600,210
            sandbox-rate-limits        | 600,-1          | documented, none, or the calls a minute of the licence and of an environment, such as 600,210
            sandbox-rate-limits        | some            | documented, none, or the calls a minute of the licence and of an environment, such as 600,210
            sandbox-rate-limits        | 0,210           | perLicence must be 1 to 100000 calls a minute, but is 0
            sandbox-rate-limits        | 600,100001      | perEnvironment must be 1 to 100000 calls a minute, but is 100001
            sandbox-fault-share        | 1.1             | a share from 0 to 1, such as 0.1
            sandbox-fault-share        | -0.1            | a share from 0 to 1, such as 0.1
            sandbox-fault-share        | 10%             | a share from 0 to 1, such as 0.1
            sandbox-fault-share        | NaN             | a share from 0 to 1, such as 0.1
            sandbox-token-lifetime     | 60              | a number with ms, s, m or h, such as 30s
            sandbox-token-lifetime     | 0s              | whole seconds from one second to one day
            sandbox-token-lifetime     | 1500ms          | whole seconds from one second to one day
            sandbox-token-lifetime     | 25h             | whole seconds from one second to one day
            choose-only-number         | yes             | true or false
            trust-forwarded            | 1               | true or false
            minimum-quality            | NA              | one of GREEN, YELLOW, RED
            cors-origins               | example.com     | * or origins without a path, such as https://console.example.com
            cors-origins               | https://a/      | * or origins without a path, such as https://console.example.com
            cors-origins               | https://a/b     | * or origins without a path, such as https://console.example.com
            cors-origins               | https://a,b     | * or origins without a path, such as https://console.example.com
            cors-origins               | https://*.a.com | * or origins without a path, such as https://console.example.com
            cors-origins               | *,https://a     | either * alone or a list of origins
            stop-delay                 | 301s            | at most 5m
            stop-delay                 | soon            | a number with ms, s, m or h, such as 30s
            auth                       | basic           | one of pingone-jwt, forward
            auth                       | pingone_jwt     | one of pingone-jwt, forward
            token-issuers              | auth.pingone.eu | an http or https address
            token-issuers              | https://a/as,b  | an http or https address
            token-audience             | " "             | an audience must be 1 to 256 characters
            token-audience             | a, ,b           | an audience must be 1 to 256 characters
            token-leeway               | 301s            | leeway must be from 0 s to 300 s
            token-leeway               | 30              | a number with ms, s, m or h, such as 30s
            tls-client-certificates    | true            | one of [REQUIRED, OPTIONAL] (case-insensitive)
            http-max-body              | 1023            | bodyBytes must be from 1024 to 16777216
            http-max-body              | 16777217        | bodyBytes must be from 1024 to 16777216
            http-max-body              | 64k             | '64k' is not an int
            http-max-header-bytes      | 1023            | headerBytes must be from 1024 to 1048576
            http-max-header-bytes      | 1048577         | headerBytes must be from 1024 to 1048576
            http-max-headers           | 9               | headers must be from 10 to 10000
            http-max-headers           | 10001           | headers must be from 10 to 10000
            http-max-address           | 255             | uriBytes must be from 256 to 65536
            http-max-address           | 65537           | uriBytes must be from 256 to 65536
            http-idle-timeout          | 9ms             | idle must be from 10 milliseconds to an hour
            http-idle-timeout          | 61m             | idle must be from 10 milliseconds to an hour
            http-header-timeout        | 9ms             | head must be from 10 milliseconds to an hour
            http-header-timeout        | 61m             | head must be from 10 milliseconds to an hour
            http-body-timeout          | 0s              | body must be from 10 milliseconds to an hour
            http-body-timeout          | 61m             | body must be from 10 milliseconds to an hour
            http-body-timeout          | 30              | a number with ms, s, m or h, such as 30s
            http-max-connections       | 0               | connections must be from 1 to 1000000
            http-max-connections       | 1000001         | connections must be from 1 to 1000000
            http-max-streams           | 0               | streams must be from 1 to 1000000
            http-max-streams           | 1000001         | streams must be from 1 to 1000000
            http-max-in-flight         | 0               | inFlight must be from 1 to 1000000
            http-max-in-flight         | 1000001         | inFlight must be from 1 to 1000000
            http-max-in-flight-per-address | 0           | inFlightPerAddress must be from 1 to 1000000
            http-max-in-flight-per-address | 1000001     | inFlightPerAddress must be from 1 to 1000000
            http-max-in-flight-per-caller  | 0           | inFlightPerCaller must be from 1 to 1000000
            http-max-in-flight-per-caller  | 1000001     | inFlightPerCaller must be from 1 to 1000000
            http-rate-per-address      | 0               | perMinutePerAddress must be from 1 to 100000000
            http-rate-per-address      | 100000001       | perMinutePerAddress must be from 1 to 100000000
            http-rate-per-caller       | 0               | perMinutePerCaller must be from 1 to 100000000
            http-rate-per-caller       | 100000001       | perMinutePerCaller must be from 1 to 100000000
            management-host            | " "             | an address or a name, such as 127.0.0.1
            management-port            | 65536           | a port from 0 to 65535
            management-port            | x               | a port from 0 to 65535
            audit-file                 | /               | file must name a file
            otlp-endpoint              | collector:4318  | must be an http or https address
            otlp-endpoint              | grpc://a:4317   | must be an http or https address
            otlp-endpoint              | http://a b      | must be an http or https address
            otlp-endpoint              | http://a?b=c    | must hold no user, password, query or fragment
            trace-sample-ratio         | 1.1             | a share from 0 to 1, such as 0.1
            trace-sample-ratio         | -0.1            | a share from 0 to 1, such as 0.1
            trace-sample-ratio         | NaN             | a share from 0 to 1, such as 0.1
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

    @Test
    void confirmingEnvironmentsNeedsWorkers() {
        String complaint = "gateway: --confirm-every needs --pingone-auth worker: ";

        assertThat(refusal(Map.of(), "--confirm-every=1h")).startsWith(complaint);
        assertThat(refusal(Map.of("GATEWAY_CONFIRM_EVERY", "1h"), "--pingone-auth=forward"))
                .startsWith(complaint);
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

    @ParameterizedTest
    @ValueSource(strings = {"http://user:very-hidden@a:4318", "http://user:very hidden@a:4318", "very-hidden:x@a"})
    void anAddressOfACollectorHoldsNoPasswordAndIsNotShown(String address) {
        assertThat(refusal(Map.of(), "--otlp-endpoint=" + address))
                .contains("'--otlp-endpoint'", "must ")
                .doesNotContain("very-hidden", "very hidden");
        assertThat(CliRun.started(Map.of("GATEWAY_OTLP_ENDPOINT", "http://user:very-hidden@a:4318"), "check-config")
                        .toString())
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
