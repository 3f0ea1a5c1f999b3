package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.ScriptedServer.Script;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of calls that get no whole answer: the fault is true, the connection is ended, and nothing is sent twice. */
class TransportFailureTest extends AdapterFixture {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    @Test
    void aReadWithoutAnAnswerTimesOutAndItsConnectionIsEnded() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(onceConnected(exchange -> {}))) {
            PingOneSettingsAdapter adapter = adapter(options(server.apiUrl()).withTimeouts(SHORT, AMPLE));
            done(write(adapter));

            assertIs(fault(read(adapter)), Kind.TIMEOUT, Effect.NONE);
            assertThat(server.seesTheClientHangUp()).isTrue();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aWriteWithoutAnAnswerTimesOutAndMayHaveBeenApplied() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(onceConnected(exchange -> {}))) {
            PingOneSettingsAdapter adapter = adapter(server);
            done(write(adapter));

            assertIs(fault(write(adapter, within(SHORT))), Kind.TIMEOUT, Effect.UNKNOWN);
            assertThat(server.seesTheClientHangUp()).isTrue();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aRemovalWithoutAnAnswerTimesOutBeforeItsDeadlineAndMayHaveBeenApplied() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(onceConnected(exchange -> {}))) {
            PingOneSettingsAdapter adapter = adapter(options(server.apiUrl()).withTimeouts(AMPLE, SHORT));
            done(write(adapter));

            assertIs(fault(remove(adapter)), Kind.TIMEOUT, Effect.UNKNOWN);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aWriteMayTakeAsLongAsItsDeadlineAllows() throws Exception {
        Script slow = exchange -> {
            Thread.sleep(3 * SHORT.toMillis());
            exchange.send(ScriptedServer.json(201, SETTINGS));
        };
        try (ScriptedServer server = ScriptedServer.start(slow)) {
            assertThat(done(write(adapter(options(server.apiUrl()).withTimeouts(SHORT, SHORT))))
                            .created())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"})
    void anAnswerThatDripsInEndsAtTheDeadlineAndItsConnectionIsEnded(String start) throws Exception {
        Script drip = exchange -> {
            exchange.send(start);
            while (true) {
                exchange.send(start.contains("100") ? start : "H");
                Thread.sleep(20);
            }
        };
        try (ScriptedServer server = ScriptedServer.start(onceConnected(drip))) {
            PingOneSettingsAdapter adapter = adapter(server);
            done(write(adapter));

            assertIs(fault(write(adapter, within(SHORT))), Kind.TIMEOUT, Effect.UNKNOWN);
            assertThat(server.seesTheClientHangUp()).isTrue();
        }
    }

    @Test
    void nobodyListeningIsUnavailableWithoutEffect() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        assertEveryCallFails(
                adapter(options(URI.create("http://127.0.0.1:" + port + "/v1"))), Kind.UNAVAILABLE, Effect.NONE);
    }

    @Test
    void anUnknownHostIsUnavailableWithoutEffect() {
        assertEveryCallFails(
                adapter(options(URI.create("http://no-such-host.invalid/v1"))), Kind.UNAVAILABLE, Effect.NONE);
    }

    @Test
    void aConnectionThatIsNotMadeInTimeIsUnavailableWithoutEffect() throws IOException {
        // The kernel takes the handshake of the connection but nobody ever speaks TLS on it.
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/v1");

            assertEveryCallFails(
                    adapter(options(url), CONNECTIONS.withConnectTimeout(SHORT)), Kind.UNAVAILABLE, Effect.NONE);
        }
    }

    @Test
    void aDeadlineThatPassesBeforeThereIsAConnectionIsUnavailableWithoutEffect() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/v1");

            PingOneSettingsAdapter adapter = adapter(options(url));
            assertIs(fault(read(adapter, within(SHORT))), Kind.UNAVAILABLE, Effect.NONE);
            assertIs(fault(write(adapter, within(SHORT))), Kind.UNAVAILABLE, Effect.NONE);
            assertIs(fault(adapter.remove(within(SHORT))), Kind.UNAVAILABLE, Effect.NONE);
        }
    }

    @Test
    void aResetBeforeTheAnswerIsUnreadableAndAWriteMayHaveBeenApplied() throws Exception {
        assertEveryCallIsUnreadable(ScriptedServer.Exchange::reset);
    }

    @Test
    void aConnectionClosedBeforeTheAnswerIsUnreadableAndAWriteMayHaveBeenApplied() throws Exception {
        assertEveryCallIsUnreadable(ScriptedServer.Exchange::close);
    }

    @Test
    void anAnswerShorterThanItsContentLengthIsUnreadable() throws Exception {
        assertEveryCallIsUnreadable(exchange -> {
            exchange.send(HEAD + "Content-Length: " + (SETTINGS.length() + 1) + "\r\n\r\n" + SETTINGS);
            exchange.close();
        });
    }

    @Test
    void anAnswerLongerThanItsContentLengthIsUnreadableAndItsConnectionIsEnded() throws Exception {
        assertEndsTheConnection(exchange -> {
            exchange.send(HEAD + "Content-Length: " + (SETTINGS.length() - 3) + "\r\n\r\n" + SETTINGS);
        });
    }

    @Test
    void aChunkedAnswerWithoutItsEndIsUnreadable() throws Exception {
        assertEveryCallIsUnreadable(exchange -> {
            exchange.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(SETTINGS.length()) + "\r\n"
                    + SETTINGS + "\r\n");
            exchange.close();
        });
    }

    @Test
    void anAnswerThatEndsWithTheConnectionIsRead() throws Exception {
        Script script = exchange -> {
            exchange.send(HEAD + "Connection: close\r\n\r\n" + SETTINGS);
            exchange.close();
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            assertThat(done(read(adapter(server))).status()).contains("Created");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: nonsense\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\0: x\r\nContent-Length: 2\r\n\r\n{}"
            })
    void garbageInsteadOfHttpIsUnreadableAndItsConnectionIsEnded(String garbage) throws Exception {
        assertEveryCallIsUnreadable(exchange -> exchange.send(garbage));
        assertEndsTheConnection(exchange -> exchange.send(garbage));
    }

    @Test
    void anOverlongHeaderLineIsUnreadable() throws Exception {
        assertEveryCallIsUnreadable(
                exchange -> exchange.send(ScriptedServer.http(200, "X-Long: " + "x".repeat(20_000) + "\r\n", "{}")));
    }

    @Test
    void anOverlongStatusLineIsUnreadable() throws Exception {
        assertEveryCallIsUnreadable(exchange -> exchange.send("HTTP/1.1 200 " + "x".repeat(20_000) + "\r\n\r\n"));
    }

    @Test
    void anAnswerOfTheLargestSizeIsRead() throws Exception {
        String largest =
                SETTINGS.strip() + " ".repeat(MAX_BYTES - SETTINGS.strip().length());
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, largest))) {
            assertThat(done(read(adapter(server))).status()).contains("Created");
        }
    }

    @Test
    void anAnswerOneByteTooLargeIsUnreadableAndItsConnectionIsEnded() throws Exception {
        String tooLarge =
                SETTINGS.strip() + " ".repeat(MAX_BYTES + 1 - SETTINGS.strip().length());
        assertEndsTheConnection(exchange -> exchange.send(ScriptedServer.json(200, tooLarge)));
    }

    @Test
    void anErrorOneByteTooLargeIsUnreadableToo() throws Exception {
        String tooLarge = ENVELOPE + " ".repeat(MAX_BYTES + 1 - ENVELOPE.length());
        assertEndsTheConnection(exchange -> exchange.send(ScriptedServer.json(400, tooLarge)));
    }

    @Test
    void anEndlessChunkedAnswerIsUnreadableAndItsConnectionIsEnded() throws Exception {
        assertEndsTheConnection(exchange -> {
            exchange.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            while (true) {
                exchange.send("1000\r\n" + "x".repeat(0x1000) + "\r\n");
            }
        });
    }

    @Test
    void anAnswerThatIsAnnouncedAsHugeIsUnreadableOnceItIsTooLargeAndItsConnectionIsEnded() throws Exception {
        assertEndsTheConnection(
                exchange -> exchange.send(HEAD + "Content-Length: 9000000000\r\n\r\n" + "x".repeat(MAX_BYTES + 1)));
    }

    /** Answers the first request, so that a short limit on time need not cover the making of the connection. */
    private static Script onceConnected(Script script) {
        AtomicBoolean connected = new AtomicBoolean();
        return exchange -> {
            if (connected.compareAndSet(false, true)) {
                exchange.send(ScriptedServer.json(200, SETTINGS));
            } else {
                script.answer(exchange);
            }
        };
    }

    private void assertEndsTheConnection(Script script) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            PingOneSettingsAdapter adapter = adapter(server);
            assertIs(fault(write(adapter)), Kind.UNREADABLE, Effect.UNKNOWN);
            assertThat(server.seesTheClientHangUp()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    private void assertEveryCallIsUnreadable(Script script) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            assertEveryCallFails(adapter(server), Kind.UNREADABLE, Effect.UNKNOWN);
            assertThat(server.requests()).as("each call is sent once").hasSize(3);
        }
    }

    private static void assertEveryCallFails(PingOneSettingsAdapter adapter, Kind kind, Effect effectOfWrites) {
        assertIs(fault(read(adapter)), kind, Effect.NONE);
        assertIs(fault(write(adapter)), kind, effectOfWrites);
        assertIs(fault(remove(adapter)), kind, effectOfWrites);
    }

    private static void assertIs(PortFault fault, Kind kind, Effect effect) {
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.effect()).isEqualTo(effect);
        assertThat(fault.platformError()).isEmpty();
        assertThat(fault.retryAfter()).isEmpty();
    }
}
