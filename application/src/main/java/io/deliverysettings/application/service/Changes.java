package io.deliverysettings.application.service;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Busy;
import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended.Recorded;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.application.service.RecentReads.Told;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.secret.SealedCredentials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The frame of every change: waits for its turn, opens the operation in the store before PingOne is asked for anything, and ends
 * it there before the caller is told. Whatever happens in between, the operation is ended, given back, or left open for
 * {@link Recovery}.
 */
final class Changes {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /**
     * A change that is wanted.
     *
     * @param caller by whom
     * @param environment of which environment's settings
     * @param action the kind of it
     * @param intent what it is to bring about
     * @param credentials those that are going to be written, unless it is those that are kept
     */
    record Wanted(
            Caller caller,
            EnvironmentId environment,
            Action action,
            Intent intent,
            Optional<SealedCredentials> credentials) {}

    /** The turn, with what is known of the environment at its beginning. */
    record Held(Turn turn, Optional<Kept> kept) {}

    /** What is done within a turn. */
    interface Work {
        CompletionStage<Done> begin(Held held);
    }

    /** How the work within a turn has ended. */
    sealed interface Done {
        /** Nothing was written; the turn is given back as if it had never been. */
        record Nothing(ChangeOutcome outcome) implements Done {}

        /** Something is to be recorded. The caller is told once it is. */
        record Something(Conclusion conclusion, Function<Revision, ChangeOutcome> outcome) implements Done {}

        /** What came of it is not known. */
        record Unknown(ChangeOutcome outcome) implements Done {}
    }

    private final SettingsStorePort store;
    private final CredentialSeals seals;
    private final Turns turns;
    private final OpenTurns open;
    private final RecentReads recent;
    private final Recovery recovery;
    private final Duration lease;
    private final Duration patience;
    private final Clock clock;

    Changes(
            SettingsStorePort store,
            CredentialSeals seals,
            Turns turns,
            OpenTurns open,
            RecentReads recent,
            Recovery recovery,
            Duration lease,
            Duration patience,
            Clock clock) {
        this.store = store;
        this.seals = seals;
        this.turns = turns;
        this.open = open;
        this.recent = recent;
        this.recovery = recovery;
        this.lease = lease;
        this.patience = patience;
        this.clock = clock;
    }

    /** Makes a change, in its turn. */
    CompletionStage<ChangeOutcome> make(Wanted wanted, Work work) {
        Instant deadline = clock.instant().plus(patience);
        return turns.take(
                wanted.environment(),
                patience,
                () -> journaled(wanted)
                        .thenCompose(operation -> attempt(wanted, operation, work, deadline, SHORTEST_PAUSE)),
                // The lease is how long it takes at most until a process that has died is out of the way.
                () -> completed(new ChangeOutcome.Busy(lease)));
    }

    private CompletionStage<Operation> journaled(Wanted wanted) {
        return seals.sealCallerToken(wanted.environment(), wanted.caller().accessToken())
                .thenApply(token -> new Operation(
                        wanted.action(),
                        wanted.caller().client(),
                        wanted.caller().correlationId(),
                        clock.instant(),
                        wanted.intent(),
                        wanted.credentials(),
                        token));
    }

    private CompletionStage<ChangeOutcome> attempt(
            Wanted wanted, Operation operation, Work work, Instant deadline, Duration pause) {
        Instant askedAt = clock.instant();
        return store.begin(wanted.environment(), operation, lease)
                .thenCompose(beginning -> beginning instanceof Begun begun
                        ? run(wanted, new Held(begun.turn(), begun.kept()), work, askedAt)
                        : standBy(wanted, operation, work, deadline, pause, beginning));
    }

    private CompletionStage<ChangeOutcome> standBy(
            Wanted wanted, Operation operation, Work work, Instant deadline, Duration pause, Beginning beginning) {
        Duration leaseLeft = ((Busy) beginning).leaseLeft();
        if (leaseLeft.isZero()) {
            return recovery.recover(wanted.caller(), wanted.environment())
                    .thenCompose(refusal -> refusal.<CompletionStage<ChangeOutcome>>map(
                                    refused -> completed(new ChangeOutcome.PlatformRefused(refused)))
                            .orElseGet(() -> attempt(wanted, operation, work, deadline, pause)));
        }
        return clock.instant().isBefore(deadline)
                ? again(wanted, operation, work, deadline, pause)
                : completed(new ChangeOutcome.Busy(leaseLeft));
    }

    private CompletionStage<ChangeOutcome> again(
            Wanted wanted, Operation operation, Work work, Instant deadline, Duration pause) {
        Duration longer = pause.multipliedBy(2);
        return new CompletableFuture<Void>()
                .completeOnTimeout(null, pause.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(paused -> attempt(
                        wanted,
                        operation,
                        work,
                        deadline,
                        longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE));
    }

    private CompletionStage<ChangeOutcome> run(Wanted wanted, Held held, Work work, Instant askedAt) {
        open.open(held.turn(), askedAt);
        recent.forget(wanted.environment());
        // Behind `thenCompose`, so that what the work throws ends the operation too.
        return completed(held)
                .thenCompose(work::begin)
                .handle((done, failure) ->
                        failure == null ? finish(wanted.caller(), held.turn(), done) : giveUp(held.turn(), failure))
                .thenCompose(outcome -> outcome)
                .whenComplete((outcome, failure) -> open.close(held.turn()));
    }

    private CompletionStage<ChangeOutcome> finish(Caller caller, Turn turn, Done done) {
        if (done instanceof Done.Something something) {
            return store.end(turn, something.conclusion())
                    .thenApply(ended -> ended instanceof Recorded recorded
                            ? recorded(caller, turn, something, recorded.entry())
                            : new ChangeOutcome.Overtaken());
        }
        if (done instanceof Done.Unknown unknown) {
            return leave(turn).handle((left, failure) -> unknown.outcome());
        }
        // A turn that cannot be given back runs out: nothing was written, which is what the caller is told.
        return store.abandon(turn).handle((abandoned, failure) -> ((Done.Nothing) done).outcome());
    }

    private ChangeOutcome recorded(Caller caller, Turn turn, Done.Something something, Revision revision) {
        something.conclusion().confirmed().ifPresent(confirmed -> {
            // Whom PingOne lets change the settings may see them.
            recent.accept(turn.environment(), RecentReads.fingerprint(caller.accessToken()), confirmed.at());
            confirmed
                    .settings()
                    .ifPresent(set ->
                            recent.changed(turn.environment(), new Told(set, Optional.of(revision), confirmed.at())));
        });
        return something.outcome().apply(revision);
    }

    /** What the caller is told is the failure, whatever becomes of the turn. */
    private CompletionStage<ChangeOutcome> giveUp(Turn turn, Throwable failure) {
        // Whoever reads in the meantime has been told what may not be so any more.
        recent.forget(turn.environment());
        CompletionStage<ChangeOutcome> failed = CompletableFuture.failedStage(failure);
        Optional<PortFault> fault = PortFault.in(failure);
        if (fault.filter(known -> known.effect() == PortFault.Effect.NONE).isPresent()) {
            return store.abandon(turn).handle((abandoned, unable) -> failed).thenCompose(told -> told);
        }
        if (fault.filter(known -> known.kind() == PortFault.Kind.TIMEOUT).isPresent()) {
            // PingOne may still be at it. The rest of the lease is the time that it gets.
            return failed;
        }
        return leave(turn).handle((left, unable) -> failed).thenCompose(told -> told);
    }

    private CompletionStage<Void> leave(Turn turn) {
        recent.forget(turn.environment());
        return store.renew(List.of(turn), Duration.ZERO);
    }

    private static <T> CompletionStage<T> completed(T value) {
        return CompletableFuture.completedStage(value);
    }
}
