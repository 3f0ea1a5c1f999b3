package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.PingOneOptions.RateLimits;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may go, when, and who is told that it will not be in time. */
class RateShaperTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private RateShaper shaper = shaper(RateLimits.documented());

    /** What went, in this order. */
    private final List<String> gone = new ArrayList<>();

    @Test
    void aTenthOfTheLimitGoesAtOnce() {
        for (int i = 0; i < 61; i++) {
            assertThat(admit(i, Priority.READ).succeeded()).as("call " + i).isEqualTo(i < 60);
        }
        shaper = shaper(RateLimits.documented());
        for (int i = 0; i < 22; i++) {
            assertThat(admit(0, Priority.READ).succeeded()).as("call " + i).isEqualTo(i < 21);
        }
    }

    @Test
    void noMinuteSeesMoreThanTheLimitOfTheLicenceAndHardlyLess() {
        List<Duration> times = timesUnderLoad(20);

        // A fiftieth stays free for calls that arrive closer together than they have left.
        assertThat(mostWithinAMinute(times)).isLessThanOrEqualTo(588);
        assertThat(times).hasSizeGreaterThan(5 * 528);
    }

    @Test
    void noMinuteSeesMoreThanTheLimitOfAnEnvironmentAndHardlyLess() {
        List<Duration> times = timesUnderLoad(1);

        assertThat(mostWithinAMinute(times)).isLessThanOrEqualTo(206);
        assertThat(times).hasSizeGreaterThan(5 * 185);
    }

    @Test
    void noMinuteSeesMoreThanTheLimitAfterAPauseEither() {
        List<Duration> times = new ArrayList<>(timesUnderLoad(20));
        time.pass(Duration.ofSeconds(30));
        times.addAll(timesUnderLoad(20));

        assertThat(mostWithinAMinute(times)).isLessThanOrEqualTo(600);
    }

    @Test
    void theHigherPriorityGoesFirst() {
        exhaustTheLicence();
        enter("background", 1, Priority.BACKGROUND);
        enter("read", 2, Priority.READ);
        enter("change", 3, Priority.CHANGE);
        time.pass(MINUTE);

        assertThat(gone).containsExactly("change", "read", "background");
    }

    @Test
    void theHigherPriorityGoesFirstWithinAnEnvironmentToo() {
        exhaustTheLicence();
        enter("background", 1, Priority.BACKGROUND);
        enter("change", 1, Priority.CHANGE);
        time.pass(MINUTE);

        assertThat(gone).containsExactly("change", "background");
    }

    @Test
    void environmentsTakeTurnsAndEachKeepsItsOrder() {
        exhaustTheLicence();
        enter("a1", 1, Priority.READ);
        enter("a2", 1, Priority.READ);
        enter("a3", 1, Priority.READ);
        enter("b1", 2, Priority.READ);
        enter("b2", 2, Priority.READ);
        enter("c1", 3, Priority.READ);
        time.pass(MINUTE);

        assertThat(gone).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void anEnvironmentThatMayNotGoHoldsUpNoOther() {
        for (int i = 0; i < 21; i++) {
            admit(1, Priority.READ);
        }
        enter("own", 1, Priority.CHANGE);
        enter("other", 2, Priority.BACKGROUND);

        assertThat(gone).containsExactly("other");
        time.pass(Duration.ofSeconds(1));
        assertThat(gone).containsExactly("other", "own");
    }

    @Test
    void aCallThatCannotGoByItsDeadlineIsRefusedAtOnceAndToldWhenItCould() {
        for (int i = 0; i < 21; i++) {
            admit(1, Priority.READ);
        }
        Future<Void> refused = shaper.admit(environment(1), Priority.READ, time.in(Duration.ofMillis(300)));
        Duration wait = throttled(refused);

        assertThat(wait).isBetween(Duration.ofMillis(300), Duration.ofMillis(400));
        time.pass(wait);
        assertThat(admit(1, Priority.READ).succeeded()).isTrue();
    }

    @Test
    void whatCanJustGoByItsDeadlineWaitsAndGoes() {
        for (int i = 0; i < 21; i++) {
            admit(1, Priority.READ);
        }
        Duration wait = throttled(shaper.admit(environment(1), Priority.READ, time.in(Duration.ofNanos(1))));
        Future<Void> call = shaper.admit(environment(1), Priority.READ, time.in(wait));

        assertThat(call.isComplete()).isFalse();
        time.pass(wait);
        assertThat(call.succeeded()).isTrue();
    }

    @Test
    void thoseAheadCountForTheEstimate() {
        exhaustTheLicence();
        for (int i = 0; i < 90; i++) {
            admit(1000 + i, Priority.CHANGE);
        }
        // 528 a minute: 90 ahead take a little more than ten seconds.
        Duration wait = throttled(shaper.admit(environment(1), Priority.READ, time.in(Duration.ofSeconds(9))));

        assertThat(wait).isBetween(Duration.ofMillis(10_200), Duration.ofMillis(10_500));
        assertThat(shaper.admit(environment(1), Priority.READ, time.in(Duration.ofSeconds(11)))
                        .failed())
                .isFalse();
    }

    @Test
    void thoseWithALowerPriorityDoNotCountForTheEstimate() {
        exhaustTheLicence();
        for (int i = 0; i < 90; i++) {
            admit(1000 + i, Priority.BACKGROUND);
        }
        Future<Void> call = shaper.admit(environment(1), Priority.READ, time.in(Duration.ofSeconds(1)));

        assertThat(call.failed()).isFalse();
        time.pass(Duration.ofSeconds(1));
        assertThat(call.succeeded()).isTrue();
    }

    @Test
    void whatAnotherEnvironmentCannotSendInTimeDoesNotCountForTheEstimate() {
        shaper.throttled(environment(9), Optional.of(MINUTE));
        for (int i = 0; i < 100; i++) {
            admit(9, Priority.CHANGE);
        }
        for (int i = 0; i < 44; i++) {
            admit(i, Priority.READ);
        }

        assertThat(shaper.admit(environment(77), Priority.READ, time.in(Duration.ofSeconds(3)))
                        .failed())
                .isFalse();
    }

    @Test
    void aCallThatIsOvertakenUntilItsDeadlineFailsThenAndIsToldWhenItCouldGo() {
        exhaustTheLicence();
        Future<Void> overtaken = shaper.admit(environment(1), Priority.READ, time.in(Duration.ofSeconds(1)));
        for (int i = 0; i < 90; i++) {
            admit(1000 + i, Priority.CHANGE);
        }
        time.pass(Duration.ofMillis(999));
        assertThat(overtaken.isComplete()).isFalse();
        time.pass(Duration.ofMillis(1));

        assertThat(throttled(overtaken)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(shaper.waiting()).isLessThanOrEqualTo(90);
    }

    @Test
    void aCallWhoseDeadlineHasPassedDoesNotGo() {
        assertThat(throttled(shaper.admit(environment(1), Priority.READ, time.in(Duration.ofMillis(-1)))))
                .isZero();
    }

    @Test
    void whenTooManyWaitTheNextIsRefusedAtOnce() {
        shaper = shaper(new RateLimits(600, 210, 2));
        exhaustTheLicence();
        admit(1, Priority.READ);
        admit(2, Priority.READ);
        Future<Void> refused = admit(3, Priority.READ);

        // Two go before it, and nine in a second.
        assertThat(throttled(refused)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(shaper.waiting()).isEqualTo(2);
    }

    @Test
    void whenTooManyWaitTheLowestPriorityGivesWayToAHigherOne() {
        shaper = shaper(new RateLimits(600, 210, 2));
        exhaustTheLicence();
        Future<Void> read = admit(1, Priority.READ);
        Future<Void> background = admit(2, Priority.BACKGROUND);
        Future<Void> change = admit(3, Priority.CHANGE);

        assertThat(throttled(background)).isPositive();
        assertThat(read.isComplete()).isFalse();
        assertThat(change.isComplete()).isFalse();
    }

    @Test
    void whenTooManyWaitAnEnvironmentThatHasMostOfThemGivesWayToOneWithout() {
        shaper = shaper(new RateLimits(600, 210, 3));
        exhaustTheLicence();
        admit(1, Priority.READ);
        admit(1, Priority.READ);
        Future<Void> third = admit(1, Priority.READ);
        Future<Void> other = admit(2, Priority.READ);

        assertThat(throttled(third)).isPositive();
        assertThat(other.isComplete()).isFalse();
        assertThat(throttled(admit(1, Priority.READ))).isPositive();
    }

    @Test
    void whatMayGoAtOnceGoesThoughTooManyWait() {
        shaper = shaper(new RateLimits(600, 210, 1));
        for (int i = 0; i < 22; i++) {
            admit(1, Priority.READ);
        }

        assertThat(admit(2, Priority.READ).succeeded()).isTrue();
    }

    @Test
    void a429HoldsItsEnvironmentBackForAsLongAsPingOneSaysAndNoOther() {
        shaper.throttled(environment(1), Optional.of(Duration.ofSeconds(7)));
        Future<Void> held = admit(1, Priority.CHANGE);

        assertThat(admit(2, Priority.READ).succeeded()).isTrue();
        assertThat(throttled(shaper.admit(environment(1), Priority.CHANGE, time.in(Duration.ofSeconds(6)))))
                .isEqualTo(Duration.ofSeconds(7));
        time.pass(Duration.ofMillis(6_999));
        assertThat(held.isComplete()).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(held.succeeded()).isTrue();
    }

    @Test
    void a429WithoutAWordOrWithZeroHoldsBackForASecond() {
        shaper.throttled(environment(1), Optional.empty());
        shaper.throttled(environment(2), Optional.of(Duration.ZERO));
        List<Future<Void>> held = List.of(admit(1, Priority.CHANGE), admit(2, Priority.CHANGE));
        time.pass(Duration.ofMillis(999));
        assertThat(held).noneMatch(Future::isComplete);
        time.pass(Duration.ofMillis(1));

        assertThat(held).allMatch(Future::succeeded);
    }

    @Test
    void whatPingOneAsksForBeyondAnHourIsAnHour() {
        shaper.throttled(environment(1), Optional.of(Duration.ofSeconds(999_999_999)));

        assertThat(throttled(shaper.admit(environment(1), Priority.CHANGE, time.in(MINUTE))))
                .isEqualTo(HOUR);
    }

    @Test
    void aShorterHoldDoesNotEndALongerOne() {
        shaper.throttled(environment(1), Optional.of(Duration.ofSeconds(7)));
        shaper.throttled(environment(1), Optional.of(Duration.ofSeconds(1)));
        Future<Void> held = admit(1, Priority.CHANGE);
        time.pass(Duration.ofSeconds(2));

        assertThat(held.isComplete()).isFalse();
    }

    @Test
    void a429HalvesTheLimitOfItsEnvironment() {
        shaper.throttled(environment(1), Optional.empty());
        time.pass(Duration.ofSeconds(1));

        // Within the minute before anything comes back: half of 210.
        assertThat(goneWithin(Duration.ofSeconds(58), 1)).isBetween(95, 105);
    }

    @Test
    void a429TakesTheLimitOfTheLicenceToThreeQuarters() {
        shaper.throttled(environment(1), Optional.empty());

        assertThat(goneWithin(Duration.ofSeconds(59), 2, 3, 4, 5, 6, 7)).isBetween(430, 450);
    }

    @Test
    void theLimitsComeBackStepByStep() {
        shaper.throttled(environment(1), Optional.empty());
        time.pass(MINUTE.multipliedBy(4).plusSeconds(1));
        // Four quiet minutes: 90 %, and as much waits in the bucket as may.
        assertThat(goneWithin(Duration.ofSeconds(58), 1)).isBetween(170, 189);
        time.pass(MINUTE.multipliedBy(2));

        assertThat(goneWithin(Duration.ofSeconds(59), 1)).isBetween(195, 206);
    }

    @Test
    void callsThatWereUnderWayTogetherNarrowOnce() {
        for (int i = 0; i < 20; i++) {
            shaper.throttled(environment(1), Optional.empty());
        }
        for (int i = 2; i < 20; i++) {
            shaper.throttled(environment(i), Optional.empty());
        }
        time.pass(Duration.ofSeconds(1));

        assertThat(goneWithin(Duration.ofSeconds(58), 1)).isBetween(95, 105);
        shaper = shaper(RateLimits.documented());
        for (int i = 2; i < 20; i++) {
            shaper.throttled(environment(i), Optional.empty());
        }
        assertThat(goneWithin(Duration.ofSeconds(59), 20, 21, 22, 23, 24, 25)).isBetween(430, 450);
    }

    @Test
    void aTenthIsAlwaysLeft() {
        for (int i = 0; i < 50; i++) {
            shaper.throttled(environment(1), Optional.empty());
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(goneWithin(Duration.ofSeconds(59), 1)).isBetween(18, 21);
    }

    @Test
    void theSmallestLimitLetsCallsGoEvenWhenNarrowed() {
        shaper = shaper(new RateLimits(10, 10, 10));
        for (int i = 0; i < 50; i++) {
            shaper.throttled(environment(1), Optional.empty());
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(goneWithin(Duration.ofSeconds(59), 1)).isBetween(1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void nothingRunsWhileNothingWaitsAndOneTimerOtherwise(int waiting) {
        exhaustTheLicence();
        for (int i = 0; i < waiting; i++) {
            admit(i, Priority.READ);
            assertThat(time.waiting()).isEqualTo(1);
        }
        time.pass(MINUTE);

        assertThat(shaper.waiting()).isZero();
        assertThat(time.waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void closingFailsThoseThatWaitAndThoseThatCome(Priority priority) {
        exhaustTheLicence();
        Future<Void> waiting = admit(1, priority);
        shaper.close();
        shaper.close();

        for (Future<Void> call : List.of(waiting, admit(1, priority))) {
            assertThat(fault(call).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(fault(call).effect()).isEqualTo(Effect.NONE);
        }
        assertThat(time.waiting()).isZero();
    }

    @Test
    void whatGoesOnMayMakeAnotherCallAtOnce() {
        exhaustTheLicence();
        Future<Void> second = admit(1, Priority.READ).compose(gone -> admit(1, Priority.READ));
        time.pass(Duration.ofSeconds(1));

        assertThat(second.succeeded()).isTrue();
    }

    @Test
    void anEnvironmentIsForgottenOnceANewOneWouldBeTheSame() {
        Lanes lanes = new Lanes(() -> new Lane(new Allowance(210, time), time));
        for (int i = 0; i < 1000; i++) {
            lanes.of(environment(i)).take();
        }
        lanes.of(environment(1000)).hold(HOUR.toNanos());
        assertThat(lanes.size()).isEqualTo(1001);
        time.pass(MINUTE);
        lanes.of(environment(1001));

        assertThat(lanes.size()).isEqualTo(2);
    }

    private RateShaper shaper(RateLimits limits) {
        return new RateShaper(limits, time.clock(), time, VertxFixture.metrics().queue());
    }

    private void exhaustTheLicence() {
        for (int i = 0; i < 60; i++) {
            assertThat(admit(500 + i, Priority.READ).succeeded()).isTrue();
        }
    }

    private Future<Void> admit(int environment, Priority priority) {
        return shaper.admit(environment(environment), priority, time.in(HOUR));
    }

    private void enter(String name, int environment, Priority priority) {
        admit(environment, priority).onSuccess(went -> gone.add(name));
    }

    /** When calls went, of environments that for five minutes have always some that wait. */
    private List<Duration> timesUnderLoad(int environments) {
        List<Duration> times = new ArrayList<>();
        Duration end = time.passed().plus(MINUTE.multipliedBy(5));
        while (time.passed().compareTo(end) < 0) {
            while (shaper.waiting() < 40) {
                for (int i = 0; i < environments; i++) {
                    admit(i, Priority.READ).onSuccess(went -> times.add(time.passed()));
                }
            }
            time.pass(Duration.ofMillis(50));
        }
        return times;
    }

    private int goneWithin(Duration within, int... environments) {
        List<Duration> times = new ArrayList<>();
        Duration end = time.passed().plus(within);
        while (time.passed().compareTo(end) < 0) {
            while (shaper.waiting() < 5 * environments.length) {
                for (int environment : environments) {
                    admit(environment, Priority.READ).onSuccess(went -> times.add(time.passed()));
                }
            }
            time.pass(Duration.ofMillis(50));
        }
        return times.size();
    }

    private static long mostWithinAMinute(List<Duration> times) {
        long most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(last).minus(times.get(first)).compareTo(MINUTE) >= 0) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private static Duration throttled(Future<Void> call) {
        PortFault fault = fault(call);
        assertThat(fault.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(fault.effect()).isEqualTo(Effect.NONE);
        return fault.retryAfter().orElseThrow();
    }

    private static PortFault fault(Future<Void> call) {
        assertThat(call.failed()).isTrue();
        return PortFault.in(call.cause()).orElseThrow();
    }

    private static EnvironmentId environment(int number) {
        return EnvironmentId.of("00000000-0000-4000-8000-%012d".formatted(number));
    }
}
