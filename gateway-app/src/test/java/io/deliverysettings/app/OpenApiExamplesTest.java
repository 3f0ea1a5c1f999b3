package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of the API document are what the gateway answers, except for ids and times that differ each time. */
@Timeout(60)
class OpenApiExamplesTest {

    private static final String SOURCE =
            "adapters-http/src/main/resources/io/deliverysettings/adapter/http/openapi.yaml";

    private static final String ID = "0d2c7f5e-31c4-4b0a-9d5b-6a3f0e8c1b77";
    private static final String TIME = "2026-11-23T09:00:00.000Z";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final Map<String, JsonNode> answers = new LinkedHashMap<>();

    @Test
    void theExamplesAreWhatIsAnswered() throws Exception {
        JsonNode examples = YAML.readTree(Repository.read(SOURCE)).at("/components/examples");
        try (RunningGateway gateway = RunningGateway.with("--sandbox-verification-delay", "2s")) {
            ask(
                    gateway.client().in(WhatsAppClient.EXAMPLE_ENVIRONMENT),
                    gateway.apiUrl(),
                    examples.at("/settingsRequest/value"),
                    examples.at("/accountRequest/value"),
                    examples.at("/selectedNumberRequest/value"));
        }
        try (RunningGateway gateway = RunningGateway.with("--http-rate-per-caller", "1")) {
            WhatsAppClient client = gateway.client().in(WhatsAppClient.EXAMPLE_ENVIRONMENT);
            client.get();
            keep("tooManyRequests", 429, client.get(), gateway.apiUrl());
        }

        Files.writeString(Repository.root().resolve("gateway-app/target/openapi.yaml"), updated());

        Map<String, JsonNode> documented = new LinkedHashMap<>();
        examples.properties().forEach(example -> {
            if (!example.getKey().endsWith("Request")) {
                documented.put(example.getKey(), example.getValue().path("value"));
            }
        });
        assertThat(documented)
                .as(SOURCE + " is gateway-app/target/openapi.yaml, which this test has written")
                .containsExactlyInAnyOrderEntriesOf(answers);
    }

    private void ask(WhatsAppClient client, URI api, JsonNode settings, JsonNode account, JsonNode number)
            throws Exception {
        keep("notFound", 404, client.get(), api);
        keep("settings", 201, client.put(settings.toString()), api);
        keep("settingsWithTemplates", 200, client.get("?expand=whatsAppTemplates"), api);
        keep("dryRunOfUnknownNumbers", 200, client.dryRun(account.toString()), api);
        keep("numberRefused", 400, client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000005")), api);
        client.put(account.toString());
        keep(
                "settingsOfFiveNumbers",
                200,
                WhatsAppClient.send(client.putRequest("/selectedNumber", number.toString())),
                api);
        keep("numbers", 200, client.get("/numbers"), api);
        keep("dryRun", 200, client.dryRun(account.toString()), api);
        keep("history", 200, client.get("/history?limit=2"), api);
        keep(
                "environments",
                200,
                WhatsAppClient.send(
                        client.requestTo(URI.create(api + "/environments")).GET()),
                api);
        keep(
                "preconditionFailed",
                412,
                WhatsAppClient.send(client.putRequest("", settings.toString()).header("If-Match", "\"1\"")),
                api);
        keep("malformed", 400, client.put("{"), api);
        keep("invalidParameter", 400, client.in("production").get(), api);
        keep("invalidBody", 400, client.put("""
                        {"provider": "CUSTOM_WHATSAPP", "whatsAppAccountBusinessId": "200000000000005", "appId": 263386889724299,
                         "appSecret": "any-app-secret", "numbers": [{"selected": true}]}
                        """), api);
        keep(
                "platformRefused",
                400,
                client.put(Bodies.withSecrets(
                        Bodies.EXAMPLE_ACCOUNT, "any-app-secret", "sandbox-token-expired", "116195731537720")),
                api);
        keep(
                "notAuthenticated",
                401,
                WhatsAppClient.send(HttpRequest.newBuilder(client.resource()).GET()),
                api);
        keep("tooLarge", 413, client.put(" ".repeat(64 * 1024 + 1)), api);
        keep(
                "unsupportedMediaType",
                415,
                WhatsAppClient.send(client.request("")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .PUT(BodyPublishers.ofString("provider=CUSTOM_WHATSAPP"))),
                api);
        askLater(client, api);
    }

    private void askLater(WhatsAppClient client, URI api) throws Exception {
        URI slow = accepted(client, Bodies.put(Bodies.SLOW, "206000000000060"));
        Answer running = WhatsAppClient.send(client.requestTo(slow));
        while (!running.json().path("progress").asText().equals("VERIFYING")) {
            assertThat(running.json().path("progress").asText()).isNotEqualTo("ENDED");
            Thread.sleep(50);
            running = WhatsAppClient.send(client.requestTo(slow));
        }
        keep("operationRunning", 200, running, api);
        keep("operationSucceeded", 200, ended(client, slow), api);
        URI refused = accepted(
                client,
                Bodies.withSecrets(
                        Bodies.EXAMPLE_ACCOUNT, "any-app-secret", "sandbox-token-expired", "116195731537720"));
        keep("operationFailed", 200, ended(client, refused), api);
    }

    private static URI accepted(WhatsAppClient client, String body) throws Exception {
        Answer accepted = WhatsAppClient.send(client.putRequest("", body).header("Prefer", "respond-async"));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return URI.create(accepted.header("Location"));
    }

    private static Answer ended(WhatsAppClient client, URI operation) throws Exception {
        return WhatsAppClient.send(client.requestTo(operation).header("Prefer", "wait=15"));
    }

    private void keep(String example, int status, Answer answer, URI api) throws JsonProcessingException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        String normal = Normal.of(answer.json(), WhatsAppClient.EXAMPLE_ENVIRONMENT, api)
                .replace("\"TIME\"", "\"" + TIME + "\"")
                .replace("UUID\"", ID + "\"");
        // Numbers as the document's parser has them, so that they can be compared.
        answers.put(example, YAML.readTree(normal));
    }

    /** The document with the examples that were just made. */
    private String updated() throws JsonProcessingException {
        String document = Repository.read(SOURCE);
        int start = document.lastIndexOf("\n  examples:\n");
        String section = document.substring(start);
        for (Map.Entry<String, JsonNode> answer : answers.entrySet()) {
            Matcher example = Pattern.compile("(?m)^(    " + answer.getKey()
                            + ":\n      summary: .*\n      value:).*\n((?:        .*\n)*)")
                    .matcher(section);
            section = example.replaceFirst("$1\n" + Matcher.quoteReplacement(indented(answer.getValue())));
        }
        return document.substring(0, start) + section;
    }

    private static String indented(JsonNode value) throws JsonProcessingException {
        return YAML.writeValueAsString((ObjectNode) value)
                .lines()
                .map("        %s\n"::formatted)
                .reduce("", String::concat);
    }
}
