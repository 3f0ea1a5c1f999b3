package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a database failed with into the fault of the port, and logs when it begins to fail and when it is back. */
final class StoreHealth {

    private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);

    private final String use;
    private final Set<String> troubles = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopped;

    /**
     * For one way of using the store.
     *
     * @param use what it is used for, in the words of a log: when the disk is full, it can still be read
     */
    StoreHealth(String use) {
        this.use = use;
    }

    /** Nothing is logged any more. */
    void stop() {
        isStopped = true;
    }

    /** Whether the last use was one without trouble; so it is before the first. */
    boolean isWell() {
        return troubles.isEmpty();
    }

    /** The same result, or a fault with this effect when it was the database that failed. */
    <T> Future<T> watch(Future<T> result, Effect effect) {
        return result.onSuccess(value -> noteSuccess()).recover(failure -> {
            if (!isOfTheStore(failure)) {
                return Future.failedFuture(failure);
            }
            noteFailure(failure);
            return Future.failedFuture(new PortFault(
                    Kind.STORE_UNAVAILABLE, effect, Optional.empty(), Optional.empty(), Optional.of(failure)));
        });
    }

    /** Anything else is a bug and stays what it is. */
    private static boolean isOfTheStore(Throwable failure) {
        return failure instanceof SQLException
                || failure instanceof VertxException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof UnreadableRecord;
    }

    private void noteSuccess() {
        if (!troubles.isEmpty()) {
            troubles.clear();
            LOG.warn("the store can be {} again", use);
        }
    }

    /** Messages may quote what was to be stored; codes do not. */
    private void noteFailure(Throwable failure) {
        String trouble = failure.getClass().getName() + code(failure);
        if (!isStopped && troubles.add(trouble)) {
            LOG.warn("the store cannot be {}: {}", use, trouble);
        }
    }

    private static String code(Throwable failure) {
        if (failure instanceof DatabaseException database) {
            return ", SQLSTATE " + database.getSqlState();
        }
        return failure instanceof SQLException sql ? ", code " + sql.getErrorCode() : "";
    }
}
