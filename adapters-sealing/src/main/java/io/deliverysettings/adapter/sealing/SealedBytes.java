package io.deliverysettings.adapter.sealing;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/** What Tink made with one of our keys: a byte that says so, the id of the key, and the ciphertext or digest itself. */
final class SealedBytes {

    /** As <a href="https://developers.google.com/tink/wire-format">Tink's wire format</a> has it. */
    private static final byte WITH_KEY_ID = 1;

    private static final int PREFIX_LENGTH = 1 + Integer.BYTES;

    private final byte[] bytes;

    private SealedBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** As text that can be stored. */
    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Reads what {@link #encode} wrote; empty when it was not written like that, or by no key of ours. */
    static Optional<SealedBytes> decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        // The decoder overlooks some changes: a padding that is missing, the last bits of the last character.
        boolean whole = bytes.length > PREFIX_LENGTH
                && bytes[0] == WITH_KEY_ID
                && encode(bytes).equals(text);
        return whole ? Optional.of(new SealedBytes(bytes)) : Optional.empty();
    }

    /** The id of the key that they say to be made with; nothing vouches for it yet. */
    int keyId() {
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    /** All of them, for Tink to check. */
    byte[] toByteArray() {
        return bytes.clone();
    }
}
