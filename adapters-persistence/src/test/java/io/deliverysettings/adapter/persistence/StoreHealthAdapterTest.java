package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.health.ComponentHealth.State;
import io.deliverysettings.application.port.out.HealthPort;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.testkit.HealthPortContract;
import io.deliverysettings.testkit.StoreSamples;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the embedded store is. */
class StoreHealthAdapterTest extends StoreFixture implements HealthPortContract {

    @SuppressWarnings("NullAway.Init")
    private EmbeddedEngine engine;

    @SuppressWarnings("NullAway.Init")
    private SettingsStoreAdapter store;

    @BeforeEach
    void open(@TempDir Path directory) {
        engine = engine(directory);
        store = new SettingsStoreAdapter(vertx, engine, Dialect.SQLITE, registry);
    }

    @Override
    public HealthPort health() {
        return store.health();
    }

    @Override
    public void breakDown() {
        await(engine.onWriter(session -> session.run("ALTER TABLE accepted_changes_count RENAME TO away")));
    }

    @Override
    public void repair() {
        await(engine.onWriter(session -> session.run("ALTER TABLE away RENAME TO accepted_changes_count")));
    }

    @Test
    void itIsTheOneThatIsGivenOut() {
        assertThat(health()).isInstanceOf(StoreHealthAdapter.class);
    }

    @Test
    void aStoreThatDoesNotAnswerIsDown() {
        breakDown();

        assertThat(now().state()).isEqualTo(State.DOWN);
    }

    @Test
    void aStoreThatIsClosedIsDown() {
        await(store.close());

        for (int i = 0; i < 2; i++) {
            assertThat(now().state()).isEqualTo(State.DOWN);
        }
    }

    @Test
    void whatCanBeReadAndNotWrittenIsDegradedUntilItCanBeWrittenAgain() {
        EnvironmentId environment = StoreUse.fresh();
        var turn = StoreUse.turn(await(StoreUse.begin(store, environment)));
        assertThat(now()).isEqualTo(ComponentHealth.up());

        limitTheDisk("1");
        fault(store.end(turn, StoreSamples.applied(StoreSamples.settings("x".repeat(200_000)))));
        assertThat(now().state()).isEqualTo(State.DEGRADED);

        limitTheDisk("1000000");
        await(store.end(turn, StoreSamples.applied(StoreSamples.settings("x".repeat(200_000)))));
        assertThat(now()).isEqualTo(ComponentHealth.up());
    }

    private ComponentHealth now() {
        return await(health().health());
    }

    private void limitTheDisk(String pages) {
        await(engine.onWriter(session -> session.run("PRAGMA max_page_count = " + pages)));
    }
}
