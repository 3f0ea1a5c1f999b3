package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST …/whatsApp/history/{revision}/restore}. */
class RestoreTest {

    private static final String RESTORE = Samples.PATH + "/history/3/restore";

    private final Gateway gateway = Gateway.start();
    private final CapturedLog log = CapturedLog.from(Level.INFO);

    @AfterEach
    void close() throws Exception {
        gateway.close();
        log.close();
        assertThat(log.problems()).isEmpty();
    }

    @Test
    void theRevisionOfThePathIsSetAgainOnBehalfOfTheCaller() throws Exception {
        Answer answer = gateway.post(RESTORE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Samples.exampleAnswer(gateway.origin()));
        RestoreRevisionUseCase.Command command = gateway.restoreRevision.onlyQuestion();
        assertThat(command.revision()).isEqualTo(new Revision(3));
        assertThat(command.environment()).isEqualTo(EnvironmentId.of(Samples.ENVIRONMENT));
        assertThat("Bearer " + command.caller().accessToken().reveal()).isEqualTo(Samples.BEARER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "-1", "07", "1.5", "1000000000000000000", "%2B1", "%20", "%D9%A1", "3%0A"})
    void aRevisionThatIsNoNumberIsRefused(String revision) throws Exception {
        Answer answer =
                gateway.post(Samples.PATH + "/history/" + revision + "/restore").isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly("revision");
        assertThat(answer.detail("revision").path("code").textValue()).isEqualTo("INVALID_PARAMETER");
        assertThat(gateway.restoreRevision.received()).isEmpty();
    }

    @Test
    void everyFaultOfARequestIsInOneAnswer() throws Exception {
        Answer answer = gateway.post(Samples.path("x") + "/history/y/restore").isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly("envID", "revision");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {",
                "application/json | {\"revision\":1}",
                "text/plain | anything",
                "application/x-www-form-urlencoded | a=%zz&revision=1&envID=2",
                "multipart/form-data | no boundary",
                "multipart/form-data; boundary=x | --x broken"
            })
    void aBodyIsReadAndIgnoredWhateverItIs(String type, String body) throws Exception {
        Answer answer = gateway.send(
                gateway.request(RESTORE).header("Content-Type", type).POST(BodyPublishers.ofString(body)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.restoreRevision.onlyQuestion().revision()).isEqualTo(new Revision(3));
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedAllTheSame() throws Exception {
        gateway.send(gateway.request(RESTORE).POST(BodyPublishers.ofString(" ".repeat(64 * 1024 + 1))))
                .isError(ErrorTable.TOO_LARGE);

        assertThat(gateway.restoreRevision.received()).isEmpty();
    }

    @Test
    void withoutATokenNothingIsAskedAndNoBodyIsWaitedFor() throws Exception {
        try (Socket socket = gateway.connect()) {
            Gateway.write(
                    socket,
                    Gateway.fill("POST PATH/history/3/restore HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n"));

            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 401");
        }
        assertThat(gateway.restoreRevision.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE"})
    void otherMethodsAreRefusedWithThoseThatAreNot(String method) throws Exception {
        Answer answer = gateway.method(method, RESTORE);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("OPTIONS, POST");
        assertThat(gateway.restoreRevision.received()).isEmpty();
    }

    @Test
    void anEntryOfItsOwnIsNoResource() throws Exception {
        gateway.method("GET", Samples.PATH + "/history/3").isError(ErrorTable.NOT_FOUND);
    }
}
