package io.deliverysettings.application.service;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.OperationQueuePort.Acceptance;
import io.deliverysettings.application.port.out.OperationQueuePort.Claim;
import io.deliverysettings.application.port.out.OperationQueuePort.Claimed;
import io.deliverysettings.application.port.out.OperationQueuePort.SealedCaller;
import io.deliverysettings.application.port.out.SealingPort.Unreadable;
import io.deliverysettings.application.service.Changes.Terms;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.DesiredSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Works on accepted changes, a limited number at once; those beyond it wait in the store. A change is concluded only when what
 * came of it is known: one whose answer was lost is given back, and whoever takes it up finds it made or not by its id.
 */
final class OperationRunner {

    private static final int MOST_CLAIMED_AT_ONCE = 1000;
    private static final int RENEWALS_PER_LEASE = 3;
    private static final int MOST_CLAIMS = 5;

    /** How long until it is tried again whether the audit log takes events. */
    private static final Duration AUDIT_PAUSE = Duration.ofSeconds(2);

    private final OperationQueuePort queue;
    private final CredentialSeals seals;
    private final ConfigureChange configure;
    private final SelectNumberChange select;
    private final RestoreChange restore;
    private final OperationWaits waits;
    private final Duration lease;
    private final Duration limit;
    private final int mostRunning;
    private final Clock clock;
    private final Set<Claim> running = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isClaiming = new AtomicBoolean();
    private volatile Instant renewedAt = Instant.EPOCH;
    private volatile boolean isStopping;

    OperationRunner(
            OperationQueuePort queue,
            CredentialSeals seals,
            ConfigureChange configure,
            SelectNumberChange select,
            RestoreChange restore,
            OperationWaits waits,
            UseCases.Timing timing,
            int mostRunning,
            Clock clock) {
        this.queue = queue;
        this.seals = seals;
        this.configure = configure;
        this.select = select;
        this.restore = restore;
        this.waits = waits;
        this.lease = timing.lease();
        this.limit = timing.changeLimit();
        this.mostRunning = mostRunning;
        this.clock = clock;
    }

    /** From now on nothing is taken up, and what fails is left to another process: it may fail because this one stops. */
    void stop() {
        isStopping = true;
    }

    int running() {
        return running.size();
    }

    /** What went wrong that must not, since this was last asked. */
    List<Throwable> bugs() {
        List<Throwable> found = new ArrayList<>();
        for (Throwable bug = bugs.poll(); bug != null; bug = bugs.poll()) {
            found.add(bug);
        }
        return found;
    }

    /** Takes up as many changes as there is room for, unless that is being done already. */
    CompletionStage<Integer> takeUp() {
        int room = mostRunning - running.size();
        if (isStopping || room <= 0 || !isClaiming.compareAndSet(false, true)) {
            return CompletableFuture.completedStage(0);
        }
        return queue.claim(Math.min(room, MOST_CLAIMED_AT_ONCE), lease)
                .whenComplete((claimed, failure) -> isClaiming.set(false))
                .thenApply(claimed -> {
                    claimed.forEach(this::run);
                    return claimed.size();
                });
    }

    /** Renews the claims when it is time to. */
    CompletionStage<Void> renew() {
        Instant now = clock.instant();
        List<Claim> claims = List.copyOf(running);
        if (claims.isEmpty() || now.isBefore(renewedAt.plus(lease.dividedBy(RENEWALS_PER_LEASE)))) {
            return CompletableFuture.completedStage(null);
        }
        renewedAt = now;
        return queue.renew(claims, lease);
    }

    private void run(Claimed claimed) {
        Claim claim = claimed.claim();
        running.add(claim);
        Reports reports = new Reports(claim);
        CompletionStage<Void> over = CompletableFuture.completedStage(claimed)
                .thenCompose(same -> make(same, reports))
                .handle((outcome, failure) -> failure == null
                        ? end(claim, judge(claim, outcome), Duration.ZERO, reports)
                        : end(claim, judge(claim, failure), pauseAfter(failure), reports))
                .thenCompose(end -> end);
        over.whenComplete((done, failure) -> {
            running.remove(claim);
            if (failure != null && PortFault.in(failure).isEmpty()) {
                bugs.add(failure);
            }
            CompletionStage<Integer> next = takeUp();
            next.whenComplete((begun, unable) -> {
                // The next round tries again, and tells.
            });
        });
    }

    private CompletionStage<Void> end(Claim claim, Optional<OperationResult> result, Duration pause, Reports reports) {
        return result.map(known -> conclude(claim, known, reports))
                .orElseGet(() -> reports.thenDo(() -> queue.renew(List.of(claim), pause)));
    }

    /** The store is there while the audit log is not: without a pause the change would be taken up again at once, and again. */
    private Duration pauseAfter(Throwable failure) {
        boolean isForLackOfTheLog = PortFault.in(failure)
                .filter(fault -> fault.kind() == PortFault.Kind.AUDIT_UNAVAILABLE)
                .isPresent();
        Duration pause = AUDIT_PAUSE.compareTo(lease) < 0 ? AUDIT_PAUSE : lease;
        return isForLackOfTheLog && !isStopping ? pause : Duration.ZERO;
    }

    private CompletionStage<Void> conclude(Claim claim, OperationResult result, Reports reports) {
        return reports.thenDo(() -> queue.conclude(claim, result, clock.instant()))
                .thenAccept(concluded -> waits.tell(claim.id()));
    }

    /** Empty when it is to be taken up again: what came of it is not known yet, or it has not begun. */
    private static Optional<OperationResult> judge(Claim claim, ChangeOutcome outcome) {
        boolean isOpen = outcome instanceof ChangeOutcome.Overtaken
                || outcome instanceof ChangeOutcome.Busy
                || (outcome instanceof ChangeOutcome.SelectionFailed failed
                        && RecordedWrite.mayHaveBeenSelected(failed.cause()));
        return isOpen && mayBeTakenUpAgain(claim)
                ? Optional.empty()
                : Optional.of(new OperationResult.Completed(outcome));
    }

    /** A change that comes to no end however often it is taken up must not be taken up for ever. */
    private static boolean mayBeTakenUpAgain(Claim claim) {
        return claim.fence() < MOST_CLAIMS;
    }

    private Optional<OperationResult> judge(Claim claim, Throwable failure) {
        Optional<PortFault> fault = PortFault.in(failure);
        if (fault.isEmpty()) {
            bugs.add(failure);
            return Optional.of(new OperationResult.Broken());
        }
        if (isStopping || isOfTheGateway(fault.get().kind())) {
            return Optional.empty();
        }
        boolean isOver = fault.get().effect() == PortFault.Effect.NONE || !mayBeTakenUpAgain(claim);
        return isOver ? Optional.of(new OperationResult.Faulted(fault.get())) : Optional.empty();
    }

    private CompletionStage<ChangeOutcome> make(Claimed claimed, Reports reports) {
        Acceptance operation = claimed.operation();
        Terms terms = new Terms(Optional.of(claimed.claim().id()), limit, limit.multipliedBy(2), reports::report);
        return seals.openCallerToken(operation.environment(), operation.caller().accessToken())
                .thenCompose(opening -> opening.fold(
                        token -> make(operation, caller(operation.caller(), token), terms),
                        OperationRunner::credentialsClosed));
    }

    private CompletionStage<ChangeOutcome> make(Acceptance operation, Caller caller, Terms terms) {
        return operation
                .change()
                .fold(
                        wanted -> operation
                                .credentials()
                                .map(kept -> seals.open(operation.environment(), kept)
                                        .thenCompose(opened -> opened.fold(
                                                credentials -> configure.make(
                                                        new ConfigureWhatsAppUseCase.Command(
                                                                caller,
                                                                operation.environment(),
                                                                new DesiredSettings(
                                                                        wanted.provider(),
                                                                        wanted.accountId(),
                                                                        wanted.appId(),
                                                                        credentials.appSecret(),
                                                                        credentials.userAccessToken(),
                                                                        wanted.numbers()),
                                                                operation.precondition()),
                                                        kept,
                                                        terms),
                                                OperationRunner::credentialsClosed)))
                                .orElseThrow(() -> new IllegalStateException("a configuration without credentials")),
                        wanted -> select.make(
                                new SelectNumberUseCase.Command(
                                        caller,
                                        operation.environment(),
                                        wanted.wanted(),
                                        wanted.refresh(),
                                        operation.precondition()),
                                terms),
                        wanted -> restore.make(
                                new RestoreRevisionUseCase.Command(
                                        caller, operation.environment(), wanted.revision(), operation.precondition()),
                                terms));
    }

    private static Caller caller(SealedCaller caller, Secret accessToken) {
        return new Caller(
                accessToken, caller.client(), caller.correlationId(), caller.transactionId(), caller.sessionId());
    }

    private static CompletionStage<ChangeOutcome> credentialsClosed(Unreadable reason) {
        return CompletableFuture.completedStage(new CredentialsNeeded(RecordedWrite.reason(reason)));
    }

    /** What is reported of one change, one after the other, so that the last report is the last one in the store too. */
    private final class Reports {

        private final Claim claim;
        private CompletionStage<Void> last = CompletableFuture.completedStage(null);

        Reports(Claim claim) {
            this.claim = claim;
        }

        synchronized void report(Progress progress) {
            // Claiming it has said so already.
            if (progress != Progress.WAITING_FOR_TURN) {
                last = thenDo(() -> queue.report(claim, progress));
            }
        }

        /** A report that fails is none the less over. */
        synchronized <T> CompletionStage<T> thenDo(Supplier<CompletionStage<T>> next) {
            return last.handle((done, failure) -> next.get()).thenCompose(same -> same);
        }
    }

    /** It will be gone one day, whatever was wanted; the change waits for that. */
    private static boolean isOfTheGateway(PortFault.Kind kind) {
        return kind == PortFault.Kind.STORE_UNAVAILABLE || kind == PortFault.Kind.AUDIT_UNAVAILABLE;
    }
}
