package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.PingOneOptions.RateLimits;
import io.deliverysettings.adapter.pingone.ScriptedServer.Script;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a stage completes, and that nobody waits for it. */
@ExtendWith(VertxExtension.class)
class ContextTest extends AdapterFixture {

    @ParameterizedTest
    @EnumSource(
            value = ThreadingModel.class,
            names = {"EVENT_LOOP", "WORKER"})
    void aCallFromAContextCompletesOnThatContext(ThreadingModel model) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS))) {
            PingOneSettingsAdapter adapter = adapter(server);
            done(read(adapter));

            assertThat(completesWhereItStarted(model, () -> read(adapter))).isTrue();
            assertThat(completesWhereItStarted(model, () -> write(adapter))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ThreadingModel.class,
            names = {"EVENT_LOOP", "WORKER"})
    void aFaultCompletesOnThatContextToo(ThreadingModel model) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::reset)) {
            PingOneSettingsAdapter adapter = adapter(server);
            PingOneSettingsAdapter closed = adapter(server);
            await(closed.close());

            assertThat(completesWhereItStarted(model, () -> read(adapter))).isTrue();
            assertThat(completesWhereItStarted(model, () -> read(closed))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ThreadingModel.class,
            names = {"EVENT_LOOP", "WORKER"})
    void aCallThatWasTriedAgainAndOneThatHadToWaitCompleteOnThatContextToo(ThreadingModel model) throws Exception {
        AtomicBoolean hasFailed = new AtomicBoolean();
        Script failsAtFirst =
                exchange -> exchange.send(ScriptedServer.json(hasFailed.getAndSet(true) ? 200 : 503, SETTINGS));
        try (ScriptedServer server = ScriptedServer.start(failsAtFirst)) {
            assertThat(completesWhereItStarted(model, () -> read(retrying(options(server.apiUrl())))))
                    .isTrue();
            // Sixty at once, and after that nine in a second.
            PingOneSettingsAdapter slow =
                    retrying(options(server.apiUrl()).withRateLimits(new RateLimits(600, 600, 100)));
            for (int i = 0; i < 60; i++) {
                done(read(slow));
            }
            assertThat(completesWhereItStarted(model, () -> read(slow))).isTrue();
            assertThat(server.requests()).hasSize(2 + 61);
        }
    }

    @Test
    void aCallFromAPlainThreadCompletesOnAThreadOfVertx() throws Exception {
        CountDownLatch registered = new CountDownLatch(1);
        Script script = exchange -> {
            registered.await(5, TimeUnit.SECONDS);
            exchange.send(ScriptedServer.json(200, SETTINGS));
        };
        try (ScriptedServer server = ScriptedServer.start(script)) {
            CompletionStage<Boolean> where = read(adapter(server)).thenApply(answer -> Context.isOnEventLoopThread());
            registered.countDown();

            assertThat(await(where)).isTrue();
        }
    }

    @Test
    void anEventLoopThatMadeACallGoesOnWithItsOtherWork(VertxTestContext test) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(exchange -> {})) {
            PingOneSettingsAdapter adapter = adapter(server);
            vertx.runOnContext(ignored -> {
                CompletionStage<?> call = write(adapter);
                vertx.setTimer(
                        50,
                        otherWork -> test.verify(() -> {
                            assertThat(call.toCompletableFuture()).isNotDone();
                            test.completeNow();
                        }));
            });

            assertThat(test.awaitCompletion(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSupplierThatThrowsFailsItsStage() {
        IllegalStateException bug = new IllegalStateException("a bug");

        CompletionStage<Object> stage = StageBridge.onContext(vertx, () -> {
            throw bug;
        });

        assertThat(failure(stage)).isSameAs(bug);
    }

    /** Whether what follows the call runs on the context that made it; it is registered before the call can be over. */
    private boolean completesWhereItStarted(ThreadingModel model, Supplier<CompletionStage<?>> call) throws Exception {
        Promise<Boolean> result = Promise.promise();
        VerticleBase verticle = new VerticleBase() {
            @Override
            public Future<?> start() {
                Context own = Vertx.currentContext();
                call.get().whenComplete((answer, failure) -> result.complete(Vertx.currentContext() == own));
                return Future.succeededFuture();
            }
        };
        String id = vertx.deployVerticle(verticle, new DeploymentOptions().setThreadingModel(model))
                .await(10, TimeUnit.SECONDS);
        try {
            return result.future().await(10, TimeUnit.SECONDS);
        } finally {
            vertx.undeploy(id).await(10, TimeUnit.SECONDS);
        }
    }
}
