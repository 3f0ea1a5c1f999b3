package io.deliverysettings.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the keys are that secrets are sealed with. */
final class KeysetSettings {

    private static final String FILE = "keyset.json";

    @Option(
            names = "--keyset",
            paramLabel = "FILE",
            description = "The keys that stored secrets are sealed with (default: " + FILE
                    + " in the data directory, made at the first start; with postgres there is no default).")
    @Nullable
    Path file;

    Path fileIn(Path dataDirectory) {
        return file == null ? dataDirectory.resolve(FILE) : file;
    }
}
