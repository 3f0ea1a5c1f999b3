package io.deliverysettings.domain.settings;

import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.number.Catalogue;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An environment's WhatsApp delivery settings as PingOne holds them. The secrets are not among them: PingOne never gives
 * them back.
 *
 * @param id PingOne's id of the settings
 * @param environmentId the environment's id as PingOne writes it, in its case
 * @param createdAt when the settings were first made
 * @param updatedAt when they were last written
 * @param provider who delivers
 * @param type such as {@code WHATSAPP}; an open set
 * @param accountId the WhatsApp business account
 * @param appId the app at Meta
 * @param catalogue the account's numbers
 * @param status such as {@code Created}; an open set
 * @param additional members beyond these, among them the message templates where PingOne was asked for them
 * @param additionalLinks links beyond those to the settings and their environment
 */
public record WhatsAppSettings(
        Optional<String> id,
        Optional<String> environmentId,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Optional<Provider> provider,
        Optional<String> type,
        BusinessAccountId accountId,
        Optional<AppId> appId,
        Catalogue catalogue,
        Optional<String> status,
        AdditionalMembers additional,
        AdditionalMembers additionalLinks) {

    /** Refuses {@code null}. */
    public WhatsAppSettings {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(environmentId, "environmentId");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(appId, "appId");
        Objects.requireNonNull(catalogue, "catalogue");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(additional, "additional");
        Objects.requireNonNull(additionalLinks, "additionalLinks");
    }
}
