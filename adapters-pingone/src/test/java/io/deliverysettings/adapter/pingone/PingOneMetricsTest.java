package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.PingOneOptions.RateLimits;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted of the calls to PingOne, and that it does not grow with those who make them. */
class PingOneMetricsTest extends AdapterFixture {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();

    /** For what is counted without a real server. */
    private final SimpleMeterRegistry own = new SimpleMeterRegistry();

    @BeforeEach
    void forgetWhatOthersCounted() {
        registry.clear();
        own.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "200, done",
        "401, credentials_refused",
        "403, refused",
        "404, refused",
        "429, throttled",
        "500, failed",
        "502, unreadable",
        "503, unavailable",
        "504, timeout"
    })
    void aReadIsCountedOnceByWhatCameOfIt(int status, String result) throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering(ScriptedServer.json(status, status == 200 ? SETTINGS : ENVELOPE))) {
            outcome(read(adapter(server)));

            assertThat(timer("read", result).count()).isEqualTo(1);
            assertThat(requests()).isEqualTo(1);
        }
    }

    @Test
    void eachOperationIsCountedApart() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS))) {
            PingOneSettingsAdapter adapter = adapter(server);
            outcome(read(adapter));
            outcome(write(adapter));
            outcome(write(adapter));
            outcome(remove(adapter));

            assertThat(timer("read", "done").count()).isEqualTo(1);
            assertThat(timer("replace", "done").count()).isEqualTo(2);
            assertThat(timer("remove", "done").count()).isEqualTo(1);
            assertThat(timer("read", "done").totalTime(TimeUnit.NANOSECONDS)).isPositive();
        }
    }

    @Test
    void eachTryIsCountedForItselfAndWhyThereWasAnother() throws Exception {
        String failed = ScriptedServer.json(500, ENVELOPE);
        var answers = new ConcurrentLinkedQueue<>(List.of(failed, failed, ScriptedServer.json(200, SETTINGS)));
        try (ScriptedServer server = ScriptedServer.start(exchange -> exchange.send(answers.remove()))) {
            done(read(retrying(options(server.apiUrl()))));

            assertThat(timer("read", "failed").count()).isEqualTo(2);
            assertThat(timer("read", "done").count()).isEqualTo(1);
            assertThat(counter(HostMetrics.RETRIES, "host", "api", "reason", "failed"))
                    .isEqualTo(2);
        }
    }

    @Test
    void whatWasNeverSentIsNoRequest() throws Exception {
        PingOneOptions none = new PingOneOptions(
                URI.create("http://127.0.0.1:1/v1"), AMPLE, AMPLE, MAX_BYTES, new RateLimits(10, 10, 1), Duration.ZERO);
        PingOneSettingsAdapter adapter = adapter(none);
        outcome(read(adapter));
        long sent = requests();

        outcome(read(adapter, within(Duration.ofMillis(1))));

        assertThat(requests()).isEqualTo(sent);
        assertThat(counter(QueueMetrics.REFUSED, "priority", "change")).isEqualTo(1);
    }

    @Test
    void requestsAndConnectionsAreCountedWhileTheyAre() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(exchange -> {
            asked.countDown();
            answered.await(10, TimeUnit.SECONDS);
            exchange.send(ScriptedServer.json(200, SETTINGS));
        })) {
            SimpleMeterRegistry fresh = new SimpleMeterRegistry();
            PingOneSettingsAdapter adapter = new PingOneSettingsAdapter(
                    vertx,
                    options(server.apiUrl()),
                    CONNECTIONS,
                    CLOCK,
                    new ForwardedTokens(),
                    VertxFixture.ONCE,
                    new PingOneMetrics(fresh));
            CompletionStage<?> reading = read(adapter);
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(gauge(fresh, PingOneMetrics.ACTIVE, "operation", "read")).isEqualTo(1);
            assertThat(gauge(fresh, PingOneMetrics.ACTIVE, "operation", "replace"))
                    .isZero();
            assertThat(gauge(fresh, PingOneMetrics.CONNECTIONS, "pool", "reads"))
                    .isEqualTo(1);
            assertThat(gauge(fresh, PingOneMetrics.CONNECTIONS, "pool", "writes"))
                    .isZero();
            answered.countDown();
            await(reading);
            assertThat(gauge(fresh, PingOneMetrics.ACTIVE, "operation", "read")).isZero();
            await(adapter.close());
            VertxFixture.eventually(() -> gauge(fresh, PingOneMetrics.CONNECTIONS, "pool", "reads") == 0);
        }
    }

    @Test
    void howLongRequestsTakeIsToldInStepsUpToMinutes() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS))) {
            outcome(read(adapter(server)));

            double[] steps = Arrays.stream(timer("read", "done").takeSnapshot().histogramCounts())
                    .mapToDouble(step -> step.bucket(TimeUnit.SECONDS))
                    .toArray();
            assertThat(steps).contains(0.025, 1, 180).hasSizeBetween(10, 20);
        }
    }

    @Test
    void theCircuitIsInOneStateAtATimeAndWhoItKeepsOffIsCounted() {
        Retries retries = retries("api");
        assertThat(circuit()).isEqualTo("closed");

        for (int i = 0; i < 20; i++) {
            make(retries, Future.failedFuture(new PortFault(Kind.FAILED, Effect.UNKNOWN)));
        }
        assertThat(circuit()).isEqualTo("open");
        assertThat(own.get(HostMetrics.NOT_CALLED).counter().count()).isZero();

        make(retries, Future.succeededFuture());
        assertThat(own.get(HostMetrics.NOT_CALLED).counter().count()).isEqualTo(1);

        time.pass(Duration.ofSeconds(10));
        assertThat(circuit()).isEqualTo("half_open");
    }

    @Test
    void theBudgetIsSeenToBeSpentAndWhatItDoesNotAllowIsCounted() {
        Retries retries = retries("auth");
        assertThat(own.get(HostMetrics.BUDGET).tags("host", "auth").gauge().value())
                .isEqualTo(10);

        for (int i = 0; i < 19; i++) {
            make(retries, Future.failedFuture(new PortFault(Kind.THROTTLED, Effect.NONE)));
        }

        assertThat(own.get(HostMetrics.BUDGET).gauge().value()).isLessThan(1);
        double made = own.get(HostMetrics.RETRIES)
                .tags("reason", "throttled")
                .counter()
                .count();
        assertThat(made).isBetween(10.0, 14.0);
        assertThat(own.get(HostMetrics.UNPAID).counter().count()).isEqualTo(19 - made);
    }

    @Test
    void aGoodAnswerThatIsWorthAnotherTryIsARetryToo() {
        Retries retries = retries("api");
        retries.make(time.in(HOUR), until -> Future.succeededFuture(""), result -> Duration.ofMinutes(1));

        assertThat(own.get(HostMetrics.RETRIES)
                        .tags("reason", "unsettled")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whoWaitsIsCountedByPriorityAndHowLongItTookOnceItGoes() {
        RateShaper shaper = shaper(new RateLimits(600, 210, 10));
        assertThat(ownGauge(QueueMetrics.AVAILABLE)).isEqualTo(60);
        for (int i = 0; i < 21; i++) {
            shaper.admit(ENVIRONMENT, Priority.READ, time.in(HOUR));
        }
        assertThat(ownGauge(QueueMetrics.AVAILABLE)).isEqualTo(39);
        assertThat(waited("read").count()).isEqualTo(21);
        assertThat(waited("read").totalTime(TimeUnit.NANOSECONDS)).isZero();

        shaper.admit(ENVIRONMENT, Priority.BACKGROUND, time.in(HOUR));
        assertThat(gauge(own, QueueMetrics.WAITING, "priority", "background")).isEqualTo(1);
        assertThat(gauge(own, QueueMetrics.WAITING, "priority", "read")).isZero();

        time.pass(Duration.ofSeconds(30));
        assertThat(gauge(own, QueueMetrics.WAITING, "priority", "background")).isZero();
        assertThat(waited("background").count()).isEqualTo(1);
        assertThat(waited("background").totalTime(TimeUnit.MILLISECONDS)).isBetween(100.0, 1_000.0);
    }

    @Test
    void whoCannotHaveATurnInTimeIsCountedOnceWhetherAtOnceOrInTheEnd() {
        RateShaper shaper = shaper(new RateLimits(600, 210, 1));
        for (int i = 0; i < 21; i++) {
            shaper.admit(ENVIRONMENT, Priority.READ, time.in(HOUR));
        }
        shaper.admit(ENVIRONMENT, Priority.READ, time.in(Duration.ofMillis(1)));
        assertThat(refused("read")).isEqualTo(1);

        shaper.admit(ENVIRONMENT, Priority.BACKGROUND, time.in(HOUR));
        shaper.admit(ENVIRONMENT, Priority.BACKGROUND, time.in(HOUR));
        assertThat(refused("background")).as("there is no more room").isEqualTo(1);

        shaper.admit(ENVIRONMENT, Priority.CHANGE, time.in(HOUR));
        assertThat(refused("background")).as("the first gave way").isEqualTo(2);
        assertThat(refused("change")).isZero();
    }

    @Test
    void closingRefusesNobody() {
        RateShaper shaper = shaper(new RateLimits(600, 210, 10));
        for (int i = 0; i < 25; i++) {
            shaper.admit(ENVIRONMENT, Priority.READ, time.in(HOUR));
        }
        shaper.close();

        assertThat(refused("read")).isZero();
    }

    @Test
    void thatPingOneWantsFewerCallsShowsForAsLongAsFewerAreMade() {
        RateShaper shaper = shaper(new RateLimits(600, 210, 10));
        assertThat(ownGauge(QueueMetrics.IN_FORCE)).isEqualTo(1);

        shaper.throttled(ENVIRONMENT, Optional.empty());
        assertThat(ownGauge(QueueMetrics.IN_FORCE)).isEqualTo(0.75);

        time.pass(Duration.ofMinutes(3));
        assertThat(ownGauge(QueueMetrics.IN_FORCE)).isEqualTo(1);
    }

    @Test
    void theNumberOfMetersDoesNotGrowWithTheEnvironments() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(404, ENVELOPE))) {
            PingOneSettingsAdapter adapter = adapter(server);
            await(adapter.read(VertxFixture.call(environment(0), CLOCK.instant().plus(AMPLE)), Expansion.NONE));
            int meters = registry.getMeters().size();
            for (int i = 1; i < 1_000; i++) {
                await(adapter.read(
                        VertxFixture.call(environment(i), CLOCK.instant().plus(AMPLE)), Expansion.NONE));
            }

            assertThat(requests()).isEqualTo(1_000);
            assertThat(registry.getMeters()).hasSize(meters);
            assertThat(registry.getMeters().stream()
                            .map(Meter::getId)
                            .flatMap(id -> id.getTags().stream())
                            .map(Tag::getKey)
                            .collect(Collectors.toSet()))
                    .isSubsetOf("operation", "result", "host", "reason", "state", "priority", "pool", "le");
        }
    }

    private static EnvironmentId environment(int number) {
        return EnvironmentId.of("00000000-0000-4000-8000-%012d".formatted(number));
    }

    private Retries retries(String role) {
        return new Retries(
                time,
                time.clock(),
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 1),
                new PingOneMetrics(own).host(role));
    }

    private RateShaper shaper(RateLimits limits) {
        return new RateShaper(limits, time.clock(), time, new PingOneMetrics(own).queue());
    }

    /** A call whose second try never ends. */
    private void make(Retries retries, Future<Object> first) {
        boolean[] isSecond = {false};
        retries.make(time.in(HOUR), until -> {
            Future<Object> answer = isSecond[0] ? Promise.promise().future() : first;
            isSecond[0] = true;
            return answer;
        });
    }

    private String circuit() {
        return own.get(HostMetrics.CIRCUIT).gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(gauge -> gauge.getId().getTag("state"))
                .collect(Collectors.joining(","));
    }

    private double ownGauge(String name) {
        return own.get(name).gauge().value();
    }

    private Timer waited(String priority) {
        return own.get(QueueMetrics.WAIT).tags("priority", priority).timer();
    }

    private double refused(String priority) {
        return own.get(QueueMetrics.REFUSED)
                .tags("priority", priority)
                .counter()
                .count();
    }

    private static double gauge(SimpleMeterRegistry registry, String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private double counter(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private Timer timer(String operation, String result) {
        return registry.get(PingOneMetrics.REQUESTS)
                .tags("operation", operation, "result", result)
                .timer();
    }

    private long requests() {
        return registry.find(PingOneMetrics.REQUESTS).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** Whatever comes of it. */
    private static void outcome(CompletionStage<?> stage) {
        await(stage.handle((value, failure) -> true));
    }
}
