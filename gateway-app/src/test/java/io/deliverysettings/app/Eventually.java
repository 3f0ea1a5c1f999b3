package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks again until the answer is the one that is waited for. */
final class Eventually {

    private static final long PATIENCE_SECONDS = 30;
    private static final long PAUSE_MILLIS = 25;

    private Eventually() {}

    /** The first value for which the condition holds; fails with the last one when it takes too long. */
    static <T> T get(Callable<T> value, Predicate<T> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            T found = value.call();
            if (condition.test(found)) {
                return found;
            }
            assertThat(System.nanoTime())
                    .as("what is waited for comes in time; now it is: %s", found)
                    .isLessThan(deadline);
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
