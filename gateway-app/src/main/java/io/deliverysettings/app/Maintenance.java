package io.deliverysettings.app;

import io.deliverysettings.adapter.sealing.SealingAdapter;
import io.deliverysettings.adapter.sealing.SealingAdapter.UnusableKeyset;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.RecoverOperationsUseCase;
import io.deliverysettings.application.port.in.RenewLeasesUseCase;
import io.deliverysettings.application.port.in.ResealCredentialsUseCase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done from time to time: leases are renewed, abandoned operations are ended, files that have changed are read again,
 * and what is sealed with an earlier key is sealed again.
 */
final class Maintenance {

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final int ROUNDS_PER_LEASE = 6;
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(200);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(5);
    private static final int MOST_OPERATIONS = 32;
    private static final int MOST_CREDENTIALS = 200;
    private static final int MOST_NAMED = 20;
    private static final Duration PAUSE_OF_RESEALING = Duration.ofMillis(20);

    private final Vertx vertx;
    private final RenewLeasesUseCase renew;
    private final RecoverOperationsUseCase recover;
    private final ResealCredentialsUseCase reseal;
    private final ReloadedFile keyset;
    private final List<ReloadedFile> otherFiles;

    /** At the start too: keys may have been lost since the last one. */
    private final AtomicBoolean isResealDue = new AtomicBoolean(true);

    private final AtomicBoolean isRecovering = new AtomicBoolean();
    private final AtomicBoolean storeIsAway = new AtomicBoolean();
    private final long timer;

    private Maintenance(
            Vertx vertx,
            RenewLeasesUseCase renew,
            RecoverOperationsUseCase recover,
            ResealCredentialsUseCase reseal,
            SealingAdapter sealing,
            List<ReloadedFile> otherFiles,
            Duration lease) {
        this.vertx = vertx;
        this.renew = renew;
        this.recover = recover;
        this.reseal = reseal;
        this.keyset = new ReloadedFile(
                "the keyset",
                () -> vertx.executeBlocking(sealing::reloadIfChanged),
                UnusableKeyset.class::isInstance,
                this::takeKeyset);
        this.otherFiles = List.copyOf(otherFiles);
        // At once as well: what an earlier process has left open should not wait.
        this.timer = vertx.setPeriodic(0, interval(lease).toMillis(), tick -> round());
    }

    static Maintenance start(
            Vertx vertx,
            RenewLeasesUseCase renew,
            RecoverOperationsUseCase recover,
            ResealCredentialsUseCase reseal,
            SealingAdapter sealing,
            List<ReloadedFile> otherFiles,
            Duration lease) {
        return new Maintenance(vertx, renew, recover, reseal, sealing, otherFiles, lease);
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private static Duration interval(Duration lease) {
        Duration interval = lease.dividedBy(ROUNDS_PER_LEASE);
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            return SHORTEST_INTERVAL;
        }
        return interval.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : interval;
    }

    private void round() {
        CompletionStage<?> renewed = renew.renew(new RenewLeasesUseCase.Command());
        renewed.whenComplete((result, failure) -> note(failure));
        keyset.look();
        otherFiles.forEach(ReloadedFile::look);
        if (isResealDue.getAndSet(false)) {
            resealAll(new Resealed(), Optional.empty());
        }
        // Asking PingOne can take longer than the interval; a lease cannot wait for that.
        if (isRecovering.compareAndSet(false, true)) {
            CompletionStage<RecoverOperationsUseCase.Result> recovered =
                    recover.recover(new RecoverOperationsUseCase.Command(MOST_OPERATIONS));
            recovered.whenComplete((result, failure) -> {
                isRecovering.set(false);
                note(failure);
                if (failure == null) {
                    tell(result);
                }
            });
        }
    }

    /** Once for each time that the store goes away. */
    private void note(@Nullable Throwable failure) {
        if (failure == null) {
            if (storeIsAway.getAndSet(false)) {
                LOG.warn("open operations are tended again");
            }
        } else if (storeIsAway.compareAndSet(false, true)) {
            LOG.warn("open operations cannot be tended: {}", kindOf(failure));
        }
    }

    private static void tell(RecoverOperationsUseCase.Result result) {
        for (RecoverOperationsUseCase.EndedOperation ended : result.ended()) {
            LOG.warn(
                    "environment {}: {} was left open; PingOne was asked, and it is {}",
                    ended.environment(),
                    ended.action(),
                    ended.outcome());
        }
    }

    private void takeKeyset() {
        LOG.info("the keyset has changed; secrets are being sealed again");
        isResealDue.set(true);
    }

    /** What the log may show of a failure: the kind of fault, or the type of what is a bug. */
    private static String kindOf(Throwable failure) {
        return PortFault.in(failure)
                .map(fault -> fault.kind().name())
                .orElseGet(() -> failure.getClass().getName());
    }

    /** Page by page with a pause after each: requests go on meanwhile, and nobody waits for this. */
    private void resealAll(Resealed soFar, Optional<Long> after) {
        CompletionStage<ResealCredentialsUseCase.Result> page =
                reseal.reseal(new ResealCredentialsUseCase.Command(after, MOST_CREDENTIALS));
        page.whenComplete((result, failure) -> {
            if (failure != null) {
                // The next round begins again, so it is said once for each time that the store goes away.
                note(failure);
                isResealDue.set(true);
                return;
            }
            soFar.add(result);
            if (result.next().isPresent()) {
                vertx.setTimer(PAUSE_OF_RESEALING.toMillis(), over -> resealAll(soFar, result.next()));
            } else {
                soFar.tell();
            }
        });
    }

    /** What has come of sealing again. Of those that cannot be opened, which may be all there are, few are remembered. */
    private static final class Resealed {

        private final NavigableSet<String> named = new TreeSet<>();
        private long unreadable;
        private long resealed;

        void add(ResealCredentialsUseCase.Result page) {
            resealed += page.resealed();
            unreadable += page.unreadable().size();
            page.unreadable().forEach(environment -> named.add(environment.toString()));
            while (named.size() > MOST_NAMED) {
                named.pollLast();
            }
        }

        void tell() {
            if (resealed > 0) {
                LOG.info("stored secrets are sealed with the present key again ({})", resealed);
            }
            if (unreadable > 0) {
                LOG.error(
                        "stored secrets do not open with the keys at hand: bring the keyset back that they were sealed with, or"
                                + " configure these environments again ({}): {}{}",
                        unreadable,
                        String.join(", ", named),
                        unreadable > named.size() ? " and others" : "");
            }
        }
    }
}
