package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.EmbeddedStore.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for damage in a store that is too large for that to be waited for, once, while it is used. What is found is logged, and
 * from then on the store is not used any more.
 */
final class LateCheck {

    /** SQLITE_CORRUPT. */
    private static final int DAMAGED = 11;

    private static final Logger LOG = LoggerFactory.getLogger(LateCheck.class);

    /** Worker executors of the same name share their thread. */
    private static final AtomicLong CHECKS = new AtomicLong();

    private final Path file;
    private final WorkerExecutor thread;
    private final Future<Void> over;
    private volatile @Nullable SqliteConnection looking;
    private volatile boolean isStopped;
    private volatile boolean isDamaged;

    private LateCheck(Vertx vertx, Path file) {
        this.file = file;
        // Reading all of a large file takes its time, and is no reason for a warning.
        this.thread = vertx.createSharedWorkerExecutor("store-check-" + CHECKS.incrementAndGet(), 1, 1, TimeUnit.DAYS);
        this.over = thread.<Void>executeBlocking(
                        () -> {
                            look();
                            return null;
                        },
                        false)
                .onComplete(done -> thread.close());
    }

    static LateCheck begin(Vertx vertx, Path file) {
        return new LateCheck(vertx, file);
    }

    /** Why the store must not be used, if it must not. */
    Optional<SQLException> obstacle() {
        return isDamaged ? Optional.of(new SQLException("the store is damaged", null, DAMAGED)) : Optional.empty();
    }

    /** Looks no further; completes when nothing is read any more. */
    Future<Void> close() {
        isStopped = true;
        SqliteConnection connection = looking;
        if (connection != null) {
            connection.interrupt();
        }
        return over;
    }

    private void look() {
        try (SqliteConnection connection = SqliteConnection.open(file)) {
            looking = connection;
            Optional<Fault> fault = isStopped ? Optional.empty() : EmbeddedStore.faultOf(connection);
            if (fault.isPresent()) {
                isDamaged = true;
                LOG.error(
                        "the store {} {}; it is not used any more: {}",
                        file,
                        fault.get().what(),
                        fault.get().advice());
            }
        } catch (SQLException failure) {
            if (!isStopped) {
                LOG.warn("the store {} could not be looked over: {}", file, Reasons.of(failure));
            }
        } finally {
            looking = null;
        }
    }
}
