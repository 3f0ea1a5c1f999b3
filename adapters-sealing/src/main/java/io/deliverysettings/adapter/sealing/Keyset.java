package io.deliverysettings.adapter.sealing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import io.deliverysettings.adapter.sealing.SealingAdapter.UnusableKeyset;
import java.security.GeneralSecurityException;

/** The keys that secrets are sealed with and those that their digests are made with, and the document that they stand in. */
final class Keyset {

    private static final String FORMAT = "delivery-settings-keyset-1";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final KeyRing sealing;
    private final KeyRing digests;
    private final Aead aead;
    private final Mac mac;

    private Keyset(KeyRing sealing, KeyRing digests) throws GeneralSecurityException {
        this.sealing = sealing;
        this.digests = digests;
        this.aead = sealing.primitive(Aead.class);
        this.mac = digests.primitive(Mac.class);
    }

    /** New keys, one of each kind. */
    static Keyset generate() {
        return ofOwnKeys(KeyRing.generate(KeyKind.SEALING), KeyRing.generate(KeyKind.DIGESTS));
    }

    /**
     * Reads a document.
     *
     * @param json untrusted text
     * @param origin what to call it in a message, at the start of a sentence
     * @return the keyset
     * @throws UnusableKeyset when it is none. It has no cause: those of the parsers may show what they read
     */
    static Keyset parse(String json, String origin) throws UnusableKeyset {
        ObjectNode document = document(json, origin);
        if (!FORMAT.equals(document.path("format").textValue())) {
            throw new UnusableKeyset(origin + " is no keyset: its member format is not \"" + FORMAT + "\".");
        }
        KeyRing sealing = part(document, KeyKind.SEALING, origin);
        KeyRing digests = part(document, KeyKind.DIGESTS, origin);
        if (document.size() != 3) {
            throw new UnusableKeyset(origin + " is no keyset: it has members beside format, " + KeyKind.SEALING.member()
                    + " and " + KeyKind.DIGESTS.member() + ".");
        }
        try {
            return new Keyset(sealing, digests);
        } catch (GeneralSecurityException unfit) {
            throw new UnusableKeyset(origin + " is damaged: its keys do not work.");
        }
    }

    /** These keys and a new primary one of each kind. */
    Keyset rotated() {
        return ofOwnKeys(sealing.rotated(), digests.rotated());
    }

    /** The document with the keys in the clear; one line. */
    String toJson() {
        try {
            ObjectNode document = MAPPER.createObjectNode();
            document.put("format", FORMAT);
            document.set(KeyKind.SEALING.member(), MAPPER.readTree(sealing.toJson()));
            document.set(KeyKind.DIGESTS.member(), MAPPER.readTree(digests.toJson()));
            return document.toString();
        } catch (JsonProcessingException impossible) {
            // Without the cause, which may show what was read.
            throw new IllegalStateException("Tink writes JSON");
        }
    }

    KeyRing sealing() {
        return sealing;
    }

    KeyRing digests() {
        return digests;
    }

    Aead aead() {
        return aead;
    }

    Mac mac() {
        return mac;
    }

    boolean sameAs(Keyset other) {
        return sealing.sameAs(other.sealing) && digests.sameAs(other.digests);
    }

    private static Keyset ofOwnKeys(KeyRing sealing, KeyRing digests) {
        try {
            return new Keyset(sealing, digests);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Tink works with the keys that it made", impossible);
        }
    }

    private static ObjectNode document(String json, String origin) throws UnusableKeyset {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode document) {
                return document;
            }
            throw new UnusableKeyset(origin + " is no keyset: it is not a JSON object.");
        } catch (JsonProcessingException notJson) {
            throw new UnusableKeyset(origin + " is no keyset: it is not JSON, or was cut off"
                    + (notJson.getLocation() == null
                            ? "."
                            : " (line " + notJson.getLocation().getLineNr() + ", column "
                                    + notJson.getLocation().getColumnNr() + ")."));
        }
    }

    private static KeyRing part(ObjectNode document, KeyKind kind, String origin) throws UnusableKeyset {
        JsonNode part = document.path(kind.member());
        if (part.isMissingNode()) {
            throw new UnusableKeyset(origin + " is no keyset: it has no member " + kind.member() + ".");
        }
        try {
            return KeyRing.parse(kind, part.toString());
        } catch (GeneralSecurityException unfit) {
            throw new UnusableKeyset(origin + " is damaged: its member " + kind.member()
                    + " holds no keys, or others than the gateway makes.");
        }
    }
}
