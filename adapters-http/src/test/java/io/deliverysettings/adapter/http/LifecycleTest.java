package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starting and stopping. */
class LifecycleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void aPortThatAnotherProcessHoldsIsNotShared() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpApiAdapter second = gateway.adapter(on(taken.getLocalPort()));

            assertThatThrownBy(() -> Gateway.await(second.start())).isInstanceOf(BindException.class);
            Gateway.await(second.stop(PATIENCE));
        }
    }

    /** Vert.x would share it without a word, if both name the port. */
    @Test
    void aPortThatAServerOfTheSameVertxHoldsIsNotSharedEither() throws Exception {
        Gateway.await(gateway.adapter.stop(PATIENCE));
        Gateway.await(gateway.adapter(on(gateway.port)).start());
        HttpApiAdapter second = gateway.adapter(on(gateway.port));

        assertThatThrownBy(() -> Gateway.await(second.start())).isInstanceOf(BindException.class);
        assertThat(gateway.get().status()).isEqualTo(200);
    }

    @Test
    void aPortIsFreeAgainAfterStopping() throws Exception {
        assertThat(gateway.get().status()).isEqualTo(200);
        Gateway.await(gateway.adapter.stop(PATIENCE));
        HttpApiAdapter second = gateway.adapter(on(gateway.port));

        assertThat(Gateway.await(second.start())).isEqualTo(gateway.port);
        assertThat(gateway.get().status()).isEqualTo(200);
    }

    @Test
    void aHostThatIsNotKnownIsReportedAndNotThrown() throws Exception {
        Future<Integer> start = gateway.adapter(new HttpApiOptions("no such host", 0, false, List.of()))
                .start();

        assertThatThrownBy(() -> Gateway.await(start)).isInstanceOf(IOException.class);
    }

    @Test
    void aRequestUnderWayFinishesWhileNewConnectionsAreRefused() throws Exception {
        CompletableFuture<ReadWhatsAppUseCase.Result> pending = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        gateway.read.does(query -> {
            asked.countDown();
            return pending;
        });
        try (Socket underWay = gateway.connect()) {
            Gateway.write(underWay, Gateway.fill("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n"));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            Future<Void> stopping = gateway.adapter.stop(PATIENCE);

            assertThat(refusesConnections()).isTrue();
            assertThat(stopping.isComplete()).isFalse();
            pending.complete(Samples.found(Samples.SETTINGS));
            String answer = new String(underWay.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\"status\":\"Created\"}");
            Gateway.await(stopping);
        }
    }

    @Test
    void aRequestThatTakesLongerThanThePatienceIsCutOff() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        gateway.read.does(query -> {
            asked.countDown();
            return new CompletableFuture<>();
        });
        try (Socket underWay = gateway.connect()) {
            Gateway.write(underWay, Gateway.fill("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n"));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            Gateway.await(gateway.adapter.stop(Duration.ofMillis(50)));

            assertThat(underWay.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionThatIsIdleDoesNotHoldUpTheStop() throws Exception {
        try (Socket idle = gateway.connect()) {
            Gateway.write(idle, Gateway.fill("OPTIONS PATH HTTP/1.1\r\nHost: a\r\n\r\n"));
            assertThat(idle.getInputStream().read()).isEqualTo('H');

            // The patience is twice of what a test waits for.
            Gateway.await(gateway.adapter.stop(PATIENCE));
        }
    }

    @Test
    void stoppingTwiceBeforeStartingOrAtTheSameTimeIsHarmless() throws Exception {
        Future<Void> first = gateway.adapter.stop(PATIENCE);
        Future<Void> second = gateway.adapter.stop(PATIENCE);
        Gateway.await(first);
        Gateway.await(second);
        Gateway.await(gateway.adapter.stop(PATIENCE));
        Gateway.await(gateway.adapter(on(0)).stop(PATIENCE));

        assertThat(refusesConnections()).isTrue();
    }

    private static HttpApiOptions on(int port) {
        return new HttpApiOptions("127.0.0.1", port, false, List.of());
    }

    /** Waits until it does, since a stop goes its way on another thread. */
    private boolean refusesConnections() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = gateway.connect()) {
                assertThat(socket.isConnected()).isTrue();
                Thread.sleep(10);
            } catch (IOException refused) {
                return true;
            }
        }
        return false;
    }
}
