package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Times;
import io.deliverysettings.application.outcome.ChangeOutcome;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who takes too long with a request is not waited for. Who waits for an answer may. */
class SlowRequestsTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String HEAD = "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\n";

    private final CapturedLog log = CapturedLog.from(Level.INFO);

    @AfterEach
    void nothingIsAmiss() {
        log.close();
        assertThat(log.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: y", "PUT / HTTP/1.1\r\nHost: a\r\n"})
    void headersThatDoNotArriveInTimeAreAnsweredAndTheConnectionIsClosed(String begun) throws Exception {
        try (Gateway gateway = start(new Times(LONG, SHORT, LONG));
                Socket socket = gateway.connect()) {
            Gateway.write(socket, begun);

            Answer.of(rest(socket)).isError(ErrorTable.REQUEST_TIMEOUT);
        }
    }

    @Test
    void headersThatAreSentByteByByteAreNotWaitedForAnyLonger() throws Exception {
        try (Gateway gateway = start(new Times(LONG, SHORT, LONG));
                Socket socket = gateway.connect()) {
            String head = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(2_000);
            try {
                for (int i = 0; i < head.length(); i++) {
                    Gateway.write(socket, head.substring(i, i + 1));
                    Thread.sleep(10);
                }
                throw new AssertionError("the gateway has waited for 2,000 bytes");
            } catch (IOException closed) {
                assertThat(closed).isNotNull();
            }
        }
    }

    @Test
    void theHeadersOfASecondRequestAreNotWaitedForEither() throws Exception {
        try (Gateway gateway = start(new Times(LONG, SHORT, LONG));
                Socket socket = gateway.connect()) {
            Gateway.write(socket, "OPTIONS /x HTTP/1.1\r\nHost: a\r\n\r\nGET /x HT");

            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 404 ", " 408 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PRI * HTTP/2.0\r\n", "PR"})
    void whoeverSendsNothingThatIsARequestIsCutOff(String begun) throws Exception {
        try (Gateway gateway = start(new Times(SHORT, SHORT, LONG));
                Socket socket = gateway.connect()) {
            Gateway.write(socket, begun);

            assertThat(rest(socket)).isEmpty();
        }
    }

    @Test
    void aConnectionWithoutAFurtherRequestIsClosed() throws Exception {
        try (Gateway gateway = start(new Times(SHORT, LONG, LONG));
                Socket socket = gateway.connect()) {
            Gateway.write(socket, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(rest(socket)).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void aChangeThatTakesManyTimesTheIdleTimeIsAnsweredAllTheSame() throws Exception {
        Duration notSoShort = Duration.ofSeconds(1);
        try (Gateway gateway = start(new Times(SHORT, notSoShort, notSoShort));
                Socket socket = gateway.connect()) {
            CompletableFuture<ChangeOutcome> pending = new CompletableFuture<>();
            CountDownLatch asked = new CountDownLatch(1);
            gateway.configure.does(command -> {
                asked.countDown();
                return pending;
            });
            String body = Samples.body().toString();
            Gateway.write(socket, Gateway.fill(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(notSoShort.toMillis() * 2);

            pending.complete(new ChangeOutcome.Configured(Samples.SETTINGS, true, Samples.REVISION));

            assertThat(rest(socket)).startsWith("HTTP/1.1 201 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\n{",
                "Content-Length: 10\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{"
            })
    void aBodyThatDoesNotArriveInTimeIsAnsweredAndTheConnectionIsClosed(String begun) throws Exception {
        try (Gateway gateway = start(new Times(LONG, LONG, SHORT));
                Socket socket = gateway.connect()) {
            Gateway.write(socket, Gateway.fill(HEAD + begun));

            Answer.of(rest(socket)).isError(ErrorTable.REQUEST_TIMEOUT);
            assertThat(gateway.configure.received()).isEmpty();
        }
    }

    @Test
    void aBodyThatIsSentByteByByteIsNotWaitedForAnyLonger() throws Exception {
        try (Gateway gateway = start(new Times(LONG, LONG, SHORT));
                Socket socket = gateway.connect()) {
            Gateway.write(socket, Gateway.fill(HEAD + "Content-Length: 2000\r\n\r\n"));
            try {
                for (int i = 0; i < 2_000; i++) {
                    Gateway.write(socket, " ");
                    Thread.sleep(10);
                }
                throw new AssertionError("the gateway has waited for 2,000 bytes");
            } catch (IOException closed) {
                assertThat(gateway.configure.received()).isEmpty();
            }
        }
    }

    @Test
    void theBodyOfARequestThatWasRefusedIsNotWaitedForEither() throws Exception {
        try (Gateway gateway = start(new Times(LONG, LONG, SHORT));
                Socket socket = gateway.connect()) {
            Gateway.write(socket, Gateway.fill("PUT PATH HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{"));

            assertThat(rest(socket)).startsWith("HTTP/1.1 401 ").doesNotContain(" 408 ");
        }
    }

    private static Gateway start(Times times) {
        return Gateway.start(Limits.gatewayOptions(Limits.times(times)));
    }

    private static String rest(Socket socket) throws Exception {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
