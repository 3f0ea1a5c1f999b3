package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.PingOneOptions.RateLimits;
import io.deliverysettings.adapter.pingone.ScriptedServer.Script;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.testkit.Samples;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often PingOne is called, with which effect, and what becomes of a call by its deadline. */
class RetriedCallsTest extends AdapterFixture {

    private static final String OK = ScriptedServer.json(200, SETTINGS);
    private static final Duration SHORT = Duration.ofMillis(300);

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aReadIsTriedAgainAfterTheStatusesThatPingOneNames(int status) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(first(2, ScriptedServer.json(status, ENVELOPE), OK))) {
            // A 429 holds the environment back for a second each time.
            assertThat(done(read(retrying(options(server.apiUrl())))).status()).contains("Created");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aReadIsTriedAgainAfterAnAnswerThatCannotBeRead() throws Exception {
        List<Script> broken = List.of(
                ScriptedServer.Exchange::reset,
                ScriptedServer.Exchange::close,
                exchange -> exchange.send(ScriptedServer.http(200, "", "<html>")),
                exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
                    exchange.close();
                },
                exchange -> {
                    exchange.send("nonsense\r\n\r\n");
                    exchange.close();
                });
        AtomicInteger next = new AtomicInteger();
        Script script = exchange -> {
            int number = next.getAndIncrement();
            if (number < broken.size()) {
                broken.get(number).answer(exchange);
            } else {
                exchange.send(OK);
            }
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            assertThat(done(read(retrying(options(server.apiUrl())))).status()).contains("Created");
            assertThat(server.requests()).hasSize(6);
        }
    }

    @Test
    void aReadWithoutAnAnswerIsTriedAgainBeforeItsDeadline() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Script silentAtFirst = exchange -> {
            if (calls.getAndIncrement() > 0) {
                exchange.send(OK);
            }
        };
        try (ScriptedServer server = ScriptedServer.start(silentAtFirst)) {
            PingOneOptions options = options(server.apiUrl()).withTimeouts(SHORT, AMPLE);

            assertThat(done(read(retrying(options), within(AMPLE))).status()).contains("Created");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, UNREADABLE",
        "401, CREDENTIALS_REFUSED",
        "403, UNREADABLE",
        "404, UNREADABLE",
        "501, UNREADABLE",
        "505, UNREADABLE"
    })
    void aStatusThatComesAgainIsNotAskedForAgain(int status, Kind kind) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.http(status, "", "<html>"))) {
            PingOneSettingsAdapter adapter = retrying(options(server.apiUrl()));

            assertThat(fault(read(adapter)).kind()).isEqualTo(kind);
            assertThat(fault(write(adapter)).kind()).isEqualTo(kind);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 409, 415})
    void aRefusalIsNotAskedForAgain(int status) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(status, ENVELOPE))) {
            PingOneSettingsAdapter adapter = retrying(options(server.apiUrl()));

            assertThat(refusal(read(adapter)).error().details()).hasSize(1);
            assertThat(refusal(write(adapter)).error().details()).hasSize(1);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 408, 500, 502, 503, 504})
    void aWriteThatMayHaveBeenAppliedIsSentOnce(int status) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.http(status, "", "<html>"))) {
            PingOneSettingsAdapter adapter = retrying(options(server.apiUrl()));

            assertThat(fault(write(adapter)).effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(fault(remove(adapter)).effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aWriteWhoseConnectionBreaksOrThatTimesOutIsSentOnce() throws Exception {
        List<Script> scripts = List.of(ScriptedServer.Exchange::reset, ScriptedServer.Exchange::close, exchange -> {});
        for (Script script : scripts) {
            try (ScriptedServer server = ScriptedServer.start(script)) {
                PortFault fault = fault(write(retrying(options(server.apiUrl())), within(SHORT)));

                assertThat(fault.effect()).isEqualTo(Effect.UNKNOWN);
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void aWriteThatWasThrottledIsSentAgain() throws Exception {
        String throttled = ScriptedServer.http(429, "Retry-After: 1\r\n", ENVELOPE);
        try (ScriptedServer server = ScriptedServer.start(first(1, throttled, OK))) {
            AtomicInteger left = new AtomicInteger();
            done(retrying(options(server.apiUrl()))
                    .replace(
                            Samples.call(ENVIRONMENT),
                            Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER),
                            left::incrementAndGet));

            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1)).isEqualTo(server.requests().get(0));
            assertThat(left).hasValue(2);
        }
    }

    @Test
    void aWriteThatFindsNobodyListeningIsNotSaidToHaveLeft() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        AtomicInteger left = new AtomicInteger();
        PortFault fault = fault(retrying(options(URI.create("http://127.0.0.1:" + port + "/v1")))
                .replace(
                        Samples.call(ENVIRONMENT),
                        Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER),
                        left::incrementAndGet));

        assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(Effect.NONE);
        assertThat(left).hasValue(0);
    }

    @Test
    void aWriteHasLeftByTheTimeThatPingOneHasIt() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        Script script = exchange -> {
            while (events.isEmpty()) {
                Thread.sleep(1);
            }
            events.add("answered");
            exchange.send(OK);
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            done(retrying(options(server.apiUrl()))
                    .replace(
                            Samples.call(ENVIRONMENT),
                            Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER),
                            () -> events.add("left")));

            assertThat(events).containsExactly("left", "answered");
        }
    }

    @Test
    void aReadThatFailsForGoodEndsAfterTenTries() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(503, ENVELOPE))) {
            PortFault fault = fault(read(retrying(options(server.apiUrl()))));

            assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(fault.platformError()).map(PlatformError::id).contains(Optional.of(ERROR_ID));
            assertThat(server.requests()).hasSize(10);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"3600 | PT1H", "Mon, 23 Nov 2026 13:00:00 GMT | PT1H", "8 | PT8S"})
    void whatPingOneAsksForBeyondTheDeadlineIsHandedOnAtOnce(String header, Duration expected) throws Exception {
        for (int status : new int[] {429, 503}) {
            String answer = ScriptedServer.http(status, "Retry-After: " + header + "\r\n", ENVELOPE);
            try (ScriptedServer server = ScriptedServer.answering(answer)) {
                PortFault fault = fault(read(retrying(options(server.apiUrl())), within(AMPLE)));

                assertThat(fault.retryAfter()).contains(expected);
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "0", "Mon, 23 Nov 2026 11:00:00 GMT"})
    void whatPingOneAsksForInNonsenseOrInThePastIsTheUsualWait(String header) throws Exception {
        String answer = ScriptedServer.http(503, "Retry-After: " + header + "\r\n", ENVELOPE);
        try (ScriptedServer server = ScriptedServer.start(first(1, answer, OK))) {
            assertThat(done(read(retrying(options(server.apiUrl())))).status()).contains("Created");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void theDeadlineHoldsThroughAllTries() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(exchange -> {})) {
            PingOneOptions options = options(server.apiUrl()).withTimeouts(Duration.ofMillis(100), AMPLE);
            PortFault fault = fault(read(retrying(options), within(SHORT)));

            assertThat(fault.kind()).isIn(Kind.TIMEOUT, Kind.UNAVAILABLE);
            assertThat(server.requests()).hasSizeBetween(2, 4);
        }
    }

    @Test
    void aCallWhoseDeadlineHasPassedIsNotSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(OK)) {
            PortFault fault = fault(write(retrying(options(server.apiUrl())), within(Duration.ZERO)));

            assertThat(fault.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(fault.effect()).isEqualTo(Effect.NONE);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aHostThatFailsIsLeftAlone() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(500, ENVELOPE))) {
            PingOneSettingsAdapter adapter = retrying(options(server.apiUrl()));
            for (int i = 0; i < 20; i++) {
                fault(write(adapter));
            }
            PortFault fault = fault(write(adapter));

            assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(fault.effect()).isEqualTo(Effect.NONE);
            assertThat(fault.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
            assertThat(server.requests()).hasSize(20);
        }
    }

    @Test
    void everyTryTakesItsTurn() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(first(1, ScriptedServer.json(503, ENVELOPE), OK))) {
            // Ten a minute: one at once, and nine within a minute.
            PingOneOptions options = options(server.apiUrl()).withRateLimits(new RateLimits(10, 10, 10));
            PortFault fault = fault(read(retrying(options), within(AMPLE.dividedBy(2))));

            assertThat(fault.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(fault.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(7));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void afterA429TheEnvironmentIsLeftAloneAndTheOthersAreNot() throws Exception {
        EnvironmentId other = EnvironmentId.of("00000000-0000-4000-8000-000000000001");
        Script script = exchange -> {
            boolean isOther = exchange.request().line().contains(other.toString());
            exchange.send(
                    isOther
                            ? ScriptedServer.json(200, SETTINGS.replace(ENVIRONMENT.toString(), other.toString()))
                            : ScriptedServer.http(429, "Retry-After: 3600\r\n", ENVELOPE));
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            PingOneSettingsAdapter adapter = retrying(options(server.apiUrl()));
            fault(read(adapter, within(AMPLE)));
            PortFault fault = fault(write(adapter, within(AMPLE)));
            done(read(adapter, new Call(Samples.caller(), other, within(AMPLE).deadline(), Priority.READ)));

            assertThat(fault.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(fault.effect()).isEqualTo(Effect.NONE);
            assertThat(fault.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aBurstBeyondTheLimitIsSpreadOut() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(OK)) {
            // 60 at once, and nine in a second.
            PingOneOptions options = options(server.apiUrl()).withRateLimits(new RateLimits(600, 600, 100));
            PingOneSettingsAdapter adapter = retrying(options);
            List<CompletionStage<?>> calls = new ArrayList<>();
            for (int i = 0; i < 62; i++) {
                calls.add(read(adapter, within(AMPLE)));
            }
            calls.forEach(AdapterFixture::await);

            assertThat(server.requests()).hasSize(62);
        }
    }

    @Test
    void afterA401TheCallIsMadeOnceMoreWithAnotherToken() throws Exception {
        Script acceptsTheSecond = exchange -> exchange.send(
                exchange.request().header("Authorization").equals(Optional.of("Bearer token-2"))
                        ? OK
                        : ScriptedServer.json(401, ENVELOPE));
        for (boolean isWrite : new boolean[] {true, false}) {
            try (ScriptedServer server = ScriptedServer.start(acceptsTheSecond)) {
                PingOneSettingsAdapter adapter = adapter(options(server.apiUrl()), new NumberedTokens(), retries());
                CompletionStage<?> call = isWrite ? write(adapter) : read(adapter);
                await(call);

                assertThat(server.requests()).hasSize(2);
            }
        }
    }

    @Test
    void a401ForGoodIsWhatItMeansForTheTokensAndTheCallIsMadeTwice() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(401, ENVELOPE))) {
            NumberedTokens tokens = new NumberedTokens();
            PortFault fault = fault(write(adapter(options(server.apiUrl()), tokens, retries())));

            assertThat(fault.kind()).isEqualTo(Kind.OWN_CREDENTIALS_REFUSED);
            assertThat(fault.effect()).isEqualTo(Effect.NONE);
            assertThat(fault.platformError()).isPresent();
            assertThat(server.requests())
                    .extracting(request -> request.header("Authorization"))
                    .containsExactly(Optional.of("Bearer token-1"), Optional.of("Bearer token-2"));
            assertThat(tokens.forgotten).isEqualTo(List.of("token-1", "token-2"));
        }
    }

    @Test
    void theTokenOfTheGatewayDoesNotShowWhereverPingOneRepeatsIt() throws Exception {
        String error = "{\"code\": \"C\", \"message\": \"No token-1-that-must-not-show!\"}";
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(400, error))) {
            NumberedTokens tokens = new NumberedTokens("-that-must-not-show");

            assertThat(refusal(write(adapter(options(server.apiUrl()), tokens, retries())))
                            .error()
                            .message())
                    .isEqualTo("No ********!");
        }
    }

    @Test
    void everyTryAsksForItsToken() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(first(2, ScriptedServer.json(503, ENVELOPE), OK))) {
            NumberedTokens tokens = new NumberedTokens();
            done(read(adapter(options(server.apiUrl()), tokens, retries())));

            assertThat(tokens.asked).hasValue(3);
        }
    }

    @Test
    void aTokenThatCannotBeHadIsHandedOnAndSaysNothingAgainstPingOne() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(OK)) {
            NumberedTokens tokens = new NumberedTokens();
            PingOneSettingsAdapter adapter = adapter(options(server.apiUrl()), tokens, retries());
            tokens.fault = Optional.of(new PortFault(Kind.UNAVAILABLE, Effect.NONE));
            for (int i = 0; i < 30; i++) {
                assertThat(fault(write(adapter))).isSameAs(tokens.fault.orElseThrow());
            }
            assertThat(tokens.asked).hasValue(30);
            tokens.fault = Optional.empty();

            assertThat(done(read(adapter)).status()).contains("Created");
        }
    }

    @Test
    void aWriteToANewEnvironmentIsTriedAgainWhilePingOneDoesNotKnowIt() throws Exception {
        for (int status : new int[] {403, 404}) {
            try (ScriptedServer server = ScriptedServer.start(first(3, ScriptedServer.json(status, ENVELOPE), OK))) {
                done(write(retrying(options(server.apiUrl()).withNewEnvironmentWindow(AMPLE))));

                assertThat(server.requests()).hasSize(4);
            }
        }
    }

    @Test
    void aRefusalThatStandsSaysThatTheEnvironmentMayBeNew() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(403, ENVELOPE))) {
            PingOneOptions options = options(server.apiUrl()).withNewEnvironmentWindow(AMPLE);
            PlatformRefusal refusal = refusal(read(retrying(options)));

            assertThat(refusal.kind()).isEqualTo(PlatformRefusal.Kind.FORBIDDEN);
            assertThat(refusal.error().details())
                    .extracting(PlatformError.Detail::code)
                    .containsExactly(Optional.of("SOME_DETAIL"), Optional.of("NEW_ENVIRONMENT"));
            assertThat(server.requests()).hasSize(10);
        }
    }

    @Test
    void aReadAfterAWriteIsTriedAgainWhileNotAllOfPingOneHasIt() throws Exception {
        List<String> answers = new CopyOnWriteArrayList<>(List.of(
                ScriptedServer.json(404, ENVELOPE),
                OK,
                ScriptedServer.json(404, ENVELOPE),
                ScriptedServer.json(404, ENVELOPE),
                OK));
        try (ScriptedServer server = ScriptedServer.start(exchange -> exchange.send(answers.remove(0)))) {
            PingOneSettingsAdapter adapter = retrying(options(server.apiUrl()).withNewEnvironmentWindow(AMPLE));
            refusal(read(adapter));
            done(write(adapter));
            done(read(adapter));

            assertThat(server.requests())
                    .extracting(request -> request.line().substring(0, 3))
                    .containsExactly("GET", "PUT", "GET", "GET", "GET");
        }
    }

    @Test
    void closingEndsCallsThatWaitForTheirTurn() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(OK)) {
            PingOneOptions options = options(server.apiUrl()).withRateLimits(new RateLimits(10, 10, 10));
            PingOneSettingsAdapter adapter = retrying(options);
            done(read(adapter));
            CompletionStage<?> waiting = read(adapter);
            await(adapter.close());

            assertThat(fault(waiting).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(server.requests()).hasSize(1);
        }
    }

    private Retries retries() {
        return new Retries(
                new VertxTimers(vertx),
                CLOCK,
                new Backoff(Duration.ofMillis(2), Duration.ofMillis(20), () -> 0.5),
                metrics.host("api"));
    }

    private static Script first(int times, String answer, String afterwards) {
        AtomicInteger calls = new AtomicInteger();
        return exchange -> exchange.send(calls.getAndIncrement() < times ? answer : afterwards);
    }

    /** Tokens of the gateway's own, a new one after each that is forgotten. */
    private static final class NumberedTokens implements AccessTokens {

        private final String suffix;
        private final AtomicInteger asked = new AtomicInteger();
        private final List<String> forgotten = new CopyOnWriteArrayList<>();
        private volatile Optional<PortFault> fault = Optional.empty();

        NumberedTokens() {
            this("");
        }

        NumberedTokens(String suffix) {
            this.suffix = suffix;
        }

        @Override
        public Future<Secret> of(Call call) {
            asked.incrementAndGet();
            return fault.<Future<Secret>>map(Future::failedFuture)
                    .orElseGet(() -> Future.succeededFuture(Secret.of("token-" + (1 + forgotten.size()) + suffix)));
        }

        @Override
        public boolean forget(Call call, Secret refused) {
            forgotten.add(refused.reveal());
            return true;
        }

        @Override
        public Kind refusal() {
            return Kind.OWN_CREDENTIALS_REFUSED;
        }
    }
}
