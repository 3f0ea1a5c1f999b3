package io.deliverysettings.application.service;

import io.deliverysettings.application.health.Component;
import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase;
import io.deliverysettings.application.port.in.CheckHealthUseCase;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ConfirmEnvironmentsUseCase;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase;
import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.RecoverOperationsUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.RenewLeasesUseCase;
import io.deliverysettings.application.port.in.ResealCredentialsUseCase;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.application.port.in.RunOperationsUseCase;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.deliverysettings.application.port.out.AccessRulesPort;
import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.application.port.out.AuditPort;
import io.deliverysettings.application.port.out.HealthPort;
import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.service.Changes.Terms;
import io.deliverysettings.domain.number.SelectionPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything the gateway can be asked to do.
 *
 * @param configureWhatsApp writes an environment's settings
 * @param readWhatsApp reads them
 * @param verifyWhatsApp checks a request without writing
 * @param removeWhatsApp removes them
 * @param listNumbers lists an account's numbers with the verdict on each
 * @param selectNumber switches the number that is sent from
 * @param listHistory lists what was done
 * @param restoreRevision sets an earlier revision again
 * @param acceptChange takes a change in without anybody waiting for it
 * @param readOperation tells how such a change is
 * @param listEnvironments lists the environments that are known
 * @param authorizeCaller finds out who calls, and whether that caller may do what it wants
 * @param checkHealth tells whether the gateway can do its work
 * @param renewLeases keeps the operations that this process works on from being taken for abandoned
 * @param recoverOperations ends those that were
 * @param runOperations works on what was accepted
 * @param confirmEnvironments asks PingOne again what it holds
 * @param resealCredentials seals stored credentials with the present key
 */
public record UseCases(
        ConfigureWhatsAppUseCase configureWhatsApp,
        ReadWhatsAppUseCase readWhatsApp,
        VerifyWhatsAppUseCase verifyWhatsApp,
        RemoveWhatsAppUseCase removeWhatsApp,
        ListNumbersUseCase listNumbers,
        SelectNumberUseCase selectNumber,
        ListHistoryUseCase listHistory,
        RestoreRevisionUseCase restoreRevision,
        AcceptChangeUseCase acceptChange,
        ReadOperationUseCase readOperation,
        ListEnvironmentsUseCase listEnvironments,
        AuthorizeCallerUseCase authorizeCaller,
        CheckHealthUseCase checkHealth,
        RenewLeasesUseCase renewLeases,
        RecoverOperationsUseCase recoverOperations,
        RunOperationsUseCase runOperations,
        ConfirmEnvironmentsUseCase confirmEnvironments,
        ResealCredentialsUseCase resealCredentials) {

    /** Refuses {@code null}. */
    public UseCases {
        Objects.requireNonNull(configureWhatsApp, "configureWhatsApp");
        Objects.requireNonNull(readWhatsApp, "readWhatsApp");
        Objects.requireNonNull(verifyWhatsApp, "verifyWhatsApp");
        Objects.requireNonNull(removeWhatsApp, "removeWhatsApp");
        Objects.requireNonNull(listNumbers, "listNumbers");
        Objects.requireNonNull(selectNumber, "selectNumber");
        Objects.requireNonNull(listHistory, "listHistory");
        Objects.requireNonNull(restoreRevision, "restoreRevision");
        Objects.requireNonNull(acceptChange, "acceptChange");
        Objects.requireNonNull(readOperation, "readOperation");
        Objects.requireNonNull(listEnvironments, "listEnvironments");
        Objects.requireNonNull(authorizeCaller, "authorizeCaller");
        Objects.requireNonNull(checkHealth, "checkHealth");
        Objects.requireNonNull(renewLeases, "renewLeases");
        Objects.requireNonNull(recoverOperations, "recoverOperations");
        Objects.requireNonNull(runOperations, "runOperations");
        Objects.requireNonNull(confirmEnvironments, "confirmEnvironments");
        Objects.requireNonNull(resealCredentials, "resealCredentials");
    }

    /**
     * How long things may take.
     *
     * @param lease after which time without a sign of life an operation counts as abandoned; at least 1 s
     * @param patience how long a change waits for its turn; not negative
     * @param maximumAge how old an answer of PingOne may be to be given to another read, and for how long a token that PingOne
     *     accepted may be given such answers; not negative
     * @param staleIfError for how long a token that PingOne accepted may be given what is stored while PingOne cannot be asked;
     *     not negative
     * @param readLimit how long PingOne may take to answer a read, waiting and repeated tries included; positive
     * @param changeLimit how long a change may take in all, once it is begun; positive
     * @param settling how long PingOne is given to come to an end with a write whose answer was lost, before it counts as not
     *     made; not negative
     */
    public record Timing(
            Duration lease,
            Duration patience,
            Duration maximumAge,
            Duration staleIfError,
            Duration readLimit,
            Duration changeLimit,
            Duration settling) {

        private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

        /** Refuses what is out of bounds. */
        public Timing {
            if (lease.compareTo(SHORTEST_LEASE) < 0) {
                throw new IllegalArgumentException("lease must be at least 1s");
            }
            requireNotNegative(patience, "patience");
            requireNotNegative(maximumAge, "maximumAge");
            requireNotNegative(staleIfError, "staleIfError");
            requirePositive(readLimit, "readLimit");
            requirePositive(changeLimit, "changeLimit");
            requireNotNegative(settling, "settling");
        }

        private static void requirePositive(Duration duration, String name) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(name + " must be more than 0");
            }
        }

        private static void requireNotNegative(Duration duration, String name) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException(name + " must not be negative");
            }
        }
    }

    /** Who decides what callers may see. */
    public enum Admission {
        /** PingOne, by the token that the caller shows and that it is asked with. */
        BY_PLATFORM,
        /** The gateway, which asks PingOne with credentials of its own whoever the caller is. */
        BY_GATEWAY
    }

    /**
     * How many changes that nobody waits for there may be.
     *
     * @param accepted how many may be accepted and not over, in the store; at least 1
     * @param running how many this process works on at once; at least 1
     */
    public record OperationLimits(int accepted, int running) {
        /** Refuses what is out of bounds. */
        public OperationLimits {
            if (accepted < 1 || running < 1) {
                throw new IllegalArgumentException("limits must be at least 1");
            }
        }
    }

    /**
     * What the use cases need of the outside.
     *
     * @param platform PingOne
     * @param store what is kept
     * @param queue what was accepted to be done later
     * @param sealing what secrets are sealed with
     * @param tokens whoever issues callers their tokens
     * @param rules who may do what
     * @param audit what is told of changes and denials
     * @param waiting who is told of waits
     * @param health the parts whose health counts
     */
    public record Ports(
            PlatformSettingsPort platform,
            SettingsStorePort store,
            OperationQueuePort queue,
            SealingPort sealing,
            AccessTokenPort tokens,
            AccessRulesPort rules,
            AuditPort audit,
            WaitingPort waiting,
            Map<Component, HealthPort> health) {
        /** Refuses {@code null} and copies the map. */
        public Ports {
            Objects.requireNonNull(platform, "platform");
            Objects.requireNonNull(store, "store");
            Objects.requireNonNull(queue, "queue");
            Objects.requireNonNull(sealing, "sealing");
            Objects.requireNonNull(tokens, "tokens");
            Objects.requireNonNull(rules, "rules");
            Objects.requireNonNull(audit, "audit");
            Objects.requireNonNull(waiting, "waiting");
            health = Map.copyOf(health);
        }
    }

    /**
     * Puts the use cases together with what they need of the outside.
     *
     * @param ports the outside
     * @param policy what the operator has decided about number selection
     * @param admission who decides what callers may see
     * @param timing how long things may take
     * @param limits how many changes that nobody waits for there may be
     * @param clock what times are taken from
     * @return the use cases; safe for use by several threads if the ports are
     */
    public static UseCases create(
            Ports ports,
            SelectionPolicy policy,
            Admission admission,
            Timing timing,
            OperationLimits limits,
            Clock clock) {
        Objects.requireNonNull(ports, "ports");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(admission, "admission");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(clock, "clock");
        PlatformSettingsPort platform = ports.platform();
        SettingsStorePort store = ports.store();
        OperationQueuePort queue = ports.queue();
        SealingPort sealing = ports.sealing();
        WaitingPort waiting = ports.waiting();
        AuditTrail audit = new AuditTrail(ports.audit(), clock);
        CredentialSeals seals = new CredentialSeals(sealing);
        RecentReads recent = new RecentReads(admission);
        OpenTurns open = new OpenTurns(timing.lease(), clock);
        Recovery recovery = new Recovery(
                platform, store, seals, recent, audit, timing.lease(), timing.readLimit(), timing.changeLimit(), clock);
        SettingsReads reads = new SettingsReads(
                platform,
                store,
                recent,
                audit,
                timing.maximumAge(),
                timing.staleIfError(),
                timing.readLimit(),
                admission,
                clock,
                waiting);
        Changes changes = new Changes(
                store, seals, new Turns(waiting), waiting, open, recent, recovery, audit, timing.lease(), clock);
        CertainWrites writes = new CertainWrites(platform, timing.settling(), clock, waiting);
        RecordedWrite write = new RecordedWrite(writes, new SettingsWrite(writes, policy), seals, open, clock);
        ConfigureChange configure = new ConfigureChange(changes, reads, write, seals);
        SelectNumberChange select = new SelectNumberChange(changes, reads, write, policy);
        RestoreChange restore = new RestoreChange(store, changes, reads, write, policy);
        Terms terms = new Terms(Optional.empty(), timing.patience(), timing.changeLimit(), unseen -> {});
        OperationWaits waits = new OperationWaits(queue, waiting);
        OperationRunner runner =
                new OperationRunner(queue, seals, configure, select, restore, waits, timing, limits.running(), clock);
        return new UseCases(
                new ConfigureWhatsAppService(configure, terms),
                new ReadWhatsAppService(reads, clock),
                new VerifyWhatsAppService(platform, policy, timing.readLimit(), clock),
                new RemoveWhatsAppService(changes, reads, write, terms),
                new ListNumbersService(reads, policy),
                new SelectNumberService(select, terms),
                new ListHistoryService(reads, store),
                new RestoreRevisionService(restore, terms),
                new AcceptChangeService(queue, seals, runner, limits.accepted(), clock),
                new ReadOperationService(queue, seals, reads, waits),
                new ListEnvironmentsService(store, reads),
                new AuthorizeCallerService(ports.tokens(), ports.rules(), audit),
                new CheckHealthService(ports.health()),
                new RenewLeasesService(store, open, timing.lease(), clock),
                new RecoverOperationsService(store, recovery, timing.lease()),
                new RunOperationsService(queue, runner, waits, clock),
                new ConfirmEnvironmentsService(store, reads, clock),
                new ResealCredentialsService(store, sealing));
    }
}
