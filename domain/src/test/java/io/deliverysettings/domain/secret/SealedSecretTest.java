package io.deliverysettings.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SealedSecretTest {

    @Test
    void aPrintedSealedSecretShowsNeitherCiphertextNorDigest() {
        SealedSecret sealed = new SealedSecret("c1phertext", "d1gest");

        assertThat(sealed.toString()).doesNotContain("c1phertext", "d1gest");
        assertThat(new SealedCredentials(sealed, sealed).toString()).doesNotContain("c1phertext", "d1gest");
    }

    @Test
    void theFingerprintTellsSecretsApartWithoutShowingThem() {
        Secret one = Secret.of("one-secret");

        assertThat(one.fingerprint())
                .isEqualTo(Secret.of("one-secret").fingerprint())
                .isNotEqualTo(Secret.of("another").fingerprint())
                .doesNotContain("one-secret");
    }
}
