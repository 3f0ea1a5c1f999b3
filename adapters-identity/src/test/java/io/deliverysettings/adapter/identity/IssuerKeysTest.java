package io.deliverysettings.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import io.deliverysettings.application.fault.PortFault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When keys are fetched, who waits for that, and for how long they are good. */
class IssuerKeysTest {

    private static final KeyName FIRST = new KeyName(SignatureAlgorithm.RS256, "first");
    private static final KeyName SECOND = new KeyName(SignatureAlgorithm.RS256, "second");
    private static final KeyName UNKNOWN = new KeyName(SignatureAlgorithm.RS256, "unknown");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();
    private final Deque<Promise<KeySet>> fetches = new ArrayDeque<>();
    private int fetched;
    private final IssuerKeys keys = new IssuerKeys("https://auth.invalid/as", this::fetch, clock);

    @Test
    void nothingIsFetchedBeforeItIsNeeded() {
        assertThat(keys.findNow(FIRST)).isEmpty();
        assertThat(fetched).isZero();
    }

    @Test
    void oneFetchServesAllWhoWaitForIt() {
        Future<Optional<VerificationKey>> one = keys.find(FIRST);
        Future<Optional<VerificationKey>> other = keys.find(SECOND);
        assertThat(one.isComplete()).isFalse();

        land(set(Keys.FIRST));

        assertThat(one.result()).isPresent();
        assertThat(other.result()).isEmpty();
        assertThat(fetched).isEqualTo(1);
    }

    @Test
    void freshKeysAreTakenAsTheyAre() {
        held(Keys.FIRST);

        clock.goOn(Duration.ofMinutes(4).minusMillis(1));

        assertThat(keys.find(FIRST).result()).isPresent();
        assertThat(keys.findNow(FIRST)).isPresent();
        assertThat(fetched).isEqualTo(1);
    }

    @Test
    void keysAreFetchedAgainBeforeTheyAreOldAndNobodyWaits() {
        held(Keys.FIRST);
        clock.goOn(Duration.ofMinutes(4));

        assertThat(keys.findNow(FIRST)).isPresent();
        assertThat(keys.findNow(FIRST)).isPresent();
        assertThat(fetched).isEqualTo(2);

        land(set(Keys.SECOND));

        assertThat(keys.findNow(FIRST)).isEmpty();
        assertThat(keys.findNow(SECOND)).isPresent();
    }

    @Test
    void keysThatAreOldAreNotTakenBeforeTheIssuerWasAsked() {
        held(Keys.FIRST);
        clock.goOn(IssuerKeys.TRUSTED);

        assertThat(keys.findNow(FIRST)).isEmpty();
        Future<Optional<VerificationKey>> asked = keys.find(FIRST);
        assertThat(asked.isComplete()).isFalse();
        land(set(Keys.SECOND));

        assertThat(asked.result()).as("the key was withdrawn").isEmpty();
    }

    @Test
    void aClockThatWasSetBackMakesKeysOld() {
        held(Keys.FIRST);
        clock.goOn(Duration.ofDays(-365));

        assertThat(keys.findNow(FIRST)).isEmpty();
    }

    @Test
    void anUnknownKeyHasTheKeysFetchedOnce() {
        held(Keys.FIRST);
        clock.goOn(IssuerKeys.PAUSE_AFTER_LOOKING);

        Future<Optional<VerificationKey>> asked = keys.find(SECOND);
        land(set(Keys.FIRST, Keys.SECOND));

        assertThat(asked.result()).isPresent();
        assertThat(fetched).isEqualTo(2);
    }

    @Test
    void aFloodOfUnknownKeysIsNoFloodOfFetches() {
        held(Keys.FIRST);
        for (int second = 0; second < 100; second++) {
            for (int i = 0; i < 100; i++) {
                keys.find(new KeyName(SignatureAlgorithm.RS256, "made up " + second + " " + i));
            }
            if (!fetches.isEmpty()) {
                land(set(Keys.FIRST));
            }
            clock.goOn(Duration.ofSeconds(1));
        }

        assertThat(fetched).isLessThanOrEqualTo(1 + 10);
    }

    @Test
    void whereTheIssuerWasJustAskedAnUnknownKeyIsRefusedAtOnce() {
        held(Keys.FIRST);
        clock.goOn(IssuerKeys.PAUSE_AFTER_LOOKING.minusMillis(1));

        assertThat(keys.find(UNKNOWN).result()).isEmpty();
        assertThat(fetched).isEqualTo(1);
    }

    @Test
    void aKnownKeyDoesNotWaitForTheFetchOfAnUnknownOne() {
        held(Keys.FIRST);
        clock.goOn(IssuerKeys.PAUSE_AFTER_LOOKING);
        Future<Optional<VerificationKey>> unknown = keys.find(UNKNOWN);

        assertThat(keys.find(FIRST).result()).isPresent();
        assertThat(unknown.isComplete()).isFalse();
    }

    @Test
    void noMoreThanSoManyWait() {
        List<Future<Optional<VerificationKey>>> waiting = new ArrayList<>();
        for (int i = 0; i < IssuerKeys.MOST_WAITING; i++) {
            waiting.add(keys.find(FIRST));
        }

        assertUnavailable(keys.find(FIRST));
        assertThat(waiting).noneMatch(Future::isComplete);

        land(set(Keys.FIRST));

        assertThat(waiting).allMatch(each -> each.result().isPresent());
        clock.goOn(IssuerKeys.TRUSTED);
        assertThat(keys.find(FIRST).isComplete()).as("there is room again").isFalse();
    }

    @Test
    void whileTheIssuerIsAwayItsKeysStayGoodForAnHourAndNobodyWaits() {
        held(Keys.FIRST);
        clock.goOn(IssuerKeys.TRUSTED);
        Future<Optional<VerificationKey>> first = keys.find(FIRST);
        fail();
        assertThat(first.result()).isPresent();

        for (Duration gone = IssuerKeys.TRUSTED; gone.compareTo(Duration.ofMinutes(59)) < 0; gone = gone.plus(MINUTE)) {
            assertThat(keys.find(FIRST).result()).as("after %s", gone).isPresent();
            if (!fetches.isEmpty()) {
                fail();
            }
            clock.goOn(MINUTE);
        }

        clock.goOn(MINUTE);
        Future<Optional<VerificationKey>> tooLate = keys.find(FIRST);
        fail();
        assertUnavailable(tooLate);
    }

    @Test
    void anUnknownKeyIsNotRefusedWhileTheIssuerCannotBeAsked() {
        held(Keys.FIRST);
        clock.goOn(IssuerKeys.PAUSE_AFTER_LOOKING);
        Future<Optional<VerificationKey>> asked = keys.find(SECOND);
        fail();

        assertUnavailable(asked);
        assertUnavailable(keys.find(SECOND));
        assertThat(keys.find(FIRST).result()).isPresent();
    }

    @Test
    void anIssuerThatIsAwayIsAskedLessAndLessOften() {
        for (int second = 0; second < 600; second++) {
            keys.find(FIRST);
            if (!fetches.isEmpty()) {
                fail();
            }
            clock.goOn(Duration.ofSeconds(1));
        }

        // 0, 1, 3, 7, 15, 31, and every 30 seconds from then on.
        assertThat(fetched).isEqualTo(6 + 18);
    }

    @Test
    void anIssuerThatIsBackIsAskedAgainAsBefore() {
        assertUnavailableAfterFailure();
        clock.goOn(Duration.ofSeconds(1));
        Future<Optional<VerificationKey>> asked = keys.find(FIRST);

        land(set(Keys.FIRST));

        assertThat(asked.result()).isPresent();
        assertThat(keys.findNow(FIRST)).isPresent();
    }

    @Test
    void whileItIsAwayWhoeverNeedsAKeyIsToldAtOnce() {
        assertUnavailableAfterFailure();

        assertUnavailable(keys.find(FIRST));
        assertThat(fetched).isEqualTo(1);
    }

    private void assertUnavailableAfterFailure() {
        Future<Optional<VerificationKey>> asked = keys.find(FIRST);
        fail();
        assertUnavailable(asked);
    }

    private Future<KeySet> fetch() {
        fetched++;
        Promise<KeySet> landing = Promise.promise();
        fetches.add(landing);
        return landing.future();
    }

    private void land(KeySet set) {
        fetches.remove().complete(set);
    }

    private void fail() {
        fetches.remove().fail(new IOException("away"));
    }

    private void held(JWK... held) {
        keys.find(FIRST);
        land(set(held));
    }

    private static KeySet set(JWK... keys) {
        try {
            return KeySet.parse(Keys.set(keys).getBytes(StandardCharsets.UTF_8));
        } catch (UnusableAnswer impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void assertUnavailable(Future<?> asked) {
        assertThat(asked.failed()).isTrue();
        assertThat(PortFault.in(asked.cause())).hasValueSatisfying(fault -> {
            assertThat(fault.kind()).isEqualTo(PortFault.Kind.UNAVAILABLE);
            assertThat(fault.effect()).isEqualTo(PortFault.Effect.NONE);
        });
    }
}
