package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A worker's token is fetched once for everybody, kept while it is good, and renewed before it is not. */
class WorkerTokenTest extends VertxFixture {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SetClock clock = new SetClock();

    /** A token endpoint that answers when the test says so. */
    private final class Endpoint {

        private final List<Promise<IssuedToken>> fetches = new CopyOnWriteArrayList<>();
        private final WorkerToken token = new WorkerToken(vertx, this::fetch, clock);

        private Future<IssuedToken> fetch() {
            Promise<IssuedToken> fetch = Promise.promise();
            fetches.add(fetch);
            return fetch.future();
        }

        Future<Secret> get() {
            return token.get(inTime());
        }

        /** Answers the newest fetch, of which there have been so many. */
        void give(int fetch, String accessToken, Duration lifetime) {
            assertThat(fetches).hasSize(fetch);
            fetches.get(fetch - 1).complete(new IssuedToken(Secret.of(accessToken), lifetime));
        }

        void fail(int fetch, PortFault fault) {
            assertThat(fetches).hasSize(fetch);
            fetches.get(fetch - 1).fail(fault);
        }

        Endpoint holding(String accessToken, Duration lifetime) {
            Future<Secret> first = get();
            give(fetches.size(), accessToken, lifetime);
            assertThat(await(first)).isEqualTo(Secret.of(accessToken));
            return this;
        }
    }

    private static PortFault away() {
        return new PortFault(Kind.UNAVAILABLE, Effect.NONE);
    }

    private Instant inTime() {
        return clock.instant().plus(AMPLE);
    }

    @Test
    void whoWaitsTooLongIsToldWhatKeepsTheTokenAway() {
        WorkerToken.Source failing = new WorkerToken.Source() {
            @Override
            public Future<IssuedToken> fetch() {
                return Promise.<IssuedToken>promise().future();
            }

            @Override
            public Optional<PortFault> lastFault() {
                return Optional.of(away());
            }
        };

        Future<Secret> call =
                new WorkerToken(vertx, failing, clock).get(clock.instant().plusMillis(20));

        assertThat(fault(call).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void nothingIsFetchedBeforeSomebodyAsks() {
        assertThat(new Endpoint().fetches).isEmpty();
    }

    @Test
    void callsThatWaitAtTheSameTimeShareAFetch() {
        Endpoint endpoint = new Endpoint();
        List<Future<Secret>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(endpoint.get());
        }
        endpoint.give(1, "one", HOUR);

        for (Future<Secret> call : calls) {
            assertThat(await(call)).isEqualTo(Secret.of("one"));
        }
        assertThat(endpoint.fetches).hasSize(1);
    }

    @Test
    void callsThatWaitAtTheSameTimeShareAFailureAndTheNextOneFetchesAgain() {
        Endpoint endpoint = new Endpoint();
        Future<Secret> one = endpoint.get();
        Future<Secret> other = endpoint.get();
        endpoint.fail(1, away());

        assertThat(fault(one).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(fault(other).kind()).isEqualTo(Kind.UNAVAILABLE);
        Future<Secret> next = endpoint.get();
        endpoint.give(2, "two", HOUR);
        assertThat(await(next)).isEqualTo(Secret.of("two"));
    }

    @Test
    void aFetchThatCannotEvenBeginFailsTheCallAndNotTheNext() {
        List<IllegalArgumentException> bugs = new ArrayList<>(List.of(new IllegalArgumentException("a bug")));
        WorkerToken token = new WorkerToken(
                vertx,
                () -> {
                    if (!bugs.isEmpty()) {
                        throw bugs.remove(0);
                    }
                    return Future.succeededFuture(new IssuedToken(Secret.of("one"), HOUR));
                },
                clock);

        assertThat(failure(token.get(inTime()))).hasMessage("a bug");
        assertThat(await(token.get(inTime()))).isEqualTo(Secret.of("one"));
    }

    @Test
    void eachCallIsAnsweredOnItsOwnContext() {
        Endpoint endpoint = new Endpoint();
        List<Future<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Promise<Boolean> isItsOwn = Promise.promise();
            Context context = vertx.getOrCreateContext();
            context.runOnContext(here -> endpoint.get()
                    .onComplete(token -> isItsOwn.complete(io.vertx.core.Vertx.currentContext() == context)));
            calls.add(isItsOwn.future());
        }
        vertx.setTimer(100, later -> endpoint.give(1, "one", HOUR));

        for (Future<Boolean> call : calls) {
            assertThat(await(call)).isTrue();
        }
    }

    @Test
    void aWaitingCallGivesUpAtItsDeadlineAndOthersGoOnWaiting() {
        Endpoint endpoint = new Endpoint();
        Future<Secret> impatient = endpoint.token.get(clock.instant().plusMillis(20));
        Future<Secret> patient = endpoint.get();

        PortFault fault = fault(impatient);
        assertThat(fault.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(fault.effect()).isEqualTo(Effect.NONE);
        assertThat(patient.isComplete()).isFalse();
        endpoint.give(1, "one", HOUR);
        assertThat(await(patient)).isEqualTo(Secret.of("one"));
    }

    @Test
    void aFetchThatNobodyWaitsForAnyMoreIsOfUseToTheNextCall() {
        Endpoint endpoint = new Endpoint();
        fault(endpoint.token.get(clock.instant()));
        endpoint.give(1, "one", HOUR);

        assertThat(await(endpoint.get())).isEqualTo(Secret.of("one"));
        assertThat(endpoint.fetches).hasSize(1);
    }

    @Test
    void aTokenIsKeptUntilAMinuteBeforeItsEnd() {
        Endpoint endpoint = new Endpoint().holding("one", HOUR);
        clock.advance(HOUR.minusSeconds(61));
        assertThat(await(endpoint.get())).isEqualTo(Secret.of("one"));
        endpoint.fail(2, away());

        clock.advance(Duration.ofSeconds(1));
        Future<Secret> next = endpoint.get();
        endpoint.give(3, "two", HOUR);
        assertThat(await(next)).isEqualTo(Secret.of("two"));
    }

    @Test
    void aTokenThatDoesNotLiveLongIsKeptForNineTenthsOfIt() {
        Endpoint endpoint = new Endpoint().holding("one", Duration.ofSeconds(100));
        clock.advance(Duration.ofSeconds(89));
        assertThat(await(endpoint.get())).isEqualTo(Secret.of("one"));
        endpoint.fail(2, away());

        clock.advance(Duration.ofSeconds(1));
        Future<Secret> next = endpoint.get();
        endpoint.give(3, "two", HOUR);
        assertThat(await(next)).isEqualTo(Secret.of("two"));
    }

    @Test
    void aCallInTheLastQuarterHasTheTokenRenewedAndDoesNotWait() {
        Endpoint endpoint = new Endpoint().holding("one", HOUR);
        clock.advance(Duration.ofMinutes(44));
        assertThat(await(endpoint.get())).isEqualTo(Secret.of("one"));
        assertThat(endpoint.fetches).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        assertThat(await(endpoint.get())).isEqualTo(Secret.of("one"));
        assertThat(await(endpoint.get())).isEqualTo(Secret.of("one"));
        endpoint.give(2, "two", HOUR);
        assertThat(await(endpoint.get())).isEqualTo(Secret.of("two"));
    }

    @Test
    void aFailedRenewalKeepsTheTokenAndIsTriedAgainAfterPausesThatGrow() {
        Endpoint endpoint = new Endpoint().holding("one", HOUR);
        clock.advance(Duration.ofMinutes(46));
        int fetches = 1;
        for (long pause : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(await(endpoint.get())).isEqualTo(Secret.of("one"));
            fetches++;
            endpoint.fail(fetches, away());
            clock.advance(Duration.ofSeconds(pause).minusMillis(1));
            assertThat(await(endpoint.get())).isEqualTo(Secret.of("one"));
            assertThat(endpoint.fetches).hasSize(fetches);
            clock.advance(Duration.ofMillis(1));
        }
    }

    @Test
    void aFailedRenewalPausesAsLongAsIsAskedFor() {
        Endpoint endpoint = new Endpoint().holding("one", HOUR);
        clock.advance(Duration.ofMinutes(46));
        await(endpoint.get());
        endpoint.fail(
                2,
                new PortFault(
                        Kind.THROTTLED,
                        Effect.NONE,
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(90)),
                        Optional.empty()));

        clock.advance(Duration.ofSeconds(89));
        await(endpoint.get());
        assertThat(endpoint.fetches).hasSize(2);
        clock.advance(Duration.ofSeconds(1));
        await(endpoint.get());
        assertThat(endpoint.fetches).hasSize(3);
    }

    @Test
    void aRefusedTokenIsForgottenAndFetchedOnceMore() {
        Endpoint endpoint = new Endpoint().holding("one", HOUR);

        assertThat(endpoint.token.forget(Secret.of("one"))).isTrue();
        endpoint.holding("two", HOUR);
    }

    @Test
    void aTokenThatWasRefusedByManyCallsIsFetchedOnce() {
        Endpoint endpoint = new Endpoint().holding("one", HOUR);
        assertThat(endpoint.token.forget(Secret.of("one"))).isTrue();
        assertThat(endpoint.token.forget(Secret.of("one"))).isTrue();
        endpoint.holding("two", HOUR);
        assertThat(endpoint.token.forget(Secret.of("one"))).isTrue();

        assertThat(await(endpoint.get())).isEqualTo(Secret.of("two"));
        assertThat(endpoint.fetches).hasSize(2);
    }

    @Test
    void aTokenThatReplacedARefusedOneAndIsRefusedTooIsNotReplaced() {
        Endpoint endpoint = new Endpoint().holding("one", HOUR);
        endpoint.token.forget(Secret.of("one"));
        endpoint.holding("two", HOUR);

        assertThat(endpoint.token.forget(Secret.of("two"))).isFalse();
        assertThat(await(endpoint.get())).isEqualTo(Secret.of("two"));
        assertThat(endpoint.fetches).hasSize(2);
    }

    @Test
    void theSameTokenAgainInPlaceOfARefusedOneIsNotReplaced() {
        Endpoint endpoint = new Endpoint().holding("one", HOUR);
        endpoint.token.forget(Secret.of("one"));
        endpoint.holding("one", HOUR);

        assertThat(endpoint.token.forget(Secret.of("one"))).isFalse();
    }

    @Test
    void aTokenThatReplacedARefusedOneIsReplacedWhenItIsRefusedLater() {
        Endpoint endpoint = new Endpoint().holding("one", HOUR);
        endpoint.token.forget(Secret.of("one"));
        endpoint.holding("two", HOUR);
        clock.advance(Duration.ofSeconds(60));

        assertThat(endpoint.token.forget(Secret.of("two"))).isTrue();
        endpoint.holding("three", HOUR);
    }

    @Test
    void aRenewalThatWasUnderWayReplacesTheRefusedToken() {
        Endpoint endpoint = new Endpoint().holding("one", HOUR);
        clock.advance(Duration.ofMinutes(46));
        await(endpoint.get());
        endpoint.token.forget(Secret.of("one"));
        Future<Secret> next = endpoint.get();
        endpoint.give(2, "two", HOUR);

        assertThat(await(next)).isEqualTo(Secret.of("two"));
        assertThat(endpoint.token.forget(Secret.of("two"))).isFalse();
    }
}
