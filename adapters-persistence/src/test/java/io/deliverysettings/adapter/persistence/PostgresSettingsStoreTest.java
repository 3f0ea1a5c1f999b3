package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.testkit.SettingsStorePortContract;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the port on a real PostgreSQL. */
class PostgresSettingsStoreTest extends StoreFixture implements SettingsStorePortContract {

    @SuppressWarnings("NullAway.Init")
    private PostgresServer server;

    @SuppressWarnings("NullAway.Init")
    private PostgresStoreOptions options;

    @SuppressWarnings("NullAway.Init")
    private SettingsStoreAdapter store;

    @BeforeAll
    void startServer(@TempDir Path directory) throws IOException, SQLException {
        server = PostgresServer.start(directory);
        options = server.options(server.createDatabase());
        store = await(SettingsStoreAdapter.openPostgres(vertx, options, registry));
    }

    @AfterAll
    void stopServer() throws IOException {
        await(store.close());
        server.close();
    }

    @Override
    public SettingsStorePort store() {
        return store;
    }

    /** Another gateway beside the first. */
    @Override
    public SettingsStorePort reopened() {
        return openedPostgres(options);
    }
}
