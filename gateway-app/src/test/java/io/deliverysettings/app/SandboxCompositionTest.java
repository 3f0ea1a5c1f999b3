package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The default composition, from the request of a caller to the sandbox and back. */
@Timeout(30)
class SandboxCompositionTest {

    private static RunningGateway gateway;

    private WhatsAppClient client;

    @BeforeAll
    static void start() throws Gateway.CannotStart {
        gateway = RunningGateway.with();
    }

    @BeforeEach
    void anEnvironmentOfItsOwn() {
        client = gateway.client();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void theExampleOfPingOneIsAnsweredAsPingOneAnswersIt() throws Exception {
        Answer put = client.in(WhatsAppClient.EXAMPLE_ENVIRONMENT).put(Bodies.EXAMPLE);

        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(put.header("Content-Type")).startsWith("application/json");
        assertThat(put.header("Correlation-Id")).isNotEmpty();
        assertThat(Normal.withoutOwnLinks(put.json(), WhatsAppClient.EXAMPLE_ENVIRONMENT, gateway.apiUrl()))
                .isEqualTo(Answer.json(Bodies.EXAMPLE_ANSWER).toString());
        assertThat(put.json().path("_links").fieldNames())
                .toIterable()
                .containsExactly("self", "environment", "numbers", "selectedNumber", "history");
    }

    @Test
    void whatWasPutIsWhatIsRead() throws Exception {
        Answer put = client.put(Bodies.EXAMPLE);
        Answer get = client.get();

        assertThat(get.status()).isEqualTo(200);
        assertThat(get.json().toString()).isEqualTo(put.json().toString());
    }

    @Test
    void whereNothingIsSetThereIsNothingToRead() throws Exception {
        Answer get = client.get();

        assertThat(get.status()).isEqualTo(404);
        assertThat(get.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void selectingAnotherNumberChangesThatAndNothingElse() throws Exception {
        Answer first = client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"));
        Answer second = client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000003"));
        Answer read = client.get();

        assertThat(first.selected()).containsExactly("205000000000001");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.selected()).containsExactly("205000000000003");
        assertThat(second.json().path("numbers")).hasSize(5);
        assertThat(withoutWhatAWriteChanges(second).toString())
                .isEqualTo(withoutWhatAWriteChanges(first).toString());
        assertThat(second.json().path("createdAt")).isEqualTo(first.json().path("createdAt"));
        assertThat(read.json().toString()).isEqualTo(second.json().toString());
    }

    @Test
    void aNumberMayBeSelectedByItsDigits() throws Exception {
        Answer put = client.put(Bodies.put(Bodies.FIVE_NUMBERS)
                .replace("[]", "[{\"selected\": true, \"number\": \"0044 (20) 7946.0003\"}]"));

        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(put.selected()).containsExactly("205000000000003");
    }

    @Test
    void aRefusedNumberLeavesTheNumberInUseInUse() throws Exception {
        client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000002"));

        Answer refused = client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000005"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("INVALID_DATA");
        JsonNode detail = refused.json().path("details").path(0);
        assertThat(detail.path("target").asText()).isEqualTo("numbers[0].numberId");
        assertThat(detail.path("message").asText()).contains("Acme Paris", "205000000000001", "205000000000004");
        assertThat(client.get().selected()).containsExactly("205000000000002");
    }

    @Test
    void whatCannotBeRightIsRefusedBeforeItIsSent() throws Exception {
        Answer refused = client.put("{\"provider\": \"CUSTOM_WHATSAPP\", \"appId\": 1}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("details").findValuesAsText("target"))
                .contains("appId", "whatsAppAccountBusinessId", "appSecret", "userAccessToken");
        assertThat(client.get().status()).isEqualTo(404);
    }

    @Test
    void theOnlyNumberIsSelectedWithoutAsking() throws Exception {
        assertThat(client.put(Bodies.put("107794359053209")).selected()).containsExactly("116195731537720");
    }

    @Test
    void anAccountWithoutNumbersCanBeSet() throws Exception {
        Answer put = client.put(Bodies.put("200000000000000"));

        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(put.json().path("numbers")).isEmpty();
    }

    @Test
    void anyOtherAccountWorksWithTheNumberOfTheExample() throws Exception {
        Answer put = client.put(Bodies.put("98765", "116195731537720"));

        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(put.selected()).containsExactly("116195731537720");
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        String five = Bodies.put(Bodies.FIVE_NUMBERS, "205000000000002");
        assertThat(client.dryRun(five).status()).isEqualTo(200);
        assertThat(client.get().status()).isEqualTo(404);

        Answer before = client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"));
        Answer accepted = client.dryRun(five);
        Answer refused = client.dryRun(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000005"));

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().path("dryRun").asBoolean()).isTrue();
        assertThat(accepted.json().at("/selection/number/numberId").asText()).isEqualTo("205000000000002");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(client.get().json().toString()).isEqualTo(before.json().toString());
    }

    @Test
    void theTemplatesComeWhenTheyAreAskedFor() throws Exception {
        client.put(Bodies.EXAMPLE);

        Answer expanded = client.get("?expand=whatsAppTemplates");

        assertThat(expanded.status()).isEqualTo(200);
        assertThat(expanded.json().findValue("whatsAppTemplates").findValuesAsText("name"))
                .containsExactly("one_time_passcode", "account_notice");
        assertThat(client.get().json().findValue("whatsAppTemplates")).isNull();
    }

    @Test
    void deletedSettingsAreGone() throws Exception {
        client.put(Bodies.EXAMPLE);

        Answer deleted = client.method("DELETE");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(client.get().status()).isEqualTo(404);
        assertThat(client.method("DELETE").status()).isEqualTo(404);
    }

    @Test
    void headAnswersAsGetDoesButWithoutABody() throws Exception {
        assertThat(client.method("HEAD").status()).isEqualTo(404);
        client.put(Bodies.EXAMPLE);

        Answer head = client.method("HEAD");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("application/json");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void optionsAndAMethodThatThereIsNotListTheMethods() throws Exception {
        Answer options = client.method("OPTIONS");
        Answer post = client.method("POST");

        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PUT");
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PUT");
    }

    @Test
    void aPageFromAnywhereMayCallInABrowser() throws Exception {
        Answer preflight = WhatsAppClient.send(client.request("")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://console.example.com")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,content-type"));

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PUT", "DELETE");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("authorization", "content-type");

        Answer put = WhatsAppClient.send(
                client.putRequest("", Bodies.EXAMPLE).header("Origin", "https://console.example.com"));

        assertThat(put.status()).isEqualTo(201);
        assertThat(put.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void noPageMayCallWhenTheOriginsAreNone() throws Exception {
        try (RunningGateway closed = RunningGateway.with("--cors-origins", "none")) {
            Answer answer = WhatsAppClient.send(
                    closed.client().request("").GET().header("Origin", "https://console.example.com"));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void environmentsAreApart() throws Exception {
        client.put(Bodies.EXAMPLE);

        assertThat(gateway.client().get().status()).isEqualTo(404);
    }

    /** The document without the members that every write, or the selection of a number, sets. */
    private static JsonNode withoutWhatAWriteChanges(Answer answer) {
        ObjectNode document = (ObjectNode) answer.json();
        document.remove("updatedAt");
        document.path("numbers").forEach(number -> ((ObjectNode) number).remove(List.of("selected", "createdAt")));
        return document;
    }
}
