package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final EnvironmentId ONE = new EnvironmentId("00000000-0000-4000-8000-00000000000a");
    private static final EnvironmentId TWO = new EnvironmentId("00000000-0000-4000-8000-00000000000b");
    private static final EnvironmentId THREE = new EnvironmentId("00000000-0000-4000-8000-00000000000c");

    /** {@link System#nanoTime()} may overflow at any time. */
    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());

    @Test
    void anEnvironmentIsHeldToItsOwnLimit() {
        RateLimiter limiter = limiter(10, 2);

        assertThat(limiter.pass(ONE)).isEmpty();
        assertThat(limiter.pass(ONE)).isEmpty();
        assertThat(limiter.pass(ONE)).isPresent();
        assertThat(limiter.pass(TWO)).isEmpty();
    }

    @Test
    void allEnvironmentsShareTheLicence() {
        RateLimiter limiter = limiter(2, 2);

        assertThat(limiter.pass(ONE)).isEmpty();
        assertThat(limiter.pass(TWO)).isEmpty();
        assertThat(limiter.pass(THREE)).isPresent();
    }

    @Test
    void anEnvironmentIsTheSameInUpperCase() {
        RateLimiter limiter = limiter(10, 1);
        limiter.pass(ONE);

        assertThat(limiter.pass(new EnvironmentId(ONE.text().toUpperCase(Locale.ROOT))))
                .isPresent();
    }

    @Test
    void aCallLeavesTheWindowAfterExactlyAMinute() {
        RateLimiter limiter = limiter(1, 1);
        limiter.pass(ONE);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
        assertThat(limiter.pass(ONE)).contains(Duration.ofNanos(1));
        nanos.addAndGet(1);
        assertThat(limiter.pass(ONE)).isEmpty();
    }

    @Test
    void theWaitIsTheTimeUntilTheOldestCallLeaves() {
        RateLimiter limiter = limiter(10, 2);
        limiter.pass(ONE);
        pass(Duration.ofSeconds(20));
        limiter.pass(ONE);
        pass(Duration.ofSeconds(15));

        assertThat(limiter.pass(ONE)).contains(Duration.ofSeconds(25));
        pass(Duration.ofSeconds(25));
        assertThat(limiter.pass(ONE)).isEmpty();
        assertThat(limiter.pass(ONE)).contains(Duration.ofSeconds(20));
    }

    @Test
    void theWaitIsThatOfTheLimitThatTakesLonger() {
        RateLimiter limiter = limiter(2, 1);
        limiter.pass(TWO);
        pass(Duration.ofSeconds(20));
        limiter.pass(ONE);

        assertThat(limiter.pass(THREE)).as("the licence's").contains(Duration.ofSeconds(40));
        assertThat(limiter.pass(ONE)).as("the environment's").contains(Duration.ofSeconds(60));
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        RateLimiter limiter = limiter(1, 1);
        limiter.pass(ONE);
        for (int second = 0; second < 59; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(limiter.pass(ONE)).isPresent();
            assertThat(limiter.pass(TWO)).isPresent();
        }
        pass(Duration.ofSeconds(1));

        assertThat(limiter.pass(TWO)).isEmpty();
    }

    @Test
    void noMinuteLetsMoreThroughThanTheLimits() {
        RateLimiter limiter = limiter(40, 15);
        Random random = new Random(1);
        List<EnvironmentId> environments = List.of(ONE, TWO, THREE);
        List<Long> passed = new ArrayList<>();
        List<List<Long>> passedOfEach = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        long start = nanos.get();
        for (int call = 0; call < 5_000; call++) {
            pass(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 20_000 : 200)));
            int environment = random.nextInt(3);
            if (limiter.pass(environments.get(environment)).isEmpty()) {
                passed.add(nanos.get() - start);
                passedOfEach.get(environment).add(nanos.get() - start);
            }
        }

        assertThatNoMinuteHasMoreThan(40, passed);
        passedOfEach.forEach(times -> assertThatNoMinuteHasMoreThan(15, times));
    }

    /** Neither more nor, as long as enough is asked for, less. */
    private static void assertThatNoMinuteHasMoreThan(int limit, List<Long> times) {
        long most = 0;
        for (long from : times) {
            long until = from + Duration.ofMinutes(1).toNanos();
            most = Math.max(
                    most,
                    times.stream().filter(time -> time >= from && time < until).count());
        }
        assertThat(most).isEqualTo(limit);
    }

    private RateLimiter limiter(int perLicence, int perEnvironment) {
        return new RateLimiter(new RateLimits(perLicence, perEnvironment), nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void retryAfterIsRoundedUpToSecondsAndAtLeastOne() {
        assertThat(List.of(
                        Duration.ZERO,
                        Duration.ofNanos(1),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1_001),
                        Duration.ofSeconds(60)))
                .extracting(wait ->
                        Optional.ofNullable(Answer.throttled(wait).headers().get("Retry-After")))
                .containsExactly(
                        Optional.of("1"), Optional.of("1"), Optional.of("1"), Optional.of("2"), Optional.of("60"));
    }
}
