package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One caller who sends as much as can be sent about one environment, and another who goes about its work in another one. */
@Timeout(120)
class FloodTest {

    /** More than one caller may have under way. */
    private static final int FLOODING = 150;

    /** Who floods is not kept busy by being turned away, or the test would measure its own client. */
    private static final long PAUSE_MILLIS = 50;

    private static final int ROUNDS = 40;

    /** Of the 90th percentile with the flood to that without; both are of the same machine and the same run. */
    private static final double MOST_SLOWED_DOWN = 25;

    /** Below this, what is compared is chance. */
    private static final Duration LEAST = Duration.ofMillis(20);

    /** Those that hold unless something else is set. */
    private static final List<String> USUAL_LIMITS = List.of(
            "--http-rate-per-address",
            "30000",
            "--http-rate-per-caller",
            "6000",
            "--http-max-in-flight",
            "500",
            "--http-max-in-flight-per-address",
            "250",
            "--http-max-in-flight-per-caller",
            "100");

    @Test
    void aFloodFromOneCallerOnOneEnvironmentIsTurnedAwayAndSlowsDownNobodyElse() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                RunningGateway gateway = RunningGateway.with(
                        pingOne.flags(Stream.concat(USUAL_LIMITS.stream(), Stream.of("--read-max-age", "0s"))
                                .toArray(String[]::new)))) {
            WhatsAppClient other = gateway.client().with("other-caller");
            WhatsAppClient flooded = gateway.client().with("flooding-caller");
            assertThat(flooded.put(Bodies.EXAMPLE).status()).isEqualTo(201);
            // Until everything is compiled.
            work(other);
            Duration without = work(other);

            Map<Integer, Integer> statuses;
            Duration with;
            try (Flood flood = Flood.on(flooded)) {
                Eventually.get(flood::statuses, seen -> seen.containsKey(429));
                with = work(other);
                statuses = flood.statuses();
            }

            System.out.printf(
                    "flood: %s; 90th percentile of the other caller: %s, with the flood %s%n", statuses, without, with);
            assertThat(statuses.keySet())
                    .as("the flood")
                    .contains(200, 429)
                    .allMatch(status -> status > 0 && status < 500);
            Duration most = Collections.max(List.of(without, LEAST));
            assertThat((double) with.toNanos() / most.toNanos())
                    .as("%s with the flood, %s without", with, without)
                    .isLessThan(MOST_SLOWED_DOWN);
            assertThat(Steps.history(other).status()).isEqualTo(200);
        }
    }

    /** Reads and writes, all of which succeed; how long most of them take. */
    private static Duration work(WhatsAppClient client) throws Exception {
        List<Duration> took = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            Answer put = client.put(Bodies.put(Bodies.FIVE_NUMBERS, "20500000000000" + (1 + round % 4)));
            Answer get = client.get();
            took.add(Duration.ofNanos(System.nanoTime() - begin));
            assertThat(put.status()).as(put.body()).isIn(200, 201);
            assertThat(get.status()).as(get.body()).isEqualTo(200);
        }
        Collections.sort(took);
        return took.get(ROUNDS * 9 / 10);
    }

    /** The one who floods, from another address of this machine. */
    private static final class Flood implements AutoCloseable {

        private final Vertx vertx = Vertx.vertx();
        private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
        private final HttpClient http;
        private final RequestOptions read;
        private volatile boolean isOver;

        private Flood(WhatsAppClient as) {
            http = vertx.createHttpClient(
                    new HttpClientOptions().setLocalAddress("127.0.0.2"), new PoolOptions().setHttp1MaxSize(FLOODING));
            read = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setAbsoluteURI(as.resource().toString())
                    .putHeader("Authorization", "Bearer " + as.bearer())
                    .putHeader("Cache-Control", "no-cache");
        }

        static Flood on(WhatsAppClient as) {
            Flood flood = new Flood(as);
            for (int i = 0; i < FLOODING; i++) {
                flood.send();
            }
            return flood;
        }

        private void send() {
            if (isOver) {
                return;
            }
            Future<Integer> status = http.request(new RequestOptions(read))
                    .compose(request -> request.send())
                    .compose(response -> response.body().map(read -> response.statusCode()));
            status.onComplete(done -> {
                statuses.merge(done.succeeded() ? done.result() : -1, 1, Integer::sum);
                if (done.succeeded() && done.result() == 200) {
                    send();
                } else {
                    vertx.setTimer(PAUSE_MILLIS, again -> send());
                }
            });
        }

        Map<Integer, Integer> statuses() {
            return Map.copyOf(statuses);
        }

        @Override
        public void close() throws TimeoutException {
            isOver = true;
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }
}
