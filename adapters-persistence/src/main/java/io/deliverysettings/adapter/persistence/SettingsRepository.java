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
        // Nothing is locked while another has the turn: those who wait for it ask again and again.
        return session.run(statements.lockFreeEnvironment(), text(environment))
                .compose(locked -> locked.isEmpty()
                        ? unlessMade(
                                session,
                                environment,
                                operation,
                                () -> unlessBusy(
                                        session,
                                        environment,
                                        () -> makeAndLock(session, environment)
                                                .compose(made ->
                                                        openUnlessMade(session, environment, operation, lease))))
                        : openUnlessMade(session, environment, operation, lease));
    }

    private Future<Beginning> openUnlessMade(
            SqlSession session, EnvironmentId environment, Operation operation, Duration lease) {
        return unlessMade(session, environment, operation, () -> open(session, environment, operation, lease));
    }

    private Future<Beginning> unlessMade(
            SqlSession session, EnvironmentId environment, Operation operation, Supplier<Future<Beginning>> otherwise) {
        return operation
                .id()
                .map(id -> made(session, environment, id)
                        .compose(made -> made.<Future<Beginning>>map(Future::succeededFuture)
                                .orElseGet(otherwise)))
                .orElseGet(otherwise);
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
                .map(firstOf(SettingsRepository::busy))
                .compose(busy -> busy.map(Future::succeededFuture).orElseGet(otherwise));
    }

    private static Beginning busy(SqlRow open) {
        return new Beginning.Busy(Duration.ofMillis(Math.max(0, open.number("lease_left"))));
    }

    private Future<Beginning> open(SqlSession session, EnvironmentId id, Operation operation, Duration lease) {
        Turn turn = new Turn(id, UUID.randomUUID().toString(), FIRST_FENCE);
        Future<Optional<Long>> inserted = insertCredentials(session, id, operation.credentials());
        Future<Optional<Kept>> kept = find(session, id);
        return Future.all(inserted, kept)
                .compose(both -> insertOperation(session, turn, operation, lease, inserted.result()))
                .compose(opened -> opened.isEmpty()
                        ? openedByAnother(session, id, inserted.result())
                        : Future.succeededFuture(new Beginning.Begun(turn, kept.result())));
    }

    private Future<List<SqlRow>> insertOperation(
            SqlSession session, Turn turn, Operation operation, Duration lease, Optional<Long> credentials) {
        return session.run(
                statements.insertOperation(),
                text(turn.environment()),
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
                operation.id().map(OperationId::toString).orElse(null));
    }

    /** Who waited for the lock was told of a free environment as it was before it waited. */
    private Future<Beginning> openedByAnother(
            SqlSession session, EnvironmentId environment, Optional<Long> insertedCredentials) {
        return forgetUnused(session, insertedCredentials)
                .compose(done -> session.run(statements.leaseLeft(), text(environment)))
                .map(rows -> busy(rows.get(0)));
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
        // In one order, so that two transactions never wait for each other.
        return Future.all(turns.stream()
                        .sorted(Comparator.comparing(turn -> text(turn.environment())))
                        .map(turn -> session.run(
                                statements.renew(),
                                text(turn.environment()),
                                turn.operation(),
                                turn.fence(),
                                lease.toMillis()))
                        .toList())
                .mapEmpty();
    }

    Future<Ended> end(SqlSession session, Turn turn, Conclusion conclusion) {
        return session.run(statements.lockTurn(), text(turn.environment()), turn.operation(), turn.fence())
                .compose(locked -> locked.isEmpty()
                        ? Future.succeededFuture(new Ended.FencedOff())
                        : end(session, turn, locked.get(0), conclusion));
    }

    private static Future<Ended> end(SqlSession session, Turn turn, SqlRow locked, Conclusion conclusion) {
        Environment environment = Environment.of(locked);
        Optional<Long> ofOperation = locked.numberIfAny("operation_credentials_id");
        Optional<Long> credentials = environment.credentials(conclusion.credentials(), ofOperation);
        Entry entry = new Entry(
                Action.valueOf(locked.text("action")),
                conclusion.outcome(),
                locked.textIfAny("actor").map(ClientId::new),
                locked.text("correlation_id"),
                locked.text("started_at"),
                conclusion.endedAt(),
                JsonDocuments.write(conclusion.changes()),
                conclusion.secrets().map(JsonDocuments::write),
                locked.textIfAny("accepted_id"));
        return Future.all(
                        deleteOperation(session, turn),
                        append(session, turn.environment(), environment, entry, conclusion.confirmed(), credentials),
                        forgetReplaced(session, ofOperation, credentials),
                        forgetReplaced(session, environment.credentialsId(), credentials))
                .map(done -> new Ended.Recorded(environment.nextRevision()));
    }

    Future<Void> abandon(SqlSession session, Turn turn) {
        return lock(session, turn.environment())
                .compose(environment -> deleteOperation(session, turn))
                .compose(operation -> operation.isEmpty()
                        ? Future.succeededFuture()
                        : Future.all(
                                        forgetUnused(session, operation.get().numberIfAny("credentials_id")),
                                        forgetEnvironmentWithoutHistory(session, turn.environment()))
                                .mapEmpty());
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
        Future<Optional<Kept>> kept = find(session, environment);
        return Future.all(credentials, kept)
                .map(both -> new Abandoned(turn, Records.operation(row, credentials.result()), kept.result()));
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
        return Future.all(
                        append(session, id, environment, entry, Optional.of(observation.confirmed()), credentials),
                        forgetReplaced(session, environment.credentialsId(), credentials))
                .map(done -> environment.nextRevision());
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
    private static Future<Void> append(
            SqlSession session,
            EnvironmentId id,
            Environment environment,
            Entry entry,
            Optional<Confirmed> confirmed,
            Optional<Long> credentials) {
        long revision = environment.nextRevision().number();
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
        Future<List<SqlRow>> inserted = session.run(
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
                entry.acceptedId().orElse(null));
        return Future.all(counted, inserted).mapEmpty();
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

        Revision nextRevision() {
            return new Revision(lastRevision + 1);
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
