package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.StoreMetrics.Lease;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.port.out.HealthPort;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The store in a database: SQLite in a directory of this process, or PostgreSQL for several gateways. What a method has
 * completed survives the end of the process and of the power.
 */
public final class SettingsStoreAdapter implements SettingsStorePort {

    /** The store could not be opened; the message is for whoever operates the gateway and says what to do. */
    public static final class CannotOpen extends Exception {
        private static final long serialVersionUID = 1L;

        CannotOpen(String message) {
            super(message);
        }

        CannotOpen(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The store could not be copied; the message is for whoever operates the gateway and says what to do. */
    public static final class CannotCopy extends Exception {
        private static final long serialVersionUID = 1L;

        CannotCopy(String message) {
            super(message);
        }

        CannotCopy(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final StoreCalls calls;
    private final SettingsRepository repository;
    private final OperationQueueAdapter operationQueue;
    private final StoreMetrics metrics;
    private final HealthPort health;
    private final OpenWork openWork;

    SettingsStoreAdapter(Vertx vertx, SqlEngine engine, Dialect dialect, MeterRegistry registry) {
        this.metrics = new StoreMetrics(registry);
        this.calls = new StoreCalls(vertx, engine, metrics);
        this.repository = new SettingsRepository(dialect);
        this.operationQueue = new OperationQueueAdapter(calls, new QueueRepository(dialect), metrics);
        this.health = new StoreHealthAdapter(calls);
        engine.tell(metrics);
        this.openWork = new OpenWork(calls::openWork, System::nanoTime);
        metrics.gauge(
                StoreMetrics.OPEN_OPERATIONS,
                "Operations that have a turn, of all gateways on this store",
                openWork,
                OpenWork::operations);
        metrics.gauge(
                StoreMetrics.OPEN_CHANGES,
                "Accepted changes that have not ended, of all gateways on this store",
                openWork,
                OpenWork::changes);
    }

    /**
     * Opens the store in a directory, and makes it if it is not there. The process has the directory for itself until the
     * adapter is closed. Operations that an earlier process left open can be taken over at once, since it is dead.
     *
     * @param vertx whose threads to use
     * @param options where the store is
     * @param metrics where to count what it is asked
     * @return the adapter; fails with {@link CannotOpen} when another process has the directory, when the store is damaged or
     *     newer than this program, or when its files cannot be used
     */
    public static Future<SettingsStoreAdapter> openEmbedded(
            Vertx vertx, EmbeddedStoreOptions options, MeterRegistry metrics) {
        Objects.requireNonNull(options, "options");
        return EmbeddedEngine.open(vertx, options.directory())
                .map(engine -> new SettingsStoreAdapter(vertx, engine, Dialect.SQLITE, metrics));
    }

    /**
     * Opens the store in a PostgreSQL database, and makes its tables if they are not there.
     *
     * @param vertx whose event loops to use
     * @param options where the database is
     * @param metrics where to count what it is asked
     * @return the adapter; fails with {@link CannotOpen} when the database cannot be reached, when it does not let the user in,
     *     or when its tables are not this program's or newer
     */
    public static Future<SettingsStoreAdapter> openPostgres(
            Vertx vertx, PostgresStoreOptions options, MeterRegistry metrics) {
        Objects.requireNonNull(options, "options");
        return PostgresEngine.open(vertx, options, PostgresLimits.USUAL)
                .map(engine -> new SettingsStoreAdapter(vertx, engine, Dialect.POSTGRESQL, metrics));
    }

    /**
     * Copies an embedded store as it is at one moment, while another process may be using it. Blocks.
     *
     * @param directory the store's
     * @param target the file to make; only its owner can read it
     * @throws CannotCopy when there is no store, when the target is there already, or when the copy is not sound; nothing is left
     *     of it then
     */
    public static void backup(Path directory, Path target) throws CannotCopy {
        StoreCopies.backup(directory, target);
    }

    /**
     * Puts a copy into a directory where there is no store. Blocks.
     *
     * @param backup the file that {@link #backup} made
     * @param directory for the store; made when it is not there
     * @throws CannotCopy when there is a store already, when a process has the directory, or when the copy is damaged or of
     *     something else; nothing has changed then
     */
    public static void restore(Path backup, Path directory) throws CannotCopy {
        StoreCopies.restore(backup, directory);
    }

    /**
     * The queue of accepted changes, which is in the same database.
     *
     * @return of use until this adapter is closed; always the same
     */
    public OperationQueueAdapter operationQueue() {
        return operationQueue;
    }

    /**
     * How the store is: down when it does not answer within half a second, degraded when it answers but could not be written to.
     *
     * @return of use after this adapter is closed, too; always the same
     */
    public HealthPort health() {
        return health;
    }

    /**
     * Ends what was begun and closes the store, its queue included. Closing twice does nothing more.
     *
     * @return completes when the store is closed
     */
    public CompletionStage<Void> close() {
        return calls.close();
    }

    @Override
    public CompletionStage<Optional<Kept>> find(EnvironmentId environment) {
        return calls.read("find", session -> repository.find(session, environment));
    }

    @Override
    public CompletionStage<Beginning> begin(EnvironmentId environment, Operation operation, Duration lease) {
        return calls.write(
                "begin",
                Effect.NONE,
                session -> repository.begin(session, environment, operation, lease),
                metrics::begun);
    }

    @Override
    public CompletionStage<Void> renew(List<Turn> turns, Duration lease) {
        return calls.write(
                "renew",
                Effect.NONE,
                session -> repository.renew(session, turns, lease),
                done -> metrics.renewed(Lease.TURN, turns.size()));
    }

    @Override
    public CompletionStage<Ended> end(Turn turn, Conclusion conclusion) {
        return calls.write("end", Effect.UNKNOWN, session -> repository.end(session, turn, conclusion), metrics::ended);
    }

    @Override
    public CompletionStage<Void> abandon(Turn turn) {
        return calls.write("abandon", session -> repository.abandon(session, turn));
    }

    @Override
    public CompletionStage<Optional<Abandoned>> takeOver(EnvironmentId environment, Duration lease) {
        return calls.write(
                "take_over",
                Effect.NONE,
                session -> repository.takeOver(session, environment, lease),
                metrics::takenOver);
    }

    @Override
    public CompletionStage<List<EnvironmentId>> abandoned(int limit) {
        return calls.read("abandoned", session -> repository.abandoned(session, limit));
    }

    @Override
    public CompletionStage<Optional<Revision>> observe(
            EnvironmentId environment, Observation observation, Basis basis) {
        return calls.write("observe", session -> repository.observe(session, environment, observation, basis));
    }

    @Override
    public CompletionStage<Void> confirm(EnvironmentId environment, Revision revision, Instant at) {
        return calls.write("confirm", session -> repository.confirm(session, environment, revision, at));
    }

    @Override
    public CompletionStage<List<HistoryEntry>> history(
            EnvironmentId environment, Optional<Revision> before, int limit) {
        return calls.read("history", session -> repository.history(session, environment, before, limit));
    }

    @Override
    public CompletionStage<Optional<Kept>> revision(EnvironmentId environment, Revision revision) {
        return calls.read("revision", session -> repository.revision(session, environment, revision));
    }

    @Override
    public CompletionStage<List<StoredCredentials>> credentials(Optional<Long> after, int limit) {
        return calls.read("credentials", session -> repository.credentials(session, after, limit));
    }

    @Override
    public CompletionStage<Void> reseal(StoredCredentials stored, SealedCredentials resealed) {
        return calls.write("reseal", session -> repository.reseal(session, stored, resealed));
    }

    @Override
    public CompletionStage<List<KnownEnvironment>> environments(Optional<EnvironmentId> after, int limit) {
        return calls.read("environments", session -> repository.environments(session, after, limit));
    }

    @Override
    public CompletionStage<List<EnvironmentId>> unconfirmed(Instant before, int limit) {
        return calls.read("unconfirmed", session -> repository.unconfirmed(session, before, limit));
    }
}
