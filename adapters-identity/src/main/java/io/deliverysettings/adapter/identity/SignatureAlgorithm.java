package io.deliverysettings.adapter.identity;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Arrays;
import java.util.Optional;

/** The algorithms that are accepted (RFC 7518, section 3.1). Both take a key that only the issuer has. */
enum SignatureAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256. PingOne signs with it. */
    RS256,
    /** ECDSA on P-256 with SHA-256. */
    ES256;

    static Optional<SignatureAlgorithm> of(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst();
    }

    JWSAlgorithm jws() {
        return this == RS256 ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
    }
}
