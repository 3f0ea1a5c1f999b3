package io.deliverysettings.adapter.persistence;

import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.testkit.StoreSamples;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The few things that these tests do with a store. */
final class StoreUse {

    static final Duration LEASE = Duration.ofHours(1);

    private StoreUse() {}

    static EnvironmentId fresh() {
        return new EnvironmentId(UUID.randomUUID());
    }

    static CompletionStage<Beginning> begin(SettingsStorePort store, EnvironmentId environment) {
        return store.begin(environment, StoreSamples.configuring(StoreSamples.credentials("sealed")), LEASE);
    }

    static Turn turn(Beginning beginning) {
        return ((Begun) beginning).turn();
    }

    /** Configures an environment from beginning to end. */
    static CompletionStage<Ended> configure(SettingsStorePort store, EnvironmentId environment, String mark) {
        return begin(store, environment)
                .thenCompose(
                        beginning -> store.end(turn(beginning), StoreSamples.applied(StoreSamples.settings(mark))));
    }
}
