package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.http.HttpLimitsOptions.Counts;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A flood from one caller takes nothing from the others. */
class IsolationTest {

    private static final int REQUESTS = 300;
    private static final int FLOODING_CONNECTIONS = 8;
    private static final int UNDER_WAY = 4;
    private static final int A_MINUTE = 200;

    /** A caller that sends as fast as it can, whatever it is answered. */
    private static final class Flood implements AutoCloseable {
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final AtomicInteger refused = new AtomicInteger();
        private final List<Thread> threads = new ArrayList<>();

        Flood(Gateway gateway) {
            for (int i = 0; i < FLOODING_CONNECTIONS; i++) {
                Thread thread = new Thread(() -> send(gateway));
                threads.add(thread);
                thread.start();
            }
        }

        private void send(Gateway gateway) {
            byte[] buffer = new byte[64 * 1024];
            while (!isOver.get()) {
                try (Socket socket = gateway.connect()) {
                    while (!isOver.get()) {
                        Gateway.write(
                                socket,
                                Gateway.fill("GET PATH HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer flood\r\n\r\n"));
                        int length = socket.getInputStream().read(buffer);
                        if (length < 0) {
                            break;
                        }
                        if (new String(buffer, 0, Math.min(length, 12), StandardCharsets.US_ASCII)
                                .equals("HTTP/1.1 429")) {
                            refused.incrementAndGet();
                        }
                    }
                } catch (IOException closed) {
                    // It comes again.
                    Thread.onSpinWait();
                }
            }
        }

        @Override
        public void close() {
            isOver.set(true);
            try {
                for (Thread thread : threads) {
                    thread.join(20_000);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void whileOneCallerFloodsEveryRequestOfTheOthersIsServedAboutAsFastAsBefore() throws Exception {
        HttpLimitsOptions limits = Limits.counts(new Counts(100, 100, 50, 40, UNDER_WAY, 1_000_000, A_MINUTE));
        try (Gateway gateway = Gateway.start(Limits.gatewayOptions(limits))) {
            AtomicInteger ofFlood = new AtomicInteger();
            gateway.read.does(query -> {
                if (query.caller().accessToken().reveal().equals("flood")) {
                    ofFlood.incrementAndGet();
                }
                return CompletableFuture.completedFuture(Samples.found(Samples.SETTINGS));
            });
            latencies(gateway);
            long[] quiet = latencies(gateway);
            long[] flooded;
            int refused;
            try (Flood flood = new Flood(gateway)) {
                while (flood.refused.get() < 100) {
                    Thread.sleep(5);
                }
                flooded = latencies(gateway);
                refused = flood.refused.get();
            }

            assertThat(refused).isGreaterThan(REQUESTS);
            // At most two minutes begin while this lasts.
            assertThat(ofFlood.get()).isLessThanOrEqualTo(2 * A_MINUTE);
            // What is left is the work of saying no, which this machine shares with the clients that ask.
            assertThat(flooded[REQUESTS / 2]).isLessThan(quiet[REQUESTS / 2] * 50);
            assertThat(flooded[REQUESTS * 9 / 10]).isLessThan(quiet[REQUESTS * 9 / 10] * 50);
        }
    }

    @Test
    void requestsThatNeverEndTakeUpOnlyTheirCallersPlaces() throws Exception {
        HttpLimitsOptions limits = Limits.counts(new Counts(100, 100, 50, 40, UNDER_WAY, 1_000_000, 100_000));
        try (Gateway gateway = Gateway.start(Limits.gatewayOptions(limits))) {
            AtomicInteger ofFlood = new AtomicInteger();
            CompletableFuture<ReadWhatsAppUseCase.Result> never = new CompletableFuture<>();
            gateway.read.does(query -> {
                if (query.caller().accessToken().reveal().equals("flood")) {
                    ofFlood.incrementAndGet();
                    return never;
                }
                return CompletableFuture.completedFuture(Samples.found(Samples.SETTINGS));
            });
            try (Flood flood = new Flood(gateway)) {
                while (flood.refused.get() < 100) {
                    Thread.sleep(5);
                }

                latencies(gateway);

                assertThat(ofFlood.get()).isEqualTo(UNDER_WAY);
                never.complete(Samples.found(Samples.SETTINGS));
            }
        }
    }

    /** Of requests of twenty other callers, of whom each is served; in order. */
    private static long[] latencies(Gateway gateway) throws Exception {
        long[] nanos = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            HttpRequest.Builder request =
                    gateway.anonymous(Samples.PATH).header("Authorization", "Bearer other-" + i % 20);
            long start = System.nanoTime();
            assertThat(gateway.send(request).status()).isEqualTo(200);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }
}
