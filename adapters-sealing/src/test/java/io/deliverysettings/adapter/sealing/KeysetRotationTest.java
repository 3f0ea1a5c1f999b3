package io.deliverysettings.adapter.sealing;

import static io.deliverysettings.adapter.sealing.Sealed.SECRET;
import static io.deliverysettings.adapter.sealing.Sealed.matches;
import static io.deliverysettings.adapter.sealing.Sealed.open;
import static io.deliverysettings.adapter.sealing.Sealed.reseal;
import static io.deliverysettings.adapter.sealing.Sealed.seal;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.application.port.out.SealingPort.Resealing;
import io.deliverysettings.application.port.out.SealingPort.Unreadable;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetRotationTest {

    @TempDir
    Path directory;

    private Path file;
    private SealingAdapter before;
    private SealedSecret old;

    @BeforeEach
    void rotates() throws SealingAdapter.UnusableKeyset {
        file = directory.resolve("keyset.json");
        SealingAdapter.createKeyset(file);
        before = SealingAdapter.fromFile(file);
        old = seal(before, SECRET);
        SealingAdapter.rotateKeyset(file);
    }

    @Test
    void oldKeysStillOpenAndMatch() throws SealingAdapter.UnusableKeyset {
        SealingAdapter.rotateKeyset(file);
        SealingAdapter after = SealingAdapter.fromFile(file);

        assertThat(open(after, old)).isEqualTo(new Opening.Opened(SECRET));
        assertThat(matches(after, old, SECRET)).isTrue();
        assertThat(matches(after, old, Secret.of("another"))).isFalse();
    }

    @Test
    void whoHasOnlyTheOldKeysCannotOpenOrMatchWhatIsSealedWithTheNew() throws SealingAdapter.UnusableKeyset {
        SealedSecret sealed = seal(SealingAdapter.fromFile(file), SECRET);

        assertThat(open(before, sealed)).isEqualTo(new Opening.Closed(Unreadable.KEY_LOST));
        assertThat(matches(before, sealed, SECRET)).isFalse();
        assertThat(reseal(before, sealed)).isEqualTo(new Resealing.Closed(Unreadable.KEY_LOST));
    }

    @Test
    void resealingLeavesNothingOfTheOldKeys() throws SealingAdapter.UnusableKeyset {
        SealingAdapter after = SealingAdapter.fromFile(file);

        SealedSecret resealed = resealed(after, old);

        assertThat(open(before, resealed)).isEqualTo(new Opening.Closed(Unreadable.KEY_LOST));
        assertThat(matches(before, resealed, SECRET)).isFalse();
        assertThat(open(after, resealed)).isEqualTo(new Opening.Opened(SECRET));
        assertThat(matches(after, resealed, SECRET)).isTrue();
        assertThat(reseal(after, resealed)).isEqualTo(new Resealing.Current());
    }

    @Test
    void aDigestByAnOldKeyIsMadeAgainToo() throws SealingAdapter.UnusableKeyset {
        SealingAdapter after = SealingAdapter.fromFile(file);
        SealedSecret sealed = seal(after, SECRET);

        SealedSecret resealed = resealed(after, new SealedSecret(sealed.ciphertext(), old.digest()));

        assertThat(resealed.digest()).isEqualTo(sealed.digest());
        assertThat(open(after, resealed)).isEqualTo(new Opening.Opened(SECRET));
    }

    @Test
    void aCiphertextByAnOldKeyIsMadeAgainThoughTheDigestIsCurrent() throws SealingAdapter.UnusableKeyset {
        SealingAdapter after = SealingAdapter.fromFile(file);
        SealedSecret sealed = seal(after, SECRET);

        SealedSecret resealed = resealed(after, new SealedSecret(old.ciphertext(), sealed.digest()));

        assertThat(open(before, resealed)).isEqualTo(new Opening.Closed(Unreadable.KEY_LOST));
    }

    @Test
    void aDigestThatIsDamagedIsMadeAgainFromTheSecret() throws SealingAdapter.UnusableKeyset {
        SealingAdapter after = SealingAdapter.fromFile(file);
        SealedSecret sealed = seal(after, SECRET);

        assertThat(resealed(after, new SealedSecret(sealed.ciphertext(), "damaged"))
                        .digest())
                .isEqualTo(sealed.digest());
    }

    /** Tink's own tool can do that. It is not used for anything, and comes back when it is enabled. */
    @Test
    void aDisabledKeyIsALostOne() throws SealingAdapter.UnusableKeyset, IOException {
        String content = Files.readString(file);
        String disabled = content.replaceFirst("ENABLED", "DISABLED");
        SealingAdapter after = SealingAdapter.fromText(Secret.of(disabled));

        assertThat(open(after, old)).isEqualTo(new Opening.Closed(Unreadable.KEY_LOST));
        assertThat(open(after, seal(after, SECRET))).isEqualTo(new Opening.Opened(SECRET));
    }

    private static SealedSecret resealed(SealingAdapter adapter, SealedSecret sealed) {
        assertThat(reseal(adapter, sealed)).isInstanceOf(Resealing.Resealed.class);
        return ((Resealing.Resealed) reseal(adapter, sealed)).sealed();
    }
}
