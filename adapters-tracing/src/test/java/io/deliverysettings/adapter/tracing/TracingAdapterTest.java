package io.deliverysettings.adapter.tracing;

import static io.deliverysettings.adapter.tracing.FollowedVertx.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.testkit.WaitingPortContract;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is followed, what is told of it, and what a collector that is slow costs. */
@Timeout(60)
class TracingAdapterTest implements WaitingPortContract {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    /** Of all that there is, whoever makes spans of it. */
    private static final List<String> ATTRIBUTES = List.of(
            "http.request.method",
            "http.response.status_code",
            "http.route",
            "error.type",
            "deliverysettings.environment.id",
            "deliverysettings.priority");

    private final FollowedVertx followed = new FollowedVertx(1);

    @AfterEach
    void close() {
        followed.close();
    }

    @Override
    public WaitingPort waiting() {
        return followed.tracing;
    }

    @Override
    public CompletionStage<String> followInARequest(WaitingPort.Reason reason, CompletionStage<String> awaited) {
        return followed.followOnAContext(reason, awaited);
    }

    @Test
    void aRequestGoesOnWithTheTraceOfItsCaller() throws Exception {
        followed.request(answering(204), "traceparent", "00-" + TRACE + "-" + CALLER + "-01");

        SpanData span = only(followed.spans());
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo(CALLER);
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-0000000000000000-01",
                "00-00000000000000000000000000000000-" + CALLER + "-01",
                "ff-" + TRACE + "-" + CALLER + "-01",
                "00-" + TRACE + "-" + CALLER,
                "nonsense",
            })
    void whatIsNoTraceparentBeginsATrace(String traceparent) throws Exception {
        followed.request(answering(204), "traceparent", traceparent);

        SpanData span = only(followed.spans());
        assertThat(span.getTraceId()).isNotEqualTo(TRACE);
        assertThat(span.getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void aTraceparentThatCameTwiceIsNone() throws Exception {
        String traceparent = "00-" + TRACE + "-" + CALLER + "-01";

        followed.request(answering(204), "traceparent", traceparent, "traceparent", traceparent);

        assertThat(only(followed.spans()).getTraceId()).isNotEqualTo(TRACE);
    }

    @ParameterizedTest
    @CsvSource({"0, , 0", "1, , 1", "0, 01, 1", "1, 00, 0", "0, 00, 0", "1, 01, 1"})
    void theShareCountsWhereTheCallerHasNotDecided(double share, @Nullable String flags, int spans) throws Exception {
        try (FollowedVertx sampled = new FollowedVertx(share)) {
            Map<String, String> sent = new HashMap<>();
            String[] headers = flags == null
                    ? new String[0]
                    : new String[] {"traceparent", "00-" + TRACE + "-" + CALLER + "-" + flags};

            sampled.request(
                    request -> {
                        VertxTracer<?, @Nullable Object> tracer = tracer();
                        Object span = send(tracer, "attempt", TracingPolicy.PROPAGATE, sent);
                        receive(tracer, span, null);
                        request.response().end();
                    },
                    headers);

            assertThat(sampled.spans()).hasSize(2 * spans);
            // Whoever is called decides as was decided here: by the last bit of the flags.
            assertThat(sent.get("traceparent"))
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0" + (spans == 1 ? "[13]" : "[02]"));
        }
    }

    @Test
    void whatIsDoneForARequestIsPartOfItAndTellsWhoeverIsCalled() throws Exception {
        Map<String, String> sent = new HashMap<>();
        followed.request(
                request -> {
                    VertxTracer<?, @Nullable Object> tracer = tracer();
                    receive(tracer, send(tracer, "attempt", TracingPolicy.PROPAGATE, sent), null);
                    request.response().end();
                },
                "traceparent",
                "00-" + TRACE + "-" + CALLER + "-01",
                "tracestate",
                "a=1",
                "tracestate",
                "b=2");

        List<SpanData> spans = followed.spans();
        SpanData request = named(spans, "GET");
        SpanData attempt = named(spans, "attempt");
        assertThat(attempt.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(attempt.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(sent)
                .containsEntry("traceparent", "00-" + TRACE + "-" + attempt.getSpanId() + "-01")
                .containsEntry("tracestate", "a=1,b=2");
    }

    @Test
    void whatNobodyHasAskedForIsNotFollowed() throws Exception {
        Map<String, String> sent = new HashMap<>();

        await(followed.onAContext(() -> {
            VertxTracer<?, @Nullable Object> tracer = tracer();
            receive(tracer, send(tracer, "attempt", TracingPolicy.PROPAGATE, sent), null);
            return CompletableFuture.completedStage("done");
        }));
        followed.request(request -> {
            receive(tracer(), send(tracer(), "ignored", TracingPolicy.IGNORE, sent), null);
            request.response().end();
        });

        assertThat(followed.spans()).extracting(SpanData::getName).containsExactly("GET");
        assertThat(sent).isEmpty();
    }

    @Test
    void noAttributeIsTakenThatIsNotOnTheList() throws Exception {
        String hidden = "must-not-show";
        followed.request(
                request -> {
                    VertxTracer<?, @Nullable Object> tracer = tracer();
                    receive(
                            tracer,
                            send(tracer, "attempt", TracingPolicy.PROPAGATE, new HashMap<>()),
                            new IllegalStateException(hidden));
                    followed.tracing.routed(hidden, "/v1/{id}", Optional.of("an-environment"));
                    request.response().setStatusCode(503).end();
                },
                "Authorization",
                hidden,
                "User-Agent",
                hidden);

        List<SpanData> spans = followed.spans();
        assertThat(spans).hasSize(2).allSatisfy(span -> {
            assertThat(span.getAttributes().asMap().keySet())
                    .isNotEmpty()
                    .extracting(AttributeKey::getKey)
                    .isSubsetOf(ATTRIBUTES);
            assertThat(span.getEvents()).isEmpty();
            assertThat(span.getStatus()).isEqualTo(StatusData.error());
            assertThat(span.toString()).doesNotContain(hidden);
        });
        assertThat(attributes(named(spans, "HTTP /v1/{id}")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "http.request.method",
                        "GET",
                        "http.response.status_code",
                        "503",
                        "http.route",
                        "/v1/{id}",
                        "deliverysettings.environment.id",
                        "an-environment"));
        assertThat(attributes(named(spans, "attempt")))
                .containsEntry("http.request.method", "_OTHER")
                .containsEntry("error.type", IllegalStateException.class.getName());
    }

    @Test
    void theWaitForATurnIsASpanAndOtherWaitsAreNone() throws Exception {
        AtomicReference<@Nullable Context> before = new AtomicReference<>();
        AtomicReference<@Nullable Context> after = new AtomicReference<>();
        CompletableFuture<String> turn = new CompletableFuture<>();
        CompletableFuture<String> other = new CompletableFuture<>();
        followed.request(request -> {
            before.set(Vertx.currentContext());
            followed.tracing
                    .follow(WaitingPort.Reason.TURN, turn)
                    .thenCompose(due -> followed.tracing.follow(WaitingPort.Reason.OTHER, other))
                    .thenAccept(over -> {
                        after.set(Vertx.currentContext());
                        request.response().end();
                    });
            turn.completeAsync(() -> "elsewhere");
            other.completeAsync(() -> "elsewhere");
        });

        List<SpanData> spans = followed.spans();
        assertThat(after.get()).isNotNull().isSameAs(before.get());
        assertThat(spans).extracting(SpanData::getName).containsExactlyInAnyOrder("GET", "wait for turn");
        assertThat(named(spans, "wait for turn"))
                .matches(span -> span.getKind() == SpanKind.INTERNAL)
                .matches(span ->
                        span.getParentSpanId().equals(named(spans, "GET").getSpanId()));
    }

    @Test
    void aPositionIsThatOfTheRequestWhereItIsWorkedOnAndNowhereElse() throws Exception {
        AtomicReference<Optional<TracingAdapter.Position>> known = new AtomicReference<>(Optional.empty());
        followed.request(request -> {
            known.set(followed.tracing.current());
            request.response().end();
        });

        assertThat(followed.tracing.current()).isEmpty();
        assertThat(await(followed.onAContext(() -> CompletableFuture.completedStage(followed.tracing.current()))))
                .isEmpty();
        SpanData span = only(followed.spans());
        assertThat(known.get()).contains(new TracingAdapter.Position(span.getTraceId(), span.getSpanId()));
    }

    @Test
    void aVertxThatIsNotFollowedIsLeftAlone() throws Exception {
        try (FollowedVertx another = new FollowedVertx(1)) {
            int status = another.request(request -> {
                // What is thrown here is answered with 500.
                assertThat(followed.tracing.current()).isEmpty();
                followed.tracing.routed("GET", "/elsewhere", Optional.empty());
                CompletableFuture<String> awaited = new CompletableFuture<>();
                assertThat(followed.tracing.follow(WaitingPort.Reason.TURN, awaited))
                        .isSameAs(awaited);
                request.response().setStatusCode(204).end();
            });

            assertThat(status).isEqualTo(204);
            assertThat(another.spans()).extracting(SpanData::getName).containsExactly("GET");
        }
    }

    @Test
    void whatACollectorIsTooSlowForIsLostAndNobodyWaits() throws Exception {
        followed.exporter.hold();
        int most = SpanExport.MOST_WAITING + 2 * SpanExport.BATCH;
        int made = most + 1000;
        followed.request(request -> {
            VertxTracer<?, @Nullable Object> tracer = tracer();
            for (int i = 0; i < made; i++) {
                receive(tracer, send(tracer, "attempt", TracingPolicy.PROPAGATE, new HashMap<>()), null);
            }
            request.response().end();
        });

        // The collector has not come to an end with anything, and the request has been answered.
        followed.exporter.release();
        assertThat(followed.spans()).hasSizeLessThanOrEqualTo(most).hasSizeGreaterThan(SpanExport.BATCH);
    }

    @Test
    void closingTakesNoLongerThanItsLimit() throws Exception {
        followed.exporter.hold();
        followed.request(answering(204));

        // The exporter would have seconds to come to an end with what it was given.
        await(followed.tracing.close(Duration.ofMillis(100)));

        assertThat(followed.exporter.isShutDown()).isFalse();
    }

    @Test
    void whatWaitsIsSentBeforeItIsClosed() throws Exception {
        followed.request(answering(204));

        await(followed.tracing.close(Duration.ofSeconds(20)));

        assertThat(followed.exporter.spans()).hasSize(1);
        assertThat(followed.exporter.isShutDown()).isTrue();
    }

    private static io.vertx.core.Handler<HttpServerRequest> answering(int status) {
        return request -> request.response().setStatusCode(status).end();
    }

    @SuppressWarnings("unchecked") // Vert.x gives its tracer without types; what comes from it goes back to it.
    private static VertxTracer<?, @Nullable Object> tracer() {
        return context().tracer();
    }

    private static ContextInternal context() {
        ContextInternal context = ContextInternal.current();
        if (context == null) {
            throw new AssertionError("on no context");
        }
        return context;
    }

    /** As an adapter does, but with tags that no adapter should tell. */
    private static @Nullable Object send(
            VertxTracer<?, @Nullable Object> tracer, String name, TracingPolicy policy, Map<String, String> headers) {
        return tracer.sendRequest(
                context(), io.vertx.core.spi.tracing.SpanKind.RPC, policy, "request", name, headers::put, TELLING_ALL);
    }

    private static void receive(
            VertxTracer<?, @Nullable Object> tracer, @Nullable Object span, @Nullable Throwable failure) {
        tracer.receiveResponse(context(), null, span, failure, TagExtractor.empty());
    }

    private static final TagExtractor<String> TELLING_ALL = new TagExtractor<>() {
        private final List<Map.Entry<String, String>> tags = List.of(
                Map.entry("http.request.method", "must-not-show"),
                Map.entry("url.full", "http://a/?must-not-show"),
                Map.entry("url.query", "must-not-show"),
                Map.entry("server.address", "must-not-show"),
                Map.entry("deliverysettings.token", "must-not-show"));

        @Override
        public int len(String request) {
            return tags.size();
        }

        @Override
        public String name(String request, int index) {
            return tags.get(index).getKey();
        }

        @Override
        public String value(String request, int index) {
            return tags.get(index).getValue();
        }
    };

    private static Map<String, String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().getKey(),
                        entry -> entry.getValue().toString()));
    }

    private static SpanData only(List<SpanData> spans) {
        assertThat(spans).hasSize(1);
        return spans.get(0);
    }

    private static SpanData named(List<SpanData> spans, String name) {
        return only(spans.stream().filter(span -> span.getName().equals(name)).toList());
    }
}
