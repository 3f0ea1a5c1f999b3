package io.deliverysettings.adapter.pingone;

import io.deliverysettings.adapter.pingone.PingOneOptions.RateLimits;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Removed;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.testkit.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/** Adapters that are closed after each test, and the three calls in their usual form. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdapterFixture {

    static final EnvironmentId ENVIRONMENT = Samples.ENVIRONMENT;
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    /** PingOne's own example of an answer. */
    static final String SETTINGS = resource("put-response-201.json");

    static final String ERROR_ID = "0f5a3a9b-1f0c-4b8e-9f9d-6d3a2f1b7c11";
    static final String ENVELOPE = """
            {"id": "%s", "code": "SOME_CODE", "message": "A sentence.",
             "details": [{"code": "SOME_DETAIL", "target": "numbers[0].numberId", "message": "Another one.",
                          "innerError": {"allowedValues": ["a", 1.10]}}]}
            """.formatted(ERROR_ID);

    /** Long enough for any answer on the loopback interface, so that it never ends a test that does not mean it. */
    static final Duration AMPLE = Duration.ofSeconds(8);

    static final int MAX_BYTES = 64 * 1024;

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final PingOneMetrics metrics = new PingOneMetrics(registry);
    final Vertx vertx = Vertx.vertx();
    private final List<PingOneSettingsAdapter> adapters = new ArrayList<>();

    @AfterEach
    void closeAdapters() {
        adapters.forEach(adapter -> await(adapter.close()));
        adapters.clear();
    }

    @AfterAll
    void closeVertx() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** Rates that no test reaches unless it means to, and no environment that is new. */
    static PingOneOptions options(URI apiUrl) {
        return new PingOneOptions(
                apiUrl, AMPLE, AMPLE, MAX_BYTES, new RateLimits(1_000_000, 1_000_000, 10_000), Duration.ZERO);
    }

    static final ConnectionOptions CONNECTIONS =
            ConnectionOptions.usual().withConnectTimeout(AMPLE).withMaxConnections(4);

    PingOneSettingsAdapter adapter(ScriptedServer server) {
        return adapter(options(server.apiUrl()));
    }

    /** An adapter that makes each call once: what a single try does is tested apart from how often it is worth one. */
    PingOneSettingsAdapter adapter(PingOneOptions options) {
        return adapter(options, CONNECTIONS);
    }

    PingOneSettingsAdapter adapter(PingOneOptions options, ConnectionOptions connections) {
        return closedAfterwards(new PingOneSettingsAdapter(
                vertx, options, connections, CLOCK, new ForwardedTokens(), new Once(), metrics));
    }

    /** An adapter that tries again, without much of a wait. */
    PingOneSettingsAdapter retrying(PingOneOptions options) {
        Backoff quick = new Backoff(Duration.ofMillis(2), Duration.ofMillis(20), () -> 0.5);
        return adapter(
                options, new ForwardedTokens(), new Retries(new VertxTimers(vertx), CLOCK, quick, metrics.host("api")));
    }

    PingOneSettingsAdapter adapter(PingOneOptions options, AccessTokens tokens, Attempts attempts) {
        return closedAfterwards(
                new PingOneSettingsAdapter(vertx, options, CONNECTIONS, CLOCK, tokens, attempts, metrics));
    }

    PingOneSettingsAdapter closedAfterwards(PingOneSettingsAdapter adapter) {
        adapters.add(adapter);
        return adapter;
    }

    private static final class Once implements Attempts {
        @Override
        public <T> Future<T> make(Instant deadline, Function<Instant, Future<T>> attempt) {
            return attempt.apply(deadline);
        }
    }

    /** A call that has to be over soon. */
    static Call within(Duration time) {
        return new Call(Samples.caller(), ENVIRONMENT, CLOCK.instant().plus(time), Priority.CHANGE);
    }

    static CompletionStage<Answer<WhatsAppSettings>> read(PingOneSettingsAdapter adapter) {
        return read(adapter, Samples.call(ENVIRONMENT));
    }

    static CompletionStage<Answer<WhatsAppSettings>> read(PingOneSettingsAdapter adapter, Call call) {
        return adapter.read(call, Expansion.NONE);
    }

    static CompletionStage<Answer<Replaced>> write(PingOneSettingsAdapter adapter) {
        return write(adapter, Samples.call(ENVIRONMENT));
    }

    static CompletionStage<Answer<Replaced>> write(PingOneSettingsAdapter adapter, Call call) {
        return adapter.replace(
                call,
                Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER, Samples.selectingId("116195731537720")),
                () -> {});
    }

    static CompletionStage<Answer<Removed>> remove(PingOneSettingsAdapter adapter) {
        return adapter.remove(Samples.call(ENVIRONMENT));
    }

    static <T> T done(CompletionStage<Answer<T>> stage) {
        return await(stage).fold(value -> value, refusal -> {
            throw new AssertionError("refused: " + refusal);
        });
    }

    static <T> PlatformRefusal refusal(CompletionStage<Answer<T>> stage) {
        return await(stage)
                .fold(
                        value -> {
                            throw new AssertionError("not refused: " + value);
                        },
                        refusal -> refusal);
    }

    static PortFault fault(CompletionStage<?> stage) {
        Throwable failure = failure(stage);
        return PortFault.in(failure).orElseThrow(() -> new AssertionError("not a fault", failure));
    }

    static Throwable failure(CompletionStage<?> stage) {
        Object value;
        try {
            value = await(stage);
        } catch (CompletionException failure) {
            return Objects.requireNonNullElse(failure.getCause(), failure);
        }
        throw new AssertionError("did not fail: " + value);
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(2 * AMPLE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(AdapterFixture.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
