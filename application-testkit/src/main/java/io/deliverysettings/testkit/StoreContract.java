package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.SettingsStorePort;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What the parts of {@link SettingsStorePortContract} have in common. */
public interface StoreContract {

    /**
     * The adapter under test. What other tests have left in the store does not matter.
     *
     * @return ready for use; the same throughout a test
     */
    SettingsStorePort store();

    /**
     * The same store once more: opened again by a process that comes after, or by another one beside. An adapter that keeps
     * nothing beyond the process has only the one.
     *
     * @return ready for use; {@link #store()} need not be any more
     */
    default SettingsStorePort reopened() {
        return store();
    }

    /**
     * Waits for what a stage completes with.
     *
     * @param stage the stage
     * @param <T> the type of that
     * @return what it completed with
     * @throws java.util.concurrent.CompletionException when it fails, or takes longer than any store should
     */
    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
