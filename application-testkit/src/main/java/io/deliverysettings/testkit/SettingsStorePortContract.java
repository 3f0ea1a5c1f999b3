package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.SettingsStorePort;

/**
 * What every adapter of {@link SettingsStorePort} has to hold. Each test uses environments of its own, so that the store may hold
 * anything else and may be kept from test to test, as long as nobody else takes anything over meanwhile.
 *
 * <p>No test waits for a lease: one of no length has run out when it begins.
 */
public interface SettingsStorePortContract
        extends StoreTurnContract,
                StoreLeaseContract,
                StoreOutcomeContract,
                StoreObservationContract,
                StoreHistoryContract,
                StoreFidelityContract,
                StoreCredentialsContract,
                StoreAcceptedContract,
                StoreEnvironmentsContract,
                StoreConcurrencyContract {

    @Override
    SettingsStorePort store();
}
