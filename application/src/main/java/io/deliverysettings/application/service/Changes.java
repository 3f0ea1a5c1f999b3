package io.deliverysettings.application.service;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Busy;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Made;
import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended.Recorded;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.port.out.WaitingPort.Reason;
import io.deliverysettings.application.service.RecentReads.Told;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
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
import java.util.function.Consumer;
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

    /** The turn, with what is known of the environment at its beginning, and when all has to be over. */
    record Held(Turn turn, Optional<Kept> kept, Terms terms, Instant deadline) {

        /** A call to PingOne as a part of the change. */
        Call call(Caller caller) {
            return new Call(caller, turn.environment(), deadline, Priority.CHANGE);
        }

        void report(Progress progress) {
            terms.onProgress().accept(progress);
        }
    }

    /**
     * On which terms a change is made.
     *
     * @param id by which it was accepted; empty when somebody waits for it
     * @param patience how long it waits for its turn
     * @param limit how long all of it may take
     * @param onProgress told how far it is; returns at once
     */
    record Terms(Optional<OperationId> id, Duration patience, Duration limit, Consumer<Progress> onProgress) {}

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
    private final WaitingPort waiting;
    private final OpenTurns open;
    private final RecentReads recent;
    private final Recovery recovery;
    private final AuditTrail audit;
    private final Duration lease;
    private final Clock clock;

    Changes(
            SettingsStorePort store,
            CredentialSeals seals,
            Turns turns,
            WaitingPort waiting,
            OpenTurns open,
            RecentReads recent,
            Recovery recovery,
            AuditTrail audit,
            Duration lease,
            Clock clock) {
        this.store = store;
        this.seals = seals;
        this.turns = turns;
        this.waiting = waiting;
        this.open = open;
        this.recent = recent;
        this.recovery = recovery;
        this.audit = audit;
        this.lease = lease;
        this.clock = clock;
    }

    /** Makes a change, in its turn. */
    CompletionStage<ChangeOutcome> make(Wanted wanted, Terms terms, Work work) {
        Instant now = clock.instant();
        // Whoever has no time left for the change has none to wait for its turn.
        Duration patience = terms.patience().compareTo(terms.limit()) < 0 ? terms.patience() : terms.limit();
        Attempt attempt = new Attempt(wanted, terms, work, now.plus(patience), now.plus(terms.limit()));
        terms.onProgress().accept(Progress.WAITING_FOR_TURN);
        return turns.take(
                wanted.environment(),
                patience,
                () -> journaled(wanted, terms).thenCompose(operation -> begin(attempt, operation, SHORTEST_PAUSE)),
                // The lease is how long it takes at most until a process that has died is out of the way.
                () -> completed(new ChangeOutcome.Busy(lease)));
    }

    /** What stays the same while the turn is waited for. */
    private record Attempt(Wanted wanted, Terms terms, Work work, Instant patientUntil, Instant deadline) {}

    private CompletionStage<Operation> journaled(Wanted wanted, Terms terms) {
        return seals.sealCallerToken(wanted.environment(), wanted.caller().accessToken())
                .thenApply(token -> new Operation(
                        terms.id(),
                        wanted.action(),
                        wanted.caller().client(),
                        wanted.caller().correlationId(),
                        clock.instant(),
                        wanted.intent(),
                        wanted.credentials(),
                        token));
    }

    private CompletionStage<ChangeOutcome> begin(Attempt attempt, Operation operation, Duration pause) {
        Instant askedAt = clock.instant();
        return store.begin(attempt.wanted().environment(), operation, lease).thenCompose(beginning -> {
            if (beginning instanceof Begun begun) {
                return run(
                        attempt,
                        operation,
                        new Held(begun.turn(), begun.kept(), attempt.terms(), attempt.deadline()),
                        askedAt);
            }
            return beginning instanceof Made made
                    ? completed(made(made))
                    : standBy(attempt, operation, pause, (Busy) beginning);
        });
    }

    /** An earlier gateway has made the change and did not come to tell. */
    private static ChangeOutcome made(Made made) {
        Revision revision = made.entry().revision();
        if (made.entry().outcome() != Outcome.APPLIED) {
            return new ChangeOutcome.Interrupted(made.entry().outcome(), revision);
        }
        return made.kept()
                .flatMap(Kept::settings)
                .<ChangeOutcome>map(settings -> new ChangeOutcome.Configured(settings, true, revision))
                .orElseGet(ChangeOutcome.Removed::new);
    }

    private CompletionStage<ChangeOutcome> standBy(Attempt attempt, Operation operation, Duration pause, Busy busy) {
        if (busy.leaseLeft().isZero() && clock.instant().isBefore(attempt.deadline())) {
            return recovery.recover(new Call(
                            attempt.wanted().caller(),
                            attempt.wanted().environment(),
                            attempt.deadline(),
                            Priority.CHANGE))
                    .thenCompose(refusal -> refusal.<CompletionStage<ChangeOutcome>>map(
                                    refused -> completed(new ChangeOutcome.PlatformRefused(refused)))
                            .orElseGet(() -> begin(attempt, operation, pause)));
        }
        return clock.instant().isBefore(attempt.patientUntil())
                ? again(attempt, operation, pause)
                : completed(new ChangeOutcome.Busy(busy.leaseLeft()));
    }

    private CompletionStage<ChangeOutcome> again(Attempt attempt, Operation operation, Duration pause) {
        Duration longer = pause.multipliedBy(2);
        CompletionStage<Void> over =
                new CompletableFuture<Void>().completeOnTimeout(null, pause.toMillis(), TimeUnit.MILLISECONDS);
        return waiting.follow(Reason.TURN, over)
                .thenCompose(paused ->
                        begin(attempt, operation, longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE));
    }

    private CompletionStage<ChangeOutcome> run(Attempt attempt, Operation operation, Held held, Instant askedAt) {
        open.open(held.turn(), askedAt);
        recent.forget(attempt.wanted().environment());
        // Behind `thenCompose`, so that what the work throws ends the operation too.
        return completed(held)
                .thenCompose(turn -> audit.begun(held.turn(), operation))
                .thenCompose(told -> attempt.work().begin(held))
                .handle((done, failure) -> failure == null
                        ? finish(attempt.wanted().caller(), held.turn(), done)
                        : giveUp(held.turn(), failure))
                .thenCompose(outcome -> outcome)
                .whenComplete((outcome, failure) -> open.close(held.turn()));
    }

    private CompletionStage<ChangeOutcome> finish(Caller caller, Turn turn, Done done) {
        if (done instanceof Done.Something something) {
            return store.end(turn, something.conclusion())
                    .thenCompose(ended -> ended instanceof Recorded recorded
                            ? audit.ended(turn, something.conclusion(), recorded.entry())
                                    .thenApply(told -> recorded(caller, turn, something, recorded.entry()))
                            : completed(new ChangeOutcome.Overtaken()));
        }
        if (done instanceof Done.Unknown unknown) {
            return leave(turn).handle((left, failure) -> unknown.outcome());
        }
        // A turn that cannot be given back runs out: nothing was written, which is what the caller is told.
        return abandon(turn).handle((abandoned, failure) -> ((Done.Nothing) done).outcome());
    }

    private ChangeOutcome recorded(Caller caller, Turn turn, Done.Something something, Revision revision) {
        something.conclusion().confirmed().ifPresent(confirmed -> {
            // Whom PingOne lets change the settings may see them.
            recent.accept(turn.environment(), recent.fingerprint(caller), confirmed.at());
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
            return abandon(turn).handle((abandoned, unable) -> failed).thenCompose(told -> told);
        }
        if (fault.filter(known -> known.kind() == PortFault.Kind.TIMEOUT).isPresent()) {
            // PingOne may still be at it. The rest of the lease is the time that it gets.
            return failed;
        }
        return leave(turn).handle((left, unable) -> failed).thenCompose(told -> told);
    }

    private CompletionStage<Void> abandon(Turn turn) {
        return store.abandon(turn).thenCompose(abandoned -> audit.abandoned(turn));
    }

    private CompletionStage<Void> leave(Turn turn) {
        recent.forget(turn.environment());
        return store.renew(List.of(turn), Duration.ZERO);
    }

    private static <T> CompletionStage<T> completed(T value) {
        return CompletableFuture.completedStage(value);
    }
}
