package io.deliverysettings.testkit;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A platform that notes on whose behalf it is called, speaks of every write after its first as a replacement, and hands on
 * faults as they are, while the in-memory one hands them on wrapped as a stage behind another does.
 */
final class WatchedPlatform implements PlatformSettingsPort {

    record Call(String operation, Caller caller, EnvironmentId environment) {}

    private final PlatformSettingsPort platform;
    private final List<Call> calls = new ArrayList<>();
    private final List<Expansion> expansions = new ArrayList<>();

    WatchedPlatform(PlatformSettingsPort platform) {
        this.platform = platform;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Expansion> expansions() {
        return List.copyOf(expansions);
    }

    @Override
    public CompletionStage<Answer<Replaced>> replace(
            Caller caller, EnvironmentId environment, DesiredSettings desired) {
        boolean first = calls.stream().noneMatch(call -> call.operation().equals("replace"));
        calls.add(new Call("replace", caller, environment));
        return unwrapped(platform.replace(caller, environment, desired)
                .thenApply(answer -> answer.<Answer<Replaced>>fold(
                        replaced -> new Answer.Done<>(new Replaced(replaced.settings(), first)), Answer.Refused::new)));
    }

    @Override
    public CompletionStage<Answer<WhatsAppSettings>> read(
            Caller caller, EnvironmentId environment, Expansion expansion) {
        calls.add(new Call("read", caller, environment));
        expansions.add(expansion);
        return unwrapped(platform.read(caller, environment, expansion));
    }

    @Override
    public CompletionStage<Answer<Removed>> remove(Caller caller, EnvironmentId environment) {
        calls.add(new Call("remove", caller, environment));
        return unwrapped(platform.remove(caller, environment));
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
