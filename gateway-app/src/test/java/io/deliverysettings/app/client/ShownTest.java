package io.deliverysettings.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed: for people in a table, for programs as it came, and for a terminal nothing that it would obey. */
@Timeout(60)
class ShownTest {

    private static final String GREEN = "\u001b[32mGREEN\u001b[0m";

    /** In JSON: clears the screen, begins a control sequence in one character, turns the direction of writing. */
    private static final String EVIL = "A\\u001b[2J\u009b2J\u202eB";

    private static final String SHOWN = "A\\u001b[2J\\u009b2J\\u202eB";

    private final FakeSurroundings surroundings = new FakeSurroundings();

    @Test
    void numbersAreATableWithTheSelectedOneMarked() throws IOException {
        assertThat(numbers(Samples.numbers("GREEN", true, false, "QUALITY_BELOW_MINIMUM"))
                        .out())
                .isEqualTo("""
                        NUMBER            ID    NAME         QUALITY  AVAILABLE  SELECTABLE  REMARKS
                     *  +1 555-010-0002   2052  Acme Sales   GREEN    yes        no          QUALITY_BELOW_MINIMUM
                        +44 20 7946 0003  2053  Acme London  YELLOW   yes        yes
                     """);
    }

    @Test
    void aTerminalShowsQualityInColourAndAsAWord() throws IOException {
        surroundings.isOutputTerminal = true;

        assertThat(numbers(Samples.NUMBERS).out()).contains(GREEN, "\u001b[33mYELLOW\u001b[0m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_COLOR=1", "TERM=dumb"})
    void whoeverWantsNoColoursGetsNone(String variable) throws IOException {
        surroundings.isOutputTerminal = true;
        surroundings.variables.put(variable.split("=", -1)[0], variable.split("=", -1)[1]);

        assertThat(numbers(Samples.NUMBERS).out()).contains("GREEN").doesNotContain("\u001b");
    }

    @Test
    void aFileOrPipeGetsNoEscapes() throws IOException {
        assertThat(numbers(Samples.NUMBERS).out()).contains("GREEN").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "verify"})
    void whatOthersWroteCannotSteerTheTerminal(String command) throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(
                ScriptedGateway.json(200, Samples.settings(EVIL)),
                ScriptedGateway.json(200, Samples.NUMBERS.replace("Acme Sales", EVIL)))) {
            assertThat(ClientRun.of(surroundings, gateway.url(), command).out())
                    .contains(SHOWN)
                    .doesNotContain("\u001b", "\u009b", "\u202e");
        }
    }

    @Test
    void whatOthersWroteInAnErrorCannotEither() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(
                400,
                "{\"message\": \"%s\", \"details\": [{\"target\": \"%s\", \"message\": \"no %s\"}]}"
                        .formatted(EVIL, EVIL, EVIL)))) {
            assertThat(ClientRun.of(surroundings, gateway.url(), "show").err())
                    .isEqualTo("gateway: " + SHOWN + "\n  " + SHOWN + ": no " + SHOWN + "\n");
        }
    }

    @Test
    void jsonIsPrintedAsItCame() throws IOException {
        String document = "{ \"x\":1.50,\n\"name\": \"" + EVIL + "\" }";
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(200, document))) {
            assertThat(ClientRun.of(surroundings, gateway.url(), "show", "--json")
                            .out())
                    .isEqualTo(document + "\n");
        }
    }

    @Test
    void onATerminalJsonMeansTheSameAndIsHarmless() throws IOException {
        surroundings.isOutputTerminal = true;
        String document = "{ \"x\":1.50,\n\"name\": \"" + EVIL + "\" }";
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(200, document))) {
            assertThat(ClientRun.of(surroundings, gateway.url(), "show", "--json")
                            .out())
                    .isEqualTo("{ \"x\":1.50,\n\"name\": \"" + SHOWN + "\" }\n");
        }
    }

    @Test
    void wideAndCombiningCharactersDoNotShiftTheColumns() {
        assertThat(ShownText.width("東京")).isEqualTo(4);
        assertThat(ShownText.width("e\u0301")).isEqualTo(1);
        assertThat(new Table().row("東京", "x").row("abcd", "x").text(false)).isEqualTo("東京  x\nabcd  x");
    }

    @Test
    void whatIsSetIsShownWithItsRevisionAndTheVerdicts() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(
                ScriptedGateway.json(200, Samples.SETTINGS, "ETag: \"7\""),
                ScriptedGateway.json(200, Samples.NUMBERS))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "show");

            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).startsWith("""
                            environment  abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6
                            provider     CUSTOM_WHATSAPP
                            account      2005
                            status       Created
                            revision     7
                            sends from   2052 (+1 555-010-0002, "Acme Sales")  GREEN  available

                               NUMBER""");
            assertThat(gateway.received())
                    .extracting(ScriptedGateway.Received::path)
                    .isEqualTo(List.of(ClientRun.RESOURCE, ClientRun.RESOURCE + "/numbers"));
            assertThat(gateway.received().get(0).header("Authorization")).isEqualTo("Bearer " + ClientRun.BEARER);
        }
    }

    @Test
    void anAnswerFromTheStoreIsToldAsOne() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(
                ScriptedGateway.json(
                        200,
                        Samples.SETTINGS,
                        "Age: 40",
                        "Cache-Status: delivery-settings-gateway; hit; detail=upstream-unavailable"),
                ScriptedGateway.json(200, Samples.NUMBERS))) {
            assertThat(ClientRun.of(surroundings, gateway.url(), "show").err())
                    .isEqualTo("gateway: PingOne is away; this is what it held 40 s ago\n");
        }
    }

    private ClientRun numbers(String document) throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(200, document))) {
            return ClientRun.of(surroundings, gateway.url(), "numbers");
        }
    }
}
