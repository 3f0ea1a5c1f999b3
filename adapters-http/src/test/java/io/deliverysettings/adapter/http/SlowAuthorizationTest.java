package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Query;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result;
import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.caller.Caller;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of a request is lost, and nothing of it is in the way of the next one, however long it takes to find out who calls. */
class SlowAuthorizationTest {

    private static final String HEAD = "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\n";
    private static final String LAST = "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n";

    /** White space does not count in JSON, but its bytes do. */
    private static final String BODY = " ".repeat(60_000) + Samples.body();

    private record Pending(Query query, CompletableFuture<Result> result) {
        void permit() {
            result.complete(permitted(query));
        }

        void deny() {
            result.complete(new Result.Forbidden());
        }
    }

    private final Gateway gateway = Gateway.start();
    private final CapturedLog log = CapturedLog.from(Level.INFO);
    private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>();
    private final HttpClient http2 = gateway.vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));

    @BeforeEach
    void beSlow() {
        gateway.authorize.does(query -> {
            CompletableFuture<Result> result = new CompletableFuture<>();
            pending.add(new Pending(query, result));
            return result;
        });
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
        log.close();
        assertThat(log.problems()).isEmpty();
    }

    @Test
    void aBodyThatComesMeanwhileIsReadWhole() throws Exception {
        try (Socket socket = gateway.connect()) {
            send(socket, HEAD + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY + LAST);
            Pending first = next();
            everythingSentIsSeen();
            assertThat(gateway.asked()).isEmpty();

            first.permit();
            next().permit();

            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 201 ", "HTTP/1.1 200 ");
            assertThat(gateway.configure.received()).hasSize(1);
        }
    }

    @Test
    void aBodyInChunksThatComesPartlyMeanwhileIsReadWhole() throws Exception {
        try (Socket socket = gateway.connect()) {
            send(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk(BODY.substring(0, 30_000)));
            Pending first = next();
            everythingSentIsSeen();

            first.permit();
            send(socket, chunk(BODY.substring(30_000)) + "0\r\n\r\n" + LAST);
            next().permit();

            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 201 ", "HTTP/1.1 200 ");
        }
    }

    @Test
    void aCallerThatAsksWhetherToGoOnIsToldSoWhenItMay() throws Exception {
        try (Socket socket = gateway.connect()) {
            send(socket, HEAD + "Expect: 100-continue\r\nContent-Length: " + BODY.length() + "\r\n\r\n");
            Pending first = next();
            everythingSentIsSeen();
            assertThat(socket.getInputStream().available()).isZero();

            first.permit();

            assertThat(new String(socket.getInputStream().readNBytes(25), UTF_8))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            send(socket, BODY + LAST);
            next().permit();
            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 201 ", "HTTP/1.1 200 ");
        }
    }

    /** Whether its body still comes is up to the caller, so that nothing behind it could be told from it. */
    @Test
    void aCallerThatAsksWhetherToGoOnAndMayNotHasToConnectAnew() throws Exception {
        try (Socket socket = gateway.connect()) {
            send(socket, HEAD + "Expect: 100-continue\r\nContent-Length: " + BODY.length() + "\r\n\r\n");
            next().deny();

            Answer answer = Answer.of(rest(socket)).isError(ErrorTable.FORBIDDEN);

            assertThat(answer.header("Connection").orElse("")).isEqualToIgnoringCase("close");
        }
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedAndNotInTheWayOfTheNextRequest() throws Exception {
        try (Socket socket = gateway.connect()) {
            send(socket, HEAD + "Content-Length: 300000\r\n\r\n" + " ".repeat(300_000) + LAST);
            next().permit();
            next().permit();

            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 413 ", "HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 300_000})
    void aBodyOfACallerThatIsTurnedAwayIsNotInTheWayOfTheNextRequest(int size) throws Exception {
        try (Socket socket = gateway.connect()) {
            send(socket, HEAD + "Content-Length: " + size + "\r\n\r\n" + " ".repeat(size) + LAST);
            next().deny();
            next().permit();

            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 403 ", "HTTP/1.1 200 ");
            assertThat(gateway.configure.received()).isEmpty();
        }
    }

    @Test
    void aBodyOfAnotherTypeIsNotInTheWayOfTheNextRequest() throws Exception {
        try (Socket socket = gateway.connect()) {
            send(
                    socket,
                    HEAD.replace("JSON", "Content-Type: text/plain") + "Content-Length: 300000\r\n\r\n"
                            + " ".repeat(300_000) + LAST);
            next().permit();
            next().permit();

            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 415 ", "HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET PATH", "DELETE PATH", "POST PATH/history/3/restore"})
    void aBodyThatNobodyWantsIsNotInTheWayEither(String line) throws Exception {
        try (Socket socket = gateway.connect()) {
            send(
                    socket,
                    line + " HTTP/1.1\r\nHost: a\r\nAUTH\r\nContent-Length: 60000\r\n\r\n" + " ".repeat(60_000) + LAST);
            next().permit();
            next().permit();

            assertThat(rest(socket)).containsSubsequence("HTTP/1.1 20", "HTTP/1.1 200 ");
        }
    }

    /** Somebody who may not call could otherwise keep the gateway reading. */
    @Test
    void aBodyWithoutEndOfACallerThatIsTurnedAwayEndsTheConnection() throws Exception {
        try (Socket socket = gateway.connect()) {
            send(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            next().deny();
            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .isEqualTo("HTTP/1.1 403");

            assertThat(isCutOff(socket)).isTrue();
        }
    }

    @Test
    void nothingIsDoneForACallerThatHasLeftMeanwhile() throws Exception {
        Pending left;
        try (Socket socket = gateway.connect()) {
            send(socket, "DELETE PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n");
            left = next();
        }
        everythingSentIsSeen();

        left.permit();
        everythingSentIsSeen();

        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void aBodyOfHttp2IsReadWholeToo() throws Exception {
        Future<Integer> status = http2.request(options(HttpMethod.PUT))
                .compose(request -> request.send(Buffer.buffer(BODY)))
                .compose(response -> response.body().map(body -> response.statusCode()));
        Pending first = next();
        everythingSentIsSeen();

        first.permit();

        assertThat(Gateway.await(status)).isEqualTo(201);
        assertThat(gateway.configure.received()).hasSize(1);
    }

    @Test
    void aBodyOfHttp2ThatIsNotWantedIsNotInTheWayOfOtherRequests() throws Exception {
        Buffer large = Buffer.buffer(" ".repeat(300_000));
        // More than the windows of a stream and of the connection: what is not given back would be missed.
        for (int i = 0; i < 3; i++) {
            Future<Integer> denied = http2.request(options(HttpMethod.PUT)).compose(request -> {
                Future<Void> sent = request.end(large);
                return request.response()
                        .compose(response -> response.body().map(body -> response.statusCode()))
                        .compose(status -> sent.map(status));
            });
            next().deny();
            assertThat(Gateway.await(denied)).isEqualTo(403);
        }
        Future<Integer> status = http2.request(options(HttpMethod.PUT))
                .compose(request -> request.send(Buffer.buffer(BODY)))
                .compose(response -> response.body().map(body -> response.statusCode()));
        next().permit();

        assertThat(Gateway.await(status)).isEqualTo(201);
    }

    @Test
    void nothingIsDoneForACallerOfHttp2ThatHasTakenItsRequestBack() throws Exception {
        HttpClientRequest request = Gateway.await(http2.request(options(HttpMethod.PUT)));
        request.setChunked(true).exceptionHandler(reset -> assertThat(reset).isNotNull());
        Gateway.await(request.write(BODY));
        Pending left = next();
        Gateway.await(request.reset());
        // On the same connection, so that it is seen after what came before.
        Future<Integer> status = http2.request(options(HttpMethod.GET))
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> response.statusCode()));
        next().permit();
        assertThat(Gateway.await(status)).isEqualTo(200);

        left.permit();
        everythingSentIsSeen();

        assertThat(gateway.configure.received()).isEmpty();
    }

    private Pending next() throws InterruptedException {
        Pending next = pending.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a request that asks to be let in").isNotNull();
        return next;
    }

    /** Both event loops have seen what came before when they have answered other connections. */
    private void everythingSentIsSeen() throws IOException {
        for (int i = 0; i < 4; i++) {
            gateway.raw("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }
    }

    private RequestOptions options(HttpMethod method) {
        return new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(gateway.port)
                .setURI(Samples.PATH)
                .putHeader("Authorization", Samples.BEARER)
                .putHeader("Content-Type", "application/json");
    }

    private static boolean isCutOff(Socket socket) throws IOException {
        String part = chunk(" ".repeat(8_000));
        try {
            for (int i = 0; i < 8_000; i++) {
                Gateway.write(socket, part);
            }
            return false;
        } catch (SocketException closed) {
            return true;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        Gateway.write(socket, Gateway.fill(text));
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static Result permitted(Query query) {
        return new Result.Permitted(
                new Caller(
                        query.accessToken().orElseThrow(),
                        Optional.empty(),
                        query.origin().correlationId(),
                        query.origin().transactionId(),
                        query.origin().sessionId()),
                Access.unrestricted());
    }
}
