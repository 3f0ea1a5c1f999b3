package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.testkit.OperationQueuePortContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the queue's port on the embedded store. */
class OperationQueueAdapterTest extends StoreFixture implements OperationQueuePortContract {

    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private SettingsStoreAdapter store;

    @SuppressWarnings("NullAway.Init")
    private OperationQueueAdapter queue;

    /** The one store serves all tests: each has environments of its own. */
    @BeforeAll
    void open(@TempDir Path temporary) {
        directory = temporary;
        open();
    }

    @AfterAll
    void close() {
        await(store.close());
    }

    private void open() {
        store = await(SettingsStoreAdapter.openEmbedded(vertx, new EmbeddedStoreOptions(directory), registry));
        queue = store.operationQueue();
    }

    @Override
    public SettingsStorePort store() {
        return store;
    }

    @Override
    public OperationQueuePort queue() {
        return queue;
    }

    @Override
    public SettingsStorePort reopened() {
        await(store.close());
        open();
        return store;
    }
}
