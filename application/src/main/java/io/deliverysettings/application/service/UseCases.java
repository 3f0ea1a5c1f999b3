package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.RecoverOperationsUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.RenewLeasesUseCase;
import io.deliverysettings.application.port.in.ResealCredentialsUseCase;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.domain.number.SelectionPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

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
 * @param renewLeases keeps the operations that this process works on from being taken for abandoned
 * @param recoverOperations ends those that were
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
        RenewLeasesUseCase renewLeases,
        RecoverOperationsUseCase recoverOperations,
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
        Objects.requireNonNull(renewLeases, "renewLeases");
        Objects.requireNonNull(recoverOperations, "recoverOperations");
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
     */
    public record Timing(Duration lease, Duration patience, Duration maximumAge, Duration staleIfError) {

        private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

        /** Refuses what is out of bounds. */
        public Timing {
            if (lease.compareTo(SHORTEST_LEASE) < 0) {
                throw new IllegalArgumentException("lease must be at least 1s");
            }
            requireNotNegative(patience, "patience");
            requireNotNegative(maximumAge, "maximumAge");
            requireNotNegative(staleIfError, "staleIfError");
        }

        private static void requireNotNegative(Duration duration, String name) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException(name + " must not be negative");
            }
        }
    }

    /**
     * Puts the use cases together with what they need of the outside.
     *
     * @param platform PingOne
     * @param store what is kept
     * @param sealing what secrets are sealed with
     * @param policy what the operator has decided about number selection
     * @param timing how long things may take
     * @param clock what times are taken from
     * @return the use cases; safe for use by several threads if the ports are
     */
    public static UseCases create(
            PlatformSettingsPort platform,
            SettingsStorePort store,
            SealingPort sealing,
            SelectionPolicy policy,
            Timing timing,
            Clock clock) {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(sealing, "sealing");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(clock, "clock");
        CredentialSeals seals = new CredentialSeals(sealing);
        RecentReads recent = new RecentReads();
        OpenTurns open = new OpenTurns(timing.lease(), clock);
        Recovery recovery = new Recovery(platform, store, seals, recent, timing.lease(), clock);
        SettingsReads reads =
                new SettingsReads(platform, store, recent, timing.maximumAge(), timing.staleIfError(), clock);
        Changes changes = new Changes(
                store, seals, new Turns(), open, recent, recovery, timing.lease(), timing.patience(), clock);
        RecordedWrite write = new RecordedWrite(platform, new SettingsWrite(platform, policy), seals, open, clock);
        return new UseCases(
                new ConfigureWhatsAppService(changes, reads, write, seals),
                new ReadWhatsAppService(reads, clock),
                new VerifyWhatsAppService(platform, policy),
                new RemoveWhatsAppService(changes, reads, write),
                new ListNumbersService(reads, policy),
                new SelectNumberService(changes, reads, write, policy),
                new ListHistoryService(reads, store),
                new RestoreRevisionService(store, changes, reads, write, policy),
                new RenewLeasesService(store, open, timing.lease(), clock),
                new RecoverOperationsService(store, recovery, timing.lease()),
                new ResealCredentialsService(store, sealing));
    }
}
