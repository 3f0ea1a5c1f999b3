package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.application.health.Component;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.in.CheckHealthUseCase;
import io.deliverysettings.application.port.in.CheckHealthUseCase.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators are told, over a real connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementAdapterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
    private final Stub<CheckHealthUseCase.Query, CheckHealthUseCase.Result> health = new Stub<>(all(Readiness.READY));
    private final Map<String, String> info = new LinkedHashMap<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @SuppressWarnings("NullAway.Init")
    private volatile ManagementAdapter.Exposition metrics;

    @SuppressWarnings("NullAway.Init")
    private ManagementAdapter adapter;

    private int port;

    @BeforeEach
    void start() throws TimeoutException {
        info.clear();
        registry.clear();
        info.put("version", "1.2.3");
        info.put("store", "sqlite");
        info.put("commit", "abcdef0");
        health.answers(all(Readiness.READY));
        health.forget();
        metrics = contentType -> "# as " + contentType + "\n";
        adapter = adapter(0);
        port = Gateway.await(adapter.start());
    }

    @AfterEach
    void stop() throws TimeoutException {
        Gateway.await(adapter.stop(PATIENCE));
    }

    @AfterAll
    void close() throws TimeoutException {
        Gateway.await(vertx.close());
    }

    private ManagementAdapter adapter(int onPort) {
        return new ManagementAdapter(
                vertx,
                new ManagementOptions("127.0.0.1", onPort),
                new ManagementAdapter.Ports(health::handle, contentType -> metrics.scrape(contentType), info),
                registry);
    }

    private static CheckHealthUseCase.Result all(Readiness readiness) {
        return new CheckHealthUseCase.Result(
                readiness,
                Map.of(
                        Component.AUDIT_LOG, ComponentHealth.up(),
                        Component.KEYSET, ComponentHealth.degraded("It is an old one."),
                        Component.PINGONE, ComponentHealth.down("It is away."),
                        Component.STORE, ComponentHealth.up()));
    }

    private Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    private Answer send(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    @Test
    void whoeverCanAnswerIsAliveAndNoPartIsAskedForThat() throws Exception {
        health.answers(all(Readiness.NOT_READY));
        adapter.notReady();

        Answer live = get("/health/live");

        assertThat(live.status()).isEqualTo(200);
        assertThat(live.body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(health.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"READY, 200", "DEGRADED, 200", "NOT_READY, 503"})
    void onlyWhereNothingIsToBeExpectedTheGatewayIsNotReady(Readiness readiness, int status) throws Exception {
        health.answers(all(readiness));

        Answer ready = get("/health/ready");

        assertThat(ready.status()).isEqualTo(status);
        assertThat(ready.header("Content-Type")).contains("application/json");
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"" + readiness + "\",\"components\":{"
                        + "\"store\":{\"status\":\"UP\"},"
                        + "\"pingOne\":{\"status\":\"DOWN\",\"detail\":\"It is away.\"},"
                        + "\"keyset\":{\"status\":\"DEGRADED\",\"detail\":\"It is an old one.\"},"
                        + "\"auditLog\":{\"status\":\"UP\"}}}");
    }

    @Test
    void whatIsAboutToStopIsNotReadyHoweverItsPartsAre() throws Exception {
        assertThat(get("/health/ready").status()).isEqualTo(200);

        adapter.notReady();

        Answer ready = get("/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("{\"status\":\"STOPPING\"}");
    }

    @Test
    void aBugBehindTheQuestionIsNotReadyAndShowsNothingOfItself() throws Exception {
        health.fails(new IllegalStateException("secret detail"));
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"NOT_READY\"}");

        health.does(query -> {
            throw new IllegalStateException("secret detail");
        });
        Answer ready = get("/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("{\"status\":\"NOT_READY\"}");
    }

    /** A scrape that takes its time must not keep the answer of the probe, which says that this process is alive. */
    @Test
    void metricsAreWrittenDownAwayFromTheEventLoop() throws Exception {
        AtomicBoolean isOnEventLoop = new AtomicBoolean(true);
        metrics = contentType -> {
            isOnEventLoop.set(Context.isOnEventLoopThread());
            return "";
        };

        assertThat(get("/metrics").status()).isEqualTo(200);
        assertThat(isOnEventLoop).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*|text/plain; version=0.0.4; charset=utf-8",
                "text/plain|text/plain; version=0.0.4; charset=utf-8",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2"
                        + "|application/openmetrics-text; version=1.0.0; charset=utf-8"
            })
    void metricsComeInTheFormatThatTheScraperReads(String accepted, String contentType) throws Exception {
        Answer answer = send("GET", "/metrics", "Accept", accepted);

        assertThat(answer.header("Content-Type")).contains(contentType);
        assertThat(answer.body()).isEqualTo("# as " + contentType + "\n");
    }

    @Test
    void whoLooksAtTheMetricsSeesHowThePartsAreByThen() throws Exception {
        get("/metrics");
        assertThat(state("store")).isEqualTo("up");
        assertThat(state("pingOne")).isEqualTo("down");
        assertThat(state("keyset")).isEqualTo("degraded");
        int meters = registry.getMeters().size();

        health.answers(new CheckHealthUseCase.Result(
                Readiness.READY,
                Map.of(Component.STORE, ComponentHealth.down("It is away."), Component.PINGONE, ComponentHealth.up())));
        get("/metrics");

        assertThat(state("store")).isEqualTo("down");
        assertThat(state("pingOne")).isEqualTo("up");
        assertThat(state("keyset")).isEmpty();
        assertThat(registry.getMeters()).hasSize(meters);
    }

    private String state(String component) {
        return registry.get(HealthMetrics.HEALTH).tags("component", component).gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(gauge -> String.valueOf(gauge.getId().getTag("state")))
                .collect(Collectors.joining(","));
    }

    @Test
    void metricsAreToldEvenWhereHealthIsNot() throws Exception {
        health.fails(new IllegalStateException("a bug"));

        assertThat(get("/metrics").status()).isEqualTo(200);
    }

    @Test
    void metricsThatCannotBeToldAreAnErrorWithoutWords() throws Exception {
        metrics = contentType -> {
            throw new IllegalStateException("secret detail");
        };

        Answer answer = get("/metrics");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void factsAreToldInTheirOrder() throws Exception {
        assertThat(get("/info").body())
                .isEqualTo("{\"version\":\"1.2.3\",\"store\":\"sqlite\",\"commit\":\"abcdef0\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics", "/info"})
    void aHeadHasTheHeadersOfAGetAndNothingElse(String path) throws Exception {
        Answer got = get(path);
        Answer head = send("HEAD", path);

        assertThat(head.status()).isEqualTo(got.status());
        assertThat(head.headers()).isEqualTo(got.headers());
        assertThat(head.header("Content-Length"))
                .contains(String.valueOf(got.body().length()));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void nothingCanBeChangedHere(String method) throws Exception {
        for (String path : new String[] {"/health/live", "/health/ready", "/metrics", "/info"}) {
            Answer answer = send(method, path);

            assertThat(answer.status()).as(path).isEqualTo(405);
            assertThat(answer.header("Allow")).contains("GET, HEAD");
        }
        assertThat(health.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/health/live/", "/metrics/all", "/v1/environments", "/%zz"})
    void thereIsNothingElse(String path) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            Gateway.write(socket, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void nothingIsKeptByCachesOrShownToPagesOfOtherOrigins() throws Exception {
        Answer answer = send("GET", "/info", "Origin", "https://elsewhere.example");

        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("Access-Control"));
    }

    @Test
    void headersLongerThanAProbesAreRefused() throws Exception {
        Answer answer = send("GET", "/info", "X-Long", "x".repeat(5_000));

        assertThat(answer.status()).isEqualTo(431);
    }

    @Test
    void aPortThatIsTakenIsNotShared() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ManagementAdapter second = adapter(taken.getLocalPort());

            assertThatThrownBy(() -> Gateway.await(second.start())).isInstanceOf(BindException.class);
        }
        ManagementAdapter third = adapter(port);
        assertThatThrownBy(() -> Gateway.await(third.start())).isInstanceOf(BindException.class);
        assertThat(get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void aQuestionUnderWayIsAnsweredBeforeTheStop() throws Exception {
        CompletableFuture<CheckHealthUseCase.Result> pending = new CompletableFuture<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        health.does(query -> {
            asked.complete(null);
            return pending;
        });
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            Gateway.write(socket, "GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n");
            asked.get(10, TimeUnit.SECONDS);

            var stopping = adapter.stop(PATIENCE);
            pending.complete(all(Readiness.READY));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 ");
            Gateway.await(stopping);
        }
    }
}
