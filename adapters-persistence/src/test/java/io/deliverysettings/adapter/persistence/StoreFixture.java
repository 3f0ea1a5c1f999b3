package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotOpen;
import io.deliverysettings.application.fault.PortFault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/** Stores that are closed after each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreFixture {

    private static final int AMPLE_SECONDS = 60;

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<SettingsStoreAdapter> open = new ArrayList<>();

    @AfterEach
    void closeStores() {
        open.forEach(store -> await(store.close()));
        open.clear();
    }

    @AfterAll
    void closeVertx() throws TimeoutException {
        vertx.close().await(AMPLE_SECONDS, TimeUnit.SECONDS);
    }

    SettingsStoreAdapter opened(Future<SettingsStoreAdapter> opening) {
        SettingsStoreAdapter store = await(opening);
        open.add(store);
        return store;
    }

    SettingsStoreAdapter openedEmbedded(Path directory) {
        return opened(SettingsStoreAdapter.openEmbedded(vertx, new EmbeddedStoreOptions(directory), registry));
    }

    /** An engine without the adapter around it; closed after the test too. */
    EmbeddedEngine engine(Path directory) {
        EmbeddedEngine engine = await(EmbeddedEngine.open(vertx, directory));
        open.add(new SettingsStoreAdapter(vertx, engine, Dialect.SQLITE, registry));
        return engine;
    }

    SettingsStoreAdapter openedPostgres(PostgresStoreOptions options) {
        return opened(SettingsStoreAdapter.openPostgres(vertx, options, registry));
    }

    /** One that loses patience sooner. */
    SettingsStoreAdapter openedPostgres(PostgresStoreOptions options, PostgresLimits limits) {
        return opened(PostgresEngine.open(vertx, options, limits)
                .map(engine -> new SettingsStoreAdapter(vertx, engine, Dialect.POSTGRESQL, registry)));
    }

    CannotOpen refusal(Future<SettingsStoreAdapter> opening) {
        try {
            opened(opening);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof CannotOpen refusal) {
                return refusal;
            }
            throw failure;
        }
        throw new AssertionError("it did open");
    }

    CannotOpen refusalOf(Path directory) {
        return refusal(SettingsStoreAdapter.openEmbedded(vertx, new EmbeddedStoreOptions(directory), registry));
    }

    static <T> T await(Future<T> future) {
        return await(future.toCompletionStage());
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(AMPLE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    static PortFault fault(CompletionStage<?> stage) {
        Object value;
        try {
            value = await(stage);
        } catch (CompletionException failure) {
            return PortFault.in(failure).orElseThrow(() -> new AssertionError("not a fault", failure));
        }
        throw new AssertionError("did not fail: " + value);
    }
}
