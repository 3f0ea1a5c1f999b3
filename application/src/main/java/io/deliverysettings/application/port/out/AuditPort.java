package io.deliverysettings.application.port.out;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.history.SecretChanges;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The audit log: who was denied what, and what was changed. What is in it is never changed. */
public interface AuditPort {

    /**
     * Adds an event.
     *
     * @param event what has happened
     * @return completes when it is durable; events whose stages completed one after the other are in that order; fails with a
     *     {@link PortFault} of kind {@link PortFault.Kind#AUDIT_UNAVAILABLE} and without effect when it cannot be written
     */
    CompletionStage<Void> record(Event event);

    /** What has happened. */
    sealed interface Event {

        /**
         * When.
         *
         * @return by the gateway's clock
         */
        Instant at();

        /**
         * Somebody was not let in, or not let do what was wanted.
         *
         * @param at when
         * @param correlationId of the request
         * @param address from where it came, as the network says
         * @param client who the token says it is; empty when it says nothing that can be trusted
         * @param reason why
         * @param needed any one of these permissions would have done
         * @param environment where; empty when the request was about none in particular
         */
        record Denied(
                Instant at,
                CorrelationId correlationId,
                String address,
                Optional<ClientId> client,
                Denial reason,
                Set<Permission> needed,
                Optional<EnvironmentId> environment)
                implements Event {
            /** Refuses {@code null} and copies the set. */
            public Denied {
                Objects.requireNonNull(at, "at");
                Objects.requireNonNull(correlationId, "correlationId");
                Objects.requireNonNull(address, "address");
                Objects.requireNonNull(client, "client");
                Objects.requireNonNull(reason, "reason");
                needed = Set.copyOf(needed);
                Objects.requireNonNull(environment, "environment");
            }
        }

        /**
         * A change has its turn; nothing was sent yet.
         *
         * @param at when
         * @param environment whose settings
         * @param operation tells it from every other, and is the same when it is over
         * @param accepted the id by which it was accepted; empty when somebody waits for it
         * @param action the kind of it
         * @param actor who wants it
         * @param correlationId of the request
         * @param intent what it is to bring about
         */
        record Begun(
                Instant at,
                EnvironmentId environment,
                String operation,
                Optional<OperationId> accepted,
                Action action,
                Optional<ClientId> actor,
                CorrelationId correlationId,
                Intent intent)
                implements Event {
            /** Refuses {@code null}. */
            public Begun {
                Objects.requireNonNull(at, "at");
                Objects.requireNonNull(environment, "environment");
                Objects.requireNonNull(operation, "operation");
                Objects.requireNonNull(accepted, "accepted");
                Objects.requireNonNull(action, "action");
                Objects.requireNonNull(actor, "actor");
                Objects.requireNonNull(correlationId, "correlationId");
                Objects.requireNonNull(intent, "intent");
            }
        }

        /**
         * A change is over, and the history has it.
         *
         * @param at when
         * @param environment whose settings
         * @param operation as when it was begun
         * @param outcome in one word
         * @param revision of its entry in the history
         * @param changes what is different at PingOne
         * @param secrets which secrets are different; empty when none were written
         */
        record Ended(
                Instant at,
                EnvironmentId environment,
                String operation,
                Outcome outcome,
                Revision revision,
                List<MemberChange> changes,
                Optional<SecretChanges> secrets)
                implements Event {
            /** Refuses {@code null} and copies the list. */
            public Ended {
                Objects.requireNonNull(at, "at");
                Objects.requireNonNull(environment, "environment");
                Objects.requireNonNull(operation, "operation");
                Objects.requireNonNull(outcome, "outcome");
                Objects.requireNonNull(revision, "revision");
                changes = List.copyOf(changes);
                Objects.requireNonNull(secrets, "secrets");
            }
        }

        /**
         * A change that was begun came to nothing: PingOne was not changed.
         *
         * @param at when
         * @param environment whose settings
         * @param operation as when it was begun
         */
        record Abandoned(Instant at, EnvironmentId environment, String operation) implements Event {
            /** Refuses {@code null}. */
            public Abandoned {
                Objects.requireNonNull(at, "at");
                Objects.requireNonNull(environment, "environment");
                Objects.requireNonNull(operation, "operation");
            }
        }

        /**
         * Somebody else has changed what PingOne holds.
         *
         * @param at when it was found
         * @param environment whose settings
         * @param correlationId of the request by which it was found
         * @param revision of its entry in the history
         * @param changes what is different
         */
        record Observed(
                Instant at,
                EnvironmentId environment,
                CorrelationId correlationId,
                Revision revision,
                List<MemberChange> changes)
                implements Event {
            /** Refuses {@code null} and copies the list. */
            public Observed {
                Objects.requireNonNull(at, "at");
                Objects.requireNonNull(environment, "environment");
                Objects.requireNonNull(correlationId, "correlationId");
                Objects.requireNonNull(revision, "revision");
                changes = List.copyOf(changes);
            }
        }
    }

    /** Why somebody was denied something. */
    enum Denial {
        /** There was no bearer token, or more than one. */
        NO_TOKEN,
        /** It is no signed JWT, or one that lacks what it must have. */
        TOKEN_UNREADABLE,
        /** It is signed by an algorithm that is not accepted, or not at all. */
        TOKEN_ALGORITHM,
        /** It does not come from one of the issuers that are accepted. */
        TOKEN_ISSUER,
        /** Its issuer has no such key. */
        TOKEN_UNKNOWN_KEY,
        /** Its signature is not the issuer's. */
        TOKEN_SIGNATURE,
        /** It is meant for somebody else. */
        TOKEN_AUDIENCE,
        /** Its time is over. */
        TOKEN_EXPIRED,
        /** Its time has not come yet. */
        TOKEN_NOT_YET_VALID,
        /** The token is accepted, and the access rules do not give the permission. */
        NOT_PERMITTED
    }
}
