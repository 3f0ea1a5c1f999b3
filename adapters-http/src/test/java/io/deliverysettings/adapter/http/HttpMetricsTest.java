package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted of the requests to the API. */
class HttpMetricsTest {

    private static final String WHATS_APP =
            "/v1/environments/{envID}/notificationsSettings/instantMessagingDeliverySettings/whatsApp";

    private final Gateway gateway = Gateway.start();
    private final MeterRegistry registry = gateway.metrics;

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void aRequestIsCountedOnceUnderItsRouteMethodAndStatus() throws Exception {
        gateway.get();
        gateway.get();
        gateway.put("{}");

        eventually(() -> count() == 3);
        assertThat(timer(WHATS_APP, "GET", "200").count()).isEqualTo(2);
        assertThat(timer(WHATS_APP, "PUT", "400").count()).isEqualTo(1);
        assertThat(registry.get(HttpMetrics.REQUESTS).timers()).hasSize(2);
        assertThat(timer(WHATS_APP, "GET", "200").totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
    }

    @Test
    void howLongRequestsTakeIsToldInStepsUpToMinutes() throws Exception {
        gateway.get();

        eventually(() -> count() == 1);
        double[] steps = Arrays.stream(
                        timer(WHATS_APP, "GET", "200").takeSnapshot().histogramCounts())
                .mapToDouble(step -> step.bucket(TimeUnit.SECONDS))
                .toArray();
        assertThat(steps).contains(0.005, 1, 180).hasSizeBetween(10, 20);
    }

    /** Each route of the API, as somebody may ask for it. */
    @ParameterizedTest
    @CsvSource({
        "/v1/environments, /v1/environments",
        "/v1/environments/, /v1/environments",
        "WHATSAPP, WHATSAPP",
        "WHATSAPP/, WHATSAPP",
        "WHATSAPP/numbers, WHATSAPP/numbers",
        "WHATSAPP/selectedNumber, WHATSAPP/selectedNumber",
        "WHATSAPP/history, WHATSAPP/history",
        "WHATSAPP/history/17/restore, WHATSAPP/history/{revision}/restore",
        "WHATSAPP/operations/17, WHATSAPP/operations/{operationId}",
        "WHATSAPP/elsewhere, unmatched",
        "/, unmatched",
        "/v1/environments/a/b, unmatched"
    })
    void eachRouteHasOneNameWhateverItsParametersAre(String path, String name) throws Exception {
        String address = path.replace("WHATSAPP", WHATS_APP.replace("{envID}", "0f5a3a9b"));

        gateway.send(gateway.anonymous(address).GET());

        eventually(() -> count() == 1);
        assertThat(registry.get(HttpMetrics.REQUESTS).timer().getId().getTag("route"))
                .isEqualTo(name.replace("WHATSAPP", WHATS_APP));
    }

    @Test
    void aBodyThatIsTooLargeIsCountedUnderItsRoute() throws Exception {
        assertThat(gateway.put("x".repeat(100_000)).status()).isEqualTo(413);

        eventually(() -> count() == 1);
        assertThat(timer(WHATS_APP, "PUT", "413").count()).isEqualTo(1);
    }

    @Test
    void whatCannotBeRoutedIsCountedToo() throws Exception {
        gateway.rawText("GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        gateway.rawText("GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");

        eventually(() -> count() == 2);
        assertThat(timer("unmatched", "GET", "400").count()).isEqualTo(1);
        assertThat(registry.get(HttpMetrics.REQUESTS).tags("status", "431").timers())
                .singleElement()
                .satisfies(timer -> assertThat(timer.getId().getTag("route")).isEqualTo("unmatched"));
    }

    @Test
    void aRequestUnderWayIsActiveUntilItsAnswerIsSent() throws Exception {
        CompletableFuture<ReadWhatsAppUseCase.Result> pending = new CompletableFuture<>();
        gateway.read.does(query -> pending);
        try (Socket underWay = gateway.connect()) {
            Gateway.write(underWay, Gateway.fill("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n"));

            eventually(() -> gauge(HttpMetrics.ACTIVE) == 1);
            assertThat(count()).isZero();
            pending.complete(Samples.found(Samples.SETTINGS));

            eventually(() -> gauge(HttpMetrics.ACTIVE) == 0);
            assertThat(count()).isEqualTo(1);
        }
    }

    @Test
    void aCallerWhoGoesAwayIsNoSuccess() throws Exception {
        gateway.read.does(query -> new CompletableFuture<>());
        try (Socket underWay = gateway.connect()) {
            Gateway.write(underWay, Gateway.fill("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n"));
            eventually(() -> gauge(HttpMetrics.ACTIVE) == 1);
        }

        eventually(() -> gauge(HttpMetrics.ACTIVE) == 0);
        assertThat(timer(WHATS_APP, "GET", "aborted").count()).isEqualTo(1);
        assertThat(registry.get(HttpMetrics.REQUESTS).timers()).hasSize(1);
    }

    @Test
    void connectionsAreCountedWhileTheyAreOpen() throws Exception {
        try (Socket first = gateway.connect();
                Socket second = gateway.connect()) {
            for (Socket socket : List.of(first, second)) {
                Gateway.write(socket, Gateway.fill("OPTIONS PATH HTTP/1.1\r\nHost: a\r\n\r\n"));
            }
            eventually(() -> gauge(HttpMetrics.CONNECTIONS) == 2);
        }
        eventually(() -> gauge(HttpMetrics.CONNECTIONS) == 0);
    }

    @Test
    void bodiesAreCountedByTheirBytes() throws Exception {
        String body = "{}" + " ".repeat(100);
        Answer answer = gateway.put(body);

        eventually(() -> count() == 1);
        assertThat(registry.get(HttpMetrics.RECEIVED).counter().count()).isEqualTo(body.length());
        assertThat(registry.get(HttpMetrics.SENT).counter().count())
                .isEqualTo(answer.body().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void theNumberOfMetersDoesNotGrowWithWhatIsAskedFor() throws Exception {
        ask("GET", Samples.PATH);
        ask("GET", "/elsewhere");
        ask("BREW", "/elsewhere");
        eventually(() -> count() == 3);
        int meters = registry.getMeters().size();

        for (int i = 0; i < 1_000; i++) {
            ask("GET", Samples.PATH.replaceFirst("environments/[^/]+", "environments/" + UUID.randomUUID()));
            if (i % 10 == 0) {
                ask("GET", "/elsewhere/" + i);
                ask("M" + i, "/elsewhere");
            }
        }

        eventually(() -> count() == 1_203);
        assertThat(registry.getMeters()).hasSize(meters);
        assertThat(registry.getMeters().stream()
                        .map(Meter::getId)
                        .flatMap(id -> id.getTags().stream())
                        .map(Tag::getKey)
                        .collect(Collectors.toSet()))
                // The last one is that of the steps.
                .containsExactlyInAnyOrder("route", "method", "status", "le");
    }

    private void ask(String method, String path) throws IOException, InterruptedException {
        gateway.method(method, path);
    }

    private Timer timer(String route, String method, String status) {
        return registry.get(HttpMetrics.REQUESTS)
                .tags("route", route, "method", method, "status", status)
                .timer();
    }

    private long count() {
        return registry.find(HttpMetrics.REQUESTS).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    /** The answer is there a moment before its end is noticed. */
    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("has not come true");
            }
            Thread.sleep(5);
        }
    }
}
