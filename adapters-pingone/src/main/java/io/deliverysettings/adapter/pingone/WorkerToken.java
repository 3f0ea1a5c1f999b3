package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The token of one worker: fetched once for all calls that wait for it, kept until shortly before it expires, and renewed
 * before that by the calls that use it. There is no timer behind it: a worker that nobody uses fetches nothing.
 *
 * <p>Calls come from every event loop; each is answered on its own.
 */
final class WorkerToken {

    /**
     * A token is not used at the end of its life, when it may expire on the way: the last minute, since clocks differ too, or a
     * tenth of a life that is shorter than ten minutes, so that something is left of it.
     */
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);

    private static final int MARGIN_SHARE = 10;

    /**
     * The first call in the last quarter of the life has it renewed. Of PingOne's hour that leaves a quarter of an hour in which
     * the token endpoint may be away without anybody noticing.
     */
    private static final double RENEWED_AFTER = 0.75;

    /** How old a token is that PingOne does not know yet, or will never accept: another one would be refused too. */
    private static final Duration JUST_FETCHED = Duration.ofSeconds(60);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 6;

    /**
     * What is in use.
     *
     * @param replacesRefused whether it was fetched because PingOne had refused the one before
     */
    private record Held(Secret accessToken, Instant fetchedAt, Instant usableUntil, boolean replacesRefused) {}

    /** Where tokens come from. */
    interface Source {
        /** A new token; fails with a {@link PortFault} that says what went wrong. */
        Future<IssuedToken> fetch();

        /** What the latest try of the fetch that is under way has met; empty when it has met nothing yet. */
        default Optional<PortFault> lastFault() {
            return Optional.empty();
        }
    }

    private final Vertx vertx;
    private final Source endpoint;
    private final Clock clock;

    private @Nullable Held held;
    private Instant renewAt = Instant.MAX;
    private int failedRenewals;
    private boolean refused;
    private boolean fetching;
    private final Set<Waiting> waiting = new LinkedHashSet<>();

    /**
     * A token that is not there yet.
     *
     * @param endpoint fetches one
     */
    WorkerToken(Vertx vertx, Source endpoint, Clock clock) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** The token, by the deadline; fails with what the fetch failed with. */
    Future<Secret> get(Instant deadline) {
        Instant now = clock.instant();
        Future<Secret> result;
        boolean fetches;
        synchronized (this) {
            if (held != null && now.isBefore(held.usableUntil())) {
                result = Future.succeededFuture(held.accessToken());
                fetches = !fetching && !now.isBefore(renewAt);
            } else {
                Waiting call = new Waiting(Duration.between(now, deadline));
                waiting.add(call);
                result = call.promise.future();
                fetches = !fetching;
            }
            fetching |= fetches;
        }
        if (fetches) {
            Future.<Void>succeededFuture().compose(ready -> endpoint.fetch()).onComplete(this::landed);
        }
        return result;
    }

    /**
     * PingOne has refused this token.
     *
     * @return whether there is another one, or is to be fetched; not when the refused one was just fetched for that reason
     */
    boolean forget(Secret accessToken) {
        Instant now = clock.instant();
        synchronized (this) {
            if (held == null || !held.accessToken().equals(accessToken)) {
                return true;
            }
            if (held.replacesRefused() && now.isBefore(held.fetchedAt().plus(JUST_FETCHED))) {
                return false;
            }
            held = null;
            refused = true;
            return true;
        }
    }

    private void landed(AsyncResult<IssuedToken> fetched) {
        Instant now = clock.instant();
        List<Waiting> served;
        synchronized (this) {
            fetching = false;
            if (fetched.succeeded()) {
                keep(fetched.result(), now);
            } else {
                failedRenewals++;
                renewAt = now.plus(pause(fetched.cause()));
            }
            served = List.copyOf(waiting);
            waiting.clear();
        }
        served.forEach(call -> call.settle(fetched.map(IssuedToken::accessToken)));
    }

    private void keep(IssuedToken token, Instant now) {
        Duration lifetime = token.lifetime();
        Duration share = lifetime.dividedBy(MARGIN_SHARE);
        Duration margin = share.compareTo(LONGEST_MARGIN) < 0 ? share : LONGEST_MARGIN;
        held = new Held(token.accessToken(), now, now.plus(lifetime).minus(margin), refused);
        refused = false;
        failedRenewals = 0;
        renewAt = now.plusMillis((long) (lifetime.toMillis() * RENEWED_AFTER));
    }

    /** Twice as long after each failure, and as long as PingOne wants. */
    private Duration pause(Throwable failure) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failedRenewals - 1, MOST_DOUBLINGS));
        Duration own = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return PortFault.in(failure)
                .flatMap(PortFault::retryAfter)
                .filter(asked -> asked.compareTo(own) > 0)
                .orElse(own);
    }

    /** A call that waits for the fetch that is under way. */
    private final class Waiting {

        private final Promise<Secret> promise = Promise.promise();
        private final Context context = vertx.getOrCreateContext();
        private final long timer;

        Waiting(Duration left) {
            timer = vertx.setTimer(Math.max(1, left.toMillis()), over -> giveUp());
        }

        private void giveUp() {
            synchronized (WorkerToken.this) {
                waiting.remove(this);
            }
            // What keeps the token away says more than that the time is over.
            promise.tryFail(endpoint.lastFault().orElseGet(() -> new PortFault(Kind.TIMEOUT, Effect.NONE)));
        }

        void settle(AsyncResult<Secret> result) {
            vertx.cancelTimer(timer);
            context.runOnContext(here -> {
                if (result.succeeded()) {
                    promise.tryComplete(result.result());
                } else {
                    promise.tryFail(result.cause());
                }
            });
        }
    }
}
