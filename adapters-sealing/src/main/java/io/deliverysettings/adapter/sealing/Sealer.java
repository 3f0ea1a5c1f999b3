package io.deliverysettings.adapter.sealing;

import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.application.port.out.SealingPort.Resealing;
import io.deliverysettings.application.port.out.SealingPort.Unreadable;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/** Seals and opens with one keyset. Each call takes microseconds and waits for nothing. */
final class Sealer {

    private final Keyset keyset;

    Sealer(Keyset keyset) {
        this.keyset = keyset;
    }

    Keyset keyset() {
        return keyset;
    }

    SealedSecret seal(SealedPlace place, Secret secret) {
        byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
        byte[] digested = place.digested(secret.reveal());
        try {
            return new SealedSecret(
                    SealedBytes.encode(keyset.aead().encrypt(plain, place.associatedData())),
                    SealedBytes.encode(keyset.mac().computeMac(digested)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key that could be read encrypts", impossible);
        } finally {
            wipe(plain);
            wipe(digested);
        }
    }

    Opening open(SealedPlace place, SealedSecret sealed) {
        Optional<SealedBytes> ciphertext = SealedBytes.decode(sealed.ciphertext());
        if (ciphertext.isEmpty()) {
            return new Opening.Closed(Unreadable.DAMAGED);
        }
        if (!keyset.sealing().opens(ciphertext.get().keyId())) {
            return new Opening.Closed(Unreadable.KEY_LOST);
        }
        try {
            byte[] plain = keyset.aead().decrypt(ciphertext.get().toByteArray(), place.associatedData());
            try {
                return new Opening.Opened(Secret.of(new String(plain, StandardCharsets.UTF_8)));
            } finally {
                wipe(plain);
            }
        } catch (GeneralSecurityException changedOrOfAnotherPlace) {
            return new Opening.Closed(Unreadable.DAMAGED);
        }
    }

    boolean matches(SealedPlace place, SealedSecret sealed, Secret secret) {
        Optional<SealedBytes> digest = SealedBytes.decode(sealed.digest());
        if (digest.isEmpty()) {
            return false;
        }
        byte[] digested = place.digested(secret.reveal());
        try {
            // Tink finds the key by its id, and compares in constant time.
            keyset.mac().verifyMac(digest.get().toByteArray(), digested);
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        } finally {
            wipe(digested);
        }
    }

    /** Opened in any case: the id of a key says nothing about whether it opens. */
    Resealing reseal(SealedPlace place, SealedSecret sealed) {
        return open(place, sealed)
                .fold(
                        secret -> isCurrent(sealed)
                                ? new Resealing.Current()
                                : new Resealing.Resealed(seal(place, secret)),
                        Resealing.Closed::new);
    }

    /** By the ids alone. */
    private boolean isCurrent(SealedSecret sealed) {
        return SealedBytes.decode(sealed.ciphertext())
                        .filter(ciphertext -> keyset.sealing().isPrimary(ciphertext.keyId()))
                        .isPresent()
                && SealedBytes.decode(sealed.digest())
                        .filter(digest -> keyset.digests().isPrimary(digest.keyId()))
                        .isPresent();
    }

    private static void wipe(byte[] plain) {
        Arrays.fill(plain, (byte) 0);
    }
}
