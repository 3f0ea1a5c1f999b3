package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFaultsTest extends SandboxFixture {

    private static final String ACCOUNT = TestValues.FIVE_NUMBERS_ACCOUNT;

    @Test
    void everyMissingMemberIsReportedAtOnce() throws Exception {
        HttpResponse<String> response = put("{}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("code").textValue()).isEqualTo("INVALID_DATA");
        assertThat(json(response).path("message").textValue())
                .isEqualTo("The request could not be completed. One or more validation errors were in the request.");
        assertThat(UUID.fromString(json(response).path("id").textValue())).isNotNull();
        assertThat(details(response))
                .containsExactly(
                        "REQUIRED_VALUE provider",
                        "REQUIRED_VALUE whatsAppAccountBusinessId",
                        "REQUIRED_VALUE appId",
                        "REQUIRED_VALUE appSecret",
                        "REQUIRED_VALUE userAccessToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider", "whatsAppAccountBusinessId", "appId", "appSecret", "userAccessToken"})
    void aMemberHasToBeATextThatIsNotBlank(String member) throws Exception {
        assertThat(details(put(body(ACCOUNT).put(member, " ")))).containsExactly("EMPTY_VALUE " + member);
        assertThat(details(put(body(ACCOUNT).put(member, 107_794_359L)))).containsExactly("INVALID_VALUE " + member);
        assertThat(details(put(body(ACCOUNT).putNull(member)))).containsExactly("REQUIRED_VALUE " + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12a", "123456789012345678901", "-1", "1 2"})
    void accountAndAppAreOneToTwentyDigits(String id) throws Exception {
        HttpResponse<String> response = put(body(id).put("appId", id));

        assertThat(details(response)).containsExactly("INVALID_VALUE whatsAppAccountBusinessId", "INVALID_VALUE appId");
        assertThat(json(response).at("/details/0/innerError/allowedPattern").textValue())
                .isEqualTo("[0-9]{1,20}");
    }

    @Test
    void anUnknownProviderIsRefusedWithTheKnownOne() throws Exception {
        HttpResponse<String> response = put(body(ACCOUNT).put("provider", "CUSTOM_TWILIO"));

        assertThat(details(response)).containsExactly("INVALID_VALUE provider");
        assertThat(json(response).at("/details/0/innerError/allowedValues/0").textValue())
                .isEqualTo("CUSTOM_WHATSAPP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                                         | INVALID_VALUE numbers",
                "[7]                                       | INVALID_VALUE numbers[0]",
                "[{}, null]                                | INVALID_VALUE numbers[1]",
                "[{\"selected\": true}]                    | REQUIRED_VALUE numbers[0].numberId",
                "[{\"selected\": \"true\"}]                | INVALID_VALUE numbers[0].selected",
                "[{\"numberId\": 116195731537720}]         | INVALID_VALUE numbers[0].numberId",
                "[{\"numberId\": \"\"}]                    | INVALID_VALUE numbers[0].numberId",
                "[{\"numberId\": \"x\"}]                   | INVALID_VALUE numbers[0].numberId",
                "[{\"number\": 15550612978}]               | INVALID_VALUE numbers[0].number",
                "[{\"number\": \"+1 555\"}]                | INVALID_VALUE numbers[0].number",
                "[{\"number\": \"1234567890123456\"}]      | INVALID_VALUE numbers[0].number",
            })
    void aWrongNumberEntryIsReportedWithItsPosition(String numbers, String detail) throws Exception {
        String body = body(ACCOUNT).toString();

        HttpResponse<String> response = put(body.substring(0, body.length() - 1) + ",\"numbers\":" + numbers + "}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(details(response)).containsExactly(detail);
    }

    @Test
    void moreFaultsThanAnybodyReadsAreCutOff() throws Exception {
        String numbers = "[" + "7,".repeat(100_000) + "7]";

        assertThat(details(put("{\"numbers\":" + numbers + "}"))).hasSize(100);
    }

    @Test
    void aRefusedPutChangesNothing() throws Exception {
        String before = put(body(ACCOUNT)).body();

        put(body(TestValues.EXAMPLE_ACCOUNT).put("provider", "OTHER"));

        assertThat(get().body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":}",
                "[]",
                "null",
                "\"text\"",
                "{} {}",
                "{}\\n",
                "{'a':1}",
                "{\"a\":NaN}",
                "\u0000",
                "<xml/>"
            })
    void whatIsNoJsonObjectIsMalformed(String body) throws Exception {
        assertThatRequestIsMalformed(put(body));
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() throws Exception {
        byte[] latin1 = {'{', '"', 'a', '"', ':', '"', (byte) 0xe4, '"', '}'};

        assertThatRequestIsMalformed(
                send(settings().header("Content-Type", "application/json").PUT(BodyPublishers.ofByteArray(latin1))));
    }

    @Test
    void aDocumentThatIsNestedTooDeeplyIsMalformed() throws Exception {
        assertThatRequestIsMalformed(put("{\"a\":" + "[".repeat(500_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "nonsense", ";"})
    void aBodyThatIsNotJsonIsOfAnUnsupportedType(String contentType) throws Exception {
        HttpResponse<String> response = send(settings()
                .header("Content-Type", contentType)
                .PUT(BodyPublishers.ofString(body(ACCOUNT).toString())));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(json(response).path("code").textValue()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void aBodyWithoutATypeIsOfAnUnsupportedType() throws Exception {
        assertThat(send(settings().PUT(BodyPublishers.ofString(body(ACCOUNT).toString())))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aBodyOfOneMebibyteIsReadAndALongerOneIsNot() throws Exception {
        String body = body(ACCOUNT).toString();
        String longest = body + " ".repeat(1024 * 1024 - body.length());

        assertThat(put(longest).statusCode()).isEqualTo(201);
        HttpResponse<String> response = put(longest + " ");
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).path("code").textValue()).isEqualTo("INVALID_REQUEST");
        assertThat(get().statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyWithoutALengthIsReadUpToTheSameBound() throws Exception {
        byte[] body = (body(ACCOUNT) + " ".repeat(1024 * 1024)).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> response = send(settings()
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aLongBodyIsRefusedBeforeItIsSentIfTheCallerAsks() throws Exception {
        String head = "PUT " + settingsPath(environment) + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer any\r\n"
                + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 1048577\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    private static void assertThatRequestIsMalformed(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("code").textValue()).isEqualTo("INVALID_REQUEST");
        assertThat(json(response).path("message").textValue())
                .isEqualTo("The request could not be completed. The request was malformed or invalid.");
    }

    private static List<String> details(HttpResponse<String> response) {
        ObjectNode envelope = json(response);
        List<String> details = new ArrayList<>();
        for (JsonNode detail : envelope.path("details")) {
            assertThat(detail.path("message").textValue()).isNotBlank();
            details.add(detail.path("code").textValue() + " "
                    + detail.path("target").textValue());
        }
        return details;
    }
}
