package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.port.out.SettingsStorePort.Abandoned;
import io.deliverysettings.application.port.out.SettingsStorePort.Basis;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.Confirmed;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.KnownEnvironment;
import io.deliverysettings.application.port.out.SettingsStorePort.Observation;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.application.port.out.SettingsStorePort.StoredCredentials;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each method of the port means in SQL. Whatever changes an environment locks its row first, so that in PostgreSQL too
 * one change of it is done after the other.
 */
final class SettingsRepository {

    private static final long FIRST_FENCE = 1;

    private final Statements statements;

    SettingsRepository(Dialect dialect) {
        this.statements = new Statements(dialect);
    }

    Future<Optional<Kept>> find(SqlSession session, EnvironmentId environment) {
        return session.run(Statements.KEPT, text(environment)).map(firstOf(Records::kept));
    }

    Future<Beginning> begin(SqlSession session, EnvironmentId environment, Operation operation, Duration lease) {
        // Asked before anything is locked: those who wait for their turn ask again and again.
        return unlessMadeOrBusy(
                session,
                environment,
                operation,
                () -> lockOrMake(session, environment)
                        .compose(locked -> unlessMadeOrBusy(
                                session, environment, operation, () -> open(session, environment, operation, lease))));
    }

    private Future<Beginning> unlessMadeOrBusy(
            SqlSession session, EnvironmentId environment, Operation operation, Supplier<Future<Beginning>> otherwise) {
        return operation
                .id()
                .map(id -> made(session, environment, id)
                        .compose(made -> made.<Future<Beginning>>map(Future::succeededFuture)
                                .orElseGet(() -> unlessBusy(session, environment, otherwise))))
                .orElseGet(() -> unlessBusy(session, environment, otherwise));
    }

    private Future<Optional<Beginning>> made(SqlSession session, EnvironmentId environment, OperationId id) {
        return session.run(Statements.MADE, text(environment), id.toString())
                .map(firstOf(Records::historyEntry))
                .compose(entry -> entry.map(found -> revision(session, environment, found.revision())
                                .map(kept -> Optional.<Beginning>of(new Beginning.Made(found, kept))))
                        .orElse(Future.succeededFuture(Optional.empty())));
    }

    private Future<Beginning> unlessBusy(
            SqlSession session, EnvironmentId environment, Supplier<Future<Beginning>> otherwise) {
        return session.run(statements.leaseLeft(), text(environment))
                .compose(open -> open.isEmpty()
                        ? otherwise.get()
                        : Future.succeededFuture(new Beginning.Busy(
                                Duration.ofMillis(Math.max(0, open.get(0).number("lease_left"))))));
    }

    private Future<Beginning> open(SqlSession session, EnvironmentId id, Operation operation, Duration lease) {
        Turn turn = new Turn(id, UUID.randomUUID().toString(), FIRST_FENCE);
        return insertCredentials(session, id, operation.credentials())
                .compose(credentials -> session.run(
                        statements.insertOperation(),
                        text(id),
                        turn.operation(),
                        turn.fence(),
                        lease.toMillis(),
                        Times.write(operation.startedAt()),
                        operation.action().name(),
                        textOrNull(operation.actor()),
                        operation.correlationId().value(),
                        JsonDocuments.write(operation.intent()),
                        credentials.orElse(null),
                        operation.callerToken().ciphertext(),
                        operation.callerToken().digest(),
                        operation.id().map(OperationId::toString).orElse(null)))
                .compose(done -> find(session, id))
                .map(kept -> new Beginning.Begun(turn, kept));
    }

    static Future<Optional<Long>> insertCredentials(
            SqlSession session, EnvironmentId environment, Optional<SealedCredentials> credentials) {
        return credentials
                .map(present -> session.run(
                                Statements.INSERT_CREDENTIALS,
                                text(environment),
                                present.appSecret().ciphertext(),
                                present.appSecret().digest(),
                                present.userAccessToken().ciphertext(),
                                present.userAccessToken().digest())
                        .map(firstOf(row -> row.number("credentials_id"))))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    Future<Void> renew(SqlSession session, List<Turn> turns, Duration lease) {
        Future<Void> done = Future.succeededFuture();
        // In one order, so that two transactions never wait for each other.
        for (Turn turn : turns.stream()
                .sorted(Comparator.comparing(turn -> text(turn.environment())))
                .toList()) {
            done = done.compose(before -> session.run(
                            statements.renew(),
                            text(turn.environment()),
                            turn.operation(),
                            turn.fence(),
                            lease.toMillis())
                    .mapEmpty());
        }
        return done;
    }

    Future<Ended> end(SqlSession session, Turn turn, Conclusion conclusion) {
        return lock(session, turn.environment())
                .compose(row -> row.isEmpty()
                        ? Future.succeededFuture(new Ended.FencedOff())
                        : deleteOperation(session, turn)
                                .compose(operation -> operation.isEmpty()
                                        ? Future.succeededFuture(new Ended.FencedOff())
                                        : append(session, turn, row.get(), operation.get(), conclusion)));
    }

    private Future<Ended> append(
            SqlSession session, Turn turn, Environment environment, SqlRow operation, Conclusion conclusion) {
        Optional<Long> ofOperation = operation.numberIfAny("credentials_id");
        Optional<Long> credentials = environment.credentials(conclusion.credentials(), ofOperation);
        Entry entry = new Entry(
                Action.valueOf(operation.text("action")),
                conclusion.outcome(),
                operation.textIfAny("actor").map(ClientId::new),
                operation.text("correlation_id"),
                operation.text("started_at"),
                conclusion.endedAt(),
                JsonDocuments.write(conclusion.changes()),
                conclusion.secrets().map(JsonDocuments::write),
                operation.textIfAny("accepted_id"));
        return append(session, turn.environment(), environment, entry, conclusion.confirmed(), credentials)
                .compose(revision -> forgetReplaced(session, ofOperation, credentials)
                        .compose(done -> forgetReplaced(session, environment.credentialsId(), credentials))
                        .map(done -> new Ended.Recorded(revision)));
    }

    Future<Void> abandon(SqlSession session, Turn turn) {
        return lock(session, turn.environment())
                .compose(environment -> deleteOperation(session, turn))
                .compose(operation -> operation.isEmpty()
                        ? Future.succeededFuture()
                        : forgetUnused(session, operation.get().numberIfAny("credentials_id"))
                                .compose(done -> forgetEnvironmentWithoutHistory(session, turn.environment())));
    }

    Future<Optional<Abandoned>> takeOver(SqlSession session, EnvironmentId environment, Duration lease) {
        return lock(session, environment)
                .compose(locked -> session.run(statements.takeOver(), text(environment), lease.toMillis()))
                .compose(rows -> rows.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : takenOver(session, environment, rows.get(0)).map(Optional::of));
    }

    private Future<Abandoned> takenOver(SqlSession session, EnvironmentId environment, SqlRow row) {
        Turn turn = new Turn(environment, row.text("operation_id"), row.number("fence"));
        Future<Optional<SealedCredentials>> credentials = row.numberIfAny("credentials_id")
                .map(id -> session.run(Statements.CREDENTIALS_BY_ID, id).map(firstOf(Records::credentials)))
                .orElse(Future.succeededFuture(Optional.empty()));
        return credentials
                .map(present -> Records.operation(row, present))
                .compose(operation -> find(session, environment).map(kept -> new Abandoned(turn, operation, kept)));
    }

    Future<List<EnvironmentId>> abandoned(SqlSession session, int limit) {
        return session.run(statements.abandoned(), (long) limit)
                .map(allOf(row -> EnvironmentId.of(row.text("environment_id"))));
    }

    Future<Optional<Revision>> observe(
            SqlSession session, EnvironmentId environment, Observation observation, Basis basis) {
        // With a turn there is an operation, and with an operation a row; without both the row may have to be made.
        Future<Optional<Environment>> locked = basis.turn().isPresent()
                ? lock(session, environment)
                : lockOrMake(session, environment).map(Optional::of);
        return locked.compose(row -> session.run(Statements.OPERATION, text(environment))
                .map(firstOf(
                        operation -> new Turn(environment, operation.text("operation_id"), operation.number("fence"))))
                .compose(open -> row.filter(known -> known.revision().equals(basis.compared()))
                        .filter(known -> open.equals(basis.turn()))
                        .map(known -> observed(session, environment, known, observation)
                                .map(Optional::of))
                        .orElse(Future.succeededFuture(Optional.empty()))));
    }

    private static Future<Revision> observed(
            SqlSession session, EnvironmentId id, Environment environment, Observation observation) {
        Instant at = observation.confirmed().at();
        Entry entry = new Entry(
                Action.OBSERVE,
                Outcome.OVERTAKEN,
                Optional.empty(),
                observation.correlationId().value(),
                Times.write(at),
                at,
                JsonDocuments.write(observation.changes()),
                Optional.empty(),
                Optional.empty());
        Optional<Long> credentials = environment.credentials(observation.credentials(), Optional.empty());
        return append(session, id, environment, entry, Optional.of(observation.confirmed()), credentials)
                .compose(revision -> forgetReplaced(session, environment.credentialsId(), credentials)
                        .map(done -> revision));
    }

    Future<Void> confirm(SqlSession session, EnvironmentId environment, Revision revision, Instant at) {
        return session.run(Statements.CONFIRM, text(environment), revision.number(), Times.write(at))
                .mapEmpty();
    }

    Future<List<HistoryEntry>> history(
            SqlSession session, EnvironmentId environment, Optional<Revision> before, int limit) {
        return session.run(
                        Statements.HISTORY,
                        text(environment),
                        before.map(Revision::number).orElse(Long.MAX_VALUE),
                        (long) limit)
                .map(allOf(Records::historyEntry));
    }

    Future<Optional<Kept>> revision(SqlSession session, EnvironmentId environment, Revision revision) {
        return session.run(Statements.KEPT_AS_OF_REVISION, text(environment), revision.number())
                .map(firstOf(Records::kept));
    }

    Future<List<StoredCredentials>> credentials(SqlSession session, Optional<Long> after, int limit) {
        return session.run(Statements.CREDENTIALS_PAGE, after.orElse(0L), (long) limit)
                .map(allOf(Records::storedCredentials));
    }

    Future<Void> reseal(SqlSession session, StoredCredentials stored, SealedCredentials resealed) {
        return session.run(
                        Statements.RESEAL,
                        stored.id(),
                        stored.credentials().appSecret().ciphertext(),
                        stored.credentials().userAccessToken().ciphertext(),
                        resealed.appSecret().ciphertext(),
                        resealed.appSecret().digest(),
                        resealed.userAccessToken().ciphertext(),
                        resealed.userAccessToken().digest())
                .mapEmpty();
    }

    Future<List<KnownEnvironment>> environments(SqlSession session, Optional<EnvironmentId> after, int limit) {
        return session.run(
                        Statements.ENVIRONMENTS,
                        after.map(SettingsRepository::text).orElse(""),
                        (long) limit)
                .map(allOf(Records::knownEnvironment));
    }

    Future<List<EnvironmentId>> unconfirmed(SqlSession session, Instant before, int limit) {
        return session.run(Statements.UNCONFIRMED, Times.write(before), (long) limit)
                .map(allOf(row -> EnvironmentId.of(row.text("environment_id"))));
    }

    private Future<Optional<Environment>> lock(SqlSession session, EnvironmentId environment) {
        return session.run(statements.lockEnvironment(), text(environment)).map(firstOf(Environment::of));
    }

    /** Most are there, and a row that is only locked is not written once more. */
    private Future<Environment> lockOrMake(SqlSession session, EnvironmentId environment) {
        return lock(session, environment)
                .compose(row -> row.map(Future::succeededFuture).orElseGet(() -> makeAndLock(session, environment)));
    }

    /** One that is being changed stays. */
    static Future<Void> forgetEnvironmentWithoutHistory(SqlSession session, EnvironmentId environment) {
        return session.run(Statements.FORGET_ENVIRONMENT_WITHOUT_HISTORY, text(environment))
                .mapEmpty();
    }

    static Future<Environment> makeAndLock(SqlSession session, EnvironmentId environment) {
        return session.run(Statements.MAKE_AND_LOCK_ENVIRONMENT, text(environment))
                .map(rows -> Environment.of(rows.get(0)));
    }

    private static Future<Optional<SqlRow>> deleteOperation(SqlSession session, Turn turn) {
        return session.run(Statements.DELETE_OPERATION, text(turn.environment()), turn.operation(), turn.fence())
                .map(firstOf(row -> row));
    }

    /** Counts the environment's revision up, writes the entry, and keeps what PingOne confirmed, if it did. */
    private static Future<Revision> append(
            SqlSession session,
            EnvironmentId id,
            Environment environment,
            Entry entry,
            Optional<Confirmed> confirmed,
            Optional<Long> credentials) {
        long revision = environment.lastRevision() + 1;
        @Nullable
        String confirmedAt = confirmed.map(Confirmed::at).map(Times::write).orElse(null);
        @Nullable
        String settings =
                confirmed.flatMap(Confirmed::settings).map(JsonDocuments::write).orElse(null);
        Future<List<SqlRow>> counted = confirmed.isEmpty()
                ? session.run(Statements.COUNT_REVISION, text(id), revision, credentials.orElse(null))
                : session.run(
                        Statements.COUNT_REVISION_AND_KEEP,
                        text(id),
                        revision,
                        credentials.orElse(null),
                        settings,
                        confirmedAt);
        return counted.compose(done -> session.run(
                        Statements.INSERT_HISTORY,
                        text(id),
                        revision,
                        entry.action().name(),
                        entry.outcome().name(),
                        textOrNull(entry.actor()),
                        entry.correlationId(),
                        entry.startedAt(),
                        Times.write(entry.endedAt()),
                        entry.changes(),
                        entry.secretChanges().orElse(null),
                        confirmedAt,
                        settings,
                        confirmed.isEmpty() ? null : credentials.orElse(null),
                        entry.acceptedId().orElse(null)))
                .map(done -> new Revision(revision));
    }

    /** Those that the environment has now are in use. */
    private static Future<Void> forgetReplaced(SqlSession session, Optional<Long> credentials, Optional<Long> now) {
        return forgetUnused(
                session, credentials.filter(id -> now.filter(id::equals).isEmpty()));
    }

    static Future<Void> forgetUnused(SqlSession session, Optional<Long> credentialsId) {
        return credentialsId
                .<Future<Void>>map(id ->
                        session.run(Statements.FORGET_UNUSED_CREDENTIALS, id).mapEmpty())
                .orElse(Future.succeededFuture());
    }

    /** An entry of the history as it is written, without what comes from the environment. */
    private record Entry(
            Action action,
            Outcome outcome,
            Optional<ClientId> actor,
            String correlationId,
            String startedAt,
            Instant endedAt,
            String changes,
            Optional<String> secretChanges,
            Optional<String> acceptedId) {}

    /** What has to be known of an environment's row to write the next entry. */
    record Environment(long lastRevision, Optional<Revision> revision, Optional<Long> credentialsId) {
        static Environment of(SqlRow row) {
            return new Environment(
                    row.number("last_revision"),
                    row.numberIfAny("revision").map(Revision::new),
                    row.numberIfAny("credentials_id"));
        }

        Optional<Long> credentials(CredentialsFate fate, Optional<Long> ofOperation) {
            return switch (fate) {
                case STAY -> credentialsId;
                case REPLACED -> ofOperation.or(() -> credentialsId);
                case DROPPED -> Optional.empty();
            };
        }
    }

    private static String text(EnvironmentId environment) {
        return environment.toString();
    }

    private static @Nullable String textOrNull(Optional<ClientId> actor) {
        return actor.map(ClientId::value).orElse(null);
    }

    static <T> Function<List<SqlRow>, Optional<T>> firstOf(Function<SqlRow, ? extends T> reader) {
        return rows -> rows.isEmpty() ? Optional.empty() : Optional.of(reader.apply(rows.get(0)));
    }

    static <T> Function<List<SqlRow>, List<T>> allOf(Function<SqlRow, T> reader) {
        return rows -> rows.stream().map(reader).toList();
    }
}
