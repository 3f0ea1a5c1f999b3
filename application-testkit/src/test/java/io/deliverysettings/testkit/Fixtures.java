package io.deliverysettings.testkit;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.access.AccessRules;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that several tests of this module share. */
final class Fixtures {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:30:00Z"), ZoneOffset.UTC);

    static final CatalogueNumber SUPPORT = Samples.FIVE_NUMBERS.get(0);
    static final CatalogueNumber SALES = Samples.FIVE_NUMBERS.get(1);
    static final CatalogueNumber LONDON = Samples.FIVE_NUMBERS.get(2);
    static final CatalogueNumber RED_BERLIN = Samples.FIVE_NUMBERS.get(3);
    static final CatalogueNumber UNAVAILABLE_PARIS = Samples.FIVE_NUMBERS.get(4);

    /** A number that PingOne names by nothing. */
    static final CatalogueNumber NAMELESS = new CatalogueNumber(
            Optional.empty(),
            Optional.empty(),
            false,
            Availability.AVAILABLE,
            Optional.of("Acme Nameless"),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            AdditionalMembers.NONE);

    /** Leases and waits that no test comes to the end of. */
    static final UseCases.Timing TIMING = new UseCases.Timing(
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ZERO);

    static final UseCases.OperationLimits LIMITS = new UseCases.OperationLimits(10, 3);

    /** What a read meets while PingOne cannot be reached. */
    static PortFault away() {
        return new PortFault(PortFault.Kind.UNAVAILABLE, PortFault.Effect.NONE);
    }

    private Fixtures() {}

    /** The use cases with a store of their own. */
    static UseCases useCases(PlatformSettingsPort platform) {
        return useCases(platform, SelectionPolicy.DEFAULT);
    }

    /** The same, with somebody who is told of waits. */
    static UseCases useCases(PlatformSettingsPort platform, WaitingPort waiting) {
        UseCases.Ports ports = ports(platform, new InMemorySettingsStoreAdapter(CLOCK));
        return UseCases.create(
                new UseCases.Ports(
                        ports.platform(),
                        ports.store(),
                        ports.queue(),
                        ports.sealing(),
                        ports.tokens(),
                        ports.rules(),
                        ports.audit(),
                        waiting,
                        ports.health()),
                SelectionPolicy.DEFAULT,
                UseCases.Admission.BY_PLATFORM,
                TIMING,
                LIMITS,
                CLOCK);
    }

    static UseCases useCases(PlatformSettingsPort platform, SelectionPolicy policy) {
        return UseCases.create(
                ports(platform, new InMemorySettingsStoreAdapter(CLOCK)),
                policy,
                UseCases.Admission.BY_PLATFORM,
                TIMING,
                LIMITS,
                CLOCK);
    }

    /** Everything but the platform and the store in memory, and everybody may do everything. */
    static UseCases.Ports ports(PlatformSettingsPort platform, InMemorySettingsStoreAdapter store) {
        return new UseCases.Ports(
                platform,
                store,
                new InMemoryOperationQueueAdapter(store, CLOCK),
                new InMemorySealingAdapter(),
                new InMemoryAccessTokenAdapter(),
                new InMemoryAccessRulesAdapter(AccessRules.unrestricted()),
                new InMemoryAuditAdapter(),
                new InMemoryWaitingAdapter(),
                Map.of());
    }

    static PlatformRefusal refusal(PlatformRefusal.Kind kind) {
        return new PlatformRefusal(
                kind, new PlatformError(Optional.empty(), kind.name(), "No.", List.of(), AdditionalMembers.NONE));
    }

    /** The entry by which the gateway selects a number: both names, as PingOne writes them. */
    static NumberEntry selecting(CatalogueNumber number) {
        return new NumberEntry(number.numberId(), number.number(), true);
    }

    static NumberEntry notSelecting(CatalogueNumber number) {
        return new NumberEntry(number.numberId(), number.number(), false);
    }

    static NumberEntry selecting(String numberId, String number) {
        return new NumberEntry(Optional.of(NumberId.of(numberId)), Optional.of(PhoneNumber.of(number)), true);
    }

    static NumberEntry selectingNothingInParticular() {
        return new NumberEntry(Optional.empty(), Optional.empty(), true);
    }

    /** The number as it is when the account has lost it. */
    static CatalogueNumber unavailable(CatalogueNumber number) {
        return new CatalogueNumber(
                number.numberId(),
                number.number(),
                number.selected(),
                Availability.UNAVAILABLE,
                number.verifiedName(),
                number.qualityRating(),
                number.type(),
                number.capabilities(),
                number.createdAt(),
                number.additional());
    }

    /** The number as it is when Meta rates it otherwise. */
    static CatalogueNumber rated(CatalogueNumber number, QualityRating rating) {
        return new CatalogueNumber(
                number.numberId(),
                number.number(),
                number.selected(),
                number.availability(),
                number.verifiedName(),
                Optional.of(rating),
                number.type(),
                number.capabilities(),
                number.createdAt(),
                number.additional());
    }

    /** The selected numbers, each as if it were not, so that it equals the number that an account offers. */
    static List<CatalogueNumber> selectedOf(WhatsAppSettings settings) {
        return settings.catalogue().selected().stream()
                .map(number -> number.withSelected(false))
                .toList();
    }
}
