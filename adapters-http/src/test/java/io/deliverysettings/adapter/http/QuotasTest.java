package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.http.Quota.Standing;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotasTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void soManyMayComeInAMinuteAndNoMore() {
        Quota quota = quota(3, 1);

        assertThat(quota.take()).isEqualTo(new Standing(true, 2, Duration.ofMinutes(1)));
        pass(Duration.ofSeconds(20));
        assertThat(quota.take()).isEqualTo(new Standing(true, 1, Duration.ofSeconds(40)));
        assertThat(quota.take().remaining()).isZero();
        assertThat(quota.take()).isEqualTo(new Standing(false, 0, Duration.ofSeconds(40)));
        pass(Duration.ofSeconds(40).minusNanos(1));
        assertThat(quota.take().isWithin()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(quota.take()).isEqualTo(new Standing(true, 2, Duration.ofMinutes(1)));
    }

    @Test
    void aMinuteWithoutRequestsIsNotSavedForLater() {
        Quota quota = quota(3, 1);
        quota.take();
        pass(Duration.ofHours(5));

        for (int i = 0; i < 3; i++) {
            assertThat(quota.take().isWithin()).isTrue();
        }
        assertThat(quota.take().isWithin()).isFalse();
    }

    @Test
    void soManyMayBeUnderWayAndEachThatEndsMakesRoom() {
        Quota quota = quota(100, 2);

        assertThat(quota.isIdle()).isTrue();
        assertThat(quota.enter()).isTrue();
        assertThat(quota.enter()).isTrue();
        assertThat(quota.enter()).isFalse();
        quota.leave();
        assertThat(quota.enter()).isTrue();
        assertThat(quota.isIdle()).isFalse();
    }

    @Test
    void namesThatAreMadeUpDoNotFillTheMemory() {
        Quotas quotas = new Quotas(100, () -> quota(1, 1));

        for (int i = 0; i < 10_000; i++) {
            quotas.of("made up " + i).take();
        }

        assertThat(quotas.size()).isEqualTo(100);
    }

    @Test
    void whoeverHasNotBeenHeardOfForTheLongestTimeIsForgottenFirst() {
        Quotas quotas = new Quotas(2, () -> quota(1, 1));
        quotas.of("a").take();
        quotas.of("b").take();
        assertThat(quotas.of("a").take().isWithin()).isFalse();

        quotas.of("c").take();

        assertThat(quotas.of("a").take().isWithin()).isFalse();
        assertThat(quotas.of("b").take().isWithin()).isTrue();
    }

    @Test
    void nobodyIsForgottenWhileARequestOfTheirsIsUnderWay() {
        Quotas quotas = new Quotas(2, () -> quota(1, 1));
        Quota underWay = quotas.of("under way");
        underWay.enter();

        for (int i = 0; i < 10; i++) {
            quotas.of("made up " + i);
        }

        assertThat(quotas.of("under way")).isSameAs(underWay);
    }

    private Quota quota(int perMinute, int atOnce) {
        return new Quota(perMinute, atOnce, now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
