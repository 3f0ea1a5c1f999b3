package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Busy;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.testkit.StoreSamples;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged is on the disk, and one flush serves all who wait for it. */
class EmbeddedDurabilityTest extends StoreFixture {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void everyCommitIsFlushed() {
        EmbeddedEngine engine = openedEngine();

        assertThat(pragma(engine, "synchronous")).isEqualTo("2");
        assertThat(pragma(engine, "journal_mode")).isEqualTo("wal");
    }

    /** 2 is the memory. */
    @Test
    void whatABatchMayHaveToUndoIsWrittenToNoFile() {
        assertThat(pragma(openedEngine(), "temp_store")).isEqualTo("2");
    }

    @Test
    void writesThatWaitTogetherAreCommittedTogether() {
        EmbeddedEngine engine = openedEngine();
        long before = engine.commits();
        AtomicBoolean released = new AtomicBoolean();

        Future<?> first = engine.write(session -> whenReleased(released));
        List<Future<?>> others = IntStream.range(0, 100)
                .<Future<?>>mapToObj(i -> engine.write(session -> insert(session, "waiting " + i)))
                .toList();
        released.set(true);

        await(first);
        others.forEach(StoreFixture::await);
        assertThat(engine.commits() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void noMoreThanABatchIsCommittedTogether() {
        EmbeddedEngine engine = openedEngine();
        long before = engine.commits();
        AtomicBoolean released = new AtomicBoolean();

        Future<?> first = engine.write(session -> whenReleased(released));
        List<Future<?>> others = IntStream.range(0, 1000)
                .<Future<?>>mapToObj(i -> engine.write(session -> insert(session, "waiting " + i)))
                .toList();
        released.set(true);

        await(first);
        others.forEach(StoreFixture::await);
        assertThat(engine.commits() - before).isBetween(4L, 5L);
    }

    @Test
    void whenTheCommitFailsNothingWasWritten() {
        EmbeddedEngine engine = openedEngine();
        AtomicBoolean released = new AtomicBoolean();

        Future<?> first = engine.write(session -> whenReleased(released));
        Future<?> good = engine.write(session -> insert(session, "good"));
        // Found out only at the end of the transaction.
        Future<?> bad = engine.write(
                session -> session.run("PRAGMA defer_foreign_keys = ON")
                        .compose(
                                done -> session.run(
                                        "INSERT INTO environments (environment_id, last_revision, credentials_id) VALUES ('bad', 0, 99)")));
        released.set(true);

        await(Future.join(List.of(first, good, bad)).otherwiseEmpty());
        assertThat(good.cause()).isInstanceOf(SQLException.class);
        assertThat(bad.cause()).isInstanceOf(SQLException.class);
        assertThat(environments(engine)).isEmpty();
        await(engine.write(session -> insert(session, "later")));
        assertThat(environments(engine)).containsExactly("later");
    }

    @Test
    void aWriteThatFailsUndoesOnlyItself() {
        EmbeddedEngine engine = openedEngine();
        AtomicBoolean released = new AtomicBoolean();
        long before = engine.commits();
        Future<?> first = engine.write(session -> whenReleased(released));
        Future<?> good = engine.write(session -> insert(session, "good"));
        Future<?> bad = engine.write(session ->
                insert(session, "bad").compose(done -> Future.failedFuture(new IllegalStateException("a bug"))));
        Future<?> thrown = engine.write(session -> {
            insert(session, "thrown");
            throw new IllegalStateException("another bug");
        });
        Future<?> wrong = engine.write(session -> insert(session, "wrong").compose(done -> session.run("SELEC 1")));
        Future<?> last = engine.write(session -> insert(session, "last"));
        released.set(true);

        await(Future.join(List.of(first, good, bad, thrown, wrong, last)).otherwiseEmpty());
        assertThat(engine.commits() - before).isLessThanOrEqualTo(2);
        assertThat(good.succeeded()).isTrue();
        assertThat(bad.failed()).isTrue();
        assertThat(thrown.failed()).isTrue();
        assertThat(wrong.failed()).isTrue();
        assertThat(last.succeeded()).isTrue();
        assertThat(bad.cause()).hasMessage("a bug");
        assertThat(thrown.cause()).hasMessage("another bug");
        assertThat(environments(engine)).containsExactlyInAnyOrder("good", "last");
    }

    @Test
    void workThatWaitsForSomethingElseIsRefusedAndUndone() {
        EmbeddedEngine engine = openedEngine();

        Future<Object> write =
                engine.write(session -> insert(session, "never").compose(done -> Future.future(never -> {})));

        await(write.otherwiseEmpty());
        assertThat(write.failed()).isTrue();
        assertThat(environments(engine)).isEmpty();
    }

    @Test
    void whatWasWrittenIsThereWhenTheStoreIsOpenedAgain() {
        EnvironmentId environment = StoreUse.fresh();
        SettingsStoreAdapter first = openedEmbedded(directory);
        await(StoreUse.configure(first, environment, "kept"));
        var kept = await(first.find(environment));
        await(first.close());

        SettingsStoreAdapter second = openedEmbedded(directory);

        assertThat(await(second.find(environment))).isPresent().isEqualTo(kept);
        assertThat(await(second.history(environment, Optional.empty(), 10))).hasSize(1);
    }

    /** What a process that is killed leaves behind: the files as they are, without anybody closing them. */
    @Test
    void whatWasAcknowledgedIsInTheFilesBeforeTheStoreIsClosed(@TempDir Path copy) throws IOException {
        SettingsStoreAdapter store = openedEmbedded(directory);
        List<EnvironmentId> acknowledged = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            EnvironmentId environment = StoreUse.fresh();
            await(StoreUse.configure(store, environment, "kept"));
            acknowledged.add(environment);
        }
        copyFiles(directory, copy);

        SettingsStoreAdapter again = openedEmbedded(copy);

        for (EnvironmentId environment : acknowledged) {
            assertThat(await(again.find(environment)).orElseThrow().settings()).contains(StoreSamples.settings("kept"));
            assertThat(await(again.history(environment, Optional.empty(), 10))).hasSize(1);
        }
    }

    /** The lock says that the process is dead that had the lease. */
    @Test
    void theNextProcessMayTakeOverAtOnceWhatTheOneBeforeLeft(@TempDir Path copy) throws IOException {
        EnvironmentId environment = StoreUse.fresh();
        SettingsStoreAdapter store = openedEmbedded(directory);
        await(StoreUse.begin(store, environment));
        copyFiles(directory, copy);

        SettingsStoreAdapter again = openedEmbedded(copy);

        assertThat(await(again.abandoned(10))).containsExactly(environment);
        assertThat(await(StoreUse.begin(again, environment))).isEqualTo(new Busy(Duration.ZERO));
        assertThat(await(again.takeOver(environment, StoreUse.LEASE))).isPresent();
    }

    @Test
    void writesUnderWayAreDoneBeforeTheStoreIsClosed() {
        SettingsStoreAdapter store = openedEmbedded(directory);
        List<EnvironmentId> environments =
                Stream.generate(StoreUse::fresh).limit(50).toList();
        List<CompletionStage<?>> writes = new ArrayList<>();
        environments.forEach(environment -> writes.add(StoreUse.begin(store, environment)));

        await(store.close());

        writes.forEach(StoreFixture::await);
        assertThat(await(openedEmbedded(directory).abandoned(100))).containsExactlyInAnyOrderElementsOf(environments);
    }

    @Test
    void afterItWasClosedAStoreIsUnavailable() {
        SettingsStoreAdapter store = openedEmbedded(directory);
        await(store.close());
        await(store.close());

        assertThat(fault(store.find(StoreUse.fresh()))).isNotNull();
        assertThat(fault(StoreUse.begin(store, StoreUse.fresh()))).isNotNull();
    }

    /** Keeps the writer, so that the writes that come after have to wait. */
    private static Future<Object> whenReleased(AtomicBoolean released) {
        while (!released.get()) {
            Thread.onSpinWait();
        }
        return Future.succeededFuture();
    }

    private EmbeddedEngine openedEngine() {
        return engine(directory);
    }

    private static Future<?> insert(SqlSession session, String environment) {
        return session.run("INSERT INTO environments (environment_id, last_revision) VALUES ($1, 0)", environment);
    }

    private static List<String> environments(EmbeddedEngine engine) {
        List<SqlRow> rows = await(engine.read(session -> session.run("SELECT environment_id FROM environments")));
        return rows.stream().map(row -> row.text("environment_id")).toList();
    }

    private static String pragma(EmbeddedEngine engine, String name) {
        return String.valueOf(await(engine.onWriter(session -> session.run("PRAGMA " + name)))
                .get(0)
                .value(name));
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
