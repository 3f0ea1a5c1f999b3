package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class VertxTimersTest extends AdapterFixture {

    private final VertxTimers timers = new VertxTimers(vertx);

    @Test
    void aTaskRunsNotBeforeItsTime() throws Exception {
        Promise<Long> ran = Promise.promise();
        long start = timers.nanos();
        timers.after(Duration.ofNanos(10_000_001), () -> ran.complete(timers.nanos() - start));

        assertThat(ran.future().await(5, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(10_000_001);
    }

    @Test
    void aTaskThatIsCalledOffDoesNotRun() throws Exception {
        AtomicBoolean hasRun = new AtomicBoolean();
        Promise<Void> later = Promise.promise();
        timers.after(Duration.ofMillis(20), () -> hasRun.set(true)).run();
        timers.after(Duration.ofMillis(40), later::complete);
        later.future().await(5, TimeUnit.SECONDS);

        assertThat(hasRun).isFalse();
    }

    @Test
    void aTaskOfAVerticleThatIsGoneRunsAllTheSame() throws Exception {
        Promise<Void> ran = Promise.promise();
        String id = vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        timers.after(Duration.ofMillis(50), ran::complete);
                        return Future.succeededFuture();
                    }
                })
                .await(5, TimeUnit.SECONDS);
        vertx.undeploy(id).await(5, TimeUnit.SECONDS);

        ran.future().await(5, TimeUnit.SECONDS);
        assertThat(ran.future().succeeded()).isTrue();
    }

    @Test
    void eachCallerGoesOnInItsOwnContext() throws Exception {
        Promise<Boolean> isTheSame = Promise.promise();
        vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        Context own = Vertx.currentContext();
                        Executor here = timers.here();
                        timers.after(
                                Duration.ofMillis(1),
                                () -> here.execute(() -> isTheSame.complete(Vertx.currentContext() == own)));
                        return Future.succeededFuture();
                    }
                })
                .await(5, TimeUnit.SECONDS);

        assertThat(isTheSame.future().await(5, TimeUnit.SECONDS)).isTrue();
    }
}
