package io.deliverysettings.app;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code restore}: makes an embedded store from a backup. */
@Command(
        name = "restore",
        description = "Make an embedded store from a backup, where there is none yet.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The backup.")
    Path file = Path.of("");

    @Mixin
    DataDirectorySettings data = new DataDirectorySettings();

    @Override
    public Integer call() throws Gateway.CannotStart {
        try {
            SettingsStoreAdapter.restore(file, data.directory);
        } catch (SettingsStoreAdapter.CannotCopy failure) {
            throw new Gateway.CannotStart(failure.getMessage(), failure);
        }
        Cli.print("restored to " + data.directory);
        return 0;
    }
}
