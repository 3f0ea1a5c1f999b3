package io.deliverysettings.adapter.sealing;

import static io.deliverysettings.adapter.sealing.Sealed.ENVIRONMENT;
import static io.deliverysettings.adapter.sealing.Sealed.SECRET;
import static io.deliverysettings.adapter.sealing.Sealed.done;
import static io.deliverysettings.adapter.sealing.Sealed.matches;
import static io.deliverysettings.adapter.sealing.Sealed.open;
import static io.deliverysettings.adapter.sealing.Sealed.reseal;
import static io.deliverysettings.adapter.sealing.Sealed.seal;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.application.port.out.SealingPort.Resealing;
import io.deliverysettings.application.port.out.SealingPort.Unreadable;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.secret.SecretPurpose;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedSecretTest {

    private static final Opening DAMAGED = new Opening.Closed(Unreadable.DAMAGED);
    private static final Opening KEY_LOST = new Opening.Closed(Unreadable.KEY_LOST);

    @TempDir
    Path directory;

    private SealingAdapter adapter;
    private SealedSecret sealed;

    @BeforeEach
    void seals() throws SealingAdapter.UnusableKeyset {
        Path file = directory.resolve("keyset.json");
        SealingAdapter.createKeyset(file);
        adapter = SealingAdapter.fromFile(file);
        sealed = seal(adapter, SECRET);
        // So that nothing passes for current by the id of its key alone.
        SealingAdapter.rotateKeyset(file);
        adapter.reloadIfChanged();
    }

    @Test
    void aCiphertextWithOneBitFlippedStaysClosed() {
        byte[] bytes = Base64.getDecoder().decode(sealed.ciphertext());
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            SealedSecret changed = withCiphertext(text(flipped(bytes, bit)));

            // After the first byte, which is the same for all keys, comes the id of the key.
            boolean inTheKeyId = bit >= 8 && bit < 40;
            assertThat(open(adapter, changed)).as("bit %d", bit).isEqualTo(inTheKeyId ? KEY_LOST : DAMAGED);
            assertThat(reseal(adapter, changed)).as("bit %d", bit).isInstanceOf(Resealing.Closed.class);
        }
    }

    @Test
    void aDigestWithOneBitFlippedMatchesNothing() {
        byte[] bytes = Base64.getDecoder().decode(sealed.digest());
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            assertThat(matches(adapter, withDigest(text(flipped(bytes, bit))), SECRET))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void whatWasCutOffAnywhereStaysClosed() {
        for (int length = 0; length < sealed.ciphertext().length(); length++) {
            SealedSecret cut = withCiphertext(sealed.ciphertext().substring(0, length));

            assertThat(open(adapter, cut)).as("length %d", length).isEqualTo(DAMAGED);
            assertThat(reseal(adapter, cut))
                    .as("length %d", length)
                    .isEqualTo(new Resealing.Closed(Unreadable.DAMAGED));
        }
        byte[] bytes = Base64.getDecoder().decode(sealed.ciphertext());
        for (int length = 0; length < bytes.length; length++) {
            assertThat(open(adapter, withCiphertext(text(Arrays.copyOf(bytes, length)))))
                    .as("%d bytes", length)
                    .isEqualTo(DAMAGED);
        }
    }

    @Test
    void aDigestThatWasCutOffAnywhereMatchesNothing() {
        for (int length = 0; length < sealed.digest().length(); length++) {
            assertThat(matches(adapter, withDigest(sealed.digest().substring(0, length)), SECRET))
                    .as("length %d", length)
                    .isFalse();
        }
        byte[] bytes = Base64.getDecoder().decode(sealed.digest());
        for (int length = 0; length < bytes.length; length++) {
            assertThat(matches(adapter, withDigest(text(Arrays.copyOf(bytes, length))), SECRET))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void anyOtherCharacterInThePlaceOfOneClosesIt() {
        for (int i = 0; i < sealed.ciphertext().length(); i++) {
            for (char other : new char[] {'A', 'B', 'z', '+', '=', ' ', '\n', '\u0000', '\u00e9'}) {
                StringBuilder changed = new StringBuilder(sealed.ciphertext());
                changed.setCharAt(i, other);
                if (!changed.toString().equals(sealed.ciphertext())) {
                    assertThat(open(adapter, withCiphertext(changed.toString())))
                            .as("character %d", i)
                            .isInstanceOf(Opening.Closed.class);
                }
            }
        }
    }

    /** A decoder overlooks the padding, and the last bits of the character before it. */
    @Test
    void anotherSpellingOfTheSameBytesIsNotWhatWasStored() {
        SealedSecret padded = seal(adapter, Secret.of("12"));
        String text = padded.ciphertext();
        assertThat(text).endsWith("=").doesNotEndWith("==");
        int last = text.length() - 2;
        // Of the four characters that stand for the same bytes, the one that encoders write comes first.
        String respelt = text.substring(0, last) + (char) (text.charAt(last) + 1) + "=";
        assertThat(Base64.getDecoder().decode(respelt))
                .isEqualTo(Base64.getDecoder().decode(text));

        assertThat(open(adapter, padded)).isInstanceOf(Opening.Opened.class);
        assertThat(open(adapter, new SealedSecret(respelt, padded.digest()))).isEqualTo(DAMAGED);
        assertThat(open(adapter, new SealedSecret(text.replace("=", ""), padded.digest())))
                .isEqualTo(DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "=", "a-secret-that-was-never-sealed", "AQ==", "AQAAAAA=", "\u0000", "%%%%"})
    void whatWasNeverSealedIsDamaged(String text) {
        assertThat(open(adapter, new SealedSecret(text, text))).isEqualTo(DAMAGED);
        assertThat(matches(adapter, new SealedSecret(text, text), SECRET)).isFalse();
        assertThat(reseal(adapter, new SealedSecret(text, text))).isEqualTo(new Resealing.Closed(Unreadable.DAMAGED));
    }

    @Test
    void aDigestIsNoCiphertextAndTheOtherWayRound() {
        SealedSecret swapped = new SealedSecret(/* ciphertext= */ sealed.digest(), /* digest= */ sealed.ciphertext());

        assertThat(open(adapter, swapped)).isInstanceOf(Opening.Closed.class);
        assertThat(matches(adapter, swapped, SECRET)).isFalse();
    }

    @Test
    void inAnotherEnvironmentItIsDamagedAndMatchesNothing() {
        EnvironmentId other = EnvironmentId.of("abfba8f6-49eb-49f5-a5d9-80ad5c98f9f7");

        assertThat(done(adapter.open(other, SecretPurpose.APP_SECRET, sealed))).isEqualTo(DAMAGED);
        assertThat(done(adapter.matches(other, SecretPurpose.APP_SECRET, sealed, SECRET)))
                .isFalse();
        assertThat(done(adapter.reseal(other, SecretPurpose.APP_SECRET, sealed)))
                .isEqualTo(new Resealing.Closed(Unreadable.DAMAGED));
    }

    @ParameterizedTest
    @EnumSource(value = SecretPurpose.class, mode = EnumSource.Mode.EXCLUDE, names = "APP_SECRET")
    void forAnotherPurposeItIsDamagedAndMatchesNothing(SecretPurpose other) {
        assertThat(done(adapter.open(ENVIRONMENT, other, sealed))).isEqualTo(DAMAGED);
        assertThat(done(adapter.matches(ENVIRONMENT, other, sealed, SECRET))).isFalse();
        assertThat(done(adapter.reseal(ENVIRONMENT, other, sealed)))
                .isEqualTo(new Resealing.Closed(Unreadable.DAMAGED));
    }

    private SealedSecret withCiphertext(String ciphertext) {
        return new SealedSecret(ciphertext, sealed.digest());
    }

    private SealedSecret withDigest(String digest) {
        return new SealedSecret(sealed.ciphertext(), digest);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        return changed;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
