package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.OperationQueuePort.Acceptance;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.OperationQueuePort.SealedCaller;
import io.deliverysettings.application.port.out.OperationQueuePort.Status;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.secret.SealedSecret;
import java.time.Instant;
import java.util.UUID;

/** The values of the queue's port from the columns of a row. */
final class QueueRecords {

    private QueueRecords() {}

    static OperationId id(SqlRow row) {
        return Records.readable(() -> new OperationId(UUID.fromString(row.text("accepted_id"))));
    }

    static Claimed claimed(SqlRow row) {
        return Records.readable(() -> new Claimed(
                new Claim(id(row), row.number("fence")),
                new Acceptance(
                        EnvironmentId.of(row.text("environment_id")),
                        ChangeDocuments.change(row.text("change")),
                        ChangeDocuments.precondition(row.text("precondition")),
                        Records.credentialsIfAny(row),
                        new SealedCaller(
                                callerToken(row),
                                row.textIfAny("actor").map(ClientId::new),
                                new CorrelationId(row.text("correlation_id")),
                                row.textIfAny("transaction_id").map(ExternalId::new),
                                row.textIfAny("session_id").map(ExternalId::new)),
                        Times.read(row.text("accepted_at")))));
    }

    static Status status(SqlRow row) {
        return Records.readable(() -> new Status(
                id(row),
                ChangeDocuments.change(row.text("change")),
                callerToken(row),
                new CorrelationId(row.text("correlation_id")),
                Progress.valueOf(row.text("progress")),
                Times.read(row.text("accepted_at")),
                row.numberIfAny("begun_at").map(Instant::ofEpochMilli),
                row.textIfAny("ended_at").map(Times::read),
                row.textIfAny("result").map(OutcomeDocuments::result)));
    }

    private static SealedSecret callerToken(SqlRow row) {
        return new SealedSecret(row.text("caller_token_ciphertext"), row.text("caller_token_digest"));
    }
}
