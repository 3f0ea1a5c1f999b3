package io.deliverysettings.application.port.out;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The conversation with the store. It keeps, for each environment: the settings as PingOne last confirmed them, the sealed
 * credentials, the history, and at most one open operation.
 *
 * <p>An open operation is three things at once: the turn to write (nobody else may begin one), the lease on it (it runs out
 * unless it is renewed, so that a process that died does not block an environment for ever), and the journal (what was to be
 * done, so that whoever takes it over can find out what came of it). Leases are measured by the store's own clock.
 *
 * <p>Every method returns at once. What a method has completed is durable. A stage can fail with a {@link PortFault} of kind
 * {@link PortFault.Kind#STORE_UNAVAILABLE}; for {@link #end} its effect is {@link PortFault.Effect#UNKNOWN}, since PingOne may
 * have done what could not be recorded, and for everything else {@link PortFault.Effect#NONE}.
 */
public interface SettingsStorePort {

    /**
     * What is known of an environment.
     *
     * @param environment the environment
     * @return empty when nothing was ever confirmed
     */
    CompletionStage<Optional<Kept>> find(EnvironmentId environment);

    /**
     * Opens an operation, if none is open.
     *
     * @param environment whose settings are to be changed
     * @param operation what is to be done
     * @param lease for how long nobody may take it over
     * @return the turn, with what is known of the environment; or that another operation is open; or what came of this one when
     *     it was made before
     */
    CompletionStage<Beginning> begin(EnvironmentId environment, Operation operation, Duration lease);

    /**
     * Renews the leases of operations that are still being worked on. One that was taken over or ended is passed over.
     *
     * @param turns their turns
     * @param lease for how long nobody may take them over, from now on; zero gives them up for others to take over
     * @return completes when done
     */
    CompletionStage<Void> renew(List<Turn> turns, Duration lease);

    /**
     * Ends an operation: its entry in the history, the settings that PingOne holds now and the end of the turn become visible
     * together or not at all.
     *
     * @param turn the turn
     * @param conclusion what came of it
     * @return the revision of the entry, or that the turn was taken over or ended before
     */
    CompletionStage<Ended> end(Turn turn, Conclusion conclusion);

    /**
     * Gives a turn back of which nothing came at PingOne, and forgets the operation.
     *
     * @param turn the turn; one that was taken over or ended before is passed over
     * @return completes when done
     */
    CompletionStage<Void> abandon(Turn turn);

    /**
     * Takes over an operation whose lease has run out. From then on the turn that it had before is worth nothing.
     *
     * @param environment the environment
     * @param lease for how long nobody else may take it over
     * @return empty when none is open or its lease still holds
     */
    CompletionStage<Optional<Abandoned>> takeOver(EnvironmentId environment, Duration lease);

    /**
     * The environments with an operation whose lease has run out.
     *
     * @param limit at least 1
     * @return at most so many, those that ran out first before the others
     */
    CompletionStage<List<EnvironmentId>> abandoned(int limit);

    /**
     * Records that PingOne holds something else than what is known: an entry for {@link Action#OBSERVE} with {@link
     * Outcome#OVERTAKEN} and no actor, begun and ended when PingOne said so.
     *
     * @param environment the environment
     * @param observation what it holds
     * @param basis what it was compared with, and by whose right: nothing is recorded when that does not hold any more
     * @return the revision of the new entry; empty when nothing was recorded
     */
    CompletionStage<Optional<Revision>> observe(EnvironmentId environment, Observation observation, Basis basis);

    /**
     * Records that PingOne still holds what is known.
     *
     * @param environment the environment
     * @param revision the revision that was compared; when it is not the present one, nothing is recorded
     * @param at when PingOne said so; when that is earlier than what is known, nothing is recorded
     * @return completes when done
     */
    CompletionStage<Void> confirm(EnvironmentId environment, Revision revision, Instant at);

    /**
     * A page of an environment's history.
     *
     * @param environment the environment
     * @param before only entries with a smaller revision; empty to begin with the newest
     * @param limit from 1 to 1000
     * @return at most so many, newest first
     */
    CompletionStage<List<HistoryEntry>> history(EnvironmentId environment, Optional<Revision> before, int limit);

    /**
     * What PingOne held as of an entry of the history.
     *
     * @param environment the environment
     * @param revision the entry
     * @return empty when there is no such entry, or when it changed nothing
     */
    CompletionStage<Optional<Kept>> revision(EnvironmentId environment, Revision revision);

    /**
     * A page of everything that is sealed, to seal it again.
     *
     * @param after the id of the last one of the page before; empty to begin
     * @param limit from 1 to 1000
     * @return at most so many, in the order of their ids
     */
    CompletionStage<List<StoredCredentials>> credentials(Optional<Long> after, int limit);

    /**
     * Puts credentials that were sealed again in the place of what they were.
     *
     * @param stored as they were read
     * @param resealed the same secrets, sealed with another key
     * @return completes when done; nothing is done when what is stored is not the same any more
     */
    CompletionStage<Void> reseal(StoredCredentials stored, SealedCredentials resealed);

    /**
     * A page of the environments of which something is set, or that are being changed.
     *
     * @param after the last one of the page before; empty to begin
     * @param limit from 1 to 1000
     * @return at most so many, in the order of their ids
     */
    CompletionStage<List<KnownEnvironment>> environments(Optional<EnvironmentId> after, int limit);

    /**
     * The environments of which PingOne has not confirmed lately what is set; those in which nothing is set are not meant.
     *
     * @param before when it last did: earlier than that
     * @param limit from 1 to 1000
     * @return at most so many, the longest ago first
     */
    CompletionStage<List<EnvironmentId>> unconfirmed(Instant before, int limit);

    /**
     * An environment of which something is known.
     *
     * @param environment its id
     * @param kept what is known; empty while its first change is open
     * @param openOperations how many changes are accepted or being made, and not over
     */
    record KnownEnvironment(EnvironmentId environment, Optional<Kept> kept, int openOperations) {
        /** Refuses {@code null}. */
        public KnownEnvironment {
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(kept, "kept");
        }
    }

    /**
     * What is known of an environment as of a revision.
     *
     * @param revision the entry of the history that it came with
     * @param settings what PingOne holds; empty when it holds nothing
     * @param confirmedAt when PingOne last said so
     * @param credentials the credentials for these settings; empty when they are not known
     */
    record Kept(
            Revision revision,
            Optional<WhatsAppSettings> settings,
            Instant confirmedAt,
            Optional<SealedCredentials> credentials) {
        /** Refuses {@code null}. */
        public Kept {
            Objects.requireNonNull(revision, "revision");
            Objects.requireNonNull(settings, "settings");
            Objects.requireNonNull(confirmedAt, "confirmedAt");
            Objects.requireNonNull(credentials, "credentials");
        }
    }

    /**
     * What is to be done.
     *
     * @param id the id by which it was accepted, so that it is not made twice; empty for one that somebody waits for
     * @param action the kind of it
     * @param actor who wants it
     * @param correlationId of the request
     * @param startedAt when it was begun
     * @param intent what it is to bring about
     * @param credentials the credentials that are to be written; empty when those that are kept stay
     * @param callerToken the caller's token, to ask PingOne later
     */
    record Operation(
            Optional<OperationId> id,
            Action action,
            Optional<ClientId> actor,
            CorrelationId correlationId,
            Instant startedAt,
            Intent intent,
            Optional<SealedCredentials> credentials,
            SealedSecret callerToken) {
        /** Refuses {@code null}. */
        public Operation {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(actor, "actor");
            Objects.requireNonNull(correlationId, "correlationId");
            Objects.requireNonNull(startedAt, "startedAt");
            Objects.requireNonNull(intent, "intent");
            Objects.requireNonNull(credentials, "credentials");
            Objects.requireNonNull(callerToken, "callerToken");
        }
    }

    /**
     * The right to work on an open operation.
     *
     * @param environment whose settings
     * @param operation tells the operation from every other, of any environment
     * @param fence grows when the operation is taken over
     */
    record Turn(EnvironmentId environment, String operation, long fence) {
        /** Refuses {@code null}. */
        public Turn {
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(operation, "operation");
        }
    }

    /** Whether an operation was opened. */
    sealed interface Beginning {
        /**
         * It was.
         *
         * @param turn the turn
         * @param kept what is known of the environment
         */
        record Begun(Turn turn, Optional<Kept> kept) implements Beginning {
            /** Refuses {@code null}. */
            public Begun {
                Objects.requireNonNull(turn, "turn");
                Objects.requireNonNull(kept, "kept");
            }
        }

        /**
         * Another one is open.
         *
         * @param leaseLeft how long its lease still runs; zero when it can be taken over
         */
        record Busy(Duration leaseLeft) implements Beginning {
            /** Refuses {@code null}. */
            public Busy {
                Objects.requireNonNull(leaseLeft, "leaseLeft");
            }
        }

        /**
         * The operation was made before, by the id that it has: the history has an entry of it with another outcome than {@link
         * Outcome#NOT_APPLIED}. What came to nothing can be begun again.
         *
         * @param entry what the history says of it
         * @param kept what PingOne held after it; empty when that is not known of it
         */
        record Made(HistoryEntry entry, Optional<Kept> kept) implements Beginning {
            /** Refuses {@code null}. */
            public Made {
                Objects.requireNonNull(entry, "entry");
                Objects.requireNonNull(kept, "kept");
            }
        }
    }

    /**
     * An operation that was taken over.
     *
     * @param turn the turn to end it with
     * @param operation what was to be done
     * @param kept what is known of the environment, which is what PingOne held before the operation changed anything
     */
    record Abandoned(Turn turn, Operation operation, Optional<Kept> kept) {
        /** Refuses {@code null}. */
        public Abandoned {
            Objects.requireNonNull(turn, "turn");
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(kept, "kept");
        }
    }

    /**
     * What came of an operation.
     *
     * @param outcome in one word
     * @param confirmed what PingOne holds now; empty when that is what is known already, or when PingOne did not say
     * @param changes what is different at PingOne
     * @param secrets which secrets are different; empty when none were written
     * @param credentials what becomes of the credentials that are kept
     * @param endedAt when
     */
    record Conclusion(
            Outcome outcome,
            Optional<Confirmed> confirmed,
            List<MemberChange> changes,
            Optional<SecretChanges> secrets,
            CredentialsFate credentials,
            Instant endedAt) {
        /** Refuses {@code null} and copies the list. */
        public Conclusion {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(confirmed, "confirmed");
            changes = List.copyOf(changes);
            Objects.requireNonNull(secrets, "secrets");
            Objects.requireNonNull(credentials, "credentials");
            Objects.requireNonNull(endedAt, "endedAt");
        }
    }

    /** What becomes of the credentials that are kept for an environment. */
    enum CredentialsFate {
        /** They stay. */
        STAY,
        /** Those of the operation take their place, if it has any. */
        REPLACED,
        /** They are dropped: they are not those of what PingOne holds. Earlier revisions keep theirs. */
        DROPPED
    }

    /**
     * What PingOne holds.
     *
     * @param settings empty when it holds nothing
     * @param at when it said so
     */
    record Confirmed(Optional<WhatsAppSettings> settings, Instant at) {
        /** Refuses {@code null}. */
        public Confirmed {
            Objects.requireNonNull(settings, "settings");
            Objects.requireNonNull(at, "at");
        }
    }

    /** Whether an operation was ended. */
    sealed interface Ended {
        /**
         * It was.
         *
         * @param entry the revision of its entry in the history
         */
        record Recorded(Revision entry) implements Ended {
            /** Refuses {@code null}. */
            public Recorded {
                Objects.requireNonNull(entry, "entry");
            }
        }

        /** Nothing was recorded: somebody else has taken the operation over, and ends it or has ended it. */
        record FencedOff() implements Ended {}
    }

    /**
     * What PingOne was found to hold.
     *
     * @param confirmed what it holds
     * @param changes what is different
     * @param correlationId of the request by which it was found
     * @param credentials what becomes of the credentials that are kept
     */
    record Observation(
            Confirmed confirmed, List<MemberChange> changes, CorrelationId correlationId, CredentialsFate credentials) {
        /** Refuses {@code null} and copies the list. */
        public Observation {
            Objects.requireNonNull(confirmed, "confirmed");
            changes = List.copyOf(changes);
            Objects.requireNonNull(correlationId, "correlationId");
            Objects.requireNonNull(credentials, "credentials");
        }
    }

    /**
     * What has to hold for an observation to be recorded.
     *
     * @param compared the present revision has to be this one; empty when nothing may be known yet
     * @param turn the open operation has to be this one; empty when none may be open
     */
    record Basis(Optional<Revision> compared, Optional<Turn> turn) {
        /** Refuses {@code null}. */
        public Basis {
            Objects.requireNonNull(compared, "compared");
            Objects.requireNonNull(turn, "turn");
        }
    }

    /**
     * Sealed credentials, wherever they are kept: as the present ones, in the history, or in an open operation.
     *
     * @param id tells them from all others
     * @param environment the environment that they were sealed for
     * @param credentials the credentials
     * @param present whether they are the ones that the environment uses now
     */
    record StoredCredentials(long id, EnvironmentId environment, SealedCredentials credentials, boolean present) {
        /** Refuses {@code null}. */
        public StoredCredentials {
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(credentials, "credentials");
        }
    }
}
