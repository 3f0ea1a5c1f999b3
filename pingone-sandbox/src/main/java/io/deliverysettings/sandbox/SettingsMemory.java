package io.deliverysettings.sandbox;

import io.vertx.core.Future;
import java.util.Optional;

/** Keeps what environments hold for the next start. */
interface SettingsMemory {

    /** For a sandbox that forgets. */
    SettingsMemory NONE = new SettingsMemory() {
        @Override
        public Future<Void> keep(EnvironmentId environment, Optional<StoredSettings> settings) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    };

    /** Completes when the end of this process cannot undo it. */
    Future<Void> keep(EnvironmentId environment, Optional<StoredSettings> settings);

    Future<Void> close();
}
