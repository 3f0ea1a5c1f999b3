package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.testkit.SettingsStorePortContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the port on the embedded store. */
class SettingsStoreAdapterTest extends StoreFixture implements SettingsStorePortContract {

    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private SettingsStoreAdapter store;

    /** The one store serves all tests: each has environments of its own. */
    @BeforeAll
    void open(@TempDir Path temporary) {
        directory = temporary;
        store = open();
    }

    @AfterAll
    void close() {
        await(store.close());
    }

    private SettingsStoreAdapter open() {
        return await(SettingsStoreAdapter.openEmbedded(vertx, new EmbeddedStoreOptions(directory), registry));
    }

    @Override
    public SettingsStorePort store() {
        return store;
    }

    @Override
    public SettingsStorePort reopened() {
        await(store.close());
        store = open();
        return store;
    }
}
