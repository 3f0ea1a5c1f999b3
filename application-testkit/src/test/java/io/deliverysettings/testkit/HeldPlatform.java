package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A platform whose calls wait until they are released. */
final class HeldPlatform implements PlatformSettingsPort {

    private final PlatformSettingsPort platform;
    private final List<CompletableFuture<String>> gates = new ArrayList<>();

    private boolean isHeldBack;

    HeldPlatform(PlatformSettingsPort platform) {
        this.platform = platform;
    }

    int waiting() {
        return gates.size();
    }

    /** Also those that begin to wait when an earlier one goes on. */
    void releaseAll() {
        while (!gates.isEmpty()) {
            gates.remove(0).complete("go on");
        }
    }

    void releaseFirst() {
        gates.remove(0).complete("go on");
    }

    /** The call that waits is made now, but its answer is held back until the next release. */
    void answerLater() {
        isHeldBack = true;
        gates.remove(0).complete("go on");
    }

    private <T> CompletionStage<T> heldBack(CompletionStage<T> answer) {
        if (!isHeldBack) {
            return answer;
        }
        isHeldBack = false;
        return gate().thenCompose(open -> answer);
    }

    /** The one that has begun to wait last. */
    void releaseLast() {
        gates.remove(gates.size() - 1).complete("go on");
    }

    private CompletableFuture<String> gate() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        gates.add(gate);
        return gate;
    }

    @Override
    public CompletionStage<Answer<Replaced>> replace(Call call, DesiredSettings what, Runnable onSent) {
        return gate().thenCompose(open -> heldBack(platform.replace(call, what, onSent)));
    }

    @Override
    public CompletionStage<Answer<WhatsAppSettings>> read(Call call, Expansion what) {
        return gate().thenCompose(open -> platform.read(call, what));
    }

    @Override
    public CompletionStage<Answer<Removed>> remove(Call call) {
        return gate().thenCompose(open -> platform.remove(call));
    }
}
