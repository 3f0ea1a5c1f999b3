package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsPutTest extends SandboxFixture {

    private static final String FIVE = TestValues.FIVE_NUMBERS_ACCOUNT;

    /** PingOne's own example, with the values that differ from call to call as marks. */
    private static final String EXAMPLE =
            "{\"_links\":{\"self\":{\"href\":\"API/environments/ENV/notificationsSettings/"
                    + "instantMessagingDeliverySettings/whatsApp\"},\"environment\":{\"href\":\"API/environments/ENV\"}},"
                    + "\"id\":\"ID\",\"environment\":{\"id\":\"ENV\"},\"createdAt\":\"TIME\",\"updatedAt\":\"TIME\","
                    + "\"provider\":\"CUSTOM_WHATSAPP\",\"type\":\"WHATSAPP\","
                    + "\"whatsAppAccountBusinessId\":\"107794359053209\",\"appId\":\"263386889724299\","
                    + "\"numbers\":[{\"type\":\"WHATSAPP\",\"selected\":true,\"available\":true,\"createdAt\":\"TIME\","
                    + "\"number\":\"+1 555-061-2978\",\"capabilities\":[\"WHATSAPP\"],\"numberId\":\"116195731537720\","
                    + "\"verifiedName\":\"Test Number\",\"qualityRating\":\"GREEN\"}],\"status\":\"Created\"}";

    @Test
    void aPutAnswersTheResourceInTheShapeAndOrderOfPingOnesExample() throws Exception {
        HttpResponse<String> response = put(selecting(TestValues.EXAMPLE_ACCOUNT, "116195731537720"));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        String id = json(response).path("id").textValue();
        assertThat(response.body()
                        .replace(sandbox.apiUrl(), "API")
                        .replace(environment, "ENV")
                        .replace(id, "ID")
                        .replaceAll("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"", "\"TIME\""))
                .isEqualTo(EXAMPLE);
    }

    @Test
    void linksUseTheHostAsAddressed() throws Exception {
        String url = "http://localhost:" + sandbox.port();
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url + settingsPath(environment)))
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body(FIVE).toString())));

        assertThat(json(response).at("/_links/self/href").textValue()).isEqualTo(url + settingsPath(environment));
    }

    @Test
    void aReplacingPutKeepsIdAndCreationAndRenewsTheOtherTimes() throws Exception {
        ObjectNode first = json(put(body(TestValues.EXAMPLE_ACCOUNT)));
        HttpResponse<String> replaced = put(body(TestValues.EXAMPLE_ACCOUNT));
        ObjectNode second = json(replaced);

        assertThat(replaced.statusCode()).isEqualTo(201);
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(second.get("createdAt")).isEqualTo(first.get("createdAt"));
        assertThat(second.get("updatedAt").textValue())
                .isGreaterThan(first.get("updatedAt").textValue());
        assertThat(second.at("/numbers/0/createdAt").textValue())
                .isGreaterThan(first.at("/numbers/0/createdAt").textValue());
    }

    @Test
    void aPutReplacesAccountAndApp() throws Exception {
        put(selecting(FIVE, "205000000000001"));
        ObjectNode replaced = json(put(body(TestValues.EXAMPLE_ACCOUNT).put("appId", "7")));

        assertThat(replaced.path("whatsAppAccountBusinessId").textValue()).isEqualTo(TestValues.EXAMPLE_ACCOUNT);
        assertThat(replaced.path("appId").textValue()).isEqualTo("7");
        assertThat(replaced.path("numbers")).hasSize(1);
    }

    @Test
    void aPutWithoutNumbersLeavesNoneSelected() throws Exception {
        put(selecting(TestValues.EXAMPLE_ACCOUNT, "116195731537720"));

        assertThat(selected(put(body(TestValues.EXAMPLE_ACCOUNT)))).isEmpty();
        assertThat(selected(get())).isEmpty();
    }

    @Test
    void anOnlyNumberIsSelectedUnaskedIfTheOptionsSaySo() throws Exception {
        restart(OPTIONS.withSelectsOnlyNumber(true));

        assertThat(selected(put(body(TestValues.EXAMPLE_ACCOUNT)))).isEqualTo("116195731537720");
        assertThat(selected(put(body(FIVE)))).isEmpty();
        assertThat(selected(put(body(TestValues.NO_NUMBERS_ACCOUNT)))).isEmpty();
        assertThat(selected(put(selecting(TestValues.EXAMPLE_ACCOUNT, "999")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+44 20 7946 0003", "442079460003", "+44-20-7946-0003", "(44) 20.7946.0003"})
    void aNumberIsSelectedByItsDigits(String number) throws Exception {
        ObjectNode body = body(FIVE);
        body.putArray("numbers").addObject().put("selected", true).put("number", number);

        assertThat(selected(put(body))).isEqualTo("205000000000003");
    }

    @Test
    void aNumberIsSelectedByItsId() throws Exception {
        assertThat(selected(put(selecting(FIVE, "205000000000004")))).isEqualTo("205000000000004");
        assertThat(selected(get())).isEqualTo("205000000000004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999", "116195731537720", "205000000000005"})
    void aNumberThatIsNotOfferedOrNotAvailableIsIgnored(String numberId) throws Exception {
        HttpResponse<String> response = put(selecting(FIVE, numberId));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(selected(response)).isEmpty();
        assertThat(selected(put(selecting(FIVE, "205000000000002", numberId)))).isEqualTo("205000000000002");
    }

    @Test
    void ofTwoSelectedTheLastWins() throws Exception {
        assertThat(selected(put(selecting(FIVE, "205000000000003", "205000000000001"))))
                .isEqualTo("205000000000001");
    }

    @Test
    void idAndNumberThatDisagreeSelectNothing() throws Exception {
        ObjectNode body = body(FIVE);
        body.putArray("numbers")
                .addObject()
                .put("selected", true)
                .put("numberId", "205000000000001")
                .put("number", "+1 555-010-0002");

        assertThat(selected(put(body))).isEmpty();
    }

    @Test
    void anEntryThatIsNotSelectedSelectsNothing() throws Exception {
        ObjectNode body = body(FIVE);
        var numbers = body.putArray("numbers");
        numbers.addObject().put("selected", false).put("numberId", "205000000000001");
        numbers.addObject().put("numberId", "205000000000002");
        numbers.addObject();

        assertThat(selected(put(body))).isEmpty();
    }

    @Test
    void readOnlyAndUnknownMembersAreIgnored() throws Exception {
        ObjectNode body = body(FIVE).put("id", "mine").put("status", "Mine").put("unknown", 1);
        body.putArray("numbers")
                .addObject()
                .put("selected", true)
                .put("numberId", "205000000000001")
                .put("available", false)
                .put("verifiedName", "Mine")
                .put("unknown", true);

        HttpResponse<String> response = put(body);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(selected(response)).isEqualTo("205000000000001");
        assertThat(response.body()).doesNotContain("ine\"", "unknown");
    }

    @Test
    void whatGetAnswersCanBePutBackWithTheSecrets() throws Exception {
        put(selecting(FIVE, "205000000000002"));
        ObjectNode readBack = json(get());
        readBack.put("appSecret", SECRET).put("userAccessToken", USER_TOKEN);

        HttpResponse<String> response = put(readBack);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(selected(response)).isEqualTo("205000000000002");
    }

    @Test
    void nullMeansLeftOut() throws Exception {
        ObjectNode body = body(FIVE);
        body.putNull("numbers");

        assertThat(put(body).statusCode()).isEqualTo(201);
    }

    @Test
    void theSecretsAreNeverAnswered() throws Exception {
        HttpResponse<String> written = put(body(FIVE));
        HttpResponse<String> refused = put(body(FIVE).put("provider", "OTHER"));

        for (String text : new String[] {written.body(), refused.body(), get().body()}) {
            assertThat(text).doesNotContain(SECRET, USER_TOKEN, "appSecret\":", "userAccessToken\":");
        }
    }

    @Test
    void environmentsAreKeptApartWhateverTheirCase() throws Exception {
        put(body(FIVE));

        HttpResponse<String> sameInUpperCase = send(request(settingsPath(environment.toUpperCase(Locale.ROOT)))
                .header("Authorization", "Bearer any")
                .GET());
        HttpResponse<String> other = send(request(settingsPath("11111111-2222-4333-8444-555555555555"))
                .header("Authorization", "Bearer any")
                .GET());

        assertThat(sameInUpperCase.statusCode()).isEqualTo(200);
        assertThat(other.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON", "application/hal+json"})
    void everyJsonMediaTypeIsTaken(String contentType) throws Exception {
        HttpResponse<String> response = send(settings()
                .header("Content-Type", contentType)
                .PUT(BodyPublishers.ofString(body(FIVE).toString())));

        assertThat(response.statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "300000000000001", "12345678901234567890"})
    void anyOtherAccountHasOneToFourNumbersThatNeverChange(String account) throws Exception {
        ObjectNode first = json(put(body(account)));
        JsonNode again = json(put(body(account)));

        assertThat(first.path("numbers").size()).isBetween(1, 4);
        for (int i = 0; i < first.path("numbers").size(); i++) {
            for (String member : new String[] {"numberId", "number", "verifiedName", "qualityRating", "available"}) {
                assertThat(again.path("numbers").path(i).get(member))
                        .isEqualTo(first.path("numbers").path(i).get(member));
            }
        }
        String numberId = first.at("/numbers/0/numberId").textValue();
        assertThat(selected(put(selecting(account, numberId)))).isEqualTo(numberId);
    }
}
