package io.deliverysettings.testkit;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A platform that notes on whose behalf it is called, speaks of every write after its first as a replacement, and hands on
 * faults as they are, while the in-memory one hands them on wrapped as a stage behind another does.
 */
final class WatchedPlatform implements PlatformSettingsPort {

    record Seen(String operation, Caller caller, EnvironmentId environment) {}

    private final PlatformSettingsPort platform;
    private final List<Seen> calls = new ArrayList<>();
    private final List<Expansion> expansions = new ArrayList<>();
    private final List<Priority> priorities = new ArrayList<>();
    private final List<Instant> deadlines = new ArrayList<>();

    WatchedPlatform(PlatformSettingsPort platform) {
        this.platform = platform;
    }

    List<Seen> calls() {
        return List.copyOf(calls);
    }

    /** Of the reads. */
    List<Instant> deadlines() {
        return List.copyOf(deadlines);
    }

    /** Of the reads. */
    List<Priority> priorities() {
        return List.copyOf(priorities);
    }

    List<Expansion> expansions() {
        return List.copyOf(expansions);
    }

    @Override
    public CompletionStage<Answer<Replaced>> replace(Call call, DesiredSettings desired, Runnable onSent) {
        boolean first = calls.stream().noneMatch(seen -> seen.operation().equals("replace"));
        calls.add(new Seen("replace", call.caller(), call.environment()));
        return unwrapped(platform.replace(call, desired, onSent)
                .thenApply(answer -> answer.<Answer<Replaced>>fold(
                        replaced -> new Answer.Done<>(new Replaced(replaced.settings(), first)), Answer.Refused::new)));
    }

    @Override
    public CompletionStage<Answer<WhatsAppSettings>> read(Call call, Expansion expansion) {
        calls.add(new Seen("read", call.caller(), call.environment()));
        expansions.add(expansion);
        priorities.add(call.priority());
        deadlines.add(call.deadline());
        return unwrapped(platform.read(call, expansion));
    }

    @Override
    public CompletionStage<Answer<Removed>> remove(Call call) {
        calls.add(new Seen("remove", call.caller(), call.environment()));
        return unwrapped(platform.remove(call));
    }

    private static <T> CompletionStage<T> unwrapped(CompletionStage<T> stage) {
        CompletableFuture<T> result = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(
                        PortFault.in(failure).<Throwable>map(fault -> fault).orElse(failure));
            }
        });
        return result;
    }
}
