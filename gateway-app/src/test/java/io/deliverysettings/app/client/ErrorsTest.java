package io.deliverysettings.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between the command line and a gateway: what is said, and which exit code scripts get. */
@Timeout(60)
class ErrorsTest {

    private final FakeSurroundings surroundings = new FakeSurroundings();

    @ParameterizedTest
    @CsvSource({
        "400, 3", "401, 4", "403, 4", "404, 5", "405, 3", "408, 3", "409, 6", "410, 5", "412, 6", "413, 3", "415, 3",
        "422, 3", "429, 7", "500, 8", "502, 8", "503, 7", "504, 8", "505, 8"
    })
    void everyStatusHasItsExitCode(int status, int exitCode) throws IOException {
        try (ScriptedGateway gateway =
                ScriptedGateway.answering(ScriptedGateway.json(status, Samples.error("CODE", "It is so.")))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "numbers");

            assertThat(run.exitCode()).isEqualTo(exitCode);
            assertThat(run.err()).startsWith("gateway: It is so.");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void everyDetailIsToldWithItsTargetAndWhatWouldBeAccepted() throws IOException {
        String envelope = """
                {"id": "1", "code": "INVALID_DATA", "message": "There are faults.", "details": [
                  {"code": "INVALID_VALUE", "target": "numbers[0].number", "message": "Not that one. Can be selected: 2051 (+1 555).",
                   "innerError": {"allowedValues": ["+1 555"], "selectableNumbers": [
                     {"numberId": "2051", "number": "+1 555"}, {"numberId": "2052", "verifiedName": "Two"}]}},
                  {"code": "INVALID_VALUE", "target": "appId", "message": "Not so.", "innerError": {"allowedPattern": "^[0-9]+$"}},
                  {"code": "INVALID_VALUE", "target": "x", "message": "Too many.", "innerError": {"maximumValue": 7}},
                  {"code": "INVALID_VALUE", "target": "y", "message": "Other.", "innerError": {"allowedValues": ["a", "b"]}},
                  {"code": "INVALID_VALUE", "target": "z", "message": "Neither 1 nor 2.", "innerError": {"allowedValues": ["1", "2"]}}]}""";
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(400, envelope))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "numbers");

            assertThat(run.err()).isEqualTo("""
                    gateway: There are faults.
                      numbers[0].number: Not that one. Can be selected: 2051 (+1 555).
                        accepted: 2051 (+1 555), 2052 ("Two")
                      appId: Not so.
                        accepted is what matches: ^[0-9]+$
                      x: Too many.
                        at most: 7
                      y: Other.
                        accepted: a, b
                      z: Neither 1 nor 2.
                    """);
        }
    }

    @Test
    void whenToComeBackAndWhatToLookForInTheLogIsTold() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(
                503, Samples.error("UPSTREAM_UNAVAILABLE", "Away."), "Retry-After: 17", "Correlation-Id: abc-1"))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "show");

            assertThat(run.err()).isEqualTo("gateway: Away.\n  Try again in 17 s.\n  Correlation id: abc-1\n");
        }
    }

    @Test
    void withJsonTheErrorIsPrintedAsItCame() throws IOException {
        String envelope = "{ \"message\":\"No.\",\n  \"id\" : 1.50 }";
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(403, envelope))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "show", "--json");

            assertThat(run.out()).isEqualTo(envelope + "\n");
            assertThat(run.err()).isEqualTo("gateway: No.\n");
            assertThat(run.exitCode()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>welcome</html>", "[]", "\"text\"", "{\"a\": ", "{} {}", "", "null"})
    void anAnswerThatIsNoDocumentIsAFaultAndNotPrinted(String body) throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(200, body))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "numbers", "--json");

            assertThat(run.exitCode()).isEqualTo(8);
            assertThat(run.err()).contains("no document of the gateway").hasLineCount(1);
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void aFaultOfWhateverIsInBetweenKeepsItsExitCodeAndIsNotPrinted() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(503, "<html>oops</html>"))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "numbers", "--json");

            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(run.err()).contains("status 503").doesNotContain("oops");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void aRedirectIsNotFollowedSoThatTheTokenGoesNowhereElse() throws IOException {
        try (ScriptedGateway other = ScriptedGateway.answering(ScriptedGateway.json(200, Samples.NUMBERS));
                ScriptedGateway gateway =
                        ScriptedGateway.answering(ScriptedGateway.json(307, "", "Location: " + other.url() + "/x"))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "numbers");

            assertThat(run.exitCode()).isEqualTo(8);
            assertThat(run.err()).contains("status 307");
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws IOException {
        byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (ScriptedGateway gateway = ScriptedGateway.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write(block);
            }
        })) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "numbers");

            assertThat(run.exitCode()).isEqualTo(8);
            assertThat(run.err()).contains("larger than 33554432 bytes");
        }
    }

    @Test
    @Timeout(15)
    void whoeverDoesNotAnswerIsGivenUp() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(exchange -> pause())) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "numbers", "--timeout", "300ms");

            assertThat(run.exitCode()).isEqualTo(9);
            assertThat(run.err()).isEqualTo("gateway: " + gateway.url() + " did not answer within 0.3 s (--timeout)\n");
        }
    }

    /** Within less time than the answer takes. */
    @Test
    @Timeout(15)
    void whoeverBeginsToAnswerAndDoesNotEndIsGivenUpToo() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            pause();
        })) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "numbers", "--timeout", "300ms");

            assertThat(run.exitCode()).isEqualTo(9);
            assertThat(run.err()).contains("did not answer within 0.3 s");
        }
    }

    @Test
    void whereNobodyListensIsToldWithTheAddress() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        ClientRun run = ClientRun.of(surroundings, nobody, "numbers");

        assertThat(run.exitCode()).isEqualTo(9);
        assertThat(run.err()).startsWith("gateway: " + nobody + " cannot be reached: nobody listens there");
    }

    @Test
    void aConnectionThatBreaksOffIsTold() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.close();
        })) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "numbers");

            assertThat(run.exitCode()).isEqualTo(9);
            assertThat(run.err()).isEqualTo("gateway: the connection to " + gateway.url() + " broke off\n");
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(30_000);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw new IOException(closed);
        }
    }
}
