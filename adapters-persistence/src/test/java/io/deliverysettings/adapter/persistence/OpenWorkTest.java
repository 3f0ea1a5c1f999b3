package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.persistence.OpenWork.Found;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When the store is asked for what gauges show, and what they show meanwhile. */
class OpenWorkTest {

    // Close to where nanoseconds wrap around.
    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());
    private final List<Promise<Found>> looks = new ArrayList<>();
    private final OpenWork work = new OpenWork(
            () -> {
                Promise<Found> look = Promise.promise();
                looks.add(look);
                return look.future();
            },
            nanos::get);

    @Test
    void untilTheStoreHasAnsweredNothingIsKnown() {
        assertThat(looks).hasSize(1);
        assertThat(work.operations()).isNaN();
        assertThat(work.changes()).isNaN();
    }

    @Test
    void whatWasFoundIsToldAndTheStoreNotAskedAgainForTenSeconds() {
        looks.get(0).complete(new Found(3, 70));
        for (int i = 0; i < 100; i++) {
            nanos.addAndGet(Duration.ofMillis(99).toNanos());
            assertThat(work.operations()).isEqualTo(3);
            assertThat(work.changes()).isEqualTo(70);
        }
        assertThat(looks).hasSize(1);

        nanos.addAndGet(Duration.ofMillis(101).toNanos());
        assertThat(work.operations()).as("until the new look is answered").isEqualTo(3);
        assertThat(looks).hasSize(2);
        looks.get(1).complete(new Found(4, 71));
        assertThat(work.operations()).isEqualTo(4);
        assertThat(work.changes()).isEqualTo(71);
    }

    @Test
    void whileALookIsUnderWayThereIsNoOther() {
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(work.changes()).isNaN();

        assertThat(looks).hasSize(1);
    }

    @Test
    void whatTheStoreNoLongerSaysIsNotKnownAnyMore() {
        looks.get(0).complete(new Found(3, 70));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(work.operations()).isEqualTo(3);
        looks.get(1).fail(new IllegalStateException("away"));

        assertThat(work.operations()).isNaN();
    }
}
