package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.application.port.out.SealingPort.Resealing;
import io.deliverysettings.application.port.out.SealingPort.Unreadable;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.SecretPurpose;
import org.junit.jupiter.api.Test;

/** The in-memory sealing holds the contract, and its keys can be rotated and lost. */
class InMemorySealingAdapterTest implements SealingPortContract {

    private final InMemorySealingAdapter sealing = new InMemorySealingAdapter();

    @Override
    public SealingPort sealing() {
        return sealing;
    }

    @Override
    public SealingPort rotated() {
        sealing.rotate();
        return sealing;
    }

    @Override
    public SealingPort withAllKeysLost() {
        sealing.loseKeys();
        return sealing;
    }

    @Test
    void theSameSecretInTheSamePlaceHasTheSameDigest() {
        SealedSecret before = sealed();
        sealing.rotate();

        assertThat(sealed().digest()).isEqualTo(before.digest());
    }

    @Test
    void whatWasSealedAfterALossOutlivesARotation() {
        sealing.loseKeys();
        SealedSecret sealed = sealed();
        sealing.rotate();

        assertThat(outcome(sealing.open(Samples.ENVIRONMENT, SecretPurpose.APP_SECRET, sealed)))
                .isEqualTo(new Opening.Opened(SECRET));
        assertThat(outcome(sealing.reseal(Samples.ENVIRONMENT, SecretPurpose.APP_SECRET, sealed)))
                .isInstanceOf(Resealing.Resealed.class);
    }

    @Test
    void withoutItsKeyNobodyCanTellThatItWasSealedForAnotherPlace() {
        SealedSecret sealed = sealed();
        sealing.loseKeys();

        assertThat(outcome(sealing.open(Samples.ENVIRONMENT, SecretPurpose.CALLER_TOKEN, sealed)))
                .isEqualTo(new Opening.Closed(Unreadable.KEY_LOST));
    }

    @Test
    void whatAnotherOneSealedIsDamaged() {
        sealed();
        SealedSecret foreign =
                outcome(new InMemorySealingAdapter().seal(Samples.ENVIRONMENT, SecretPurpose.APP_SECRET, SECRET));

        assertThat(outcome(sealing.open(Samples.ENVIRONMENT, SecretPurpose.APP_SECRET, foreign)))
                .isEqualTo(new Opening.Closed(Unreadable.DAMAGED));
    }

    private SealedSecret sealed() {
        return outcome(sealing.seal(Samples.ENVIRONMENT, SecretPurpose.APP_SECRET, SECRET));
    }
}
