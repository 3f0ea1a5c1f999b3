package io.deliverysettings.application.service;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Removed;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.port.out.WaitingPort.Reason;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.ReadBack;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes so that what comes of it is known where that can be known. A write that may have been made is never just sent again:
 * PingOne is asked what it holds, and the write is sent again only when it holds what it held before.
 *
 * <p>Source of the rule: PingOne's contract, by which a PUT that timed out has not failed.
 */
final class CertainWrites {

    private static final int MOST_ATTEMPTS = 3;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    /**
     * A write.
     *
     * @param call on whose behalf, where and by when
     * @param before what PingOne held before it
     * @param isHeld whether the turn to write is still this process's own
     * @param onProgress told how far it is
     */
    record Write(Call call, Optional<WhatsAppSettings> before, BooleanSupplier isHeld, Consumer<Progress> onProgress) {}

    /** What is the same in every attempt: how to send it, and what PingOne's state afterwards says of it. */
    private record Plan<T>(
            Write write,
            Supplier<CompletionStage<Answer<T>>> send,
            Function<Optional<WhatsAppSettings>, Outcome> judge,
            BiFunction<Outcome, Optional<WhatsAppSettings>, Optional<T>> asAnswered) {}

    private final PlatformSettingsPort platform;
    private final Duration settling;
    private final Clock clock;
    private final WaitingPort waiting;

    /** After an answer that was lost on the way PingOne is given the settling time to come to an end with the write. */
    CertainWrites(PlatformSettingsPort platform, Duration settling, Clock clock, WaitingPort waiting) {
        this.waiting = waiting;
        this.platform = platform;
        this.settling = settling;
        this.clock = clock;
    }

    CompletionStage<Answer<Replaced>> replace(Write write, DesiredSettings desired) {
        Intent intent = Intent.of(desired);
        return send(
                new Plan<>(
                        write,
                        () -> platform.replace(
                                write.call(), desired, () -> write.onProgress().accept(Progress.VERIFYING)),
                        now -> ReadBack.judge(Action.CONFIGURE, intent, write.before(), now),
                        // PingOne speaks of every write as a creation, as far as is known.
                        (outcome, now) -> outcome == Outcome.APPLIED || outcome == Outcome.APPLIED_IN_PART
                                ? now.map(settings -> new Replaced(settings, true))
                                : Optional.empty()),
                1);
    }

    CompletionStage<Answer<Removed>> remove(Write write) {
        return send(
                new Plan<>(
                        write,
                        () -> platform.remove(write.call()),
                        now -> ReadBack.judge(Action.REMOVE, Intent.NOTHING, write.before(), now),
                        (outcome, now) -> outcome == Outcome.APPLIED ? Optional.of(new Removed()) : Optional.empty()),
                1);
    }

    private <T> CompletionStage<Answer<T>> send(Plan<T> plan, int attempt) {
        plan.write().onProgress().accept(Progress.SENT);
        return plan.send()
                .get()
                .exceptionallyCompose(failure -> PortFault.in(failure)
                        .filter(fault -> fault.effect() == PortFault.Effect.UNKNOWN)
                        .map(fault -> {
                            plan.write().onProgress().accept(Progress.CONFIRMING);
                            Instant settled = clock.instant().plus(mayStillBeAtIt(fault) ? settling : Duration.ZERO);
                            return readBack(plan, attempt, fault, settled, SHORTEST_PAUSE);
                        })
                        .orElseGet(() -> CompletableFuture.failedStage(failure)));
    }

    /** PingOne's own word that it failed is its last; what only never came, or came from something before it, is not. */
    private static boolean mayStillBeAtIt(PortFault fault) {
        return fault.kind() == PortFault.Kind.TIMEOUT || fault.kind() == PortFault.Kind.UNREADABLE;
    }

    private <T> CompletionStage<Answer<T>> readBack(
            Plan<T> plan, int attempt, PortFault fault, Instant settled, Duration pause) {
        Call call = plan.write().call();
        if (!clock.instant().isBefore(call.deadline())) {
            return CompletableFuture.failedStage(fault);
        }
        return platform.read(call, Expansion.NONE)
                .handle((answer, failure) -> failure == null
                        ? answer.fold(
                                now -> judge(plan, attempt, fault, settled, pause, Optional.of(now)),
                                refusal -> SettingsReads.isNothingSet(refusal)
                                        ? judge(plan, attempt, fault, settled, pause, Optional.empty())
                                        : CompletableFuture.<Answer<T>>failedStage(fault))
                        // What a read has met says nothing of the write.
                        : CompletableFuture.<Answer<T>>failedStage(
                                PortFault.in(failure).isPresent() ? fault : failure))
                .thenCompose(answer -> answer);
    }

    private <T> CompletionStage<Answer<T>> judge(
            Plan<T> plan,
            int attempt,
            PortFault fault,
            Instant settled,
            Duration pause,
            Optional<WhatsAppSettings> now) {
        Outcome outcome = plan.judge().apply(now);
        Optional<T> answered = plan.asAnswered().apply(outcome, now);
        if (answered.isPresent()) {
            return CompletableFuture.completedStage(new Answer.Done<>(answered.get()));
        }
        if (outcome != Outcome.NOT_APPLIED) {
            return CompletableFuture.failedStage(fault);
        }
        Instant at = clock.instant();
        if (at.isBefore(settled)) {
            return paused(pause, plan.write().call().deadline())
                    .thenCompose(ready -> readBack(plan, attempt, fault, settled, longer(pause)));
        }
        boolean mayTryAgain = attempt < MOST_ATTEMPTS
                && at.plus(pause).isBefore(plan.write().call().deadline())
                && plan.write().isHeld().getAsBoolean();
        return mayTryAgain
                ? paused(pause, plan.write().call().deadline()).thenCompose(ready -> again(plan, attempt, fault))
                : CompletableFuture.failedStage(fault.withoutEffect());
    }

    private <T> CompletionStage<Answer<T>> again(Plan<T> plan, int attempt, PortFault fault) {
        return plan.write().isHeld().getAsBoolean()
                ? send(plan, attempt + 1)
                : CompletableFuture.failedStage(fault.withoutEffect());
    }

    private CompletionStage<Void> paused(Duration pause, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        Duration shorter = pause.compareTo(left) < 0 ? pause : left;
        return waiting.follow(
                Reason.OTHER,
                new CompletableFuture<Void>()
                        .completeOnTimeout(null, Math.max(0, shorter.toMillis()), TimeUnit.MILLISECONDS));
    }

    private static Duration longer(Duration pause) {
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
}
