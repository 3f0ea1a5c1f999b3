package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.adapter.pingone.ConnectionOptions;
import io.deliverysettings.adapter.pingone.HttpsProxyOptions;
import io.deliverysettings.adapter.pingone.WorkersOptions;
import io.deliverysettings.adapter.pingone.WorkersOptions.Scope;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which settings of PingOne go together, where each comes from, and what the options become. */
class PingOneSettingsTest {

    private static final URI SANDBOX = URI.create("http://127.0.0.1:8090");
    private static final String[] WORKER = {"--pingone-auth=worker", "--region=eu"};

    /** One that nobody trusts for anything. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBNzCB3qADAgECAgkAjLfi8q/kt3YwCgYIKoZIzj0EAwIwDzENMAsGA1UEAxME
            dGVzdDAgFw0yNjExMjMxMTQ2MTdaGA8yMTI2MTAzMDExNDYxN1owDzENMAsGA1UE
            AxMEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDr9KzyUmryWaLjHjVQm
            0VIIZSU+TSEZDGxrhMnL/1fr6bXBEX2z0oakyJjvotrSUvzSAaLeYdxk7/B4Yhkp
            kAqjITAfMB0GA1UdDgQWBBSaxBWXn9FvsLE4GM3xpSy15Sq/PzAKBggqhkjOPQQD
            AgNIADBFAiAYWKEA1XIyixYVTpFzT32tBe36BviVNXM9DjNNZ6txOAIhAIY8qLyc
            wWzuE6/GsYuZIvzsG2fXpuh1TQAFm2jDdsKj
            -----END CERTIFICATE-----
            """;

    @TempDir
    Path directory = Path.of("");

    /** The settings without the rest of {@code run}. */
    @Command(name = "run")
    private static final class Run {
        @Mixin
        PingOneSettings pingOne = new PingOneSettings();
    }

    private static PingOneSettings read(Map<String, String> environment, Upstream upstream, String... line) {
        Run run = new Run();
        CommandLine command = new CommandLine(run)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(SettingSources.of(environment));
        command.parseArgs(line);
        run.pingOne.check(command.getCommandSpec(), upstream);
        return run.pingOne;
    }

    private static PingOneSettings read(Map<String, String> environment, String... line) {
        return read(environment, Upstream.PINGONE, line);
    }

    private static void assertRefused(String message, Map<String, String> environment, String... line) {
        assertThatThrownBy(() -> read(environment, line)).hasMessageContaining(message);
    }

    private String[] worker(String... more) throws Exception {
        Files.writeString(directory.resolve("secret"), "a-secret");
        WorkersFileTest.close(directory.resolve("secret"));
        Path file = Files.writeString(directory.resolve("workers.yaml"), """
                workers:
                  - environments: all-others
                    applicationEnvironment: 11111111-2222-3333-4444-555555555555
                    clientId: a-client
                    authentication: client_secret_basic
                    clientSecretFile: secret
                """);
        String[] line = Arrays.copyOf(more, more.length + 1);
        line[more.length] = "--pingone-workers=" + file;
        return line;
    }

    @Test
    void theCallersTokenIsForwardedUnlessOtherwiseSet() {
        PingOneSettings settings = read(Map.of(), "--region=eu");

        assertThat(settings.workers(Optional.empty())).isEmpty();
        assertThat(settings.apiUrl(Optional.empty())).hasToString("https://api.pingone.eu/v1");
        assertThat(settings.describe()).isEqualTo("caller's token forwarded");
        assertThat(settings.connections()).isEqualTo(ConnectionOptions.usual());
    }

    @Test
    void aWorkerOfARegionAsksItsTokenEndpoint() throws Exception {
        WorkersOptions workers =
                read(Map.of(), worker(WORKER)).workers(Optional.empty()).orElseThrow();

        assertThat(workers.authUrl()).hasToString("https://auth.pingone.eu");
        assertThat(workers.workers())
                .singleElement()
                .satisfies(worker -> assertThat(worker.clientId()).isEqualTo("a-client"));
    }

    @Test
    void anAddressOfTokenEndpointsGoesBeforeThatOfTheRegionAndIsNeededWithoutOne() throws Exception {
        String address = "--pingone-auth-url=https://login.example.com";
        assertThat(read(Map.of(), worker("--pingone-auth=worker", "--region=eu", address))
                        .workers(Optional.empty())
                        .orElseThrow()
                        .authUrl())
                .hasToString("https://login.example.com");
        String[] byAddress = worker("--pingone-auth=worker", "--pingone-api-url=https://a/v1");
        assertRefused("needs --pingone-auth-url", Map.of(), byAddress);
        assertThat(read(Map.of("GATEWAY_PINGONE_AUTH_URL", "https://b/"), byAddress)
                        .workers(Optional.empty())
                        .orElseThrow()
                        .authUrl())
                .hasToString("https://b");
        assertRefused(
                "'--pingone-auth-url': authUrl must be an https address",
                Map.of(),
                worker("--pingone-auth=worker", "--region=eu", "--pingone-auth-url=http://login.example.com"));
    }

    @Test
    void aWorkerNeedsAFile() {
        assertRefused("--pingone-auth worker needs --pingone-workers", Map.of(), WORKER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pingone-workers=a", "--pingone-auth-url=https://a"})
    void whatIsOnlyForWorkersNeedsThem(String flag) {
        assertRefused("need --pingone-auth worker", Map.of(), "--region=eu", flag);
    }

    @Test
    void aFileThatCannotBeUsedIsRefusedByItsSetting() {
        assertRefused(
                "'--pingone-workers': " + directory.resolve("none") + " does not exist",
                Map.of(),
                "--pingone-auth=worker",
                "--region=eu",
                "--pingone-workers=" + directory.resolve("none"));
    }

    @Test
    void theSandboxHasAWorkerUnlessAFileNamesOthers() throws Exception {
        PingOneSettings without = read(Map.of(), Upstream.SANDBOX, "--pingone-auth=worker");
        PingOneSettings with = read(Map.of(), Upstream.SANDBOX, worker("--pingone-auth=worker"));

        assertThat(without.workers(Optional.of(SANDBOX)).orElseThrow()).satisfies(workers -> {
            assertThat(workers.authUrl()).isEqualTo(SANDBOX);
            assertThat(workers.workers())
                    .singleElement()
                    .satisfies(worker -> assertThat(worker.scope()).isEqualTo(new Scope.AllOthers()));
        });
        assertThat(with.workers(Optional.of(SANDBOX))
                        .orElseThrow()
                        .workers()
                        .get(0)
                        .clientId())
                .isEqualTo("a-client");
        assertThat(without.describe()).isEqualTo("workers of the sandbox");
        assertThat(with.describe()).startsWith("workers of ").endsWith("workers.yaml");
        assertThatThrownBy(
                        () -> read(Map.of(), Upstream.SANDBOX, "--pingone-auth=worker", "--pingone-auth-url=https://a"))
                .hasMessageContaining("--pingone-auth-url needs --upstream pingone");
    }

    @Test
    void authoritiesAreReadFromTheFile() throws Exception {
        Path file = directory.resolve("ca.pem");
        assertRefused("'--pingone-ca': " + file + " does not exist", Map.of(), "--region=eu", "--pingone-ca=" + file);
        Files.writeString(file, "nothing");
        assertRefused(
                "'--pingone-ca': " + file + ": there must be at least one certificate in PEM",
                Map.of(),
                "--region=eu",
                "--pingone-ca=" + file);
        Files.writeString(file, CERTIFICATE);
        assertThat(read(Map.of("GATEWAY_PINGONE_CA", file.toString()), "--region=eu")
                        .connections()
                        .certificateAuthorities())
                .hasSize(1);
    }

    @Test
    void theProxyComesFromTheFirstSourceThatHasOne() {
        Map<String, String> environment = new LinkedHashMap<>();
        assertThat(proxyHost(environment)).isEmpty();
        environment.put("HTTPS_PROXY", "");
        environment.put("https_proxy", "http://lower.example:3128");
        assertThat(proxyHost(environment)).contains("lower.example");
        environment.put("HTTPS_PROXY", "http://upper.example:3128");
        assertThat(proxyHost(environment)).contains("upper.example");
        environment.put("GATEWAY_HTTPS_PROXY", "http://own.example:3128");
        assertThat(proxyHost(environment)).contains("own.example");
        assertThat(proxyHost(environment, "--https-proxy=http://flag.example:3128"))
                .contains("flag.example");
    }

    private static Optional<String> proxyHost(Map<String, String> environment, String... more) {
        String[] line = Arrays.copyOf(more, more.length + 1);
        line[more.length] = "--region=eu";
        return read(environment, line).connections().proxy().map(HttpsProxyOptions::host);
    }

    @Test
    void exceptionsOfTheProxyAreSeparatedByCommasOrSpaces() {
        assertThat(read(
                                Map.of(
                                        "https_proxy",
                                        "proxy.example:3128",
                                        "no_proxy",
                                        "localhost, .example.com 10.0.0.0/8,[::1]:443"),
                                "--region=eu")
                        .connections()
                        .proxy()
                        .orElseThrow()
                        .exceptions())
                .isEqualTo(List.of("localhost", ".example.com", "10.0.0.0/8", "[::1]:443"));
    }

    @Test
    void aProxyThatIsNoneIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> read(Map.of("HTTPS_PROXY", "socks5://me:very-hidden@a"), "--region=eu"))
                .hasMessageContaining("'--https-proxy'")
                .hasMessageContaining("such as http://proxy.example:3128")
                .hasMessageNotContaining("very-hidden");
        assertRefused(
                "'--no-proxy': '10.0.0.0/99' is no range",
                Map.of("HTTPS_PROXY", "a:1", "NO_PROXY", "10.0.0.0/99"),
                "--region=eu");
    }

    @Test
    void aPasswordOfAProxyIsNotForTheCommandLine() {
        assertThatThrownBy(() -> read(Map.of(), "--region=eu", "--https-proxy=http://me:very-hidden@a:1"))
                .hasMessageContaining("HTTPS_PROXY in the environment")
                .hasMessageNotContaining("very-hidden");
        assertThat(read(Map.of("HTTPS_PROXY", "http://me:very-hidden@a:1"), "--region=eu")
                        .connections()
                        .toString())
                .contains("proxy=")
                .doesNotContain("very-hidden");
    }
}
