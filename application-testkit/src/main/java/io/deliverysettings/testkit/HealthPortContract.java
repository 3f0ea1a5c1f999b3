package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.health.ComponentHealth.State;
import io.deliverysettings.application.port.out.HealthPort;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link HealthPort} has to hold. */
public interface HealthPortContract {

    /**
     * The adapter under test.
     *
     * @return asks a part that is as it should be, until {@link #breakDown()}; the same throughout a test
     */
    HealthPort health();

    /** From now on the part does not work, or not all of it, and whatever the adapter needs to notice that has happened. */
    void breakDown();

    /** From now on it works again, and whatever the adapter needs to notice that has happened. */
    void repair();

    /** What works is up, and there is nothing to say about it. */
    @Test
    default void aPartThatWorksIsUp() {
        assertThat(now()).isEqualTo(ComponentHealth.up());
    }

    /** What does not work is not up, and the answer says what is wrong. The stage does not fail. */
    @Test
    default void aPartThatDoesNotWorkIsNotUpAndSaysWhy() {
        breakDown();

        assertThat(now().state()).isNotEqualTo(State.UP);
        assertThat(now().detail())
                .hasValueSatisfying(detail -> assertThat(detail).isNotBlank());
    }

    /** A part that was repaired is up again. */
    @Test
    default void aPartThatWorksAgainIsUpAgain() {
        breakDown();
        assertThat(now().state()).isNotEqualTo(State.UP);

        repair();

        assertThat(now()).isEqualTo(ComponentHealth.up());
    }

    /** Whoever watches the gateway asks often, and several may at once. */
    @Test
    default void manyMayAskAtOnce() {
        List<CompletableFuture<ComponentHealth>> asked = IntStream.range(0, 100)
                .mapToObj(i -> health().health().toCompletableFuture())
                .toList();

        assertThat(asked).allSatisfy(answer -> assertThat(await(answer)).isEqualTo(ComponentHealth.up()));
    }

    private ComponentHealth now() {
        return await(health().health().toCompletableFuture());
    }

    private static ComponentHealth await(CompletableFuture<ComponentHealth> answer) {
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
