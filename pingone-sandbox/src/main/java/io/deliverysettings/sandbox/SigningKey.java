package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The RSA key that signs the sandbox's tokens. To make it and to use it takes too long for an event loop. */
final class SigningKey {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair pair;
    private final String modulus;
    private final String exponent;
    private final String keyId;

    private SigningKey(KeyPair pair) throws GeneralSecurityException {
        this.pair = pair;
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        modulus = unsigned(key.getModulus());
        exponent = unsigned(key.getPublicExponent());
        keyId = thumbprint(exponent, modulus);
    }

    static SigningKey generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return new SigningKey(generator.generateKeyPair());
    }

    /** The claims as a signed JWT. */
    String sign(ObjectNode claims) throws GeneralSecurityException {
        ObjectNode header = Json.object().put("alg", "RS256").put("typ", "JWT").put("kid", keyId);
        String content = base64(Json.write(header)) + "." + base64(Json.write(claims));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + BASE64.encodeToString(signature.sign());
    }

    /** Whether the text is a JWT that this key has signed. */
    boolean hasSigned(String jwt) {
        int end = jwt.lastIndexOf('.');
        if (end < 0) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(pair.getPublic());
            signature.update(jwt.substring(0, end).getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getUrlDecoder().decode(jwt.substring(end + 1)));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return false;
        }
    }

    /** The claims of a JWT, whoever signed it, or empty if the text is none. */
    static Optional<ObjectNode> claims(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Json.readObject(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The public half as a JWK set (RFC 7517). */
    ObjectNode jwks() {
        ObjectNode jwks = Json.object();
        jwks.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", keyId)
                .put("n", modulus)
                .put("e", exponent);
        return jwks;
    }

    /** RFC 7638: the hash of the required members, in the order of their names and without blanks. */
    private static String thumbprint(String exponent, String modulus) throws GeneralSecurityException {
        ObjectNode members = Json.object().put("e", exponent).put("kty", "RSA").put("n", modulus);
        return BASE64.encodeToString(
                MessageDigest.getInstance("SHA-256").digest(Json.write(members).getBytes()));
    }

    private static String base64(Buffer buffer) {
        return BASE64.encodeToString(buffer.getBytes());
    }

    /** A JWK's integers have no sign byte. */
    private static String unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int start = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, start, bytes.length));
    }
}
