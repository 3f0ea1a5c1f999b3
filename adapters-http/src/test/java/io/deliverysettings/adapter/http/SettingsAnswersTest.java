package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes well: what the use cases are asked, and what the caller reads. */
class SettingsAnswersTest {

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void aPutIsAnsweredWithTheExampleOfTheContractMemberByMember() throws Exception {
        Answer answer = gateway.put(Samples.body().toString());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo(Samples.exampleAnswer(gateway.origin()));
    }

    @ParameterizedTest
    @CsvSource({"true, 201", "false, 200"})
    void thatPingOneSpeaksOfNewSettingsIsHandedOn(boolean created, int status) throws Exception {
        gateway.configure.answers(new ChangeOutcome.Configured(Samples.SETTINGS, created, Samples.REVISION));

        assertThat(gateway.put(Samples.body().toString()).status()).isEqualTo(status);
    }

    @Test
    void aPutAsksForWhatTheBodySaysOnBehalfOfTheCaller() throws Exception {
        gateway.send(gateway.putRequest(
                        Samples.PATH,
                        Samples.body("123|secret", "token").toString().getBytes(UTF_8))
                .header("Correlation-Id", "call-1")
                .header("X-Ping-External-Transaction-ID", "transaction 1")
                .header("X-Ping-External-Session-ID", "session-1"));

        ConfigureWhatsAppUseCase.Command command = gateway.configure.onlyQuestion();
        assertThat(command.environment()).hasToString(Samples.ENVIRONMENT);
        assertThat(command.desired())
                .isEqualTo(new DesiredSettings(
                        Provider.CUSTOM_WHATSAPP,
                        new BusinessAccountId("107794359053209"),
                        new AppId("263386889724299"),
                        Secret.of("123|secret"),
                        Secret.of("token"),
                        Optional.of(List.of(new NumberEntry(
                                Optional.of(NumberId.of("116195731537720")),
                                Optional.of(PhoneNumber.of("+1 555-061-2978")),
                                true)))));
        assertThat(command.caller().accessToken().reveal()).isEqualTo("bearer.of-the_caller~+/==");
        assertThat(command.caller().correlationId()).hasToString("call-1");
        assertThat(command.caller().transactionId().orElseThrow().value()).isEqualTo("transaction_1");
        assertThat(command.caller().sessionId().orElseThrow().value()).isEqualTo("session-1");
    }

    @Test
    void theSecretsAreInNoAnswer() throws Exception {
        assertThat(gateway.put(Samples.body().toString()).body())
                .doesNotContain("the-app-secret", "the-user-token", "appSecret", "userAccessToken");
    }

    @Test
    void theJdksClientAsItComesCanPutAlthoughItOffersHttp2() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.origin() + Samples.PATH))
                .header("Authorization", Samples.BEARER)
                .header("Content-Type", "application/json; charset=utf-8")
                .PUT(BodyPublishers.ofString(Samples.body().toString()))
                .build();

        HttpResponse<String> first = client.send(request, BodyHandlers.ofString());
        HttpResponse<String> second = client.send(request, BodyHandlers.ofString());

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(Samples.exampleAnswer(gateway.origin()));
    }

    @Test
    void aBodyAtTheLimitIsRead() throws Exception {
        String body = Samples.body().toString();

        assertThat(gateway.put(body + " ".repeat(64 * 1024 - body.length())).status())
                .isEqualTo(201);
    }

    @Test
    void aByteOrderMarkIsToleratedAndReadOnlyOrUnknownMembersAreIgnored() throws Exception {
        String unknown = Samples.body()
                .put("id", 1)
                .put("status", "Created")
                .putNull("whatsAppTemplates")
                .put("new", "ESCAPES")
                .toString()
                .replace("ESCAPES", "\\ud800\\u0000");

        assertThat(gateway.put("\uFEFF" + unknown).status()).isEqualTo(201);
        assertThat(gateway.configure.received()).hasSize(1);
    }

    @Test
    void whatAGetAnswersCanBePutBackWithTheSecrets() throws Exception {
        ObjectNode document = (ObjectNode) gateway.get().json();
        document.put("appSecret", "the-app-secret").put("userAccessToken", "the-user-token");

        assertThat(gateway.put(document.toString()).status()).isEqualTo(201);
        assertThat(gateway.configure.onlyQuestion().desired().entries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"numbers\":[]", "\"numbers\":[{}]", "\"numbers\":[{\"selected\":false}]"})
    void numbersThatSelectNothingAreFine(String numbers) throws Exception {
        var body = Samples.body();
        body.remove("numbers");

        assertThat(gateway.put(body.toString().replaceFirst("}$", "," + numbers + "}"))
                        .status())
                .isEqualTo(201);
        assertThat(gateway.configure.onlyQuestion().desired().numbers()).isPresent();
    }

    @Test
    void noNumbersAndNumbersThatAreNullAreTheSame() throws Exception {
        var body = Samples.body();
        body.remove("numbers");
        gateway.put(body.toString());
        gateway.put(body.putNull("numbers").toString());

        assertThat(gateway.configure.received())
                .hasSize(2)
                .allSatisfy(command -> assertThat(command.desired().numbers()).isEmpty());
    }

    @Test
    void aThousandNumbersAreAccepted() throws Exception {
        var body = Samples.body();
        var numbers = body.putArray("numbers");
        for (int i = 0; i < 1000; i++) {
            numbers.addObject().put("numberId", String.valueOf(1_000_000 + i));
        }

        assertThat(gateway.put(body.toString()).status()).isEqualTo(201);
    }

    @Test
    void aGetIsAnsweredWithTheExampleOfTheContract() throws Exception {
        Answer answer = gateway.get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Samples.exampleAnswer(gateway.origin()));
        assertThat(gateway.read.onlyQuestion().withTemplates()).isFalse();
    }

    @Test
    void aHeadHasTheHeadersOfAGetAndNoBody() throws Exception {
        Answer get = gateway.get();
        Answer head = gateway.method("HEAD", Samples.PATH);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length"))
                .contains(String.valueOf(get.body().length()));
        assertThat(head.headers().keySet()).isEqualTo(get.headers().keySet());
    }

    @Test
    void aHeadThatFailsHasTheHeadersOfTheErrorAndNoBody() throws Exception {
        Answer head = gateway.method("HEAD", Samples.path("x"));

        assertThat(head.status()).isEqualTo(400);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).contains("application/json");
        assertThat(Integer.parseInt(head.header("Content-Length").orElseThrow()))
                .isPositive();
    }

    @Test
    void nothingFollowsTheHeadOfAHeadOnTheWire() throws Exception {
        assertThat(gateway.raw("HEAD PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n")
                        .body())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?expand=whatsAppTemplates",
                "?expand=whatsAppTemplates,whatsAppTemplates",
                "?expand=whatsAppTemplates&expand=whatsAppTemplates",
                "?unknown=1&expand=whatsApp%54emplates"
            })
    void theTemplatesAreAskedForWhenTheCallerExpandsThem(String query) throws Exception {
        assertThat(gateway.get(query).status()).isEqualTo(200);
        assertThat(gateway.read.onlyQuestion().withTemplates()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "whatsAppTemplates | [{\"id\":\"1\",\"name\":\"otp\",\"new\":1.50}]",
                "_embedded | {\"whatsAppTemplates\":[{\"id\":\"1\",\"language\":\"en\"}]}"
            })
    void theTemplatesAreHandedOnAsTheyAreWhereverPingOnePutsThem(String member, String json) throws Exception {
        gateway.read.answers(Samples.found(Samples.settings(
                Instant.parse("2024-09-19T09:19:02.448Z"),
                Samples.NUMBER,
                new AdditionalMembers(Map.of(member, json)),
                AdditionalMembers.NONE)));

        assertThat(gateway.get("?expand=whatsAppTemplates").body())
                .endsWith("\"status\":\"Created\",\"" + member + "\":" + json + "}");
    }

    @Test
    void unknownMembersAndLinksPassThroughUntouched() throws Exception {
        CatalogueNumber number = new CatalogueNumber(
                Optional.empty(),
                Optional.empty(),
                false,
                Availability.UNSTATED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                new AdditionalMembers(Map.of("score", "1e400")));
        gateway.read.answers(Samples.found(new WhatsAppSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new BusinessAccountId("1"),
                Optional.empty(),
                new Catalogue(List.of(number)),
                Optional.empty(),
                members("b", "[1.0,null]", "a", "\"\u00e9\""),
                members("templates", "{\"href\":\"https://x/\",\"new\":true}"))));

        assertThat(gateway.get().body())
                .isEqualTo("{\"_links\":" + unclosed(ourLinks())
                        + ",\"templates\":{\"href\":\"https://x/\",\"new\":true}},"
                        + "\"environment\":{\"id\":\"" + Samples.ENVIRONMENT + "\"},"
                        + "\"whatsAppAccountBusinessId\":\"1\",\"numbers\":[{\"selected\":false,\"score\":1e400}],"
                        + "\"b\":[1.0,null],\"a\":\"\u00e9\"}");
    }

    @Test
    void aLinkOfPingOneThatHasTheNameOfOneOfOursIsLeftOut() throws Exception {
        gateway.read.answers(Samples.found(Samples.settings(
                Instant.EPOCH,
                Samples.NUMBER,
                AdditionalMembers.NONE,
                members(
                        "history",
                        "{\"href\":\"https://x/1\"}",
                        "numbers",
                        "{\"href\":\"https://x/2\"}",
                        "selectedNumber",
                        "{\"href\":\"https://x/3\"}",
                        "self",
                        "{\"href\":\"https://x/4\"}",
                        "environment",
                        "{\"href\":\"https://x/5\"}",
                        "other",
                        "{\"href\":\"https://x/6\"}"))));

        assertThat(gateway.get().body())
                .startsWith("{\"_links\":" + unclosed(ourLinks()) + ",\"other\":{\"href\":\"https://x/6\"}},\"id\":");
    }

    @Test
    void aMemberThatPingOneGivesInAFormOfItsOwnIsNotWrittenTwice() throws Exception {
        CatalogueNumber number = new CatalogueNumber(
                Optional.empty(),
                Optional.empty(),
                false,
                Availability.UNSTATED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                members("selected", "\"yes\""));
        gateway.read.answers(Samples.found(Samples.settings(
                Instant.EPOCH, number, members("environment", "{\"id\":\"x\",\"new\":1}"), AdditionalMembers.NONE)));

        assertThat(gateway.sendUnjudged(gateway.request(Samples.PATH)).body())
                .containsOnlyOnce("\"environment\":{\"id\"")
                .containsOnlyOnce("\"selected\":")
                .contains("\"selected\":\"yes\"", "\"environment\":{\"id\":\"x\",\"new\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-09-19T09:19:02Z, 2024-09-19T09:19:02.000Z",
        "2024-09-19T09:19:00Z, 2024-09-19T09:19:00.000Z",
        "2024-09-19T09:19:02.4Z, 2024-09-19T09:19:02.400Z",
        "2024-09-19T09:19:02.448123Z, 2024-09-19T09:19:02.448123Z",
        "0099-01-01T00:00:00Z, 0099-01-01T00:00:00.000Z"
    })
    void timesHaveAtLeastThreeDigitsOfASecond(String instant, String written) throws Exception {
        gateway.read.answers(Samples.found(Samples.settings(
                Instant.parse(instant), Samples.NUMBER, AdditionalMembers.NONE, AdditionalMembers.NONE)));

        assertThat(gateway.get().json().path("createdAt").textValue()).isEqualTo(written);
    }

    @Test
    void anEnvironmentIdKeepsTheCaseThatPingOneWritesAndTheUseCaseSeesOneForm() throws Exception {
        String upper = Samples.ENVIRONMENT.toUpperCase(Locale.ROOT);

        JsonNode settings =
                gateway.send(gateway.request(Samples.path(upper)).GET()).json();

        assertThat(settings.path("environment").path("id").textValue()).isEqualTo(Samples.ENVIRONMENT);
        assertThat(gateway.read.onlyQuestion().environment()).hasToString(Samples.ENVIRONMENT);
    }

    @Test
    void aDeleteIsAnsweredWithNothing() throws Exception {
        Answer answer = gateway.delete("");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Type")).isEmpty();
        RemoveWhatsAppUseCase.Command command = gateway.remove.onlyQuestion();
        assertThat(command.environment()).hasToString(Samples.ENVIRONMENT);
        assertThat(command.caller().accessToken().reveal()).isEqualTo("bearer.of-the_caller~+/==");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | application/json",
                "*/* | application/json",
                "application/hal+json | application/hal+json",
                "application/hal+json, application/json;q=0.5 | application/hal+json",
                "application/json, application/hal+json;q=0.5 | application/json",
                "application/hal+json;q=0.2, application/json | application/json",
                "text/html | application/json",
                ";;=, ,/;q=x | application/json",
                "application/hal+json;q=x | application/hal+json"
            })
    void theTypeThatTheCallerLikesBestIsGivenAndAnOddWishIsNoFault(String accept, String type) throws Exception {
        Answer answer = gateway.send(
                gateway.request(Samples.PATH).header("Accept", accept).GET());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains(type);
    }

    @Test
    void anOptionsSaysWhatIsAllowedAndAsksForNoToken() throws Exception {
        Answer answer = gateway.send(gateway.anonymous(Samples.PATH).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains("DELETE, GET, HEAD, OPTIONS, PUT");
    }

    private String ourLinks() {
        return Answer.json(Samples.exampleAnswer(gateway.origin()))
                .path("_links")
                .toString();
    }

    private static String unclosed(String object) {
        return object.substring(0, object.length() - 1);
    }

    private static AdditionalMembers members(String... namesAndJson) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndJson.length; i += 2) {
            members.put(namesAndJson[i], namesAndJson[i + 1]);
        }
        return new AdditionalMembers(members);
    }
}
