package io.deliverysettings.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the embedded store is. */
final class DataDirectorySettings {

    @Option(
            names = "--data-dir",
            paramLabel = "DIRECTORY",
            defaultValue = "data",
            description = "Where the embedded store and its keyset are; made when it is not there"
                    + " (default: ./${DEFAULT-VALUE}).")
    Path directory = Path.of("data");
}
