package io.deliverysettings.application.operation;

import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.Provider;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A change as it was asked for, without the secrets: enough to make it later. */
public sealed interface RequestedChange {

    /**
     * The whole of the settings.
     *
     * @param provider who is to deliver
     * @param accountId the account
     * @param appId the app
     * @param numbers the entries, selected or not, as they were given; empty when there was no list
     */
    record Configure(Provider provider, BusinessAccountId accountId, AppId appId, Optional<List<NumberEntry>> numbers)
            implements RequestedChange {
        /** Refuses {@code null} and copies the list. */
        public Configure {
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(accountId, "accountId");
            Objects.requireNonNull(appId, "appId");
            numbers = numbers.map(List::copyOf);
        }

        /**
         * What stays of a configuration without its secrets.
         *
         * @param desired the configuration
         * @return the same without them
         */
        public static Configure of(DesiredSettings desired) {
            return new Configure(desired.provider(), desired.accountId(), desired.appId(), desired.numbers());
        }
    }

    /**
     * Another number to send from.
     *
     * @param wanted names it
     * @param refresh whether PingOne is to be asked first in any case
     */
    record SelectNumber(NumberEntry wanted, boolean refresh) implements RequestedChange {
        /** Refuses {@code null}. */
        public SelectNumber {
            Objects.requireNonNull(wanted, "wanted");
        }
    }

    /**
     * What was set before.
     *
     * @param revision the entry of the history
     */
    record Restore(Revision revision) implements RequestedChange {
        /** Refuses {@code null}. */
        public Restore {
            Objects.requireNonNull(revision, "revision");
        }
    }

    /**
     * The kind of change, in the words of the history.
     *
     * @return such as {@link Action#CONFIGURE}
     */
    default Action action() {
        return fold(configure -> Action.CONFIGURE, select -> Action.SELECT_NUMBER, restore -> Action.RESTORE);
    }

    /**
     * Goes on with whichever it is; every case has to be given.
     *
     * @param onConfigure what to do with a whole configuration
     * @param onSelectNumber what to do with another number
     * @param onRestore what to do with an earlier revision
     * @param <R> the type of the result
     * @return what the chosen function returned
     */
    default <R> R fold(
            Function<? super Configure, ? extends R> onConfigure,
            Function<? super SelectNumber, ? extends R> onSelectNumber,
            Function<? super Restore, ? extends R> onRestore) {
        if (this instanceof Configure configure) {
            return onConfigure.apply(configure);
        }
        if (this instanceof SelectNumber select) {
            return onSelectNumber.apply(select);
        }
        return onRestore.apply((Restore) this);
    }
}
