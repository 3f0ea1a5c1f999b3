package io.deliverysettings.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Access tokens of the applications of one environment, from PingOne's token endpoint, and what somebody makes who has none.
 *
 * @param issuer as tokens have it in {@code iss}
 */
record CallerTokens(URI issuer) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static CallerTokens of(ExternalPingOne pingOne, String applicationEnvironment) {
        return new CallerTokens(URI.create(pingOne.authUrl() + "/" + applicationEnvironment + "/as"));
    }

    /** A token as the application gets it. */
    String issuedTo(String client) throws Exception {
        Answer answer = WhatsAppClient.send(HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_secret=any&client_id=" + client)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("access_token").asText();
    }

    /** The one key that is published. */
    JsonNode publishedKey() throws Exception {
        JsonNode keys = WhatsAppClient.send(HttpRequest.newBuilder(URI.create(issuer + "/jwks"))
                        .timeout(Duration.ofSeconds(20))
                        .GET())
                .json()
                .path("keys");
        assertThat(keys).hasSize(1);
        return keys.get(0);
    }

    /** The same key, as libraries take it. */
    static PublicKey publicKey(JsonNode jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(
                                1, Base64.getUrlDecoder().decode(jwk.path("n").asText())),
                        new BigInteger(
                                1, Base64.getUrlDecoder().decode(jwk.path("e").asText()))));
    }

    /** What a good token for the client says, from now on for five minutes. */
    String claims(String client) {
        long now = Instant.now().getEpochSecond();
        return """
                {"client_id":"%s","iss":"%s","iat":%d,"exp":%d,"aud":["https://api.pingone.com"],"env":"any"}""".formatted(client, issuer, now, now + 300);
    }

    /** Without any signature. */
    static String unsigned(String keyId, String claims) {
        return signedPart("none", keyId, claims) + ".";
    }

    static String signedByRsa(PrivateKey key, String keyId, String claims) throws GeneralSecurityException {
        String signed = signedPart("RS256", keyId, claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    /** By a key that two have to share, for which some take whatever bytes are published. */
    static String signedByHmac(byte[] shared, String keyId, String claims) throws GeneralSecurityException {
        String signed = signedPart("HS256", keyId, claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(shared, "HmacSHA256"));
        return signed + "." + BASE64.encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }

    /** The same signature under claims that say something else. */
    static String tampered(String jwt, String before, String after) {
        String[] parts = jwt.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        assertThat(claims).contains(before);
        return parts[0] + "."
                + BASE64.encodeToString(claims.replace(before, after).getBytes(UTF_8)) + "." + parts[2];
    }

    private static String signedPart(String algorithm, String keyId, String claims) {
        String header = """
                {"alg":"%s","typ":"JWT","kid":"%s"}""".formatted(algorithm, keyId);
        return BASE64.encodeToString(header.getBytes(UTF_8)) + "." + BASE64.encodeToString(claims.getBytes(UTF_8));
    }
}
