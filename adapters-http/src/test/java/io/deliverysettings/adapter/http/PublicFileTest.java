package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the gateway's own: who may read them, what browsers are told of them, and what else such an address answers. */
class PublicFileTest {

    private static final String DOCS = "/docs";

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html; charset=utf-8",
        "/docs/docs.css, text/css; charset=utf-8",
        "/docs/docs.js, text/javascript; charset=utf-8",
        "/openapi.yaml, application/yaml",
        "/openapi.json, application/json",
        "/collection.json, application/json"
    })
    void everybodyMayReadAFileAndIsToldWhatItIs(String path, String mediaType) throws Exception {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains(mediaType);
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Cache-Control")).contains("no-cache");
        assertThat(answer.header("Correlation-Id")).isPresent();
        assertThat(answer.body()).isNotEmpty();
        assertThat(gateway.authorize.received()).isEmpty();
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void aPageMayLoadNothingOfAnybodyElseAndNothingThatIsWrittenIntoIt() throws Exception {
        Answer answer = get(DOCS);

        assertThat(answer.header("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none';")
                .contains("script-src 'self';", "style-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.body()).doesNotContain("<style", " style=", "onclick", "http:", "https:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAG", "STRONG", "\"other\", TAG", "*"})
    void whoHasTheFileAlreadyIsToldThatItIsStillTheSame(String header) throws Exception {
        String tag = get(DOCS).header("ETag").orElseThrow();

        Answer answer = gateway.send(gateway.anonymous(DOCS)
                .header("If-None-Match", header.replace("TAG", tag).replace("STRONG", tag.substring("W/".length()))));

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).contains(tag);
        assertThat(answer.header("Content-Security-Policy")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "nonsense", "", "\"7\""})
    void whoHasAnotherGetsIt(String header) throws Exception {
        assertThat(gateway.send(gateway.anonymous(DOCS).header("If-None-Match", header))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void filesThatDifferHaveTagsThatDiffer() throws Exception {
        assertThat(PublicFile.of("text/plain", "a").tag())
                .isEqualTo(PublicFile.of("text/plain", "a").tag())
                .isNotEqualTo(PublicFile.of("text/plain", "b").tag());
    }

    @Test
    void headHasTheHeadOfGetAndNoBody() throws Exception {
        Answer get = get(DOCS);
        Answer head = gateway.send(gateway.anonymous(DOCS).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String header : List.of("Content-Length", "Content-Type", "ETag", "Content-Security-Policy")) {
            assertThat(head.header(header)).as(header).isPresent().isEqualTo(get.header(header));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH"})
    void otherMethodsAreRefusedWithThoseThatAreNot(String method) throws Exception {
        Answer answer = gateway.send(gateway.anonymous(DOCS).method(method, BodyPublishers.ofString("{}")))
                .isError(ErrorTable.METHOD_NOT_ALLOWED);

        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void optionsTellsTheMethods() throws Exception {
        Answer answer = gateway.send(gateway.anonymous(DOCS).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/other.js", "/docs/../openapi.yaml/x", "/docs/openapi.yaml", "/docs/docs.js/more"})
    void aFileThatThereIsNotIsNotFound(String path) throws Exception {
        gateway.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                .isError(ErrorTable.NOT_FOUND);
    }

    @Test
    void aBodyThatComesWithTheRequestIsDroppedAndTheConnectionGoesOn() throws Exception {
        String get = "GET /openapi.yaml HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";

        String answers = gateway.rawText(get + "HEAD /docs HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answers).contains("openapi: 3.1.0").containsSubsequence("HTTP/1.1 200", "HTTP/1.1 200");
    }

    @Test
    void readingFilesCountsAsAnyOtherRequest() throws Exception {
        try (Gateway strict = Gateway.start(Limits.gatewayOptions(Limits.perMinutePerCaller(1)))) {
            assertThat(strict.send(strict.anonymous(DOCS)).status()).isEqualTo(200);

            strict.send(strict.anonymous(DOCS)).isError(ErrorTable.TOO_MANY_REQUESTS);
        }
    }

    @Test
    void aPageOfAnAllowedOriginMayReadTheDescription() throws Exception {
        try (Gateway listed =
                Gateway.start(new HttpApiOptions("127.0.0.1", 0, false, List.of("https://console.example.com")))) {
            Answer answer =
                    listed.send(listed.anonymous("/openapi.json").header("Origin", "https://console.example.com"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).contains("https://console.example.com");
        }
    }

    @Test
    void aFileThatIsNotThereOrOfAnUnknownKindIsAMistakeInTheProgram() {
        assertThatIllegalArgumentException().isThrownBy(() -> PublicFile.read("docs/other.js"));
        assertThatIllegalArgumentException().isThrownBy(() -> PublicFile.read("PublicFile.class"));
    }

    private Answer get(String path) throws Exception {
        return gateway.send(gateway.anonymous(path));
    }
}
