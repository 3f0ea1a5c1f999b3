package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotOpen;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * SQLite in this process: one thread writes, another reads. Writes that wait at the same time are committed, and so flushed to
 * the disk, together; each is undone alone when it fails, and none is answered before the commit.
 *
 * <p>Work runs on the writing thread from beginning to end without handing a statement to another thread, which would cost more
 * than the statement.
 */
final class EmbeddedEngine implements SqlEngine {

    static final String WAITING = "gateway.store.writes.waiting";
    static final String COMMITS = "gateway.store.commits";
    static final String SIZE = "gateway.store.file.size";

    private static final int LARGEST_BATCH = 256;

    /** SQLITE_READONLY, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_NOTADB. */
    private static final Set<Integer> BROKEN = Set.of(8, 10, 11, 14, 26);

    /** SQLITE_ERROR, which is what a rollback without a transaction ends in. */
    private static final int NO_TRANSACTION = 1;

    private final Vertx vertx;
    private final DataDirectory directory;
    private final SqliteLane writer;
    private final SqliteLane reader;
    private final Queue<PendingWrite<?>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger announced = new AtomicInteger();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicReference<@Nullable Future<Void>> closing = new AtomicReference<>();

    private volatile Optional<LateCheck> check = Optional.empty();

    private EmbeddedEngine(Vertx vertx, DataDirectory directory) {
        this.vertx = vertx;
        this.directory = directory;
        Path file = directory.store();
        this.writer = new SqliteLane(vertx, "writer", () -> openForWriting(file));
        this.reader = new SqliteLane(vertx, "reader", () -> openForReading(file));
    }

    /**
     * Takes a directory and opens the store in it.
     *
     * @return fails with {@link CannotOpen}
     */
    static Future<EmbeddedEngine> open(Vertx vertx, Path path) {
        return open(vertx, path, EmbeddedStore.MOST_BYTES_CHECKED);
    }

    /**
     * The same with a limit of one's own.
     *
     * @param mostBytesChecked how large a file may be that is looked over before it is used; a larger one is while it is used
     */
    static Future<EmbeddedEngine> open(Vertx vertx, Path path, long mostBytesChecked) {
        AtomicBoolean isToBeChecked = new AtomicBoolean();
        return vertx.executeBlocking(() -> {
                    DataDirectory directory = DataDirectory.take(path);
                    try {
                        isToBeChecked.set(EmbeddedStore.prepare(directory.store(), mostBytesChecked));
                        return new EmbeddedEngine(vertx, directory);
                    } catch (CannotOpen failure) {
                        directory.close();
                        throw failure;
                    }
                })
                .compose(engine -> engine.giveUpLeases()
                        .map(done -> {
                            if (isToBeChecked.get()) {
                                engine.check = Optional.of(LateCheck.begin(vertx, engine.directory.store()));
                            }
                            return engine;
                        })
                        .recover(failure -> engine.close()
                                .transform(closed -> Future.failedFuture(new CannotOpen(
                                        "the store in " + path + " cannot be written: " + Reasons.of(failure),
                                        failure)))));
    }

    /** Whoever held them is dead, or the directory would not have been free. */
    private Future<Void> giveUpLeases() {
        return write(session -> session.run(Statements.GIVE_UP_LEASES)
                .compose(done -> session.run(QueueStatements.GIVE_UP_CLAIMS))
                .mapEmpty());
    }

    /** Every commit waits until the disk has it: power may go at any time. */
    private static SqliteConnection openForWriting(Path file) throws SQLException {
        SqliteConnection connection = SqliteConnection.open(file);
        try {
            String mode = connection.query("PRAGMA journal_mode = WAL").get(0).text("journal_mode");
            if (!mode.equals("wal")) {
                throw new SQLException("no write-ahead log is possible on this file system");
            }
            connection.execute("PRAGMA synchronous = FULL");
            // Where a flush stops at the disk's own memory (macOS), go all the way. It means nothing elsewhere.
            connection.execute("PRAGMA fullfsync = ON");
            connection.execute("PRAGMA checkpoint_fullfsync = ON");
            // Each savepoint keeps the pages that it may have to undo, a few; in a batch they would soon go to a file.
            connection.execute("PRAGMA temp_store = MEMORY");
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static SqliteConnection openForReading(Path file) throws SQLException {
        SqliteConnection connection = SqliteConnection.open(file);
        connection.execute("PRAGMA query_only = ON");
        return connection;
    }

    @Override
    public <T> Future<T> write(Function<SqlSession, Future<T>> work) {
        if (closing.get() != null) {
            return Future.failedFuture(closed());
        }
        Optional<SQLException> obstacle = check.flatMap(LateCheck::obstacle);
        if (obstacle.isPresent()) {
            return Future.failedFuture(obstacle.get());
        }
        PendingWrite<T> write = new PendingWrite<>(work, vertx.getOrCreateContext());
        waiting.add(write);
        if (announced.getAndIncrement() == 0) {
            scheduleBatch();
        }
        return write.future();
    }

    @Override
    public <T> Future<T> read(Function<SqlSession, Future<T>> work) {
        Optional<SQLException> obstacle = check.flatMap(LateCheck::obstacle);
        if (obstacle.isPresent()) {
            return Future.failedFuture(obstacle.get());
        }
        return reader.run(connection -> {
            Future<T> result = work.apply(connection);
            if (result.failed() && isBroken(result.cause())) {
                reader.discard();
            }
            return result;
        });
    }

    /** Does something with the writing connection, outside of any transaction. */
    <T> Future<T> onWriter(Function<SqlSession, Future<T>> work) {
        return writer.run(work::apply);
    }

    /** So many transactions were committed. */
    long commits() {
        return commits.get();
    }

    @Override
    public void tell(StoreMetrics metrics) {
        metrics.gauge(WAITING, "Writes that wait for a commit", announced, AtomicInteger::get);
        metrics.counter(COMMITS, "Commits, each of all writes that waited for it", commits, AtomicLong::get);
        metrics.bytes(SIZE, "What the file of the store and its log hold on the disk", directory, EmbeddedEngine::size);
    }

    private static double size(DataDirectory directory) {
        Path file = directory.store();
        return (double) file.toFile().length()
                + file.resolveSibling(file.getFileName() + "-wal").toFile().length();
    }

    @Override
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        if (closing.compareAndSet(null, closed.future())) {
            writer.close(this::writeAllThatWaits)
                    .eventually(() -> reader.close(() -> {}))
                    .eventually(() -> check.map(LateCheck::close).orElse(Future.succeededFuture()))
                    .eventually(this::giveUpDirectory)
                    .onComplete(closed);
        }
        return Objects.requireNonNull(closing.get());
    }

    private Future<Void> giveUpDirectory() {
        return vertx.executeBlocking(() -> {
            directory.close();
            return null;
        });
    }

    /** One batch at a time, so that the thread is seen to come back in between. */
    private void scheduleBatch() {
        writer.execute(() -> {
                    List<PendingWrite<?>> batch = nextBatch();
                    commit(batch);
                    if (announced.addAndGet(-batch.size()) > 0) {
                        scheduleBatch();
                    }
                })
                .onFailure(threadIsGone -> failAllThatWaits());
    }

    private void writeAllThatWaits() {
        for (List<PendingWrite<?>> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            commit(batch);
            announced.addAndGet(-batch.size());
        }
    }

    private void failAllThatWaits() {
        for (List<PendingWrite<?>> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            batch.forEach(write -> write.fail(closed()));
            announced.addAndGet(-batch.size());
        }
    }

    private List<PendingWrite<?>> nextBatch() {
        List<PendingWrite<?>> batch = new ArrayList<>();
        while (batch.size() < LARGEST_BATCH && waiting.peek() != null) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private void commit(List<PendingWrite<?>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            SqliteConnection connection = writer.connection();
            connection.execute("BEGIN IMMEDIATE");
            for (PendingWrite<?> write : batch) {
                write.attempt(connection);
            }
            connection.execute("COMMIT");
            commits.incrementAndGet();
            batch.forEach(PendingWrite::answer);
        } catch (SQLException failure) {
            undo(failure);
            batch.forEach(write -> write.fail(failure));
        }
    }

    private void undo(SQLException failure) {
        boolean isOfUse = !isBroken(failure);
        try {
            writer.connection().execute("ROLLBACK");
        } catch (SQLException notUndone) {
            // SQLite itself ends a transaction for which the disk is full; then there is none to undo.
            isOfUse &= notUndone.getErrorCode() == NO_TRANSACTION;
        }
        if (!isOfUse) {
            writer.discard();
        }
    }

    /** Whether the file could not be used, which another connection may be able to later. */
    private static boolean isBroken(Throwable failure) {
        return failure instanceof SQLException sql && BROKEN.contains(sql.getErrorCode() & 0xff);
    }

    private static SQLException closed() {
        return new SQLException("the store is closed");
    }
}
