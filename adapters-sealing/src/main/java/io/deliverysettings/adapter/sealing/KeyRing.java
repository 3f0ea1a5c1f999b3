package io.deliverysettings.adapter.sealing;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The keys of one kind, one of which is the primary one: a keyset of Tink. */
final class KeyRing {

    private static final Configuration CONFIGURATION = configuration();

    private final KeyKind kind;
    private final KeysetHandle handle;

    private KeyRing(KeyKind kind, KeysetHandle handle) {
        this.kind = kind;
        this.handle = handle;
    }

    /** One new key. */
    static KeyRing generate(KeyKind kind) {
        try {
            return new KeyRing(kind, KeysetHandle.generateNew(kind.parameters(), CONFIGURATION));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Tink makes keys of this kind", impossible);
        }
    }

    /**
     * The keys that a document of Tink holds.
     *
     * @throws GeneralSecurityException when it holds none, or others than of this kind; the message may show parts of it
     */
    static KeyRing parse(KeyKind kind, String json) throws GeneralSecurityException {
        KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(json, CONFIGURATION, InsecureSecretKeyAccess.get());
        // A key without an id in front of its output could not be told from a lost one.
        if (!keysOf(handle).allMatch(key -> key.getParameters().equals(kind.parameters()))) {
            throw new GeneralSecurityException("a key of another kind");
        }
        return new KeyRing(kind, handle);
    }

    /** These keys and a new one, which is the primary one. */
    KeyRing rotated() {
        try {
            return new KeyRing(
                    kind,
                    KeysetHandle.newBuilder(handle)
                            .setConfiguration(CONFIGURATION)
                            .addEntry(KeysetHandle.generateEntryFromParameters(kind.parameters())
                                    .withRandomId()
                                    .makePrimary())
                            .build());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Tink makes keys of this kind", impossible);
        }
    }

    /** The document of Tink with the keys in the clear. */
    String toJson() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(handle, CONFIGURATION, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Tink writes what it made or read", impossible);
        }
    }

    /**
     * What works with these keys.
     *
     * @throws GeneralSecurityException when the keys are not fit for it
     */
    <P> P primitive(Class<P> type) throws GeneralSecurityException {
        return handle.getPrimitive(CONFIGURATION, type);
    }

    /** Whether the key is there and not disabled. */
    boolean opens(int keyId) {
        return IntStream.range(0, handle.size())
                .mapToObj(handle::getAt)
                .anyMatch(entry -> entry.getId() == keyId && entry.getStatus() == KeyStatus.ENABLED);
    }

    boolean isPrimary(int keyId) {
        return handle.getPrimary().getId() == keyId;
    }

    boolean sameAs(KeyRing other) {
        return handle.equalsKeyset(other.handle);
    }

    /** The id of the primary key and how many keys there are. */
    @Override
    public String toString() {
        return kind.member() + " key "
                + Integer.toUnsignedString(handle.getPrimary().getId()) + " of " + handle.size();
    }

    private static Stream<Key> keysOf(KeysetHandle handle) throws GeneralSecurityException {
        List<Key> keys = new ArrayList<>();
        try {
            for (int i = 0; i < handle.size(); i++) {
                keys.add(handle.getAt(i).getKey());
            }
            // There is none when its id is that of no key, or of one that is disabled.
            keys.add(handle.getPrimary().getKey());
        } catch (IllegalStateException unreadable) {
            // Tink reads the keys one by one, and only now.
            throw new GeneralSecurityException(unreadable);
        }
        return keys.stream();
    }

    private static Configuration configuration() {
        try {
            AeadConfig.register();
            MacConfig.register();
            return RegistryConfiguration.get();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM and HMAC", impossible);
        }
    }
}
