package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What two servers in a row could read as two different requests is refused, and nothing that comes after it on its connection
 * is taken for a request (RFC 9112, section 11.2).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTest {

    private static final String SMUGGLED = "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n";

    private final Gateway gateway = Gateway.start();
    private CapturedLog log = CapturedLog.from(Level.INFO);

    @BeforeEach
    void listen() {
        log.close();
        log = CapturedLog.from(Level.INFO);
        gateway.read.forget();
        gateway.configure.forget();
    }

    @AfterEach
    void nothingWasAskedForAndNothingIsAmiss() {
        assertThat(gateway.read.received()).isEmpty();
        assertThat(gateway.configure.received()).isEmpty();
        assertThat(log.problems()).isEmpty();
    }

    @AfterAll
    void close() throws Exception {
        gateway.close();
        log.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Lengths that contradict each other.
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 0\r\nContent-Length: 2\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 0, 2\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: +0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 0x0\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nContent-Length: -1\r\n\r\n",
                // Codings that not everybody knows, or takes for another.
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding: identity\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.0\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                // Headers that are seen by some only.
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length : 0\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nX: a\r\n folded\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nX: a\r\n\tfolded\r\n\r\n",
                "GET PATH HTTP/1.1\r\n Host: a\r\nAUTH\r\n\r\n",
                " GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nX: a\rTransfer-Encoding: chunked\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nX: a\nTransfer-Encoding: chunked\r\n\r\n",
                "GET PATH HTTP/1.1\nHost: a\nAUTH\n\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nX: a\u0000b\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nX\u0000: b\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nno colon\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n: no name\r\n\r\n",
                "GET PATH\u0000 HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n",
                "GET PATH\u007f HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n",
                "GET PATH HTTP/1.1 x\r\nHost: a\r\nAUTH\r\n\r\n",
                "GET\u000bPATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n",
                // Whose request it is.
                "GET PATH HTTP/1.1\r\nAUTH\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nHost: b\r\nAUTH\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nHost: a\r\nAUTH\r\n\r\n",
                "GET PATH HTTP/1.0\r\nHost: a\r\nHost: b\r\nAUTH\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a, b\r\nAUTH\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a/b\r\nAUTH\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: user@a\r\nAUTH\r\n\r\n",
                "GET http://b/PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n",
                "GET http://a@b/PATH HTTP/1.1\r\nHost: b\r\nAUTH\r\n\r\n"
            })
    void whatCanBeReadTwoWaysIsRefusedAndEndsItsConnection(String request) throws Exception {
        String text = gateway.rawText(request + Gateway.fill(SMUGGLED));

        Answer.of(text).isError(ErrorTable.MALFORMED);
        assertThat(text.indexOf("HTTP/1.", 1)).as("another answer in %s", text).isNegative();
        assertThat(Answer.of(text).header("Connection")).contains("close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xyz\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "2 \r\n{}\r\n0\r\n\r\n",
                " 2\r\n{}\r\n0\r\n\r\n",
                "2_\r\n{}\r\n0\r\n\r\n",
                "fffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                "2\n{}\r\n0\r\n\r\n",
                "2;\n{}\r\n0\r\n\r\n",
                "2;a\nb\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}x\r\n0\r\n\r\n",
                "2\r\n{}\n0\r\n\r\n",
                "2\r\n{}0\r\n\r\n",
                "2\r\n{}\r\n0\r\nno colon\r\n\r\n"
            })
    void chunksThatCanBeReadTwoWaysAreRefusedAndEndTheirConnection(String chunks) throws Exception {
        String text =
                gateway.rawText("PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunks + Gateway.fill(SMUGGLED));

        Answer.of(text).isError(ErrorTable.MALFORMED);
        assertThat(text.indexOf("HTTP/1.", 1)).as("another answer in %s", text).isNegative();
    }

    @Test
    void aFoldedLineIsSeenHoweverTheBytesArrive() throws Exception {
        try (Socket socket = gateway.connect()) {
            socket.setTcpNoDelay(true);
            String request = Gateway.fill("PUT PATH HTTP/1.1\r\nHost: a\r\nX: a\r\n ");
            for (int i = 0; i < request.length(); i++) {
                Gateway.write(socket, request.substring(i, i + 1));
                // So that the next one does not travel with it.
                Thread.sleep(1);
            }

            Answer.of(rest(socket)).isError(ErrorTable.MALFORMED);
        }
    }

    @Test
    void theSecondRequestOfAConnectionIsHeldToTheSame() throws Exception {
        String text = gateway.rawText("GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
                + "GET PATH HTTP/1.1\r\nAUTH\r\nX: a\r\n b\r\n\r\n" + Gateway.fill(SMUGGLED));

        assertThat(text).containsSubsequence("HTTP/1.1 404 ", " 400 ").doesNotContain(" 200 ");
    }

    @Test
    void anUnknownVersionIsRefusedInTheEnvelope() throws Exception {
        gateway.raw("GET PATH HTTP/9.9\r\nHost: a\r\nAUTH\r\n\r\n").isError(ErrorTable.HTTP_VERSION_NOT_SUPPORTED);
        gateway.raw("GET PATH HTTP/1.2\r\nHost: a\r\nAUTH\r\n\r\n").isError(ErrorTable.HTTP_VERSION_NOT_SUPPORTED);
        gateway.raw("GET PATH HTTP/0.9\r\nHost: a\r\nAUTH\r\n\r\n").isError(ErrorTable.HTTP_VERSION_NOT_SUPPORTED);
    }

    @Test
    void aBodyThatIsEncodedIsRefusedWithAnExplanation() throws Exception {
        Answer answer = gateway.send(gateway.putRequest(Samples.PATH, "{}".getBytes(StandardCharsets.UTF_8))
                .header("Content-Encoding", "gzip"));

        answer.isError(ErrorTable.UNSUPPORTED_MEDIA_TYPE);
        assertThat(answer.message()).contains("Content-Encoding");
        assertThat(answer.header("Accept-Encoding")).contains("identity");
    }

    @Test
    void twoContentTypesOrAuthorizationsAreNotChosenFrom() throws Exception {
        gateway.raw("PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n"
                        + "Connection: close\r\n\r\n{}")
                .isError(ErrorTable.UNSUPPORTED_MEDIA_TYPE);
        gateway.raw("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nAUTH\r\nConnection: close\r\n\r\n")
                .isError(ErrorTable.NOT_AUTHENTICATED);
    }

    private static String rest(Socket socket) throws Exception {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
