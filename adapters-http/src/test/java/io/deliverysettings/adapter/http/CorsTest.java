package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of an origin that is allowed can call from a browser, as jQuery's ajax does; no other page can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {

    private static final String CONSOLE = "https://console.example.com";

    private final Gateway off = Gateway.start();
    private final Gateway listed =
            Gateway.start(new HttpApiOptions("127.0.0.1", 0, false, List.of(CONSOLE, "http://localhost:3000")));
    private final Gateway open = Gateway.start(new HttpApiOptions("127.0.0.1", 0, false, List.of("*")));

    @AfterAll
    void close() throws Exception {
        off.close();
        listed.close();
        open.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "GET", "HEAD"})
    void aPreflightOfAnAllowedOriginIsAnsweredWithoutAToken(String method) throws Exception {
        Answer answer = preflight(listed, CONSOLE, method);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(CONSOLE);
        assertThat(list(answer, "Access-Control-Allow-Methods")).contains(method);
        assertThat(list(answer, "Access-Control-Allow-Headers"))
                .contains(
                        "authorization",
                        "cache-control",
                        "content-type",
                        "if-match",
                        "if-none-match",
                        "pragma",
                        "prefer");
        assertThat(answer.header("Access-Control-Max-Age")).contains("600");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void aPutOfAnAllowedOriginIsAnsweredSoThatThePageMayReadIt() throws Exception {
        Answer answer = listed.send(
                listed.putRequest(Samples.PATH, Samples.body().toString().getBytes(UTF_8))
                        .header("Origin", CONSOLE));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(CONSOLE);
        assertThat(list(answer, "Access-Control-Expose-Headers"))
                .containsExactlyInAnyOrder(
                        "age",
                        "cache-status",
                        "correlation-id",
                        "etag",
                        "location",
                        "preference-applied",
                        "ratelimit",
                        "ratelimit-policy",
                        "retry-after",
                        "www-authenticate");
        assertThat(list(answer, "Vary")).containsExactlyInAnyOrder("origin", "Prefer");
    }

    @Test
    void anErrorCanBeReadByThePageToo() throws Exception {
        for (Answer answer : List.of(
                listed.send(listed.anonymous(Samples.PATH).header("Origin", CONSOLE)),
                listed.send(listed.request("/nothing").header("Origin", CONSOLE)),
                listed.send(listed.putRequest(Samples.PATH, new byte[70_000]).header("Origin", CONSOLE)))) {
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertThat(answer.header("Access-Control-Allow-Origin")).contains(CONSOLE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "http://console.example.com",
                "https://console.example.com.evil.com",
                "https://console.example.com:8443",
                "null",
                "<script>",
                "https://"
            })
    void anotherOriginIsRefusedAndNothingIsDone(String origin) throws Exception {
        preflight(listed, origin, "PUT").isError(ErrorTable.FORBIDDEN);
        Answer answer = listed.raw(
                "DELETE PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\nOrigin: " + origin + "\r\n\r\n");

        answer.isError(ErrorTable.FORBIDDEN);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(listed.remove.received()).isEmpty();
    }

    @Test
    void callersThatAreNoBrowsersAreNotConcerned() throws Exception {
        assertThat(listed.get().status()).isEqualTo(200);
        assertThat(listed.get().header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aStarAllowsEveryOrigin() throws Exception {
        Answer answer = preflight(open, "https://anywhere.example.com", "PUT");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void anOptionsThatIsNoPreflightSaysWhatIsAllowed() throws Exception {
        Answer answer = open.raw(
                "OPTIONS PATH HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: https://a.example.com\r\n\r\n");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains("DELETE, GET, HEAD, OPTIONS, PUT");
    }

    @Test
    void itIsOffUnlessConfigured() throws Exception {
        Answer preflight = preflight(off, CONSOLE, "PUT");
        Answer get = off.send(off.request(Samples.PATH).header("Origin", CONSOLE));

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(get.status()).isEqualTo(200);
        for (Answer answer : List.of(preflight, get)) {
            assertThat(answer.headers().keySet())
                    .noneMatch(name -> name.regionMatches(true, 0, "Access-Control-", 0, 15));
        }
    }

    private static Answer preflight(Gateway gateway, String origin, String method) throws Exception {
        return gateway.raw("OPTIONS PATH HTTP/1.1\r\nHost: a\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: " + method
                + "\r\nAccess-Control-Request-Headers: authorization,content-type\r\n\r\n");
    }

    private static List<String> list(Answer answer, String header) {
        Optional<String> value = answer.header(header);
        return value.map(text -> List.of(text.split("\\s*,\\s*", -1))).orElse(List.of());
    }
}
