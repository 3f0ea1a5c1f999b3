package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretPost;
import io.deliverysettings.adapter.pingone.WorkersOptions.Scope;
import io.deliverysettings.adapter.pingone.WorkersOptions.Worker;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.health.ComponentHealth.State;
import io.deliverysettings.application.port.out.HealthPort;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.testkit.HealthPortContract;
import io.deliverysettings.testkit.Samples;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How PingOne is, by how the calls to it have ended. */
class PingOneHealthAdapterTest extends AdapterFixture implements HealthPortContract {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/v1");

    private final VirtualTime time = new VirtualTime();

    @SuppressWarnings("NullAway.Init")
    private Retries retries;

    @SuppressWarnings("NullAway.Init")
    private PingOneSettingsAdapter adapter;

    @BeforeEach
    void open() {
        retries = new Retries(time, time.clock(), Backoff.usual(), metrics.host("api"));
        adapter = adapter(options(NOWHERE), new ForwardedTokens(), retries);
    }

    @Override
    public HealthPort health() {
        return adapter.health();
    }

    @Override
    public void breakDown() {
        fail(retries);
    }

    @Override
    public void repair() {
        time.pass(Duration.ofSeconds(11));
        for (int i = 0; i < 3; i++) {
            retries.make(time.in(HOUR), until -> Future.succeededFuture("back"));
        }
    }

    @Test
    void itIsTheOneThatIsGivenOut() {
        assertThat(health()).isInstanceOf(PingOneHealthAdapter.class);
    }

    @Test
    void whereTheCircuitIsOpenPingOneIsDownAndWhileItIsTriedOutItIsDegraded() {
        breakDown();
        assertThat(await(health().health()).state()).isEqualTo(State.DOWN);

        // Nobody calls meanwhile, and yet it is no news of today that it was away.
        time.pass(Duration.ofSeconds(10));
        assertThat(await(health().health()).state()).isEqualTo(State.DEGRADED);
    }

    @Test
    void aWorkerThatGetsNoTokenIsDegradedUntilItGetsOne() throws Exception {
        AtomicReference<String> answer = new AtomicReference<>(ScriptedServer.json(401, "{}"));
        try (ScriptedServer server =
                ScriptedServer.start(exchange -> exchange.send(Objects.requireNonNull(answer.get())))) {
            WorkerTokens tokens = workers(server, VertxFixture.ONCE);
            HealthPort health = adapter(options(NOWHERE), tokens, retries).health();
            assertThat(await(health.health())).isEqualTo(ComponentHealth.up());

            VertxFixture.fault(tokens.of(Samples.call(ENVIRONMENT)));
            ComponentHealth degraded = await(health.health());
            assertThat(degraded.state()).isEqualTo(State.DEGRADED);
            assertThat(degraded.detail().orElseThrow())
                    .contains("1 of the workers")
                    .doesNotContain("a-client");

            answer.set(ScriptedServer.json(
                    200, "{\"access_token\": \"t\", \"token_type\": \"Bearer\", \"expires_in\": 3600}"));
            VertxFixture.await(tokens.of(Samples.call(ENVIRONMENT)));
            assertThat(await(health.health())).isEqualTo(ComponentHealth.up());
        }
    }

    /** Tokens that are there are used until they expire. */
    @Test
    void whereTheHostOfTokensIsLeftAlonePingOneIsDegradedAndNotDown() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("")) {
            Retries failing = new Retries(time, time.clock(), Backoff.usual(), metrics.host("auth"));
            fail(failing);
            WorkerTokens tokens = workers(server, failing);

            assertThat(await(adapter(options(NOWHERE), tokens, retries).health().health())
                            .state())
                    .isEqualTo(State.DEGRADED);
        }
    }

    private void fail(Retries failing) {
        for (int i = 0; i < 20; i++) {
            failing.make(time.in(HOUR), until -> Future.failedFuture(new PortFault(Kind.UNAVAILABLE, Effect.UNKNOWN)));
        }
    }

    private WorkerTokens workers(ScriptedServer server, Attempts attempts) {
        Worker worker =
                new Worker(new Scope.AllOthers(), ENVIRONMENT, "a-client", new ClientSecretPost(Secret.of("a-secret")));
        return new WorkerTokens(
                vertx,
                new WorkersOptions(server.apiUrl(), List.of(worker)),
                ConnectionOptions.usual(),
                AMPLE,
                attempts,
                CLOCK,
                metrics);
    }

    @Test
    void theAdapterThatIsOpenedAsAWholeTellsItsHealthToo() {
        PingOneSettingsAdapter whole = closedAfterwards(
                new PingOneSettingsAdapter(vertx, options(NOWHERE), CONNECTIONS, Optional.empty(), CLOCK, registry));

        assertThat(await(whole.health().health())).isEqualTo(ComponentHealth.up());
        await(whole.close());
        assertThat(await(whole.health().health()).state()).isEqualTo(State.DOWN);
    }
}
