package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.sun.net.httpserver.HttpServer;
import io.deliverysettings.app.SpanCollector.ReceivedSpan;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A request is one trace, from its caller to PingOne, and nothing in it is a secret. */
@Timeout(90)
class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String TRACEPARENT = "00-" + TRACE + "-" + CALLER + "-01";
    private static final String HIDDEN = "must-not-show";
    private static final String ROUTE =
            "/v1/environments/{envID}/notificationsSettings/instantMessagingDeliverySettings/whatsApp";

    /** Everything that any span, or what sends it, may say of itself. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "http.request.method",
            "http.response.status_code",
            "http.route",
            "error.type",
            "deliverysettings.environment.id",
            "deliverysettings.priority",
            "service.name",
            "service.version",
            "service.instance.id",
            "telemetry.sdk.language",
            "telemetry.sdk.name",
            "telemetry.sdk.version");

    /** Answers 503 once, then 401, and notes which trace each call is part of. */
    private static final class TraceNotingPingOne implements AutoCloseable {

        private final HttpServer server;
        private final List<String> traceparents = new CopyOnWriteArrayList<>();

        TraceNotingPingOne() throws IOException {
            AtomicInteger calls = new AtomicInteger();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                traceparents.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
                byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(calls.getAndIncrement() == 0 ? 503 : 401, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        RunningGateway gateway(String... flags) throws Gateway.CannotStart {
            List<String> all = new ArrayList<>(List.of(
                    "--upstream",
                    "pingone",
                    "--pingone-api-url",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/v1"));
            all.addAll(List.of(flags));
            return RunningGateway.with(all.toArray(String[]::new));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void requestIsOneTraceFromItsCallerToTheStore() throws Exception {
        try (SpanCollector collector = SpanCollector.start()) {
            WhatsAppClient client;
            try (RunningGateway gateway =
                    RunningGateway.with("--otlp-endpoint", collector.address().toString())) {
                client = gateway.client().with("bearer-" + HIDDEN);
                Answer answer = WhatsAppClient.send(client.putRequest(
                                "?expand=query-" + HIDDEN,
                                Bodies.withSecrets(
                                        Bodies.EXAMPLE_ACCOUNT, "app-" + HIDDEN, "user-" + HIDDEN, "116195731537720"))
                        .header("traceparent", TRACEPARENT));
                assertThat(answer.status()).isLessThan(300);
            }
            // The gateway has stopped, and what waited was sent before.
            List<ReceivedSpan> spans = collector.spans();
            ReceivedSpan request = only(spans, span -> span.kind() == 2);
            assertThat(request.name()).isEqualTo("PUT " + ROUTE);
            assertThat(request.parent()).isEqualTo(CALLER);
            assertThat(request.attributes())
                    .containsEntry("http.route", ROUTE)
                    .containsEntry("http.request.method", "PUT")
                    .containsEntry("deliverysettings.environment.id", client.environment())
                    .containsKey("http.response.status_code");
            assertThat(spans).allSatisfy(span -> assertThat(span.trace()).isEqualTo(TRACE));
            assertThat(spans)
                    .filteredOn(span -> span.kind() != 2)
                    .allSatisfy(span -> assertThat(span.parent()).isEqualTo(request.id()));
            assertThat(spans).extracting(ReceivedSpan::name).contains("PingOne GET", "PingOne PUT");
            assertThat(spans).anySatisfy(span -> assertThat(span.name()).startsWith("store "));
            assertThat(collector.everything())
                    .contains("delivery-settings-gateway")
                    .doesNotContain(HIDDEN);
        }
    }

    @Test
    void nothingThatACallerMayHavePutAnywhereIsToldAndOnlyWhatIsOnTheList() throws Exception {
        try (SpanCollector collector = SpanCollector.start();
                TraceNotingPingOne pingOne = new TraceNotingPingOne()) {
            try (RunningGateway gateway =
                    pingOne.gateway("--otlp-endpoint", collector.address().toString())) {
                WhatsAppClient client = gateway.client();
                String anEnvironment = client.resource().getPath();
                for (String path : List.of(
                        "/" + HIDDEN,
                        "/v1/" + HIDDEN + "?" + HIDDEN,
                        anEnvironment.replace(client.environment(), HIDDEN),
                        anEnvironment + "/" + HIDDEN,
                        anEnvironment + "?" + HIDDEN + "=" + HIDDEN)) {
                    WhatsAppClient.send(HttpRequest.newBuilder(gateway.apiUrl().resolve(path))
                            .header("Authorization", "Bearer " + HIDDEN)
                            .header("User-Agent", HIDDEN)
                            .header("Correlation-Id", HIDDEN)
                            .method("X-" + HIDDEN, HttpRequest.BodyPublishers.ofString(HIDDEN)));
                    WhatsAppClient.send(HttpRequest.newBuilder(gateway.apiUrl().resolve(path))
                            .header("Authorization", "Bearer " + HIDDEN)
                            .GET());
                }
            }
            assertThat(collector.spans()).hasSizeGreaterThan(10);
            assertThat(collector.attributes()).isNotEmpty().isSubsetOf(ATTRIBUTES);
            assertThat(collector.everything()).doesNotContain(HIDDEN);
        }
    }

    @Test
    void theTokenThatAWorkerFetchesIsASpanOfWhoeverNeedsIt(@TempDir Path files) throws Exception {
        try (SpanCollector collector = SpanCollector.start();
                ExternalPingOne pingOne = ExternalPingOne.start()) {
            List<String> flags = new ArrayList<>(WorkerFiles.flags(files, pingOne.authUrl(), pingOne.issuer()));
            flags.addAll(List.of("--otlp-endpoint", collector.address().toString()));
            try (RunningGateway gateway = RunningGateway.with(pingOne.flags(flags.toArray(String[]::new)))) {
                WhatsAppClient client = gateway.client().with(pingOne.callersToken("one"));
                assertThat(client.getFresh().status()).isLessThan(500);
                assertThat(client.getFresh().status()).isLessThan(500);
            }
            List<ReceivedSpan> spans = collector.spans();
            ReceivedSpan fetch = only(spans, span -> span.name().equals("PingOne token"));
            assertThat(fetch.kind()).isEqualTo(3);
            assertThat(spans)
                    .filteredOn(span -> span.kind() == 2)
                    .extracting(ReceivedSpan::id)
                    .contains(fetch.parent());
            // Who is asked for the keys of callers' tokens is nobody's attempt.
            assertThat(spans)
                    .filteredOn(span -> span.kind() == 3)
                    .extracting(ReceivedSpan::name)
                    .allMatch(name -> name.startsWith("PingOne ") || name.startsWith("store "));
            assertThat(collector.attributes()).isSubsetOf(ATTRIBUTES);
        }
    }

    @Test
    void theWaitForTheLimitsOfPingOneIsASpan() throws Exception {
        try (SpanCollector collector = SpanCollector.start();
                ExternalPingOne pingOne = ExternalPingOne.start()) {
            int allowedAtOnce = 12;
            try (RunningGateway gateway = RunningGateway.with(pingOne.flags(
                    "--rate-per-environment",
                    "120",
                    "--otlp-endpoint",
                    collector.address().toString()))) {
                WhatsAppClient client = gateway.client();
                for (int call = 0; call < allowedAtOnce + 2; call++) {
                    client.getFresh();
                }
            }
            List<ReceivedSpan> spans = collector.spans();
            List<ReceivedSpan> waits = spans.stream()
                    .filter(span -> span.name().equals("wait for limits"))
                    .toList();
            // Those that could go at once have not waited.
            assertThat(waits).isNotEmpty().hasSizeLessThan(allowedAtOnce).allSatisfy(wait -> {
                assertThat(wait.kind()).isEqualTo(1);
                assertThat(wait.attributes()).containsOnlyKeys("deliverysettings.priority");
                assertThat(spans)
                        .filteredOn(span -> span.parent().equals(wait.parent()))
                        .extracting(ReceivedSpan::name)
                        .contains("PingOne GET");
            });
        }
    }

    @Test
    void theShareThatIsTracedIsASetting() throws Exception {
        try (SpanCollector collector = SpanCollector.start()) {
            try (RunningGateway gateway = RunningGateway.with(
                    "--trace-sample-ratio",
                    "0",
                    "--otlp-endpoint",
                    collector.address().toString())) {
                gateway.client().get();
                WhatsAppClient.send(gateway.client()
                        .request("")
                        .header("traceparent", TRACEPARENT)
                        .GET());
            }
            assertThat(collector.spans())
                    .isNotEmpty()
                    .allSatisfy(span -> assertThat(span.trace()).isEqualTo(TRACE));
        }
    }

    @Test
    void linesOfTheLogSayWhichTraceTheyAreOf(@TempDir Path data) throws Exception {
        try (SpanCollector collector = SpanCollector.start();
                ChildProcess gateway = inAProcess(
                        data,
                        // As an operator has it, with the log of the gateway and not that of tests.
                        entry -> !entry.endsWith("test-classes"),
                        "--otlp-endpoint=" + collector.address(),
                        "--upstream=pingone",
                        "--pingone-api-url=http://127.0.0.1:1/v1",
                        "--read-timeout=1s")) {
            Answer answer = WhatsAppClient.send(WhatsAppClient.of(PackagedApplication.apiUrl(gateway))
                    .request("")
                    .header("traceparent", TRACEPARENT)
                    .GET());
            assertThat(answer.status()).as(gateway::toString).isGreaterThanOrEqualTo(500);
            gateway.awaitErr(" answered ");
            gateway.terminate();
            gateway.exitCode();

            ReceivedSpan request = only(collector.spans(), span -> span.kind() == 2);
            List<String> lines = gateway.err()
                    .lines()
                    .filter(line -> line.contains("traceId="))
                    .toList();
            assertThat(lines)
                    .anyMatch(line -> line.contains(" access answered "))
                    .anyMatch(line -> line.contains(" WARN "))
                    .allMatch(line -> line.contains("traceId=" + TRACE) && line.contains("spanId=" + request.id()));
            assertThat(gateway.err().lines()).anyMatch(line -> line.contains("stopped") && !line.contains("traceId="));
        }
    }

    @Test
    void withoutACollectorNothingOfOpenTelemetryIsNeeded(@TempDir Path data) throws Exception {
        Predicate<String> others = entry -> !entry.contains("opentelemetry");
        try (ChildProcess gateway = inAProcess(data, others)) {
            assertThat(WhatsAppClient.of(PackagedApplication.apiUrl(gateway))
                            .put(Bodies.EXAMPLE)
                            .status())
                    .as(gateway::toString)
                    .isEqualTo(201);
        }
        try (ChildProcess traced = inAProcess(data, others, "--otlp-endpoint=http://127.0.0.1:1")) {
            traced.awaitErr("NoClassDefFoundError");
        }
    }

    /** With what is wanted of the class path of this test. */
    private static ChildProcess inAProcess(Path data, Predicate<String> wanted, String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(wanted)
                        .collect(Collectors.joining(File.pathSeparator)),
                GatewayMain.class.getName(),
                "run",
                "--port=0",
                "--sandbox-port=0",
                "--data-dir=" + data));
        command.addAll(List.of(flags));
        return ChildProcess.start(data, RunningGateway.FOR_TESTS, command);
    }

    @ParameterizedTest
    @CsvSource({"30000, 1000, 5000", "30000, 28000, 2000", "30000, 30001, 0", "0, 0, 0", "3000, 0, 3000"})
    void whatWaitsIsSentInWhatDrainingHasLeftOfItsTime(long drainTimeout, long drained, long limit) {
        assertThat(Gateway.flushLimit(Duration.ofMillis(drainTimeout), Duration.ofMillis(drained)))
                .isEqualTo(Duration.ofMillis(limit));
    }

    @Test
    void eachAttemptIsASpanOfItsOwnThatPingOneIsTold() throws Exception {
        try (SpanCollector collector = SpanCollector.start();
                TraceNotingPingOne pingOne = new TraceNotingPingOne()) {
            try (RunningGateway gateway =
                    pingOne.gateway("--otlp-endpoint", collector.address().toString())) {
                WhatsAppClient.send(gateway.client()
                        .request("")
                        .header("traceparent", TRACEPARENT)
                        .GET());
            }
            List<ReceivedSpan> attempts = collector.spans().stream()
                    .filter(span -> span.name().equals("PingOne GET"))
                    .toList();
            assertThat(attempts)
                    .extracting(span -> span.attributes().get("http.response.status_code"))
                    .containsExactly("503", "401");
            assertThat(pingOne.traceparents)
                    .containsExactlyElementsOf(attempts.stream()
                            .map(span -> "00-" + TRACE + "-" + span.id() + "-01")
                            .toList());
        }
    }

    @Test
    void requestThatWaitsForAnotherGoesOnInItsOwnTrace(@TempDir Path keys) throws Exception {
        try (SpanCollector collector = SpanCollector.start();
                WatchedPingOne pingOne = WatchedPingOne.start(Duration.ofMillis(300));
                SharedStore store = SharedStore.start(keys)) {
            try (RunningGateway gateway = RunningGateway.with(
                    store.flags(pingOne, "--otlp-endpoint", collector.address().toString()))) {
                WhatsAppClient client = gateway.client();
                CompletableFuture<Answer> first = client.putAsync(Bodies.EXAMPLE);
                CompletableFuture<Answer> second = client.putAsync(Bodies.EXAMPLE);
                assertThat(first.get(20, TimeUnit.SECONDS).status()).isLessThan(300);
                assertThat(second.get(20, TimeUnit.SECONDS).status()).isLessThan(300);
            }
            List<ReceivedSpan> spans = collector.spans();
            ReceivedSpan wait = only(spans, span -> span.name().equals("wait for turn"));
            assertThat(wait.kind()).isEqualTo(1);
            assertThat(spans)
                    .filteredOn(span -> span.kind() == 2)
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(spans)
                            .filteredOn(span -> span.parent().equals(request.id()))
                            .extracting(ReceivedSpan::name)
                            .contains("store begin", "PingOne PUT"));
        }
    }

    @Test
    void nothingIsTracedUnlessThereIsACollector() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (TraceNotingPingOne pingOne = new TraceNotingPingOne();
                RunningGateway gateway = pingOne.gateway()) {
            WhatsAppClient.send(gateway.client()
                    .request("")
                    .header("traceparent", TRACEPARENT)
                    .GET());
            assertThat(pingOne.traceparents).isNotEmpty().containsOnly("null");
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.contains("SpanProcessor"));
        }
    }

    /** With a queue that is full there is one for every batch. */
    @Test
    void spansThatAreLostAreNoNews() throws Exception {
        String processor = "io.opentelemetry.sdk.trace.export.BatchSpanProcessor";

        assertThat(Class.forName(processor)).isNotNull();
        assertThat(LoggerFactory.getLogger(processor).isWarnEnabled()).isFalse();
    }

    @Test
    void collectorThatDoesNotAnswerHoldsUpNobodyAndIsNoNewsForLong() throws Exception {
        // It takes connections and says nothing.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                CapturedLog log = CapturedLog.from(Level.WARN);
                RunningGateway gateway =
                        RunningGateway.with("--otlp-endpoint", "http://127.0.0.1:" + silent.getLocalPort())) {
            WhatsAppClient client = gateway.client();
            for (int request = 0; request < 200; request++) {
                assertThat(client.get().status()).isLessThan(500);
            }
            assertThat(log.text().lines().filter(line -> line.contains("opentelemetry")))
                    .hasSizeLessThan(10);
        }
    }

    private static ReceivedSpan only(List<ReceivedSpan> spans, Predicate<ReceivedSpan> wanted) {
        List<ReceivedSpan> found = spans.stream().filter(wanted).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
