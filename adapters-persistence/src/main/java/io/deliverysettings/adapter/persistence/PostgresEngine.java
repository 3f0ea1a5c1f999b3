package io.deliverysettings.adapter.persistence;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter.CannotOpen;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * PostgreSQL, shared by several gateways. A connection is taken for a transaction, never for longer. Whatever happens to the
 * server, every call ends within a few seconds; a connection that broke is replaced by the pool.
 */
final class PostgresEngine implements SqlEngine {

    static final String CONNECTIONS = "gateway.store.connections";
    static final String MOST_CONNECTIONS = "gateway.store.connections.max";
    static final String IN_USE = "gateway.store.connections.active";
    static final String WAITING = "gateway.store.connections.pending";

    private static final String APPLICATION_NAME = "delivery-settings-gateway";

    private static final int LOGIN_SECONDS = 30;

    /** For one statement that changes tables, and for another gateway that is about to do so. */
    private static final int MIGRATION_SECONDS = 600;

    private static final int WAITING_PER_CONNECTION = 64;

    private final Pool pool;
    private final PostgresLimits limits;
    private final int mostConnections;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger inUse = new AtomicInteger();

    private PostgresEngine(Vertx vertx, PostgresStoreOptions options, PostgresLimits limits) {
        this.limits = limits;
        this.mostConnections = options.poolSize();
        this.pool = PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(options.poolSize())
                        .setMaxWaitQueueSize(options.poolSize() * WAITING_PER_CONNECTION)
                        .setConnectionTimeout(millis(limits.call()))
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                        // Well before the network's own limit, which would close one that somebody is just being given.
                        .setIdleTimeout(millis(limits.call().dividedBy(2)))
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .with(new NetClientOptions()
                        .setConnectTimeout(millis(limits.connect()))
                        // Ends a connection that is cut off, which otherwise would keep its place in the pool for ever.
                        .setIdleTimeout(millis(limits.call()))
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .connectingTo(connectOptions(options, limits))
                .using(vertx)
                .build();
    }

    private static PgConnectOptions connectOptions(PostgresStoreOptions options, PostgresLimits limits) {
        PgConnectOptions connect = new PgConnectOptions()
                .setHost(options.url().getHost().replaceAll("[\\[\\]]", ""))
                .setPort(options.port())
                .setDatabase(options.database())
                .setUser(options.user())
                .setCachePreparedStatements(true)
                // Each operation is traced as a whole, as with the embedded store.
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setSslMode(PostgresTls.mode(options))
                .setSslOptions(PostgresTls.options(options))
                .addProperty("application_name", APPLICATION_NAME)
                // What an administrator may have set otherwise: acknowledged is durable, and a lock shows what is
                // behind it.
                .addProperty("synchronous_commit", "on")
                .addProperty("default_transaction_isolation", "read committed")
                .addProperty(
                        "statement_timeout", String.valueOf(limits.statement().toMillis()))
                .addProperty(
                        "idle_in_transaction_session_timeout",
                        String.valueOf(limits.statement().toMillis()));
        options.password().ifPresent(password -> connect.setPassword(password.reveal()));
        return connect;
    }

    /**
     * Makes the tables if they are not there, and tries a connection.
     *
     * @return fails with {@link CannotOpen}
     */
    static Future<PostgresEngine> open(Vertx vertx, PostgresStoreOptions options, PostgresLimits limits) {
        String store = "the database " + options.url();
        return vertx.executeBlocking(() -> {
                    Migrations.migrate(
                            jdbcUrl(options, limits), options.user(), options.password(), Dialect.POSTGRESQL, store);
                    return new PostgresEngine(vertx, options, limits);
                })
                .compose(engine -> engine.read(session -> session.run(Statements.OPERATION, ""))
                        .map(rows -> engine)
                        .recover(failure -> engine.close()
                                .transform(closed -> Future.failedFuture(
                                        new CannotOpen(store + " cannot be used: " + Reasons.of(failure), failure)))));
    }

    private static String jdbcUrl(PostgresStoreOptions options, PostgresLimits limits) {
        return "jdbc:postgresql://%s:%d%s?connectTimeout=%d&loginTimeout=%d&socketTimeout=%d&ApplicationName=%s&%s"
                .formatted(
                        options.url().getHost(),
                        options.port(),
                        options.url().getRawPath(),
                        limits.connect().toSeconds(),
                        LOGIN_SECONDS,
                        MIGRATION_SECONDS,
                        APPLICATION_NAME,
                        PostgresTls.jdbcParameters(options));
    }

    @Override
    public <T> Future<T> write(Function<SqlSession, Future<T>> work) {
        return inTime(counted(connection -> PostgresTransaction.of(connection, session(connection), work)));
    }

    @Override
    public <T> Future<T> read(Function<SqlSession, Future<T>> work) {
        return inTime(counted(connection -> work.apply(session(connection))));
    }

    /** Who has asked waits until the work begins, and has a connection from then until everything is over. */
    private <T> Future<T> counted(Function<SqlConnection, Future<T>> work) {
        AtomicBoolean isConnected = new AtomicBoolean();
        waiting.incrementAndGet();
        return pool.withConnection(connection -> {
                    isConnected.set(true);
                    waiting.decrementAndGet();
                    inUse.incrementAndGet();
                    return work.apply(connection);
                })
                .onComplete(over -> (isConnected.get() ? inUse : waiting).decrementAndGet());
    }

    @Override
    public void tell(StoreMetrics metrics) {
        metrics.gauge(CONNECTIONS, "Connections to the database that are open", pool, Pool::size);
        metrics.gauge(
                MOST_CONNECTIONS, "How many connections to the database may be open", this, of -> of.mostConnections);
        metrics.gauge(IN_USE, "Connections to the database that somebody has", inUse, AtomicInteger::get);
        metrics.gauge(WAITING, "Those who wait for a connection to the database", waiting, AtomicInteger::get);
    }

    private <T> Future<T> inTime(Future<T> call) {
        return call.timeout(limits.call().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    private static int millis(Duration duration) {
        return (int) duration.toMillis();
    }

    private static SqlSession session(SqlConnection connection) {
        // Each call tells its own failure. Vert.x would print it too, past the log.
        connection.exceptionHandler(toldByTheCall -> {});
        return (sql, arguments) -> connection
                .preparedQuery(sql)
                .execute(Tuple.wrap(Arrays.asList(arguments)))
                .map(PostgresEngine::rows);
    }

    private static List<SqlRow> rows(RowSet<Row> set) {
        List<SqlRow> rows = new ArrayList<>(set.size());
        set.forEach(row -> rows.add(row::getValue));
        return rows;
    }
}
