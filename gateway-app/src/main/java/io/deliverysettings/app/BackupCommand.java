package io.deliverysettings.app;

import io.deliverysettings.adapter.persistence.SettingsStoreAdapter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backup}: copies the embedded store, running or not. */
@Command(
        name = "backup",
        description = "Copy the embedded store to a file, also while the gateway runs. The keyset is not in the copy.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The copy; must not exist yet.")
    Path file = Path.of("");

    @Mixin
    DataDirectorySettings data = new DataDirectorySettings();

    @Override
    public Integer call() throws Gateway.CannotStart {
        try {
            SettingsStoreAdapter.backup(data.directory, file);
        } catch (SettingsStoreAdapter.CannotCopy failure) {
            throw new Gateway.CannotStart(failure.getMessage(), failure);
        }
        Cli.print("backed up to " + file);
        return 0;
    }
}
