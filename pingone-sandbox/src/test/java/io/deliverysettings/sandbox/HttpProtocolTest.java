package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProtocolTest extends SandboxFixture {

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "OPTIONS", "PROPFIND"})
    void anotherMethodIsNotAllowed(String method) throws Exception {
        HttpResponse<String> response = method(method);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("GET, HEAD, PUT, DELETE");
        assertThat(json(response).path("code").textValue()).isEqualTo("REQUEST_FAILED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/environments/11111111-2222-4333-8444-555555555555",
                "/v1/environments/11111111-2222-4333-8444-555555555555/notificationsSettings",
                "/v1/environments/not-a-uuid/notificationsSettings/instantMessagingDeliverySettings/whatsApp",
                "/v1/environments/1-1-1-1-1/notificationsSettings/instantMessagingDeliverySettings/whatsApp",
                "/v1/environments//notificationsSettings/instantMessagingDeliverySettings/whatsApp",
                "/v1/environments/%2F/notificationsSettings/instantMessagingDeliverySettings/whatsApp",
                "/not-a-uuid/as/token",
                "/not-a-uuid/as/jwks"
            })
    void anUnknownPathIsNotFoundInTheEnvelope(String path) throws Exception {
        HttpResponse<String> response =
                send(request(path).header("Authorization", "Bearer any").GET());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("code").textValue()).isEqualTo("NOT_FOUND");
        assertThat(UUID.fromString(json(response).path("id").textValue())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0af7651916cd43dd8448eb211c80319c", "a.b_c-d/e@f=g#h+1"})
    void aSaneCorrelationIdIsEchoed(String id) throws Exception {
        assertThat(header(send(settings().header("Correlation-Id", id).GET()), "Correlation-Id"))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "<script>", "a;b", LONG})
    void anyOtherCorrelationIdIsReplacedByAFreshOne(String id) throws Exception {
        String answered = header(send(settings().header("Correlation-Id", id).GET()), "Correlation-Id");

        assertThat(UUID.fromString(answered)).hasToString(answered);
    }

    private static final String LONG = "0123456789012345678901234567890123456789012345678901234567890123456789"
            + "0123456789012345678901234567890";

    @Test
    void everyAnswerHasACorrelationId() throws Exception {
        assertThat(header(get(), "Correlation-Id")).isNotEmpty();
        assertThat(header(put("{"), "Correlation-Id")).isNotEmpty();
        assertThat(header(put(body(TestValues.UNAVAILABLE_ACCOUNT)), "Correlation-Id"))
                .isNotEmpty();
        assertThat(header(put(body(TestValues.HTML_ACCOUNT)), "Correlation-Id")).isNotEmpty();
        assertThat(header(send(request("/").GET()), "Correlation-Id")).isNotEmpty();
        assertThat(header(send(request("/" + environment + "/as/jwks").GET()), "Correlation-Id"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET SETTINGS?expand=%zz HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n",
                "GET SETTINGS?%ff=%ff HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n",
                "GET /%ff%00/as/jwks HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET http://a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET ? HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "CONNECT a:1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /../../x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /%zz/as/jwks HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "PUT SETTINGS HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5, 5\r\n\r\n",
                "PUT SETTINGS HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "PUT SETTINGS HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            })
    void whatIsOddOrNotEvenHttpIsTheCallersFault(String request) throws Exception {
        String answer = raw(request);

        assertThat(answer).matches("(?s)HTTP/1.[01] 4\\d\\d .*").containsIgnoringCase("\r\nCorrelation-Id: ");
    }

    @Test
    void aHeaderThatIsTooLongIsABadRequest() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: \"\r\n", "Host: a b\r\n", "Host: a:99999\r\n", "Host:\r\n", "Host: [::1\r\n", ""})
    void anOddHostIsAnsweredWithoutAServerError(String host) throws Exception {
        put(body(TestValues.EXAMPLE_ACCOUNT));

        assertThat(raw("GET SETTINGS HTTP/1.1\r\n" + host + "Authorization: Bearer any\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 [24]\\d\\d .*");
    }

    @Test
    void aCallerOfHttp10NeedsNoHost() throws Exception {
        put(body(TestValues.EXAMPLE_ACCOUNT));

        assertThat(raw("GET SETTINGS HTTP/1.0\r\nAuthorization: Bearer any\r\n\r\n"))
                .startsWith("HTTP/1.0 200 ")
                .contains("\"href\":\"" + sandbox.apiUrl());
    }

    @Test
    void aConnectionThatEndsWithinABodyLeavesTheSandboxWell() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            String request =
                    "PUT " + settingsPath(environment) + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer any\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(get().statusCode()).isEqualTo(404);
    }

    /** Sends the text as it stands and reads until the sandbox closes the connection. */
    private String raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(request.replace("SETTINGS", settingsPath(environment))
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
