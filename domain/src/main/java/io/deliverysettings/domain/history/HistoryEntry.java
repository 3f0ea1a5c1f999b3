package io.deliverysettings.domain.history;

import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry of an environment's history.
 *
 * @param revision its number
 * @param action what was to be done
 * @param outcome what came of it
 * @param actor who wanted it; empty when nobody did, or when the token does not say
 * @param correlationId of the request
 * @param startedAt when it was begun
 * @param endedAt when its outcome was known; not before {@code startedAt}
 * @param changes what is different, in a fixed order; empty when nothing visible is
 * @param secrets which secrets are different; empty when none were written
 */
public record HistoryEntry(
        Revision revision,
        Action action,
        Outcome outcome,
        Optional<ClientId> actor,
        CorrelationId correlationId,
        Instant startedAt,
        Instant endedAt,
        List<MemberChange> changes,
        Optional<SecretChanges> secrets) {
    /** Refuses {@code null} and copies the list. */
    public HistoryEntry {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(endedAt, "endedAt");
        changes = List.copyOf(changes);
        Objects.requireNonNull(secrets, "secrets");
    }
}
