package io.deliverysettings.app;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter;
import io.deliverysettings.adapter.sealing.SealingAdapter;
import io.deliverysettings.adapter.sealing.SealingAdapter.UnusableKeyset;
import io.deliverysettings.app.Gateway.CannotStart;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store and what its secrets are sealed with.
 *
 * @param store open
 * @param sealing with its keys
 */
record Storage(SettingsStoreAdapter store, SealingAdapter sealing) {

    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    /** The store first: it makes the data directory and keeps every other process out of it. */
    static Storage open(Vertx vertx, StoreSettings settings, MeterRegistry metrics) throws CannotStart {
        SettingsStoreAdapter store = openStore(vertx, settings, metrics);
        try {
            return new Storage(store, openKeyset(settings, store));
        } catch (UnusableKeyset unusable) {
            Gateway.await(store.close());
            throw new CannotStart(unusable.getMessage(), unusable);
        } catch (CannotStart | RuntimeException failure) {
            Gateway.await(store.close());
            throw failure;
        }
    }

    private static SettingsStoreAdapter openStore(Vertx vertx, StoreSettings settings, MeterRegistry metrics)
            throws CannotStart {
        try {
            return Gateway.await(
                    settings.kind == StoreKind.EMBEDDED
                            ? SettingsStoreAdapter.openEmbedded(vertx, settings.embedded(), metrics)
                            : SettingsStoreAdapter.openPostgres(vertx, settings.postgres(), metrics));
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (cause instanceof SettingsStoreAdapter.CannotOpen cannotOpen) {
                throw new CannotStart(cannotOpen.getMessage(), cannotOpen);
            }
            throw failure;
        }
    }

    /**
     * A keyset is only made where it is sure to be the only one: for an embedded store in which nothing is sealed yet. Where
     * something is, the missing file is complained about, lest new secrets be sealed with keys that part from those of the old.
     */
    private static SealingAdapter openKeyset(StoreSettings settings, SettingsStoreAdapter store)
            throws UnusableKeyset, CannotStart {
        if (settings.keysetJson != null) {
            return SealingAdapter.fromText(settings.keysetJson);
        }
        Path file = settings.keysetFile();
        if (settings.kind == StoreKind.EMBEDDED && settings.keyset.file == null && Files.notExists(file)) {
            if (!Gateway.await(store.credentials(Optional.empty(), 1)).isEmpty()) {
                throw new CannotStart(
                        file + " is missing, but the store holds secrets: bring the keyset back that they are"
                                + " sealed with; if it is lost, make another with keys create, and configure again what the log"
                                + " names then");
            }
            SealingAdapter.createKeyset(file);
            LOG.info(
                    "made {}: keep a copy of it apart from those of the store, without it stored secrets do not open",
                    file);
        }
        return SealingAdapter.fromFile(file);
    }
}
