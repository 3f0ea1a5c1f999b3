package io.deliverysettings.adapter.sealing;

import io.deliverysettings.adapter.sealing.SealingAdapter.UnusableKeyset;
import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.testkit.SealingPortContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a keyset file, which is rotated, and replaced by one with other keys. */
class SealingAdapterTest implements SealingPortContract {

    @TempDir
    Path directory;

    private Path file;
    private SealingAdapter adapter;

    @BeforeEach
    void createsAKeyset() throws UnusableKeyset {
        file = directory.resolve("keyset.json");
        SealingAdapter.createKeyset(file);
        adapter = SealingAdapter.fromFile(file);
    }

    @Override
    public SealingPort sealing() {
        return adapter;
    }

    @Override
    public SealingPort rotated() {
        try {
            SealingAdapter.rotateKeyset(file);
            adapter.reloadIfChanged();
            return adapter;
        } catch (UnusableKeyset broken) {
            throw new AssertionError(broken);
        }
    }

    @Override
    public SealingPort withAllKeysLost() {
        try {
            Files.delete(file);
            SealingAdapter.createKeyset(file);
            return SealingAdapter.fromFile(file);
        } catch (UnusableKeyset | IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
