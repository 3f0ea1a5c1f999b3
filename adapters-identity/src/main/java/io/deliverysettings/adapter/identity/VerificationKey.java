package io.deliverysettings.adapter.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.Optional;

/** A public key of an issuer, for one algorithm. For use by any number of threads. */
final class VerificationKey {

    private static final int LEAST_RSA_BITS = 2048;

    /** What a signature costs grows with the square of the length. */
    private static final int MOST_RSA_BITS = 8192;

    private static final int LONGEST_ID = 256;

    private final KeyName name;
    private final Base64URL thumbprint;
    private final JWSVerifier verifier;

    private VerificationKey(KeyName name, Base64URL thumbprint, JWSVerifier verifier) {
        this.name = name;
        this.thumbprint = thumbprint;
        this.verifier = verifier;
    }

    /**
     * Reads a JWK (RFC 7517).
     *
     * @param json one element of a key set
     * @return empty when it is no key that a token may be signed with: of another kind, for another use or algorithm, without a
     *     name, too short, or unreadable
     */
    static Optional<VerificationKey> parse(String json) {
        try {
            JWK jwk = JWK.parse(json);
            String id = jwk.getKeyID();
            if (id == null || id.isEmpty() || id.length() > LONGEST_ID || !isForSignatures(jwk)) {
                return Optional.empty();
            }
            if (jwk instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS && rsa.size() <= MOST_RSA_BITS) {
                return of(SignatureAlgorithm.RS256, id, jwk, new RSASSAVerifier(rsa.toRSAPublicKey()));
            }
            if (jwk instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())) {
                return of(SignatureAlgorithm.ES256, id, jwk, new ECDSAVerifier(ec.toECPublicKey()));
            }
            return Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException noKey) {
            return Optional.empty();
        }
    }

    private static Optional<VerificationKey> of(SignatureAlgorithm algorithm, String id, JWK jwk, JWSVerifier verifier)
            throws JOSEException {
        if (jwk.getAlgorithm() != null && !jwk.getAlgorithm().getName().equals(algorithm.name())) {
            return Optional.empty();
        }
        return Optional.of(new VerificationKey(new KeyName(algorithm, id), jwk.computeThumbprint(), verifier));
    }

    private static boolean isForSignatures(JWK jwk) {
        return (jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE))
                && (jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY));
    }

    KeyName name() {
        return name;
    }

    /** Whether it is the same key under the same name. */
    boolean sameAs(VerificationKey other) {
        return name.equals(other.name) && thumbprint.equals(other.thumbprint);
    }

    /**
     * Whether the issuer has signed it. Computes for up to a millisecond. Of the token's header nothing is used: the algorithm is
     * the key's.
     */
    boolean hasSigned(Jwt jwt) {
        try {
            return verifier.verify(
                    new JWSHeader(name.algorithm().jws()), jwt.signedBytes(), new Base64URL(jwt.signature()));
        } catch (JOSEException noSignature) {
            return false;
        }
    }
}
