package io.deliverysettings.adapter.persistence;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the embedded store is.
 *
 * @param directory for the store's files and no others; made when it is not there
 */
public record EmbeddedStoreOptions(Path directory) {
    /** Refuses {@code null}. */
    public EmbeddedStoreOptions {
        Objects.requireNonNull(directory, "directory");
    }
}
