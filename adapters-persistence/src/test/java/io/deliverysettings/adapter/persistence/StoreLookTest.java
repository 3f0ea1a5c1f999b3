package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.health.ComponentHealth.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a store does to whoever probes it that answers late, or not at all. */
class StoreLookTest extends StoreFixture {

    /** Answers when a test says so. */
    private static final class HungEngine implements SqlEngine {

        private final AtomicInteger looks = new AtomicInteger();
        private volatile Promise<Object> answer = Promise.promise();

        @Override
        public <T> Future<T> write(Function<SqlSession, Future<T>> work) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Future<T> read(Function<SqlSession, Future<T>> work) {
            looks.incrementAndGet();
            return (Future<T>) answer.future();
        }

        @Override
        public void tell(StoreMetrics metrics) {}

        @Override
        public Future<Void> close() {
            throw new UnsupportedOperationException();
        }
    }

    private final HungEngine engine = new HungEngine();
    private final StoreHealthAdapter health =
            new StoreHealthAdapter(new StoreCalls(vertx, engine, new StoreMetrics(new SimpleMeterRegistry())));

    @Test
    void aStoreThatHangsIsDownAndIsNotAskedAgainWhileItDoes() {
        for (CompletionStage<ComponentHealth> probe :
                Stream.generate(health::health).limit(20).toList()) {
            assertThat(await(probe).state()).isEqualTo(State.DOWN);
        }
        assertThat(await(health.health()).state()).isEqualTo(State.DOWN);
        assertThat(engine.looks).hasValue(1);

        engine.answer.complete();
        engine.answer = Promise.promise();
        engine.answer.complete();
        assertThat(await(health.health())).isEqualTo(ComponentHealth.up());
        assertThat(engine.looks).hasValue(2);
    }
}
