package io.deliverysettings.application.port.out;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.operation.RequestedChange;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.secret.SealedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The conversation with the store about changes that were accepted to be made later, by whichever gateway gets to them. Until
 * one does, a change is nothing but a row: it costs no memory, no thread and no connection.
 *
 * <p>Who works on one has a claim on it, with a lease that runs out unless it is renewed, so that the change of a process that
 * died is taken up by another. Leases are measured by the store's own clock.
 *
 * <p>Every method returns at once. What a method has completed is durable. A stage can fail with a {@link PortFault} of kind
 * {@link PortFault.Kind#STORE_UNAVAILABLE}, with {@link PortFault.Effect#NONE}.
 */
public interface OperationQueuePort {

    /**
     * Takes a change in.
     *
     * @param operation what is wanted
     * @param mostOpen how many may be open at once; at least 1
     * @return the id that the store gave it; empty when so many are open already
     */
    CompletionStage<Optional<OperationId>> accept(Acceptance operation, int mostOpen);

    /**
     * Claims changes to work on them: those that nobody has a claim on, or whose claim has run out. Of each environment only the
     * oldest open one can be claimed, so that changes are made in the order in which they were accepted.
     *
     * @param limit from 1 to 1000
     * @param lease for how long nobody else may claim them
     * @return at most so many, the oldest first
     */
    CompletionStage<List<Claimed>> claim(int limit, Duration lease);

    /**
     * Renews claims. One that has run out and was taken by somebody else, or that was concluded, is passed over.
     *
     * @param claims the claims
     * @param lease for how long nobody else may claim them, from now on; zero gives them up for others to claim
     * @return completes when done
     */
    CompletionStage<Void> renew(List<Claim> claims, Duration lease);

    /**
     * Records how far a change is.
     *
     * @param claim the claim; nothing is recorded when it does not hold any more
     * @param progress anything but {@link Progress#ENDED}
     * @return completes when done
     */
    CompletionStage<Void> report(Claim claim, Progress progress);

    /**
     * Ends a change. Its secrets are forgotten unless the history or the settings need them; of the caller's token stays the
     * digest.
     *
     * @param claim the claim
     * @param result what came of it
     * @param at when
     * @return whether it was ended; false when the claim does not hold any more, in which case nothing is recorded
     */
    CompletionStage<Boolean> conclude(Claim claim, OperationResult result, Instant at);

    /**
     * How a change is.
     *
     * @param environment the environment
     * @param id the change
     * @return empty when there is no such change of this environment, or no more
     */
    CompletionStage<Optional<Status>> find(EnvironmentId environment, OperationId id);

    /**
     * Which of these changes are over.
     *
     * @param ids from 1 to 1000
     * @return those that have ended or that the store does not know any more
     */
    CompletionStage<Set<OperationId>> ended(Set<OperationId> ids);

    /**
     * Forgets changes that have ended.
     *
     * @param before those that ended earlier than that
     * @param limit at most so many; from 1 to 1000
     * @return how many were forgotten
     */
    CompletionStage<Integer> forget(Instant before, int limit);

    /**
     * What is taken in.
     *
     * @param environment whose settings are to be changed
     * @param change the change
     * @param precondition what has to hold when it is made
     * @param credentials what is to be written, for a {@link RequestedChange.Configure}; else empty
     * @param caller on whose behalf
     * @param acceptedAt when
     */
    record Acceptance(
            EnvironmentId environment,
            RequestedChange change,
            Precondition precondition,
            Optional<SealedCredentials> credentials,
            SealedCaller caller,
            Instant acceptedAt) {
        /** Refuses {@code null}. */
        public Acceptance {
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(change, "change");
            Objects.requireNonNull(precondition, "precondition");
            Objects.requireNonNull(credentials, "credentials");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(acceptedAt, "acceptedAt");
        }
    }

    /**
     * On whose behalf something is to be done later.
     *
     * @param accessToken the token, sealed
     * @param client the application that it names
     * @param correlationId of the request
     * @param transactionId the caller's own transaction
     * @param sessionId the caller's own session
     */
    record SealedCaller(
            SealedSecret accessToken,
            Optional<ClientId> client,
            CorrelationId correlationId,
            Optional<ExternalId> transactionId,
            Optional<ExternalId> sessionId) {
        /** Refuses {@code null}. */
        public SealedCaller {
            Objects.requireNonNull(accessToken, "accessToken");
            Objects.requireNonNull(client, "client");
            Objects.requireNonNull(correlationId, "correlationId");
            Objects.requireNonNull(transactionId, "transactionId");
            Objects.requireNonNull(sessionId, "sessionId");
        }
    }

    /**
     * The right to work on a change.
     *
     * @param id which
     * @param fence grows with every claim on it
     */
    record Claim(OperationId id, long fence) {
        /** Refuses {@code null}. */
        public Claim {
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * A change that was claimed.
     *
     * @param claim the claim
     * @param operation the change
     */
    record Claimed(Claim claim, Acceptance operation) {
        /** Refuses {@code null}. */
        public Claimed {
            Objects.requireNonNull(claim, "claim");
            Objects.requireNonNull(operation, "operation");
        }
    }

    /**
     * How a change is.
     *
     * @param id which
     * @param change what is wanted
     * @param accessToken the token of whoever asked for it, sealed; {@linkplain SealedSecret#withoutCiphertext() without its
     *     ciphertext} once the change has ended
     * @param correlationId of the request
     * @param progress how far it is; {@link Progress#QUEUED} while nobody has a claim on it that holds
     * @param acceptedAt when it was taken in
     * @param begunAt when it was first claimed, by the store's clock; empty while it never was
     * @param endedAt when it ended; empty while it is open
     * @param result what came of it; present when it has ended
     */
    record Status(
            OperationId id,
            RequestedChange change,
            SealedSecret accessToken,
            CorrelationId correlationId,
            Progress progress,
            Instant acceptedAt,
            Optional<Instant> begunAt,
            Optional<Instant> endedAt,
            Optional<OperationResult> result) {
        /** Refuses {@code null}. */
        public Status {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(change, "change");
            Objects.requireNonNull(accessToken, "accessToken");
            Objects.requireNonNull(correlationId, "correlationId");
            Objects.requireNonNull(progress, "progress");
            Objects.requireNonNull(acceptedAt, "acceptedAt");
            Objects.requireNonNull(begunAt, "begunAt");
            Objects.requireNonNull(endedAt, "endedAt");
            Objects.requireNonNull(result, "result");
        }
    }
}
