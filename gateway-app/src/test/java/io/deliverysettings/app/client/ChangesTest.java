package io.deliverysettings.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.app.client.ScriptedGateway.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands that change something: what they send, how they wait, and what they make of the end. */
@Timeout(60)
class ChangesTest {

    private static final Answer SET = ScriptedGateway.json(200, Samples.SETTINGS, "ETag: \"8\"");
    private static final Answer NUMBERS = ScriptedGateway.json(200, Samples.NUMBERS);
    private static final Answer ACCEPTED = ScriptedGateway.json(202, Samples.operation("RUNNING", "SENT", ""));
    private static final Answer RUNNING = ScriptedGateway.json(200, Samples.operation("RUNNING", "VERIFYING", ""));
    private static final Answer SUCCEEDED = ScriptedGateway.json(
            200,
            Samples.operation(
                    "SUCCEEDED",
                    "ENDED",
                    ", \"status\": 200, \"etag\": \"\\\"8\\\"\", \"result\" :  " + Samples.SETTINGS));
    private static final String FOLLOW = "./gateway whatsapp follow " + Samples.OPERATION;

    private final FakeSurroundings surroundings = new FakeSurroundings();

    @BeforeEach
    void giveSecrets() {
        surroundings.files.putAll(Map.of("app-secret", "hidden-app\n", "user-token", "hidden-\"user\"\n"));
    }

    private static ClientRun set(FakeSurroundings surroundings, ScriptedGateway gateway, String... more) {
        String[] line = {
            "set", "--account=2005", "--app=2633", "--app-secret-file=app-secret", "--user-access-token-file=user-token"
        };
        String[] all = new String[line.length + more.length];
        System.arraycopy(line, 0, all, 0, line.length);
        System.arraycopy(more, 0, all, line.length, more.length);
        return ClientRun.of(surroundings, gateway.url(), all);
    }

    @Test
    void setSendsTheWholeResourceAndPrefersNotToWaitForEver() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(SET)) {
            ClientRun run = set(surroundings, gateway, "--select=+1 555-010-0002", "--if-match=7");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("revision     8", "sends from   2052 (+1 555-010-0002, \"Acme Sales\")");
            ScriptedGateway.Received put = gateway.received().get(0);
            assertThat(put.method()).isEqualTo("PUT");
            assertThat(put.path()).isEqualTo(ClientRun.RESOURCE);
            assertThat(put.body())
                    .isEqualTo(
                            "{\"provider\":\"CUSTOM_WHATSAPP\",\"whatsAppAccountBusinessId\":\"2005\",\"appId\":\"2633\","
                                    + "\"userAccessToken\":\"hidden-\\\"user\\\"\",\"appSecret\":\"hidden-app\","
                                    + "\"numbers\":[{\"selected\":true,\"number\":\"+1 555-010-0002\"}]}");
            assertThat(put.header("If-Match")).isEqualTo("\"7\"");
            assertThat(put.header("Prefer")).isEqualTo("respond-async");
        }
    }

    @Test
    void secretsThatNobodyGaveAreAskedFor() throws IOException {
        surroundings.typed.addAll(List.of("hidden-user", "hidden-app"));
        try (ScriptedGateway gateway = ScriptedGateway.answering(SET)) {
            ClientRun.of(surroundings, gateway.url(), "set", "--account=1", "--app=2", "--select=2052");

            assertThat(surroundings.questions).containsExactly("user access token: ", "app secret: ");
            assertThat(gateway.received().get(0).body())
                    .contains("\"userAccessToken\":\"hidden-user\",\"appSecret\":\"hidden-app\"")
                    .contains("{\"selected\":true,\"numberId\":\"2052\"}");
        }
    }

    @Test
    void whenNoNumberIsSelectedItIsSaidHowToSelectOne() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(
                ScriptedGateway.json(201, Samples.SETTINGS.replace("\"selected\": true", "\"selected\": false")))) {
            ClientRun run = set(surroundings, gateway);

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("no number is selected", "+1 555-010-0002");
            assertThat(run.err()).contains("./gateway whatsapp select NUMBER");
            assertThat(gateway.received().get(0).body()).endsWith("\"numbers\":[]}");
        }
    }

    @Test
    void aDryRunChangesNothingAndSaysWhatWouldBe() throws IOException {
        String document =
                "{\"dryRun\": true, \"selection\": {\"outcome\": \"SELECTED\", \"number\": {\"numberId\": \"2052\"}}}";
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(200, document))) {
            ClientRun run = set(surroundings, gateway, "--dry-run");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).isEqualTo("would be sent from: 2052\n");
            assertThat(run.err()).contains("nothing was changed");
            assertThat(gateway.received()).hasSize(1);
            assertThat(gateway.received().get(0).path()).isEqualTo(ClientRun.RESOURCE + "?dryRun=true");
        }
    }

    @Test
    void anAcceptedChangeIsFollowedToItsEnd() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(ACCEPTED, RUNNING, SUCCEEDED)) {
            ClientRun run = set(surroundings, gateway, "--json");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).isEqualTo(Samples.SETTINGS + "\n");
            assertThat(run.err()).isEmpty();
            assertThat(gateway.received())
                    .extracting(ScriptedGateway.Received::path)
                    .isEqualTo(List.of(
                            ClientRun.RESOURCE,
                            ClientRun.RESOURCE + "/operations/" + Samples.OPERATION,
                            ClientRun.RESOURCE + "/operations/" + Samples.OPERATION));
            assertThat(gateway.received().get(1).header("Prefer")).isEqualTo("wait=20");
        }
    }

    @Test
    void aTerminalIsToldHowFarItIsAndTheLineIsGoneInTheEnd() throws IOException {
        surroundings.isErrorTerminal = true;
        try (ScriptedGateway gateway = ScriptedGateway.answering(ACCEPTED, RUNNING, SUCCEEDED)) {
            ClientRun run = set(surroundings, gateway);

            assertThat(run.err())
                    .contains("\rbeing sent to PingOne (", "\rPingOne is verifying it with Meta (")
                    .endsWith(" \r");
            assertThat(run.out()).doesNotContain("\r").contains("revision     8");
            assertThat(gateway.received().get(1).header("Prefer")).isEqualTo("wait=2");
        }
    }

    @Test
    void aChangeThatFailedEndsLikeTheAnswerToIt() throws IOException {
        String error = "{ \"message\":\"It cannot be selected.\" }";
        try (ScriptedGateway gateway = ScriptedGateway.answering(
                ACCEPTED,
                ScriptedGateway.json(
                        200, Samples.operation("FAILED", "ENDED", ", \"status\": 412, \"error\": " + error)))) {
            ClientRun run = set(surroundings, gateway, "--json");

            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.out()).isEqualTo(error + "\n");
            assertThat(run.err()).isEqualTo("gateway: It cannot be selected.\n");
        }
    }

    @Test
    void whoeverDoesNotWantToWaitIsToldHowToFollow() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(ACCEPTED)) {
            ClientRun run = set(surroundings, gateway, "--no-wait");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).isEqualTo("gateway: the change goes on. To follow it: " + FOLLOW + "\n");
            assertThat(gateway.received()).hasSize(1);
            assertThat(gateway.received().get(0).header("Prefer")).isEqualTo("respond-async");
        }
    }

    @Test
    void whoeverHasWaitedLongEnoughIsToldToo() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(ACCEPTED, RUNNING)) {
            ClientRun run = set(surroundings, gateway, "--wait=1500ms", "--json");

            assertThat(run.exitCode()).isEqualTo(11);
            assertThat(run.out()).isEqualTo(Samples.operation("RUNNING", "VERIFYING", "") + "\n");
            assertThat(run.err()).contains("not over yet", FOLLOW);
            assertThat(gateway.received().get(1).header("Prefer")).isEqualTo("wait=1");
            // It answers at once whatever it is asked to wait, and is left alone all the same.
            assertThat(gateway.received()).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void whatDoesNotLastDoesNotEndTheWaiting() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(
                ACCEPTED,
                ScriptedGateway.json(503, Samples.error("STORE_UNAVAILABLE", "Away."), "Retry-After: 1"),
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.close();
                },
                ScriptedGateway.json(429, Samples.error("REQUEST_LIMITED", "Slow down."), "Retry-After: 1"),
                SUCCEEDED)) {
            assertThat(set(surroundings, gateway).exitCode()).isZero();
            assertThat(gateway.received()).hasSize(5);
        }
    }

    @Test
    void whatLastsEndsItAndTheChangeGoesOn() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(
                ACCEPTED, ScriptedGateway.json(401, Samples.error("ACCESS_FAILED", "It has expired.")))) {
            ClientRun run = set(surroundings, gateway);

            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.err()).contains("It has expired.", FOLLOW);
        }
    }

    @Test
    void aChangeWithoutAnAnswerMayHaveBeenAccepted() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(exchange -> exchange.close())) {
            ClientRun run = set(surroundings, gateway);

            assertThat(run.exitCode()).isEqualTo(9);
            assertThat(run.err())
                    .contains("broke off", "may have been accepted all the same: ./gateway whatsapp history");
            assertThat(gateway.received())
                    .as("what may have been made is not sent again")
                    .hasSize(1);
        }
    }

    @Test
    void anOperationIsFollowedByItsId() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(SUCCEEDED)) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "follow", Samples.OPERATION);

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("revision     8");
            assertThat(ClientRun.of(surroundings, gateway.url(), "follow", "../numbers")
                            .exitCode())
                    .isEqualTo(2);
            assertThat(gateway.received()).hasSize(1);
        }
    }

    @Test
    void aRevisionIsRestored() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(SET)) {
            assertThat(ClientRun.of(surroundings, gateway.url(), "restore", "3", "--if-match=\"7\"")
                            .exitCode())
                    .isZero();

            ScriptedGateway.Received post = gateway.received().get(0);
            assertThat(post.method() + " " + post.path())
                    .isEqualTo("POST " + ClientRun.RESOURCE + "/history/3/restore");
            assertThat(post.body()).isEmpty();
            assertThat(post.header("If-Match")).isEqualTo("\"7\"");
        }
    }

    private String selected(Answer numbers, String... line) throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(numbers, SET)) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), line);
            assertThat(run.exitCode()).as(run.err()).isZero();
            ScriptedGateway.Received put = gateway.received().get(1);
            return put.path().replace(ClientRun.RESOURCE, "") + " " + put.body();
        }
    }

    @Test
    void aNumberIsSelectedByItsIdOrByItsDigitsHoweverTheyAreWritten() throws IOException {
        for (String name : new String[] {"2052", "+1 555-010-0002", "15550100002", "001 (555) 010.0002"}) {
            assertThat(selected(NUMBERS, "select", name)).isEqualTo("/selectedNumber {\"numberId\":\"2052\"}");
        }
        assertThat(selected(NUMBERS, "select", "2052", "--refresh")).startsWith("/selectedNumber?refresh=true ");
    }

    @Test
    void aNumberThatIsNotThereIsForTheGatewayToRefuse() throws IOException {
        assertThat(selected(NUMBERS, "select", "999")).isEqualTo("/selectedNumber {\"numberId\":\"999\"}");
        assertThat(selected(NUMBERS, "select", "+1 999")).isEqualTo("/selectedNumber {\"number\":\"+1 999\"}");
    }

    @Test
    void whoeverMaySwitchNumbersNeedNotBeAllowedToSeeThem() throws IOException {
        Answer forbidden = ScriptedGateway.json(403, Samples.error("ACCESS_FAILED", "No."));

        assertThat(selected(forbidden, "select", "2052")).isEqualTo("/selectedNumber {\"numberId\":\"2052\"}");
        assertThat(selected(forbidden, "select", "+1 555-010-0002"))
                .isEqualTo("/selectedNumber {\"number\":\"+1 555-010-0002\"}");
    }

    @Test
    void whatMeansTwoNumbersIsRefused() throws IOException {
        String twoMeanings = Samples.NUMBERS.replace("\"2053\"", "\"15550100002\"");
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(200, twoMeanings))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "select", "15550100002");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("is the id of one number and the digits of another");
            assertThat(gateway.received()).hasSize(1);
        }
    }

    @Test
    void aConditionThatIsNoneIsRefused() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(SET)) {
            assertThat(set(surroundings, gateway, "--if-match=W/\"7\"").err())
                    .contains("is not a revision such as 7, nor *");
            assertThat(gateway.received()).isEmpty();
        }
    }
}
