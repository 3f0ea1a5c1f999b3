package io.deliverysettings.domain.history;

import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings that the tests of this package share. */
final class HistorySamples {

    static final CatalogueNumber SUPPORT = number("1", "+1 555-010-0001");
    static final CatalogueNumber SALES = number("2", "+1 555-010-0002");
    static final CatalogueNumber BERLIN = number("3", "+49 30 555 0004");
    static final Instant WRITTEN_AT = Instant.parse("2026-11-23T09:30:00Z");

    private HistorySamples() {}

    static WhatsAppSettings settings(String account, CatalogueNumber... numbers) {
        return settings(account, Optional.of(WRITTEN_AT), AdditionalMembers.NONE, List.of(numbers));
    }

    static WhatsAppSettings writtenAt(WhatsAppSettings settings, Instant time) {
        return settings(
                settings.accountId().value(),
                Optional.of(time),
                AdditionalMembers.NONE,
                settings.catalogue().numbers());
    }

    /** As a PingOne would tell that does not say when it wrote. */
    static WhatsAppSettings withoutTime(WhatsAppSettings settings) {
        return settings(
                settings.accountId().value(),
                Optional.empty(),
                AdditionalMembers.NONE,
                settings.catalogue().numbers());
    }

    static WhatsAppSettings withMember(String json) {
        return settings("1", Optional.empty(), new AdditionalMembers(Map.of("novelty", json)), List.of());
    }

    private static WhatsAppSettings settings(
            String account, Optional<Instant> writtenAt, AdditionalMembers additional, List<CatalogueNumber> numbers) {
        return new WhatsAppSettings(
                Optional.of("id"),
                Optional.empty(),
                Optional.of(WRITTEN_AT),
                writtenAt,
                Optional.of(Provider.CUSTOM_WHATSAPP),
                Optional.of("WHATSAPP"),
                new BusinessAccountId(account),
                Optional.of(new AppId("1")),
                new Catalogue(numbers),
                Optional.of("Created"),
                additional,
                AdditionalMembers.NONE);
    }

    private static CatalogueNumber number(String id, String number) {
        return CatalogueNumber.of(NumberId.of(id), PhoneNumber.of(number), "Acme", QualityRating.GREEN, true);
    }
}
