package io.deliverysettings.adapter.sealing;

import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.PredefinedMacParameters;

/** What the two parts of a keyset are for. Both kinds of key put their id in front of all that they make. */
enum KeyKind {
    SEALING("sealing", PredefinedAeadParameters.AES256_GCM),
    DIGESTS("digests", PredefinedMacParameters.HMAC_SHA256_256BITTAG);

    private final String member;
    private final Parameters parameters;

    KeyKind(String member, Parameters parameters) {
        this.member = member;
        this.parameters = parameters;
    }

    /** The member of the keyset document that holds the keys. */
    String member() {
        return member;
    }

    Parameters parameters() {
        return parameters;
    }
}
