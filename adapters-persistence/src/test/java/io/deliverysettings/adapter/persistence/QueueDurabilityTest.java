package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.testkit.QueueSamples;
import io.deliverysettings.testkit.StoreSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accepted changes are in the files of the store: they outlive the process, and are in its copies. */
class QueueDurabilityTest extends StoreFixture {

    private static final EnvironmentId ENVIRONMENT = StoreUse.fresh();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    /** What a process that is killed leaves behind: the files as they are. The lock says that it is dead. */
    @Test
    void theNextProcessMayClaimAtOnceWhatTheOneBeforeHadClaimed(@TempDir Path copy) throws IOException {
        OperationQueuePort queue = openedEmbedded(directory).operationQueue();
        OperationId id = accepted(queue);
        Claimed before = await(queue.claim(10, StoreUse.LEASE)).get(0);
        await(queue.report(before.claim(), Progress.SENT));
        copyFiles(directory, copy);

        OperationQueuePort again = openedEmbedded(copy).operationQueue();

        assertThat(await(again.find(ENVIRONMENT, id)).orElseThrow().progress()).isEqualTo(Progress.QUEUED);
        assertThat(await(again.claim(10, StoreUse.LEASE)))
                .extracting(Claimed::operation)
                .containsExactly(before.operation());
    }

    @Test
    void aCopyOfTheStoreHasWhatIsQueued(@TempDir Path other) throws SettingsStoreAdapter.CannotCopy {
        SettingsStoreAdapter store = openedEmbedded(directory);
        OperationId id = accepted(store.operationQueue());
        Path backup = other.resolve("backup.db");

        SettingsStoreAdapter.backup(directory, backup);
        SettingsStoreAdapter.restore(backup, other.resolve("restored"));

        SettingsStoreAdapter restored = openedEmbedded(other.resolve("restored"));
        assertThat(await(restored.operationQueue().find(ENVIRONMENT, id))).isPresent();
        assertThat(await(restored.operationQueue().claim(10, StoreUse.LEASE))).hasSize(1);
    }

    @Test
    void whenTheStoreIsClosedTheQueueIsUnavailable() {
        SettingsStoreAdapter store = openedEmbedded(directory);
        await(store.close());

        PortFault fault = fault(store.operationQueue().claim(1, StoreUse.LEASE));

        assertThat(fault.kind()).isEqualTo(PortFault.Kind.STORE_UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(PortFault.Effect.NONE);
    }

    /** What the first version of the tables has in them stays, an operation that is open included. */
    @Test
    void aStoreWithoutAQueueGetsOne() throws SQLException {
        SettingsStoreAdapter store = openedEmbedded(directory);
        await(StoreUse.configure(store, ENVIRONMENT, "kept"));
        await(store.begin(ENVIRONMENT, StoreSamples.selecting(), StoreUse.LEASE));
        var kept = await(store.find(ENVIRONMENT));
        var history = await(store.history(ENVIRONMENT, Optional.empty(), 10));
        await(store.close());
        undoTheSecondVersion();

        SettingsStoreAdapter again = openedEmbedded(directory);

        assertThat(await(again.find(ENVIRONMENT))).isPresent().isEqualTo(kept);
        assertThat(await(again.history(ENVIRONMENT, Optional.empty(), 10))).isEqualTo(history);
        assertThat(await(again.takeOver(ENVIRONMENT, StoreUse.LEASE))
                        .orElseThrow()
                        .operation())
                .isEqualTo(StoreSamples.selecting());
        assertThat(await(again.environments(Optional.empty(), 10)))
                .extracting(known -> known.openOperations())
                .containsExactly(1);
        accepted(again.operationQueue());
        assertThat(await(again.operationQueue().claim(10, StoreUse.LEASE))).hasSize(1);
    }

    /** Of an environment in which nothing was ever done, nothing is kept but the changes themselves, until they are forgotten. */
    @Test
    void whatIsOverAndForgottenLeavesNoRow() {
        EmbeddedEngine engine = engine(directory);
        StoreMetrics metrics = new StoreMetrics(registry);
        OperationQueuePort queue = new OperationQueueAdapter(
                new StoreCalls(vertx, engine, metrics), new QueueRepository(Dialect.SQLITE), metrics);
        accepted(queue);
        Claimed claimed = await(queue.claim(1, StoreUse.LEASE)).get(0);
        await(queue.conclude(claimed.claim(), QueueSamples.result(), QueueSamples.ENDED_AT));
        await(queue.forget(QueueSamples.ENDED_AT.plusNanos(1), 1));

        for (String table : List.of("accepted_changes", "environments", "credentials", "operations")) {
            List<SqlRow> rows = await(engine.read(session -> session.run("SELECT 1 FROM " + table)));
            assertThat(rows).as(table).isEmpty();
        }
    }

    private void undoTheSecondVersion() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "DROP INDEX environments_confirmed",
                    "DROP INDEX history_accepted",
                    "DROP INDEX operations_credentials",
                    "ALTER TABLE history DROP COLUMN accepted_id",
                    "ALTER TABLE operations DROP COLUMN accepted_id",
                    "DROP TABLE accepted_changes_count",
                    "DROP TABLE accepted_changes",
                    "DELETE FROM flyway_schema_history WHERE version = '2'")) {
                statement.execute(sql);
            }
        }
    }

    private static OperationId accepted(OperationQueuePort queue) {
        return await(queue.accept(QueueSamples.configuring(ENVIRONMENT, StoreSamples.credentials("queued")), 10))
                .orElseThrow();
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
