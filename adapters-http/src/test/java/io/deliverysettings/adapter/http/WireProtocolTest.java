package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.application.outcome.ChangeOutcome;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP itself: odd, broken, slow and cut off requests, written byte by byte. */
class WireProtocolTest {

    private static final String HEAD = "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nContent-Type: application/json\r\n";

    private final Gateway gateway = Gateway.start();
    private final CapturedLog log = CapturedLog.from(Level.INFO);

    @AfterEach
    void close() throws Exception {
        gateway.close();
        log.close();
        assertThat(log.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET PATH HTTP/9\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /% HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET PATH%zz HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n",
                "GET /v1/environments/%zz/TAIL HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n",
                "GET PATH?expand=%zz HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n",
                "GET PATH?%zz HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n",
                "DELETE PATH?%zz HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n",
                "PUT PATH?%zz HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nX: a\u0001b\r\n\r\n"
            })
    void whatCannotBeReadIsABadRequestInTheEnvelope(String request) throws Exception {
        gateway.raw(request).isError(ErrorTable.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET http://a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a b\r\nAUTH\r\nConnection: close\r\n\r\n",
                "GET ? HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "CONNECT a:1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /../../x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /%ff%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /%c0%af HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /v1/environments/%ff/TAIL HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n",
                "GET PATH?expand=%ff HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n"
            })
    void whatIsOddIsTheCallersFaultInTheEnvelope(String request) throws Exception {
        Answer answer = gateway.raw(request);

        assertThat(answer.status()).isBetween(400, 499);
        answer.isErrorWith(answer.status(), answer.json().path("code").textValue());
    }

    @Test
    void anAddressThatCannotBeReadCostsACallerNeitherItsConnectionNorTheRuleOfHead() throws Exception {
        String bad = "HEAD /%zz HTTP/1.1\r\nHost: a\r\n\r\n";
        String good = "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n";

        String text = gateway.rawText(bad + good);

        assertThat(text).containsSubsequence("HTTP/1.1 400 ", "\r\n\r\nHTTP/1.1 200 ");
    }

    @Test
    void anAddressThatIsTooLongIsRefused() throws Exception {
        gateway.raw("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n")
                .isError(ErrorTable.URI_TOO_LONG);
    }

    @Test
    void headersUpToSixteenKibibytesAreReadAndLargerOnesRefused() throws Exception {
        String head = "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\nX: ";

        assertThat(gateway.raw(head + "x".repeat(16_000) + "\r\n\r\n").status()).isEqualTo(200);
        gateway.raw(head + "x".repeat(17_000) + "\r\n\r\n").isError(ErrorTable.HEADERS_TOO_LARGE);
    }

    @Test
    void aCallerOfHttp10NeedsNoHost() throws Exception {
        String answer = gateway.rawText("GET PATH HTTP/1.0\r\nAUTH\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.0 200 ");
        assertThat(Answer.of(answer).body()).isEqualTo(Samples.exampleAnswer(gateway.origin()));
    }

    @Test
    void severalRequestsOnOneConnectionAreAnsweredInTheirOrder() throws Exception {
        String text = gateway.rawText(HEAD + "Content-Length: 1\r\n\r\n{" + "GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
                + "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n");

        assertThat(text).containsSubsequence("HTTP/1.1 400 ", "HTTP/1.1 404 ", "HTTP/1.1 200 ");
    }

    @Test
    void aRequestThatIsRefusedBeforeItsBodyIsReadLeavesTheConnectionUsable() throws Exception {
        String text = gateway.rawText("PUT PATH HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
                + " ".repeat(100_000) + "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n");

        assertThat(text).containsSubsequence("HTTP/1.1 401 ", "HTTP/1.1 200 ");
    }

    @Test
    void aBodyInChunksIsRead() throws Exception {
        String body = Samples.body().toString();
        Answer answer = gateway.raw(HEAD + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunk(body.substring(0, 10)) + chunk(body.substring(10)) + "0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void aBodyInChunksMayNotGrowBeyondTheLimit() throws Exception {
        gateway.raw(HEAD + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + chunk(" ".repeat(8_000)).repeat(9) + "0\r\n\r\n")
                .isError(ErrorTable.TOO_LARGE);
        assertThat(gateway.configure.received()).isEmpty();
    }

    @Test
    void aStatedLengthBeyondTheLimitIsRefusedBeforeTheBodyComes() throws Exception {
        try (Socket socket = gateway.connect()) {
            Gateway.write(socket, Gateway.fill(HEAD + "Content-Length: 65537\r\n\r\n"));

            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void aCallerThatAsksWhetherToGoOnIsToldSoAndAnswered() throws Exception {
        String body = Samples.body().toString();
        try (Socket socket = gateway.connect()) {
            Gateway.write(
                    socket,
                    Gateway.fill(HEAD + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: " + body.length()
                            + "\r\n\r\n"));
            assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 100 Continue");

            Gateway.write(socket, body);

            String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rest).contains("HTTP/1.1 201 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: text/plain\r\nAUTH\r\n", "Content-Type: application/json\r\n"})
    void aCallerThatAsksWhetherToGoOnIsRefusedRightAwayWhenItsHeadersAreWrong(String headers) throws Exception {
        try (Socket socket = gateway.connect()) {
            Gateway.write(
                    socket,
                    Gateway.fill("PUT PATH HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n"
                            + headers + "\r\n"));

            assertThat(firstLine(socket)).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void aLengthThatIsTooShortCutsTheBodyAndWhatFollowsIsNoRequest() throws Exception {
        String text = gateway.rawText(HEAD + "Content-Length: 3\r\n\r\n{}\n{\"a\":1}\r\n\r\n");

        assertThat(text).containsSubsequence("HTTP/1.1 400 ", "HTTP/1.0 400 ");
        assertThat(gateway.configure.received()).isEmpty();
    }

    @Test
    void aBodyThatIsBothChunkedAndCountedIsNotReadTwoWays() throws Exception {
        String text =
                gateway.rawText(HEAD + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + "0\r\n\r\nGET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n");

        assertThat(text).startsWith("HTTP/1.1 400 ");
        assertThat(gateway.read.received()).isEmpty();
    }

    /** Vert.x closes the connection before an answer gets out. */
    @Test
    void brokenChunksEndTheConnectionAndAreNoBug() throws Exception {
        assertThat(gateway.rawText(HEAD + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n"))
                .doesNotContain("HTTP/1.1 5");
        assertThat(gateway.configure.received()).isEmpty();
    }

    @Test
    void aConnectionThatEndsWithinABodyIsNoBugAndWritesNothing() throws Exception {
        try (Socket socket = gateway.connect()) {
            Gateway.write(socket, Gateway.fill(HEAD + "Content-Length: 100\r\n\r\n{"));
        }

        assertThat(gateway.get().status()).isEqualTo(200);
        assertThat(gateway.configure.received()).isEmpty();
    }

    @Test
    void aConnectionThatIsResetWithinABodyIsNoBug() throws Exception {
        try (Socket socket = gateway.connect()) {
            Gateway.write(socket, Gateway.fill(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\n{"));
            socket.setSoLinger(true, 0);
        }

        assertThat(gateway.get().status()).isEqualTo(200);
    }

    @Test
    void aCallerThatLeavesBeforeItsAnswerIsNoBug() throws Exception {
        CompletableFuture<ChangeOutcome> pending = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        gateway.configure.does(command -> {
            asked.countDown();
            return pending;
        });
        String body = Samples.body().toString();
        try (Socket socket = gateway.connect()) {
            Gateway.write(socket, Gateway.fill(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        }
        // Both event loops have seen what came before when they have answered other connections.
        for (int i = 0; i < 4; i++) {
            gateway.raw("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }

        pending.complete(new ChangeOutcome.Configured(Samples.SETTINGS, true, Samples.REVISION));

        assertThat(gateway.get().status()).isEqualTo(200);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static String firstLine(Socket socket) throws Exception {
        StringBuilder line = new StringBuilder();
        int next = socket.getInputStream().read();
        while (next >= 0 && next != '\r') {
            line.append((char) next);
            next = socket.getInputStream().read();
        }
        return line.toString();
    }
}
