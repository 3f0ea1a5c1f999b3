package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer can be found again in the logs, by the caller's own id where that is fit for a log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrelationTest {

    private static final String LONGEST = "0123456789".repeat(10);

    private final Gateway gateway = Gateway.start(
            new HttpApiOptions("127.0.0.1", 0, false, List.of("https://console.example.com", "http://other")));

    @AfterAll
    void close() throws Exception {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0af7651916cd43dd8448eb211c80319c", "a.b_c-d/e@f=g#h+1"})
    void aSaneIdIsEchoedAndHandedOn(String id) throws Exception {
        gateway.read.forget();

        assertThat(answered(id)).isEqualTo(id);
        ReadWhatsAppUseCase.Query query = gateway.read.onlyQuestion();
        assertThat(query.caller().correlationId()).hasToString(id);
    }

    @Test
    void theLongestSaneIdIsEchoed() throws Exception {
        assertThat(answered(LONGEST)).isEqualTo(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "<script>", "a;b", "a,b", "\u00e9", "a%0d%0ab"})
    void anyOtherIdIsReplacedByAFreshOne(String id) throws Exception {
        gateway.read.forget();

        String answered = answered(id);

        assertThat(UUID.fromString(answered)).hasToString(answered);
        assertThat(gateway.read.onlyQuestion().caller().correlationId()).hasToString(answered);
    }

    @Test
    void anIdThatIsTooLongOrMissingIsReplacedByAFreshOneEachTime() throws Exception {
        String tooLong = answered(LONGEST + "x");
        String missing = gateway.get().header("Correlation-Id").orElseThrow();

        assertThat(UUID.fromString(tooLong)).isNotEqualTo(UUID.fromString(missing));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nothing HTTP/1.1\r\nHost: a\r\n",
                "POST PATH HTTP/1.1\r\nHost: a\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\n",
                "DELETE PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n",
                "HEAD PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n",
                "OPTIONS PATH HTTP/1.1\r\nHost: a\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n",
                "OPTIONS PATH HTTP/1.1\r\nHost: a\r\nOrigin: http://other\r\nAccess-Control-Request-Method: PUT\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example.com\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nContent-Length: 0\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 0\r\nExpect: x\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n",
                "GET PATH?%zz HTTP/1.1\r\nHost: a\r\n"
            })
    void everyAnswerHasTheIdOfItsRequest(String head) throws Exception {
        Answer answer = gateway.raw(head + "Correlation-Id: of-this-request\r\nConnection: close\r\n\r\n");

        assertThat(answer.header("Correlation-Id")).contains("of-this-request");
    }

    @Test
    void anAnswerToWhatCouldNotBeReadHasAnIdToo() throws Exception {
        for (String request : List.of(
                "nonsense\r\n\r\n",
                "GET /" + "x".repeat(5_000) + " HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n")) {
            assertThat(gateway.raw(request).header("Correlation-Id").orElse("")).hasSize(36);
        }
    }

    private String answered(String id) throws Exception {
        return gateway.raw("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\nCorrelation-Id: " + id
                        + "\r\n\r\n")
                .header("Correlation-Id")
                .orElseThrow();
    }
}
