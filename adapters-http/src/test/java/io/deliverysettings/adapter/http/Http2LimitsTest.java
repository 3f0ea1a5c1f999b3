package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Counts;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Times;
import io.deliverysettings.application.outcome.ChangeOutcome;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2, frame by frame, and its limits. */
class Http2LimitsTest {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int REFUSED_STREAM = 7;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);

    /** GET or PUT, http, /, and a as the authority, in HPACK. */
    private static final byte[] GET = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 0x01, 'a'};

    private static final byte[] PUT = {0x42, 0x03, 'P', 'U', 'T', (byte) 0x86, (byte) 0x84, 0x41, 0x01, 'a'};

    private final CapturedLog log = CapturedLog.from(Level.INFO);

    @AfterEach
    void nothingIsAmiss() {
        log.close();
        assertThat(log.problems()).isEmpty();
    }

    /** A frame as it was received. */
    private record Frame(int type, int stream, ByteBuffer payload) {
        int errorCode() {
            return payload.getInt(type == GO_AWAY ? 4 : 0);
        }
    }

    /** A connection of a client that does what a test tells it. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;

        Connection(Gateway gateway) throws IOException {
            socket = gateway.connect();
            in = new DataInputStream(socket.getInputStream());
            Gateway.write(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            send(SETTINGS, 0, 0, new byte[0]);
        }

        void send(int type, int flags, int stream, byte[] payload) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            int length = payload.length;
            frame.writeBytes(new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length});
            frame.writeBytes(new byte[] {(byte) type, (byte) flags});
            frame.writeBytes(
                    new byte[] {(byte) (stream >> 24), (byte) (stream >> 16), (byte) (stream >> 8), (byte) stream});
            frame.writeBytes(payload);
            socket.getOutputStream().write(frame.toByteArray());
            socket.getOutputStream().flush();
        }

        Frame next() throws IOException {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            in.readUnsignedByte();
            int stream = in.readInt();
            return new Frame(type, stream, ByteBuffer.wrap(in.readNBytes(length)));
        }

        /** Passes over all others. */
        Frame next(int type) throws IOException {
            Frame frame = next();
            while (frame.type() != type) {
                frame = next();
            }
            return frame;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void aClientMayUpgradeFromHttp1() throws Exception {
        try (Gateway gateway = Gateway.start()) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
            HttpResponse<String> get = client.send(
                    HttpRequest.newBuilder(URI.create(gateway.origin() + Samples.PATH))
                            .header("Authorization", Samples.BEARER)
                            .build(),
                    BodyHandlers.ofString());
            HttpResponse<String> put = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_2)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(gateway.origin() + Samples.PATH))
                                    .header("Authorization", Samples.BEARER)
                                    .header("Content-Type", "application/json")
                                    .PUT(BodyPublishers.ofString(Samples.body().toString()))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(get.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(get.statusCode()).isEqualTo(200);
            assertThat(put.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(put.statusCode()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: h2c\r\n",
                "Upgrade: h2c\r\nConnection: Upgrade\r\n",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n"
            })
    void anUpgradeThatCannotBeMadeIsIgnored(String headers) throws Exception {
        try (Gateway gateway = Gateway.start()) {
            Answer answer =
                    gateway.raw("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n" + headers + "Connection: close\r\n\r\n");

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void streamsBeyondTheMostAreRefusedAndTheOthersGoOn() throws Exception {
        HttpLimitsOptions limits = Limits.counts(new Counts(1_000, 2, 500, 250, 100, 30_000, 6_000));
        try (Gateway gateway = Gateway.start(Limits.gatewayOptions(limits));
                Connection connection = new Connection(gateway)) {
            connection.send(HEADERS, END_HEADERS, 1, PUT);
            connection.send(HEADERS, END_HEADERS, 3, PUT);
            connection.send(HEADERS, END_HEADERS, 5, PUT);

            Frame refused = connection.next(RST_STREAM);
            assertThat(refused.stream()).isEqualTo(5);
            assertThat(refused.errorCode()).isEqualTo(REFUSED_STREAM);
            connection.send(DATA, END_STREAM, 1, new byte[0]);
            connection.send(HEADERS, END_HEADERS | END_STREAM, 7, GET);
        }
    }

    @Test
    void whoeverOpensAndResetsStreamsRapidlyLosesTheConnection() throws Exception {
        try (Gateway gateway = Gateway.start();
                Connection connection = new Connection(gateway)) {
            Frame end = null;
            try {
                for (int i = 0; i < 1_000; i++) {
                    connection.send(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, GET);
                    connection.send(RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
                }
                end = connection.next(GO_AWAY);
            } catch (IOException closed) {
                // That it is closed is what counts; what was sent before may be lost with it.
                assertThat(closed).isNotInstanceOf(SocketTimeoutException.class);
            }
            if (end != null) {
                assertThat(end.errorCode()).isEqualTo(ENHANCE_YOUR_CALM);
            }
            assertThat(gateway.get().status()).isEqualTo(200);
        }
    }

    @Test
    void headersThatAreContinuedForEverEndTheConnection() throws Exception {
        try (Gateway gateway = Gateway.start();
                Connection connection = new Connection(gateway)) {
            connection.send(HEADERS, END_STREAM, 1, GET);
            try {
                for (int i = 0; i < 1_000; i++) {
                    connection.send(CONTINUATION, 0, 1, new byte[0]);
                }
                assertThat(connection.next(GO_AWAY).errorCode()).isEqualTo(ENHANCE_YOUR_CALM);
                assertThat(connection.in.read()).isEqualTo(-1);
            } catch (IOException closed) {
                assertThat(closed).isNotInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void aConnectionWithoutAStreamIsClosedHoweverOftenItPings() throws Exception {
        try (Gateway gateway = Gateway.start(Limits.gatewayOptions(Limits.times(new Times(SHORT, LONG, LONG))));
                Connection connection = new Connection(gateway)) {
            assertThat(isCutOff(
                            () -> {
                                connection.send(PING, 0, 0, new byte[8]);
                                Thread.sleep(20);
                            },
                            500))
                    .isTrue();
        }
    }

    @Test
    void aStreamThatWaitsForItsAnswerIsWaitedFor() throws Exception {
        try (Gateway gateway = Gateway.start(Limits.gatewayOptions(Limits.times(new Times(SHORT, SHORT, LONG))))) {
            CompletableFuture<ChangeOutcome> pending = new CompletableFuture<>();
            CountDownLatch asked = new CountDownLatch(1);
            gateway.configure.does(command -> {
                asked.countDown();
                return pending;
            });
            CompletableFuture<HttpResponse<String>> response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_2)
                    .build()
                    .sendAsync(
                            gateway.putRequest(
                                            Samples.PATH,
                                            Samples.body().toString().getBytes(StandardCharsets.UTF_8))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(SHORT.toMillis() * 5);

            pending.complete(new ChangeOutcome.Configured(Samples.SETTINGS, true, Samples.REVISION));

            HttpResponse<String> answer = response.get(10, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
    }

    @Test
    void aBodyThatDoesNotArriveInTimeEndsItsStreamAndNotTheConnection() throws Exception {
        try (Gateway gateway = Gateway.start(Limits.gatewayOptions(Limits.body(SHORT)));
                Connection connection = new Connection(gateway)) {
            connection.send(HEADERS, END_HEADERS, 1, PUT);

            assertThat(connection.next(RST_STREAM).stream()).isEqualTo(1);
            connection.send(HEADERS, END_HEADERS | END_STREAM, 3, GET);
            assertThat(connection.next(HEADERS).stream()).isEqualTo(3);
        }
    }

    @Test
    void anAnswerThatIsSentBeforeTheBodyHasEndedHasABodyOfItsOwn() throws Exception {
        try (Gateway gateway = Gateway.start();
                Connection connection = new Connection(gateway)) {
            for (int stream = 1; stream < 100; stream += 2) {
                connection.send(HEADERS, END_HEADERS, stream, PUT);
                connection.send(DATA, 0, stream, new byte[] {'{'});

                assertThat(connection.next(HEADERS).stream()).isEqualTo(stream);
                Frame body = connection.next(DATA);
                assertThat(body.stream()).isEqualTo(stream);
                assertThat(new String(body.payload().array(), StandardCharsets.UTF_8))
                        .contains(ErrorTable.NOT_FOUND.message());
                connection.send(DATA, END_STREAM, stream, new byte[] {'}'});
            }
        }
    }

    @Test
    void headersAndAddressesAreHeldToTheSameSizesAsThoseOfHttp1() throws Exception {
        try (Gateway gateway = Gateway.start()) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
            // The upgrade is made with a request of HTTP/1.1, and what is looked at comes after it.
            assertThat(client.send(gateway.request(Samples.PATH).build(), BodyHandlers.ofString())
                            .version())
                    .isEqualTo(HttpClient.Version.HTTP_2);

            HttpResponse<String> longAddress =
                    client.send(gateway.request("/" + "x".repeat(5_000)).build(), BodyHandlers.ofString());
            HttpResponse<String> largeHeader = client.send(
                    gateway.request(Samples.PATH)
                            .header("X", "x".repeat(17_000))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(longAddress.version()).isEqualTo(HttpClient.Version.HTTP_2);
            Answer.of(longAddress).isError(ErrorTable.URI_TOO_LONG);
            assertThat(largeHeader.version()).isEqualTo(HttpClient.Version.HTTP_2);
            Answer.of(largeHeader).isError(ErrorTable.HEADERS_TOO_LARGE);
        }
    }

    private interface Step {
        void take() throws Exception;
    }

    /** Whether the connection ends while so many steps are taken. */
    private static boolean isCutOff(Step step, int times) throws Exception {
        try {
            for (int i = 0; i < times; i++) {
                step.take();
            }
            return false;
        } catch (IOException closed) {
            return true;
        }
    }
}
