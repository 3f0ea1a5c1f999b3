package io.deliverysettings.adapter.identity;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer: fetched by the first token that needs them, and again before they are old, by the tokens that come then.
 * There is one fetch at a time, for all who wait, and nothing is fetched for an issuer whose tokens nobody shows.
 *
 * <ul>
 *   <li>For {@link #TRUSTED} keys are taken as they are, so that a key that the issuer has withdrawn is accepted no longer than
 *       that. In the last minute of it they are fetched again, and nobody waits for that.
 *   <li>A key that is not among them may be new: they are fetched again, at most once in {@link #PAUSE_AFTER_LOOKING}. Whoever
 *       shows keys that nobody has costs a fetch in that time and no more.
 *   <li>While the issuer is away, the keys that are held stay good for {@link #KEPT_WHILE_AWAY} since they were fetched.
 * </ul>
 *
 * <p>For use by any number of threads.
 */
final class IssuerKeys {

    static final Duration TRUSTED = Duration.ofMinutes(5);
    static final Duration RENEWED_AFTER = Duration.ofMinutes(4);
    static final Duration PAUSE_AFTER_LOOKING = Duration.ofSeconds(10);
    static final Duration KEPT_WHILE_AWAY = Duration.ofHours(1);

    /** Tokens that wait for a fetch are requests that are kept open. */
    static final int MOST_WAITING = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    private final String issuer;
    private final Supplier<Future<KeySet>> source;
    private final Clock clock;

    private @Nullable KeySet held;
    private Instant heldSince = Instant.MIN;
    private @Nullable Future<KeySet> fetching;
    private int failures;
    private Instant nextTry = Instant.MIN;
    private int waiting;

    /**
     * No keys yet.
     *
     * @param issuer for the log
     * @param source fetches them, within a limit of its own
     */
    IssuerKeys(String issuer, Supplier<Future<KeySet>> source, Clock clock) {
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
    }

    /**
     * The key of this name as far as it is at hand.
     *
     * @return empty when it is not there, or what is there may be out of date
     */
    synchronized Optional<VerificationKey> findNow(KeyName name) {
        Instant now = clock.instant();
        if (!isHeldFor(TRUSTED, now) && !(isHeldFor(KEPT_WHILE_AWAY, now) && failures > 0)) {
            return Optional.empty();
        }
        if (!isHeldFor(RENEWED_AFTER, now) && mayFetch(now)) {
            fetch();
        }
        return heldKey(name);
    }

    /**
     * The key of this name, fetched if need be.
     *
     * @return empty when the issuer has no such key; fails with a {@link PortFault} when that cannot be found out now
     */
    Future<Optional<VerificationKey>> find(KeyName name) {
        Optional<VerificationKey> atHand = findNow(name);
        if (atHand.isPresent()) {
            return Future.succeededFuture(atHand);
        }
        Future<KeySet> looking;
        synchronized (this) {
            Instant now = clock.instant();
            if (fetching == null && isHeldFor(PAUSE_AFTER_LOOKING, now) && failures == 0) {
                return Future.succeededFuture(heldKey(name));
            }
            if ((fetching == null && !mayFetch(now)) || waiting >= MOST_WAITING) {
                return Future.failedFuture(unavailable(Optional.empty()));
            }
            looking = fetching == null ? fetch() : fetching;
            waiting++;
        }
        return looking.transform(looked -> {
            synchronized (this) {
                waiting--;
            }
            return found(name, looked);
        });
    }

    private synchronized Future<Optional<VerificationKey>> found(KeyName name, AsyncResult<KeySet> looked) {
        if (looked.succeeded()) {
            return Future.succeededFuture(looked.result().find(name));
        }
        Optional<VerificationKey> kept = isHeldFor(KEPT_WHILE_AWAY, clock.instant()) ? heldKey(name) : Optional.empty();
        return kept.isPresent()
                ? Future.succeededFuture(kept)
                : Future.failedFuture(unavailable(Optional.of(looked.cause())));
    }

    /** A clock that was set back makes them old, and not young for good. */
    private boolean isHeldFor(Duration most, Instant now) {
        return held != null && !now.isBefore(heldSince) && now.isBefore(heldSince.plus(most));
    }

    private Optional<VerificationKey> heldKey(KeyName name) {
        return Optional.ofNullable(held).flatMap(keys -> keys.find(name));
    }

    private boolean mayFetch(Instant now) {
        return fetching == null && !now.isBefore(nextTry);
    }

    /** Whoever waits is told when the keys are held, and not before. */
    private synchronized Future<KeySet> fetch() {
        Promise<KeySet> landed = Promise.promise();
        fetching = landed.future();
        Future.<Void>succeededFuture().compose(ready -> source.get()).onComplete(result -> {
            landed(result);
            landed.handle(result);
        });
        return landed.future();
    }

    private void landed(AsyncResult<KeySet> result) {
        boolean isNews;
        synchronized (this) {
            Instant now = clock.instant();
            fetching = null;
            if (result.succeeded()) {
                held = result.result();
                heldSince = now;
                nextTry = Instant.MIN;
                isNews = failures > 0;
                failures = 0;
            } else {
                isNews = failures == 0;
                failures++;
                nextTry = now.plus(pause());
            }
        }
        if (isNews && result.succeeded()) {
            LOG.info("the keys of the issuer {} can be fetched again", issuer);
        } else if (isNews) {
            LOG.warn("the keys of the issuer {} cannot be fetched: {}", issuer, inWords(result.cause()));
        }
    }

    private Duration pause() {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** What somebody else's message holds is not known. */
    private static String inWords(Throwable failure) {
        return failure instanceof UnusableAnswer answer
                ? "of the answer, " + answer.getMessage()
                : failure.getClass().getSimpleName();
    }

    private static PortFault unavailable(Optional<Throwable> cause) {
        return new PortFault(Kind.UNAVAILABLE, Effect.NONE, Optional.empty(), Optional.empty(), cause);
    }
}
