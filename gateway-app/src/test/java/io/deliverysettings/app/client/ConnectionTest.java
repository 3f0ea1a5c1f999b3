package io.deliverysettings.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a command finds the gateway, the environment and its secrets, and what it refuses to do with them. */
@Timeout(60)
class ConnectionTest {

    private final FakeSurroundings surroundings = new FakeSurroundings();
    private ScriptedGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = ScriptedGateway.answering(ScriptedGateway.json(200, Samples.NUMBERS));
        surroundings.variables.putAll(Map.of(
                "DELIVERY_SETTINGS_GATEWAY",
                gateway.url().toString(),
                "DELIVERY_SETTINGS_ENVIRONMENT",
                ClientRun.ENVIRONMENT));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private String bearerOf(String... line) {
        assertThat(ClientRun.of(surroundings, line).exitCode()).isZero();
        return gateway.received().get(gateway.received().size() - 1).header("Authorization");
    }

    @Test
    void theTokenComesFromTheFlagThenTheEnvironmentThenTheTerminal() {
        surroundings.files.putAll(Map.of("flagged", "hidden-1\n", "named", "hidden-3\r\n"));
        surroundings.typed.add("hidden-4");
        surroundings.variables.put("DELIVERY_SETTINGS_TOKEN", "hidden-2");
        surroundings.variables.put("DELIVERY_SETTINGS_TOKEN_FILE", "named");

        assertThat(bearerOf("numbers", "--token-file", "flagged")).isEqualTo("Bearer hidden-1");
        assertThat(bearerOf("numbers")).isEqualTo("Bearer hidden-2");
        surroundings.variables.remove("DELIVERY_SETTINGS_TOKEN");
        assertThat(bearerOf("numbers")).isEqualTo("Bearer hidden-3");
        surroundings.variables.remove("DELIVERY_SETTINGS_TOKEN_FILE");
        assertThat(surroundings.questions).isEmpty();
        assertThat(bearerOf("numbers")).isEqualTo("Bearer hidden-4");
        assertThat(surroundings.questions).containsExactly("access token: ");
    }

    @Test
    void aDashIsStandardInput() {
        surroundings.input = "hidden-5\n";

        assertThat(bearerOf("numbers", "--token-file", "-")).isEqualTo("Bearer hidden-5");
    }

    @Test
    void standardInputHoldsOneSecretOnly() {
        surroundings.input = "hidden-5\n";

        assertRefused(
                "--user-access-token-file and --token-file cannot both be read from standard input",
                "set",
                "--account=1",
                "--app=1",
                "--token-file=-",
                "--user-access-token-file=-");
    }

    @Test
    void withoutATokenAndATerminalItIsSaidHowToGiveOne() {
        assertRefused(
                "the access token is missing, and there is no terminal to ask for it. Give it with --token-file FILE (- for"
                        + " standard input), or in the environment as DELIVERY_SETTINGS_TOKEN or DELIVERY_SETTINGS_TOKEN_FILE",
                "numbers");
    }

    @Test
    void noOptionTakesASecretItself() {
        assertRefused("Unknown options: '--token'", "numbers", "--token", "x");
        assertRefused("'--app-secret", "set", "--account=1", "--app=1", "--app-secret", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden-a hidden-b", "hidden-\u00e9", " hidden-"})
    void aTokenThatCannotBeOneIsRefusedWithoutBeingShown(String text) {
        surroundings.variables.put("DELIVERY_SETTINGS_TOKEN", text);

        assertRefused("the access token holds spaces or other characters that no token has", "numbers");
    }

    @Test
    void aSecretOfTwoLinesIsRefusedWithoutBeingShown() {
        surroundings.files.put("two", "hidden-1\nhidden-2\n");

        assertRefused("--token-file two must not hold control characters", "numbers", "--token-file", "two");
        assertRefused("--token-file: none does not exist", "numbers", "--token-file", "none");
    }

    @Test
    void tokensGoWithoutTlsToThisMachineOnly() {
        surroundings.typed.add("hidden-1");

        assertRefused(
                "without TLS everybody on the way there could read the token",
                "numbers",
                "--gateway=http://10.0.0.7:8080");
        assertThat(surroundings.questions).isEmpty();
    }

    @Test
    void whoeverKnowsThatNobodyListensMaySendThemInThePlain() {
        surroundings.variables.put("DELIVERY_SETTINGS_TOKEN", "hidden-1");

        ClientRun run = ClientRun.of(
                surroundings, "numbers", "--gateway=http://gateway.invalid:8080", "--allow-plain-http", "--timeout=5s");

        assertThat(run.exitCode()).isEqualTo(9);
        assertThat(run.err()).contains("http://gateway.invalid:8080 cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1",
                "127.0.0.1:8080",
                "http://",
                "http://user:hidden-1@127.0.0.1",
                "http://h/?x=1",
                "http://h/#x"
            })
    void anAddressThatIsNoneOfAGatewayIsRefused(String address) {
        assertRefused(
                "Invalid value for option '--gateway': must be an http or https address without user, query and fragment",
                "numbers",
                "--gateway",
                address);
    }

    @Test
    void aVariableThatCannotBeUsedIsNamed() {
        surroundings.variables.put("DELIVERY_SETTINGS_TIMEOUT", "soon");

        assertRefused("(set by DELIVERY_SETTINGS_TIMEOUT)", "numbers");
    }

    @Test
    void aVariableThatIsNoneIsWarnedAbout() {
        surroundings.variables.putAll(Map.of("DELIVERY_SETTINGS_TOKN", "x", "DELIVERY_SETTINGS_TOKEN", "hidden-1"));

        ClientRun run = ClientRun.of(surroundings, "numbers");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .isEqualTo("gateway: DELIVERY_SETTINGS_TOKN in the environment is not known and has no effect\n");
    }

    @Test
    void theAddressMayEndAsTheGatewayPrintsIt() {
        surroundings.variables.put("DELIVERY_SETTINGS_TOKEN", "hidden-1");
        for (String end : new String[] {"", "/", "/v1", "/v1/"}) {
            assertThat(ClientRun.of(surroundings, "numbers", "--gateway=" + gateway.url() + end)
                            .exitCode())
                    .isZero();
        }
        assertThat(gateway.received())
                .hasSize(4)
                .allMatch(received -> received.path().equals(ClientRun.RESOURCE + "/numbers"));
    }

    @Test
    void theEnvironmentHasToBeSaidAndToBeOne() {
        surroundings.variables.remove("DELIVERY_SETTINGS_ENVIRONMENT");

        assertRefused("which environment? Give its id with --environment", "numbers");
        assertRefused("The environment id must be a UUID", "numbers", "-e", "production");
    }

    @Test
    void authoritiesThatAreNoneAreRefused() {
        surroundings.files.put("ca.pem", "nothing");

        assertRefused("--ca: ca.pem holds no certificate in PEM", "numbers", "--ca", "ca.pem");
        assertRefused("--ca: none.pem does not exist", "numbers", "--ca", "none.pem");
    }

    /** Exit code 2, one message, and nobody was asked. */
    private void assertRefused(String message, String... line) {
        ClientRun run = ClientRun.of(surroundings, line);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).startsWith("gateway: ").contains(message).hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(gateway.received()).isEmpty();
    }
}
