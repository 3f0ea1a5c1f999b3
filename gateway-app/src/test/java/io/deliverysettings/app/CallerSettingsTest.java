package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.adapter.identity.JwtTokensOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who finds out who calls, which settings that needs, and which go together with those of PingOne. */
class CallerSettingsTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ANYWHERE = "0.0.0.0";
    private static final String ISSUER =
            "--token-issuers=https://auth.pingone.eu/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as";

    @TempDir
    Path directory = Path.of("");

    /** The settings without the rest of {@code run}. */
    @Command(name = "run")
    private static final class Run {
        @Mixin
        CallerSettings callers = new CallerSettings();

        @Mixin
        PingOneSettings pingOne = new PingOneSettings();

        private Upstream upstream = Upstream.SANDBOX;
        private String host = "";

        CallerAuth auth() {
            return callers.auth(upstream, host);
        }

        JwtTokensOptions tokens() {
            return callers.tokens(pingOne);
        }
    }

    private static Run read(Map<String, String> environment, Upstream upstream, String host, String... line) {
        Run run = new Run();
        CommandLine command = new CommandLine(run)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(SettingSources.of(environment));
        command.parseArgs(line);
        run.upstream = upstream;
        run.host = host;
        run.callers.check(command.getCommandSpec(), upstream, host, run.pingOne);
        return run;
    }

    private static Run atPingOne(String... line) {
        return read(Map.of(), Upstream.PINGONE, ANYWHERE, line);
    }

    private static void assertRefused(String message, Upstream upstream, String host, String... line) {
        assertThatThrownBy(() -> read(Map.of(), upstream, host, line)).hasMessageContaining(message);
    }

    private static void assertRefused(String message, String... line) {
        assertRefused(message, Upstream.PINGONE, ANYWHERE, line);
    }

    private String accessFile(String content) throws IOException {
        return "--access-file=" + Files.writeString(directory.resolve("access.yaml"), content);
    }

    private String accessFile() throws IOException {
        return accessFile("rules:\n  - everybody: true\n    environments: '*'\n    permissions: [read]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void withTheSandboxOnThisMachinePingOneFindsOut(String host) {
        Run run = read(Map.of(), Upstream.SANDBOX, host);

        assertThat(run.auth()).isEqualTo(CallerAuth.FORWARD);
        assertThat(run.callers.describe(run.auth())).isEqualTo("callers are known to PingOne alone");
    }

    @ParameterizedTest
    @CsvSource({"PINGONE, 127.0.0.1", "PINGONE, 0.0.0.0", "SANDBOX, 0.0.0.0", "SANDBOX, 10.0.0.1"})
    void anywhereElseTheGatewayDoesUnlessItIsToldNotTo(Upstream upstream, String host) {
        assertRefused(
                "--auth pingone-jwt needs --token-issuers, such as https://auth.pingone.eu/<environment id>/as; it is meant"
                        + " unless --auth forward leaves it to PingOne to find out who calls",
                upstream,
                host);
        assertThat(read(Map.of(), upstream, host, ISSUER).auth()).isEqualTo(CallerAuth.PINGONE_JWT);
        assertThat(read(Map.of(), upstream, host, "--auth=forward").auth()).isEqualTo(CallerAuth.FORWARD);
    }

    @Test
    void verifyingTokensNeedsTheirIssuersAlsoWithTheSandbox() {
        assertThatThrownBy(() -> read(Map.of(), Upstream.SANDBOX, LOOPBACK, "--auth=pingone-jwt"))
                .hasMessage(
                        "--auth pingone-jwt needs --token-issuers, such as https://auth.pingone.eu/<environment id>/as");
        assertThat(read(Map.of(), Upstream.SANDBOX, LOOPBACK, "--auth=pingone-jwt", ISSUER)
                        .auth())
                .isEqualTo(CallerAuth.PINGONE_JWT);
    }

    @Test
    void whoeverHasATokenMayDoEverythingWithoutAnAccessFile() throws Exception {
        assertThat(atPingOne(ISSUER).callers.rules()).hasToString("AccessRulesAdapter[unrestricted]");
        assertThat(atPingOne(ISSUER, accessFile()).callers.rules().toString()).contains("[1 rules of ");
    }

    @Test
    void whatIsOnlyForTokensThatAreVerifiedIsRefusedWithoutThat() throws IOException {
        String complaint = "--token-issuers and --access-file need --auth pingone-jwt";

        assertRefused(complaint, "--auth=forward", ISSUER);
        assertRefused(complaint, "--auth=forward", accessFile());
        assertRefused(complaint, Upstream.SANDBOX, LOOPBACK, ISSUER);
        assertRefused(complaint, Upstream.SANDBOX, LOOPBACK, accessFile());
    }

    @Test
    void aWorkerNeedsToKnowWhoCallsAndWhatTheyMayDo() throws IOException {
        String worker = "--pingone-auth=worker";

        assertRefused("--pingone-auth worker needs --auth pingone-jwt: ", worker, "--auth=forward");
        assertRefused(
                "--pingone-auth worker needs --auth pingone-jwt: ",
                Upstream.PINGONE,
                LOOPBACK,
                worker,
                "--auth=forward");
        assertRefused(
                "--pingone-auth worker needs --auth pingone-jwt: ",
                Upstream.SANDBOX,
                ANYWHERE,
                worker,
                "--auth=forward");
        assertRefused("--pingone-auth worker needs --access-file: ", worker, ISSUER);
        assertThat(atPingOne(worker, ISSUER, accessFile()).auth()).isEqualTo(CallerAuth.PINGONE_JWT);
    }

    @Test
    void aWorkerCanBeTriedOutWithTheSandboxOnThisMachine() {
        assertThat(read(Map.of(), Upstream.SANDBOX, LOOPBACK, "--pingone-auth=worker")
                        .auth())
                .isEqualTo(CallerAuth.FORWARD);
    }

    @Test
    void whatIsSetIsWhatTokensAreHeldTo() {
        JwtTokensOptions tokens = atPingOne(
                        "--token-issuers=https://a/as,https://b/as", "--token-audience=one,other", "--token-leeway=5m")
                .tokens();

        assertThat(tokens.issuers()).containsExactly(URI.create("https://a/as"), URI.create("https://b/as"));
        assertThat(tokens.audiences()).containsExactlyInAnyOrder("one", "other");
        assertThat(tokens.leeway()).isEqualTo(Duration.ofMinutes(5));
        assertThat(tokens.proxy()).isEmpty();
        assertThat(tokens.certificateAuthorities()).isEmpty();
        assertThat(atPingOne(ISSUER).tokens().audiences()).containsExactly("https://api.pingone.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://a/as/                | an issuer must be an https address without user, query, fragment and a slash at the end
            https://a/as?b               | an issuer must be an https address without user, query, fragment and a slash at the end
            https://user:very-hidden@a/as | an issuer must be an https address without user, query, fragment and a slash at the end
            http://auth.pingone.eu/as    | http only leads to this machine
            https://a/as,https://a/as    | no issuer may be given twice
            """)
    void anIssuerThatIsNoneIsRefusedByItsSetting(String issuers, String why) {
        assertThatThrownBy(() -> atPingOne("--token-issuers=" + issuers))
                .hasMessageStartingWith("Invalid value for option '--token-issuers': ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("very-hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--auth=forward", ISSUER})
    void aLeewayOrAnAudienceOutOfBoundsIsBlamedOnItselfWhoeverFindsOut(String how) {
        assertRefused("'--token-leeway': leeway must be from 0 s to 300 s", how, "--token-leeway=301s");
        assertRefused("'--token-audience': an audience must be 1 to 256 characters", how, "--token-audience= ");
        assertRefused(
                "'--token-audience': an audience must be 1 to 256 characters",
                how,
                "--token-audience=" + "a".repeat(257));
    }

    @Test
    void anAccessFileThatCannotBeUsedIsRefusedByItsSetting() throws IOException {
        Path none = directory.resolve("none");

        assertThatThrownBy(() -> atPingOne(ISSUER, "--access-file=" + none))
                .hasMessageStartingWith("Invalid value for option '--access-file': ")
                .hasMessageContaining(none.toString());
        assertThatThrownBy(() -> atPingOne(ISSUER, accessFile("rules: []\n")))
                .hasMessageStartingWith("Invalid value for option '--access-file': ")
                .hasMessageContaining("at least one");
    }

    @Test
    void keysAreFetchedThroughTheProxyUnlessItsExceptionsSayOtherwise() {
        Map<String, String> proxy = Map.of("https_proxy", "http://proxy.example:3128");

        assertThat(throughProxy(proxy, ISSUER).proxy()).contains(new JwtTokensOptions.Proxy("proxy.example", 3128));
        assertThat(throughProxy(proxy, ISSUER, "--no-proxy=auth.pingone.eu").proxy())
                .isEmpty();
        assertThat(throughProxy(proxy, "--token-issuers=http://127.0.0.1:1/as").proxy())
                .as("what is not https")
                .isEmpty();
    }

    private static JwtTokensOptions throughProxy(Map<String, String> environment, String... line) {
        return read(environment, Upstream.PINGONE, ANYWHERE, line).tokens();
    }

    @Test
    void keysThatNoProxyCanBeAskedForAreRefused() {
        String complaint = "'--token-issuers': the keys of issuers can only be fetched through a proxy that asks for no"
                + " password and is there for all of them; name their hosts in NO_PROXY otherwise";

        assertThatThrownBy(() -> throughProxy(Map.of("https_proxy", "http://me:very-hidden@proxy.example:1"), ISSUER))
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("very-hidden");
        assertThatThrownBy(() -> throughProxy(
                        Map.of("https_proxy", "http://proxy.example:1"),
                        "--token-issuers=https://a/as,https://b/as",
                        "--no-proxy=a"))
                .hasMessageContaining(complaint);
    }

    @Test
    void theLogIsToldWhoMayCall() throws IOException {
        Run run = atPingOne("--token-issuers=https://a/as");
        Run restricted = atPingOne("--token-issuers=https://a/as", accessFile());

        assertThat(run.callers.describe(run.auth())).isEqualTo("callers' tokens of [https://a/as] are verified");
        assertThat(restricted.callers.describe(restricted.auth()))
                .isEqualTo("callers' tokens of [https://a/as] are verified, who may do what by "
                        + directory.resolve("access.yaml"));
    }

    @Test
    void runRefusesTheSame() {
        assertThat(refusal("--upstream=pingone", "--region=eu"))
                .startsWith("gateway: --auth pingone-jwt needs --token-issuers");
        assertThat(refusal("--host=0.0.0.0")).startsWith("gateway: --auth pingone-jwt needs --token-issuers");
        assertThat(refusal("--upstream=pingone", "--region=eu", "--auth=forward", ISSUER))
                .isEqualTo("gateway: --token-issuers and --access-file need --auth pingone-jwt");
        assertThat(refusal("--upstream=pingone", "--region=eu", "--token-issuers=https://a/as/"))
                .contains("'--token-issuers'");
    }

    private static String refusal(String... line) {
        CliRun run = CliRun.started(Map.of(), line);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1);
        return run.err().strip();
    }

    @Test
    void checkConfigBlamesEachFaultOnItsOwnSetting() {
        CliRun check = CliRun.started(
                Map.of(),
                "check-config",
                "--upstream=pingone",
                "--region=eu",
                "--token-issuers=https://a/as",
                "--token-leeway=6m",
                "--token-audience= ");

        assertThat(check.err().lines())
                .hasSize(2)
                .anyMatch(fault -> fault.contains("'--token-leeway'"))
                .anyMatch(fault -> fault.contains("'--token-audience'"));
    }
}
