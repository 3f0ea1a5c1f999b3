package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.KnownEnvironment;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.application.port.out.SettingsStorePort.StoredCredentials;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.secret.SealedSecret;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The port's values from the columns of a row. */
final class Records {

    private Records() {}

    static Kept kept(SqlRow row) {
        return readable(() -> new Kept(
                new Revision(row.number("revision")),
                row.textIfAny("settings").map(JsonDocuments::settings),
                Times.read(row.text("confirmed_at")),
                credentialsIfAny(row)));
    }

    static HistoryEntry historyEntry(SqlRow row) {
        return readable(() -> new HistoryEntry(
                new Revision(row.number("revision")),
                Action.valueOf(row.text("action")),
                Outcome.valueOf(row.text("outcome")),
                row.textIfAny("actor").map(ClientId::new),
                new CorrelationId(row.text("correlation_id")),
                Times.read(row.text("started_at")),
                Times.read(row.text("ended_at")),
                JsonDocuments.changes(row.text("changes")),
                row.textIfAny("secrets").map(JsonDocuments::secretChanges)));
    }

    static Operation operation(SqlRow row, Optional<SealedCredentials> credentials) {
        return readable(() -> new Operation(
                row.textIfAny("accepted_id").map(UUID::fromString).map(OperationId::new),
                Action.valueOf(row.text("action")),
                row.textIfAny("actor").map(ClientId::new),
                new CorrelationId(row.text("correlation_id")),
                Times.read(row.text("started_at")),
                JsonDocuments.intent(row.text("intent")),
                credentials,
                new SealedSecret(row.text("caller_token_ciphertext"), row.text("caller_token_digest"))));
    }

    static StoredCredentials storedCredentials(SqlRow row) {
        return readable(() -> new StoredCredentials(
                row.number("credentials_id"),
                EnvironmentId.of(row.text("environment_id")),
                credentials(row),
                row.number("present") == 1));
    }

    static KnownEnvironment knownEnvironment(SqlRow row) {
        return readable(() -> new KnownEnvironment(
                EnvironmentId.of(row.text("environment_id")),
                row.numberIfAny("revision").map(known -> kept(row)),
                Math.toIntExact(row.number("open_operations"))));
    }

    static SealedCredentials credentials(SqlRow row) {
        return new SealedCredentials(
                new SealedSecret(row.text("app_secret_ciphertext"), row.text("app_secret_digest")),
                new SealedSecret(row.text("user_access_token_ciphertext"), row.text("user_access_token_digest")));
    }

    /** Of an outer join: all of these columns are null, or none is. */
    static Optional<SealedCredentials> credentialsIfAny(SqlRow row) {
        return row.textIfAny("app_secret_ciphertext").map(present -> credentials(row));
    }

    static <T> T readable(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (DateTimeException | IllegalArgumentException | NullPointerException | ClassCastException damaged) {
            throw new UnreadableRecord(damaged);
        }
    }
}
