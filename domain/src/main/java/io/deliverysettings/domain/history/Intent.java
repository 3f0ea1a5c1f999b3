package io.deliverysettings.domain.history;

import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.Provider;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operation is to bring about, without the secrets: enough to tell later whether it did.
 *
 * @param provider who is to deliver; empty when that stays
 * @param accountId the account; empty when that stays
 * @param appId the app; empty when that stays
 * @param selected the entry that names the number to send from; empty when none is asked for
 */
public record Intent(
        Optional<Provider> provider,
        Optional<BusinessAccountId> accountId,
        Optional<AppId> appId,
        Optional<NumberEntry> selected) {

    /** Nothing is to be there; or nothing is known of what is to be. */
    public static final Intent NOTHING =
            new Intent(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Refuses {@code null}. */
    public Intent {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(appId, "appId");
        Objects.requireNonNull(selected, "selected");
    }

    /**
     * What a whole configuration is to bring about.
     *
     * @param desired the configuration; its first selected entry counts
     * @return the intent
     */
    public static Intent of(DesiredSettings desired) {
        return new Intent(
                Optional.of(desired.provider()),
                Optional.of(desired.accountId()),
                Optional.of(desired.appId()),
                desired.entries().stream().filter(NumberEntry::selected).findFirst());
    }

    /**
     * What selecting a number is to bring about.
     *
     * @param entry names the number
     * @return the intent
     */
    public static Intent selecting(NumberEntry entry) {
        return new Intent(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(entry));
    }
}
