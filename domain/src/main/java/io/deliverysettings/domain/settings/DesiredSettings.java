package io.deliverysettings.domain.settings;

import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.secret.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an environment's settings are to be. PingOne replaces the whole of them with every write and never gives the two
 * secrets back, so that both are needed each time.
 *
 * @param provider who delivers
 * @param accountId the WhatsApp business account
 * @param appId the app at Meta that has access to the account
 * @param appSecret the app's secret; its form is not ours to judge, since people enter {@code appid|secret} too
 * @param userAccessToken the token of a system user at Meta
 * @param numbers the entries of the request in order; empty when the request has no such member
 */
public record DesiredSettings(
        Provider provider,
        BusinessAccountId accountId,
        AppId appId,
        Secret appSecret,
        Secret userAccessToken,
        Optional<List<NumberEntry>> numbers) {

    /** Refuses {@code null} and copies the list. */
    public DesiredSettings {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(appId, "appId");
        Objects.requireNonNull(appSecret, "appSecret");
        Objects.requireNonNull(userAccessToken, "userAccessToken");
        numbers = numbers.map(List::copyOf);
    }

    /**
     * The entries, whether or not the request had the member.
     *
     * @return in order; empty when there are none
     */
    public List<NumberEntry> entries() {
        return numbers.orElse(List.of());
    }

    /**
     * The same settings with one number selected and no other entry.
     *
     * @param entry the entry that selects it
     * @return settings to send instead
     */
    public DesiredSettings selecting(NumberEntry entry) {
        return new DesiredSettings(provider, accountId, appId, appSecret, userAccessToken, Optional.of(List.of(entry)));
    }

    /**
     * The same settings without any entry.
     *
     * @return settings to send instead
     */
    public DesiredSettings selectingNone() {
        return new DesiredSettings(provider, accountId, appId, appSecret, userAccessToken, Optional.empty());
    }
}
