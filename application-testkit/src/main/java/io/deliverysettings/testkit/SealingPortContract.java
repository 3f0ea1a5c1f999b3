package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.application.port.out.SealingPort.Resealing;
import io.deliverysettings.application.port.out.SealingPort.Unreadable;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.secret.SecretPurpose;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link SealingPort} has to hold. */
public interface SealingPortContract {

    /** As many characters at the beginning of a ciphertext may say which key it was sealed with. */
    int LONGEST_KEY_MARKER = 16;

    /** A secret that is searched for where it must not be. */
    Secret SECRET = Secret.of("a-secret-that-must-not-show");

    /**
     * The adapter under test.
     *
     * @return ready for use, with at least one key; the same throughout a test
     */
    SealingPort sealing();

    /**
     * The adapter after its keys were rotated: there is a new key to seal with, and all of those before open still.
     *
     * @return ready for use; {@link #sealing()} need not be any more
     */
    SealingPort rotated();

    /**
     * The adapter after its keys were lost: there is a new key to seal with, and none of those before.
     *
     * @return ready for use; {@link #sealing()} need not be any more
     */
    SealingPort withAllKeysLost();

    /** What is sealed opens, for every purpose. */
    @Test
    default void whatIsSealedOpens() {
        for (SecretPurpose purpose : SecretPurpose.values()) {
            EnvironmentId environment = fresh();

            SealedSecret sealed = await(sealing().seal(environment, purpose, SECRET));

            assertThat(await(sealing().open(environment, purpose, sealed))).isEqualTo(new Opening.Opened(SECRET));
        }
    }

    /** A secret may be one character or thousands of any script. */
    @Test
    default void everySecretOpensAsItWas() {
        for (String text : List.of(
                " ",
                "x",
                "p\u00e4ssw\u00f6rd \uD83D\uDD11",
                "\u0000\n\t",
                "0".repeat(4096),
                "\uD83D\uDD11".repeat(2048))) {
            Secret secret = Secret.of(text);
            EnvironmentId environment = fresh();

            SealedSecret sealed = await(sealing().seal(environment, SecretPurpose.CALLER_TOKEN, secret));

            assertThat(await(sealing().open(environment, SecretPurpose.CALLER_TOKEN, sealed)))
                    .isEqualTo(new Opening.Opened(secret));
        }
    }

    /** Who sees two ciphertexts cannot tell whether the secret is the same; both open. */
    @Test
    default void sealingAgainGivesAnotherCiphertext() {
        EnvironmentId environment = fresh();

        SealedSecret one = sealed(environment);
        SealedSecret other = sealed(environment);

        assertThat(one.ciphertext()).isNotEqualTo(other.ciphertext());
        assertOpens(sealing(), environment, one);
        assertOpens(sealing(), environment, other);
    }

    /** What is sealed for one environment is of no use in another. */
    @Test
    default void whatIsSealedForAnotherEnvironmentDoesNotOpen() {
        SealedSecret sealed = sealed(fresh());

        assertThat(await(sealing().open(fresh(), SecretPurpose.APP_SECRET, sealed)))
                .isEqualTo(new Opening.Closed(Unreadable.DAMAGED));
    }

    /** What is sealed for one purpose is of no use for another. */
    @Test
    default void whatIsSealedForAnotherPurposeDoesNotOpen() {
        for (SecretPurpose purpose : SecretPurpose.values()) {
            for (SecretPurpose other : SecretPurpose.values()) {
                EnvironmentId environment = fresh();
                SealedSecret sealed = await(sealing().seal(environment, purpose, SECRET));

                assertThat(await(sealing().open(environment, other, sealed)))
                        .isEqualTo(
                                purpose == other ? new Opening.Opened(SECRET) : new Opening.Closed(Unreadable.DAMAGED));
            }
        }
    }

    /** Whatever character of a ciphertext is another one, it does not open. */
    @Test
    default void aChangedCiphertextDoesNotOpen() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);
        String ciphertext = sealed.ciphertext();

        for (int i = 0; i < ciphertext.length(); i++) {
            for (char other : new char[] {ciphertext.charAt(i) == 'A' ? 'B' : 'A', '!', ' ', '\u00e9', '\u0000'}) {
                assertStaysClosed(
                        environment, ciphertext.substring(0, i) + other + ciphertext.substring(i + 1), sealed, i);
            }
        }
    }

    /** A character that differs by as little as one can does not open either, the last one included. */
    @Test
    default void aCiphertextOfWhichOneBitIsChangedDoesNotOpen() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);
        String ciphertext = sealed.ciphertext();

        for (int i = 0; i < ciphertext.length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                char other = (char) (ciphertext.charAt(i) ^ (1 << bit));
                assertStaysClosed(
                        environment, ciphertext.substring(0, i) + other + ciphertext.substring(i + 1), sealed, i);
            }
        }
    }

    /** A ciphertext of which the end is missing does not open, however little it is. */
    @Test
    default void aCutOffCiphertextDoesNotOpen() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);
        String ciphertext = sealed.ciphertext();

        for (int length = 0; length < ciphertext.length(); length++) {
            assertStaysClosed(environment, ciphertext.substring(0, length), sealed, length);
        }
    }

    /** A ciphertext to which something was added, or that is none at all, does not open. */
    @Test
    default void whatIsNoCiphertextDoesNotOpen() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);
        String ciphertext = sealed.ciphertext();

        for (String suffix : List.of("A", "=", " ", "\n", ciphertext)) {
            assertStaysClosed(environment, ciphertext + suffix, sealed, ciphertext.length());
        }
        for (String other : List.of("", "A", "not a ciphertext", "\uD83D\uDD11", "A".repeat(100_000))) {
            assertStaysClosed(environment, other, sealed, 0);
        }
    }

    /** The secret that was sealed is told from every other one. */
    @Test
    default void onlyTheSecretThatWasSealedMatches() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);

        assertThat(matches(sealing(), environment, sealed, SECRET)).isTrue();
        assertThat(matches(sealing(), environment, sealed, Secret.of("another")))
                .isFalse();
        assertThat(matches(sealing(), environment, sealed, Secret.of(SECRET.reveal() + " ")))
                .isFalse();
    }

    /** A digest is bound to its environment and purpose as the ciphertext is. */
    @Test
    default void nothingMatchesInAnotherPlace() {
        EnvironmentId environment = fresh();
        EnvironmentId other = fresh();
        SealedSecret sealed = sealed(environment);

        assertThat(await(sealing().matches(other, SecretPurpose.APP_SECRET, sealed, SECRET)))
                .isFalse();
        assertThat(await(sealing().matches(environment, SecretPurpose.USER_ACCESS_TOKEN, sealed, SECRET)))
                .isFalse();
        assertThat(sealed(other).digest()).isNotEqualTo(sealed.digest());
        assertThat(await(sealing().seal(environment, SecretPurpose.USER_ACCESS_TOKEN, SECRET))
                        .digest())
                .isNotEqualTo(sealed.digest());
    }

    /** To compare, the secret is not opened: what cannot be opened can still be compared. */
    @Test
    default void whatIsDamagedCanStillBeCompared() {
        EnvironmentId environment = fresh();
        SealedSecret damaged = new SealedSecret("", sealed(environment).digest());

        assertThat(matches(sealing(), environment, damaged, SECRET)).isTrue();
        assertThat(matches(sealing(), environment, damaged, Secret.of("another")))
                .isFalse();
    }

    /** A digest that is none matches nothing. */
    @Test
    default void whatIsNoDigestMatchesNothing() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);

        for (String digest : List.of(
                "",
                "A",
                "not a digest",
                "\uD83D\uDD11",
                sealed.digest() + "A",
                sealed.digest().substring(1))) {
            assertThat(matches(sealing(), environment, new SealedSecret(sealed.ciphertext(), digest), SECRET))
                    .isFalse();
        }
    }

    /** The plain secret is nowhere, nor is anything that is made of it without a key. */
    @Test
    default void thePlainSecretDoesNotShow() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);
        String base64 = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(SECRET.reveal().getBytes(StandardCharsets.UTF_8));

        assertThat(List.of(
                        sealed.ciphertext(),
                        sealed.digest(),
                        sealed.toString(),
                        sealing().toString(),
                        await(sealing().open(environment, SecretPurpose.APP_SECRET, sealed))
                                .toString()))
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain("must-not-show")
                        .doesNotContain(SECRET.fingerprint())
                        .doesNotContain(base64.substring(0, base64.length() - 1)));
    }

    /** What is sealed with the present key need not be sealed again. */
    @Test
    default void whatIsSealedWithThePresentKeyIsCurrent() {
        EnvironmentId environment = fresh();

        assertThat(reseal(sealing(), environment, sealed(environment))).isEqualTo(new Resealing.Current());
    }

    /** With a new key, what was sealed before opens and matches as ever. */
    @Test
    default void afterARotationWhatWasSealedBeforeOpensStill() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);

        SealingPort rotated = rotated();

        assertOpens(rotated, environment, sealed);
        assertThat(matches(rotated, environment, sealed, SECRET)).isTrue();
        assertThat(matches(rotated, environment, sealed, Secret.of("another"))).isFalse();
    }

    /** With a new key, what was sealed before is sealed again, and then it is current. */
    @Test
    default void afterARotationWhatWasSealedBeforeIsSealedAgain() {
        EnvironmentId environment = fresh();
        SealedSecret before = sealed(environment);
        SealingPort rotated = rotated();

        SealedSecret after = resealed(rotated, environment, before);

        assertThat(after.ciphertext()).isNotEqualTo(before.ciphertext());
        assertOpens(rotated, environment, after);
        assertThat(matches(rotated, environment, after, SECRET)).isTrue();
        assertThat(reseal(rotated, environment, after)).isEqualTo(new Resealing.Current());
        assertOpens(rotated, environment, before);
    }

    /** With a new key, that one is used. */
    @Test
    default void afterARotationTheNewKeySeals() {
        EnvironmentId environment = fresh();
        SealingPort rotated = rotated();

        SealedSecret sealed = await(rotated.seal(environment, SecretPurpose.APP_SECRET, SECRET));

        assertThat(reseal(rotated, environment, sealed)).isEqualTo(new Resealing.Current());
    }

    /** Rotating more than once takes nothing away. */
    @Test
    default void afterTwoRotationsWhatWasSealedFirstOpensStill() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);
        rotated();

        SealingPort rotatedAgain = rotated();

        assertOpens(rotatedAgain, environment, sealed);
        assertOpens(rotatedAgain, environment, resealed(rotatedAgain, environment, sealed));
    }

    /** What does not open is not sealed again. */
    @Test
    default void whatDoesNotOpenIsNotSealedAgain() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);
        SealedSecret cutOff = new SealedSecret(
                sealed.ciphertext().substring(0, sealed.ciphertext().length() - 1), sealed.digest());
        SealingPort rotated = rotated();

        assertThat(reseal(rotated, environment, cutOff)).isEqualTo(new Resealing.Closed(Unreadable.DAMAGED));
        assertThat(reseal(rotated, fresh(), sealed)).isEqualTo(new Resealing.Closed(Unreadable.DAMAGED));
        assertThat(await(rotated.reseal(environment, SecretPurpose.USER_ACCESS_TOKEN, sealed)))
                .isEqualTo(new Resealing.Closed(Unreadable.DAMAGED));
    }

    /** What does not open is not current either, whichever key it says to be sealed with. */
    @Test
    default void whatDoesNotOpenIsNotCurrent() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);
        SealedSecret cutOff = new SealedSecret(
                sealed.ciphertext().substring(0, sealed.ciphertext().length() - 4), sealed.digest());

        assertThat(reseal(sealing(), environment, cutOff)).isEqualTo(new Resealing.Closed(Unreadable.DAMAGED));
        assertThat(reseal(sealing(), fresh(), sealed)).isEqualTo(new Resealing.Closed(Unreadable.DAMAGED));
        assertThat(await(sealing().reseal(environment, SecretPurpose.USER_ACCESS_TOKEN, sealed)))
                .isEqualTo(new Resealing.Closed(Unreadable.DAMAGED));
    }

    /** When the keys are lost, that is said, and not that the secret is damaged. */
    @Test
    default void withoutItsKeyASecretStaysClosed() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);

        SealingPort keyless = withAllKeysLost();

        assertThat(await(keyless.open(environment, SecretPurpose.APP_SECRET, sealed)))
                .isEqualTo(new Opening.Closed(Unreadable.KEY_LOST));
        assertThat(reseal(keyless, environment, sealed)).isEqualTo(new Resealing.Closed(Unreadable.KEY_LOST));
    }

    /** When the keys are lost, nothing can be compared. */
    @Test
    default void withoutItsKeyNothingMatches() {
        EnvironmentId environment = fresh();
        SealedSecret sealed = sealed(environment);

        assertThat(matches(withAllKeysLost(), environment, sealed, SECRET)).isFalse();
    }

    /** When keys are lost, new secrets are sealed with the key that is there. */
    @Test
    default void afterALossNewSecretsAreSealed() {
        EnvironmentId environment = fresh();
        SealingPort keyless = withAllKeysLost();

        SealedSecret sealed = await(keyless.seal(environment, SecretPurpose.APP_SECRET, SECRET));

        assertOpens(keyless, environment, sealed);
        assertThat(matches(keyless, environment, sealed, SECRET)).isTrue();
        assertThat(reseal(keyless, environment, sealed)).isEqualTo(new Resealing.Current());
    }

    /** Many are sealed at the same time, and none like another. */
    @Test
    default void manyAreSealedAtTheSameTime() {
        EnvironmentId environment = fresh();
        List<CompletableFuture<SealedSecret>> sealing = IntStream.range(0, 64)
                .mapToObj(i -> sealing()
                        .seal(environment, SecretPurpose.APP_SECRET, Secret.of("secret " + i))
                        .toCompletableFuture())
                .toList();
        Set<String> ciphertexts = new HashSet<>();

        for (int i = 0; i < sealing.size(); i++) {
            SealedSecret sealed = await(sealing.get(i));
            ciphertexts.add(sealed.ciphertext());
            assertThat(await(sealing().open(environment, SecretPurpose.APP_SECRET, sealed)))
                    .isEqualTo(new Opening.Opened(Secret.of("secret " + i)));
        }

        assertThat(ciphertexts).hasSize(64);
    }

    private static EnvironmentId fresh() {
        return new EnvironmentId(UUID.randomUUID());
    }

    private SealedSecret sealed(EnvironmentId environment) {
        return await(sealing().seal(environment, SecretPurpose.APP_SECRET, SECRET));
    }

    private static boolean matches(SealingPort port, EnvironmentId environment, SealedSecret sealed, Secret secret) {
        return await(port.matches(environment, SecretPurpose.APP_SECRET, sealed, secret));
    }

    private static Resealing reseal(SealingPort port, EnvironmentId environment, SealedSecret sealed) {
        return await(port.reseal(environment, SecretPurpose.APP_SECRET, sealed));
    }

    private static SealedSecret resealed(SealingPort port, EnvironmentId environment, SealedSecret sealed) {
        Resealing resealing = reseal(port, environment, sealed);
        assertThat(resealing).isInstanceOf(Resealing.Resealed.class);
        return ((Resealing.Resealed) resealing).sealed();
    }

    private static void assertOpens(SealingPort port, EnvironmentId environment, SealedSecret sealed) {
        assertThat(await(port.open(environment, SecretPurpose.APP_SECRET, sealed)))
                .isEqualTo(new Opening.Opened(SECRET));
    }

    /** Where the marker of the key itself was hit, a key that is not there is looked for. */
    private void assertStaysClosed(EnvironmentId environment, String ciphertext, SealedSecret original, int position) {
        Opening damaged = new Opening.Closed(Unreadable.DAMAGED);
        Opening opening = await(
                sealing().open(environment, SecretPurpose.APP_SECRET, new SealedSecret(ciphertext, original.digest())));
        if (position < LONGEST_KEY_MARKER) {
            assertThat(opening).isIn(damaged, new Opening.Closed(Unreadable.KEY_LOST));
        } else {
            assertThat(opening).isEqualTo(damaged);
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
