package io.deliverysettings.adapter.persistence;

import static io.deliverysettings.adapter.persistence.SettingsRepository.firstOf;

import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort.Acceptance;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.OperationQueuePort.Status;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What each method of the queue's port means in SQL. A transaction locks in one order, so that no two wait for each other: the
 * change, then its environment, then the count.
 */
final class QueueRepository {

    private final QueueStatements statements;

    QueueRepository(Dialect dialect) {
        this.statements = new QueueStatements(dialect);
    }

    Future<Optional<OperationId>> accept(SqlSession session, Acceptance operation, int mostOpen) {
        OperationId id = new OperationId(UUID.randomUUID());
        return SettingsRepository.makeAndLock(session, operation.environment())
                .compose(locked -> session.run(QueueStatements.COUNT_ONE_MORE, (long) mostOpen))
                .compose(counted -> counted.isEmpty()
                        ? SettingsRepository.forgetEnvironmentWithoutHistory(session, operation.environment())
                                .map(full -> Optional.empty())
                        : insert(session, id, operation).map(done -> Optional.of(id)));
    }

    private static Future<List<SqlRow>> insert(SqlSession session, OperationId id, Acceptance operation) {
        return SettingsRepository.insertCredentials(session, operation.environment(), operation.credentials())
                .compose(credentials -> session.run(
                        QueueStatements.ACCEPT,
                        id.toString(),
                        operation.environment().toString(),
                        Progress.QUEUED.name(),
                        ChangeDocuments.write(operation.change()),
                        ChangeDocuments.write(operation.precondition()),
                        operation.caller().client().map(ClientId::value).orElse(null),
                        operation.caller().correlationId().value(),
                        textOrNull(operation.caller().transactionId()),
                        textOrNull(operation.caller().sessionId()),
                        Times.write(operation.acceptedAt()),
                        credentials.orElse(null),
                        operation.caller().accessToken().ciphertext(),
                        operation.caller().accessToken().digest()));
    }

    Future<List<Claimed>> claim(SqlSession session, int limit, Duration lease) {
        return session.run(statements.claim(), (long) limit, lease.toMillis(), Progress.WAITING_FOR_TURN.name())
                .map(rows -> rows.stream()
                        .sorted(Comparator.comparing(row -> row.number("place")))
                        .map(QueueRecords::claimed)
                        .toList());
    }

    Future<Void> renew(SqlSession session, List<Claim> claims, Duration lease) {
        // In one order, so that two transactions never wait for each other.
        return Future.all(claims.stream()
                        .sorted(Comparator.comparing(claim -> claim.id().toString()))
                        .map(claim -> lease.isZero()
                                ? session.run(
                                        QueueStatements.GIVE_UP, claim.id().toString(), claim.fence())
                                : session.run(
                                        statements.renew(), claim.id().toString(), claim.fence(), lease.toMillis()))
                        .toList())
                .mapEmpty();
    }

    Future<Void> report(SqlSession session, Claim claim, Progress progress) {
        return session.run(QueueStatements.REPORT, claim.id().toString(), claim.fence(), progress.name())
                .mapEmpty();
    }

    Future<Boolean> conclude(SqlSession session, Claim claim, OperationResult result, Instant at) {
        return session.run(statements.lockClaimed(), claim.id().toString(), claim.fence())
                .map(firstOf(row -> row))
                .compose(row -> row.map(claimed ->
                                conclude(session, claim, result, at, claimed).map(true))
                        .orElse(Future.succeededFuture(false)));
    }

    private static Future<Void> conclude(
            SqlSession session, Claim claim, OperationResult result, Instant at, SqlRow claimed) {
        EnvironmentId environment = EnvironmentId.of(claimed.text("environment_id"));
        return Future.all(
                        SettingsRepository.makeAndLock(session, environment),
                        session.run(
                                QueueStatements.CONCLUDE,
                                claim.id().toString(),
                                Times.write(at),
                                OutcomeDocuments.write(result),
                                Progress.ENDED.name()),
                        session.run(QueueStatements.MAKE_THE_OLDEST_NEXT, environment.toString()),
                        SettingsRepository.forgetUnused(session, claimed.numberIfAny("credentials_id")),
                        SettingsRepository.forgetEnvironmentWithoutHistory(session, environment),
                        // Last, since everybody counts in the same row.
                        session.run(QueueStatements.COUNT_ONE_LESS))
                .mapEmpty();
    }

    Future<Optional<Status>> find(SqlSession session, EnvironmentId environment, OperationId id) {
        return session.run(statements.status(), id.toString(), environment.toString(), Progress.QUEUED.name())
                .map(firstOf(QueueRecords::status));
    }

    Future<Set<OperationId>> ended(SqlSession session, Set<OperationId> ids) {
        List<OperationId> asked = List.copyOf(ids);
        @Nullable Object[] arguments = new @Nullable Object[QueueStatements.sizeOfList(asked.size())];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = asked.get(Math.min(i, asked.size() - 1)).toString();
        }
        return session.run(QueueStatements.open(arguments.length), arguments).map(open -> {
            Set<OperationId> ended = new HashSet<>(ids);
            open.forEach(row -> ended.remove(QueueRecords.id(row)));
            return ended;
        });
    }

    Future<Integer> forget(SqlSession session, Instant before, int limit) {
        return session.run(statements.forget(), Times.write(before), (long) limit)
                .map(List::size);
    }

    private static @Nullable String textOrNull(Optional<ExternalId> id) {
        return id.map(ExternalId::value).orElse(null);
    }
}
