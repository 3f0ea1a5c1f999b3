package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is tried again, how often, after which wait, and when a host is left alone. */
class RetriesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final Retries retries = new Retries(
            time, time.clock(), longestWaits(), VertxFixture.metrics().host("api"));

    /** When each try was made. */
    private final List<Duration> tries = new ArrayList<>();

    @Test
    void whatSucceedsIsTriedOnce() {
        assertThat(make(HOUR, () -> Future.succeededFuture("answer")).result()).isEqualTo("answer");
        assertThat(tries).hasSize(1);
        assertThat(time.waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "UNAVAILABLE", "THROTTLED", "UNREADABLE", "FAILED"})
    void aFaultWithoutAnEffectIsTriedAgain(Kind kind) {
        Future<String> call = make(HOUR, () -> tries.size() < 3 ? fault(kind, Effect.NONE) : success());
        time.pass(HOUR);

        assertThat(call.result()).isEqualTo("answer");
        assertThat(tries).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"TIMEOUT", "UNAVAILABLE", "THROTTLED", "UNREADABLE", "FAILED"})
    void aFaultThatAnotherTryWouldNotChangeIsNotTriedAgain(Kind kind) {
        assertThat(fault(make(HOUR, () -> fault(kind, Effect.NONE))).kind()).isEqualTo(kind);
        assertThat(tries).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatMayHaveHadAnEffectIsNeverTriedAgain(Kind kind) {
        assertThat(fault(make(HOUR, () -> fault(kind, Effect.UNKNOWN))).effect())
                .isEqualTo(Effect.UNKNOWN);
        assertThat(tries).hasSize(1);
    }

    @Test
    void aFinalFaultIsNotTriedAgain() {
        PortFault fault = new PortFault(Kind.UNREADABLE, Effect.NONE);
        for (FinalFault last : List.of(FinalFault.ofAnAnswer(fault), FinalFault.beforeTheCall(fault))) {
            Future<String> call = make(HOUR, () -> Future.failedFuture(last));

            assertThat(call.cause()).isSameAs(last);
            assertThat(fault(call.recover(FinalFault::laidBare))).isSameAs(fault);
        }
        assertThat(tries).hasSize(2);
    }

    @Test
    void aBugIsNotTriedAgain() {
        IllegalStateException bug = new IllegalStateException("a bug");
        Future<String> call = make(HOUR, () -> {
            throw bug;
        });

        assertThat(call.cause()).isSameAs(bug);
        assertThat(tries).hasSize(1);
    }

    @Test
    void thereAreAtMostTenTriesWithWaitsThatDoubleUpToABound() {
        Future<String> call = make(HOUR, () -> fault(Kind.UNAVAILABLE, Effect.NONE));
        time.pass(HOUR);

        assertThat(fault(call).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(waits())
                .extracting(Duration::toMillis)
                .containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L, 10_000L);
    }

    @Test
    void theWaitIsAnyPartOfItsBound() {
        Backoff none = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0);
        Backoff half = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0.5);

        assertThat(none.after(9)).isZero();
        assertThat(half.after(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(half.after(3)).isEqualTo(Duration.ofSeconds(2));
        assertThat(half.after(1000)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Backoff.usual().after(1)).isBetween(Duration.ZERO, Duration.ofMillis(200));
        assertThat(Backoff.usual().after(50)).isBetween(Duration.ZERO, Duration.ofSeconds(10));
    }

    @Test
    void theWaitIsNotShorterThanTheHostAsksFor() {
        make(HOUR, () -> tries.size() < 2 ? throttled(Duration.ofSeconds(42)) : success());
        time.pass(HOUR);

        assertThat(waits()).containsExactly(Duration.ofSeconds(42));
    }

    @Test
    void whenTheHostAsksForLessTheWaitIsTheUsualOne() {
        make(HOUR, () -> tries.size() < 2 ? throttled(Duration.ofMillis(1)) : success());
        time.pass(HOUR);

        assertThat(waits()).containsExactly(Duration.ofMillis(200));
    }

    @Test
    void whenTheHostAsksForMoreThanThereIsTheFaultIsGivenAtOnce() {
        Future<String> call = make(Duration.ofSeconds(42), () -> throttled(Duration.ofSeconds(42)));

        assertThat(fault(call).retryAfter()).contains(Duration.ofSeconds(42));
        assertThat(tries).hasSize(1);
    }

    @Test
    void noTryBeginsAfterTheDeadlineAndEachKnowsIt() {
        Instant deadline = time.in(Duration.ofSeconds(3));
        List<Instant> told = new ArrayList<>();
        Future<String> call = retries.make(deadline, until -> {
            told.add(until);
            tries.add(time.passed());
            return fault(Kind.UNAVAILABLE, Effect.NONE);
        });
        time.pass(Duration.ofSeconds(3));

        assertThat(fault(call).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(told).hasSize(4).containsOnly(deadline);
    }

    @Test
    void whatIsTooLateIsNotTriedAtAll() {
        for (Duration late : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(-400_000))) {
            PortFault fault = fault(make(late, RetriesTest::success));

            assertThat(fault.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(fault.effect()).isEqualTo(Effect.NONE);
        }
        assertThat(tries).isEmpty();
    }

    @Test
    void aDeadlineCenturiesAwayIsNoTrouble() {
        assertThat(make(Duration.ofDays(400_000), RetriesTest::success).succeeded())
                .isTrue();
    }

    @Test
    void settingTheClockBackGivesNoMoreTime() {
        Future<String> call = make(Duration.ofSeconds(3), () -> {
            time.setClockForward(Duration.ofHours(-1));
            return fault(Kind.UNAVAILABLE, Effect.NONE);
        });
        time.pass(Duration.ofSeconds(3));

        assertThat(call.failed()).isTrue();
    }

    @Test
    void aResultMayBeWorthAnotherTryForAWhile() {
        Instant worthUntil = time.in(Duration.ofSeconds(1));
        Future<String> call = retries.make(
                time.in(HOUR),
                until -> {
                    tries.add(time.passed());
                    return Future.succeededFuture("answer " + tries.size());
                },
                answer -> Duration.between(time.clock().instant(), worthUntil));
        time.pass(HOUR);

        // The third would come after 600 ms and the fourth after 1.4 s.
        assertThat(call.result()).isEqualTo("answer 3");
    }

    @Test
    void aResultThatIsWorthAnotherTryHasToBeGoodByTheDeadlineAndWithinTenTries() {
        Future<String> soon = retries.make(time.in(Duration.ofSeconds(1)), until -> again(), answer -> HOUR);
        time.pass(HOUR);
        assertThat(soon.result()).isEqualTo("answer 3");

        tries.clear();
        Future<String> late = retries.make(time.in(HOUR), until -> again(), answer -> HOUR);
        time.pass(HOUR);
        assertThat(late.result()).isEqualTo("answer 10");
    }

    @Test
    void retriesDoNotMultiplyAnOutage() {
        for (int i = 0; i < 1000; i++) {
            make(HOUR, () -> throttled(Duration.ofMillis(1)));
        }
        int firstTries = tries.size();
        time.pass(Duration.ofSeconds(1));

        assertThat(firstTries).isEqualTo(1000);
        // One for five calls, a few in reserve, one for the second.
        assertThat(tries).hasSizeBetween(1090, 1000 + 200 + 11);
    }

    @Test
    void aResultThatIsWorthAnotherTryCostsAsMuchAsAFault() {
        for (int i = 0; i < 100; i++) {
            retries.make(time.in(HOUR), until -> again(), answer -> HOUR);
        }
        time.pass(Duration.ofSeconds(1));

        assertThat(tries).hasSizeBetween(120, 100 + 20 + 11);
    }

    @Test
    void aTenthOfFailuresIsWellWithinTheBudget() {
        int failed = 0;
        for (int i = 0; i < 3000; i++) {
            int call = i;
            int before = tries.size();
            Future<String> made = make(
                    HOUR,
                    () -> call % 10 == 0 && tries.size() == before + 1 ? fault(Kind.FAILED, Effect.NONE) : success());
            time.pass(Duration.ofMillis(300));
            failed += made.succeeded() ? 0 : 1;
        }

        assertThat(failed).isZero();
    }

    @Test
    void theReserveFillsUpWithoutCalls() {
        for (int i = 0; i < 3; i++) {
            tries.clear();
            make(HOUR, () -> throttled(Duration.ofMillis(1)));
            time.pass(HOUR);

            assertThat(tries).hasSize(10);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "UNAVAILABLE", "UNREADABLE", "FAILED"})
    void aHostThatFailsIsLeftAloneAndCallersAreToldForHowLong(Kind kind) {
        fail(20, kind);
        time.pass(Duration.ofSeconds(4));
        PortFault fault = fault(make(HOUR, RetriesTest::success));

        assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(Effect.NONE);
        assertThat(fault.retryAfter()).contains(Duration.ofSeconds(6));
        assertThat(tries).hasSize(20);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"TIMEOUT", "UNAVAILABLE", "UNREADABLE", "FAILED"})
    void aHostThatAnswersIsNotLeftAlone(Kind kind) {
        fail(100, kind);

        assertThat(make(HOUR, RetriesTest::success).succeeded()).isTrue();
    }

    @Test
    void finalFaultsSayNothingAgainstTheHost() {
        PortFault fault = new PortFault(Kind.UNREADABLE, Effect.NONE);
        for (int i = 0; i < 100; i++) {
            make(HOUR, () -> Future.failedFuture(FinalFault.ofAnAnswer(fault)));
            make(HOUR, () -> Future.failedFuture(FinalFault.beforeTheCall(fault)));
        }

        assertThat(make(HOUR, RetriesTest::success).succeeded()).isTrue();
    }

    @Test
    void anotherHostIsNoneOfItsBusiness() {
        fail(20, Kind.FAILED);

        assertThat(new Retries(
                                time,
                                time.clock(),
                                longestWaits(),
                                VertxFixture.metrics().host("api"))
                        .make(time.in(HOUR), until -> success())
                        .succeeded())
                .isTrue();
    }

    @Test
    void failuresOfLongAgoDoNotCount() {
        fail(19, Kind.FAILED);
        time.pass(Duration.ofSeconds(31));
        fail(19, Kind.FAILED);

        assertThat(make(HOUR, RetriesTest::success).succeeded()).isTrue();
    }

    @Test
    void afterAWhileAFewTryOutTheHostAndWhenItIsBackAllGo() {
        fail(20, Kind.FAILED);
        time.pass(Duration.ofMillis(10_001));
        List<Promise<String>> probes = probe(3);

        assertThat(fault(make(HOUR, RetriesTest::success)).retryAfter()).contains(Duration.ofSeconds(1));
        probes.forEach(probe -> probe.complete("back"));
        assertThat(make(HOUR, RetriesTest::success).succeeded()).isTrue();
    }

    @Test
    void whenTheHostIsNotBackItIsLeftAloneAgain() {
        fail(20, Kind.FAILED);
        time.pass(Duration.ofMillis(10_001));
        probe(3).forEach(probe -> probe.fail(new PortFault(Kind.FAILED, Effect.UNKNOWN)));

        assertThat(fault(make(HOUR, RetriesTest::success)).retryAfter()).contains(Duration.ofSeconds(10));
    }

    @Test
    void aProbeThatTakesItsTimeGivesItsPlaceToAnother() {
        fail(20, Kind.FAILED);
        time.pass(Duration.ofMillis(10_001));
        List<Promise<String>> slow = probe(3);
        time.pass(Duration.ofSeconds(5));

        for (int i = 0; i < 10; i++) {
            assertThat(make(HOUR, RetriesTest::success).succeeded()).isTrue();
        }
        slow.forEach(probe -> probe.complete("at last"));
        assertThat(make(HOUR, RetriesTest::success).succeeded()).isTrue();
    }

    @Test
    void aProbeThatWasNotMadeGivesItsPlaceToAnother() {
        fail(20, Kind.FAILED);
        time.pass(Duration.ofMillis(10_001));
        for (int i = 0; i < 10; i++) {
            make(HOUR, () -> Future.failedFuture(FinalFault.beforeTheCall(new PortFault(Kind.THROTTLED, Effect.NONE))));
            make(HOUR, () -> {
                throw new IllegalStateException("a bug");
            });
        }

        assertThat(make(HOUR, RetriesTest::success).succeeded()).isTrue();
    }

    @Test
    void whatBeganBeforeTheHostWasLeftAloneLeavesNoPlaceBehind() {
        List<Promise<String>> early = probe(5);
        fail(20, Kind.FAILED);
        time.pass(Duration.ofMillis(10_001));
        probe(3);
        early.forEach(call -> call.fail(FinalFault.beforeTheCall(new PortFault(Kind.THROTTLED, Effect.NONE))));

        assertThat(make(HOUR, RetriesTest::success).failed()).isTrue();
    }

    private List<Promise<String>> probe(int count) {
        List<Promise<String>> probes = new ArrayList<>();
        int before = tries.size();
        for (int i = 0; i < count; i++) {
            Promise<String> probe = Promise.promise();
            make(HOUR, probe::future);
            probes.add(probe);
        }
        assertThat(tries).hasSize(before + count);
        return probes;
    }

    /** Calls that fail for good at their first try. */
    private void fail(int count, Kind kind) {
        for (int i = 0; i < count; i++) {
            make(HOUR, () -> fault(kind, Effect.UNKNOWN));
        }
    }

    private Future<String> make(Duration within, Supplier<Future<String>> attempt) {
        return retries.make(time.in(within), until -> {
            tries.add(time.passed());
            return attempt.get();
        });
    }

    private Future<String> again() {
        tries.add(time.passed());
        return Future.succeededFuture("answer " + tries.size());
    }

    private List<Duration> waits() {
        List<Duration> waits = new ArrayList<>();
        for (int i = 1; i < tries.size(); i++) {
            waits.add(tries.get(i).minus(tries.get(i - 1)));
        }
        return waits;
    }

    private static Backoff longestWaits() {
        return new Backoff(Backoff.usual().base(), Backoff.usual().most(), () -> 1);
    }

    private static Future<String> success() {
        return Future.succeededFuture("answer");
    }

    private static Future<String> fault(Kind kind, Effect effect) {
        return Future.failedFuture(new PortFault(kind, effect));
    }

    private static Future<String> throttled(Duration retryAfter) {
        return Future.failedFuture(new PortFault(
                Kind.THROTTLED, Effect.NONE, Optional.empty(), Optional.of(retryAfter), Optional.empty()));
    }

    private static PortFault fault(Future<?> call) {
        assertThat(call.failed()).isTrue();
        return PortFault.in(call.cause()).orElseThrow();
    }
}
