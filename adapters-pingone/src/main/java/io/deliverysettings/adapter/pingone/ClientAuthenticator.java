package io.deliverysettings.adapter.pingone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretJwt;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.PrivateKeyJwt;
import io.deliverysettings.adapter.pingone.WorkersOptions.Worker;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks for a token as a worker, and proves to be it (RFC 6749, section 2.3.1; RFC 7523). */
final class ClientAuthenticator {

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Enough for clocks that differ. PingOne takes up to an hour; an assertion that leaks is good for this long. */
    private static final Duration ASSERTION_LIFETIME = Duration.ofMinutes(2);

    private final Vertx vertx;
    private final Worker worker;
    private final String tokenUrl;
    private final Clock clock;

    ClientAuthenticator(Vertx vertx, Worker worker, String tokenUrl, Clock clock) {
        this.vertx = vertx;
        this.worker = worker;
        this.tokenUrl = tokenUrl;
        this.clock = clock;
    }

    /** The form to send; what belongs into a header is put there. */
    Future<Buffer> form(HttpRequest<Buffer> request) {
        return worker.authentication()
                .fold(
                        basic -> {
                            request.putHeader("Authorization", basic(basic.clientSecret()));
                            return Future.succeededFuture(encoded(Map.of()));
                        },
                        post -> Future.succeededFuture(encoded(
                                Map.of("client_id", worker.clientId(), "client_secret", reveal(post.clientSecret())))),
                        secretJwt -> asserted(() -> signed(secretJwt)),
                        keyJwt -> asserted(() -> signed(keyJwt)));
    }

    /** RFC 6749 has both halves form-encoded before they are joined. */
    private String basic(Secret clientSecret) {
        String pair = encoded(worker.clientId()) + ":" + encoded(reveal(clientSecret));
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private interface Signature {
        String assertion() throws JOSEException;
    }

    /** On a worker thread: a large RSA key takes milliseconds, and the first signature of a process a good deal longer. */
    private Future<Buffer> asserted(Signature signature) {
        return vertx.executeBlocking(signature::assertion, false)
                .map(assertion -> encoded(Map.of(
                        "client_id",
                        worker.clientId(),
                        "client_assertion_type",
                        ASSERTION_TYPE,
                        "client_assertion",
                        assertion)));
    }

    private String signed(ClientSecretJwt secretJwt) throws JOSEException {
        return assertion(
                new JWSHeader.Builder(JWSAlgorithm.HS256),
                secretJwt.audience(),
                new MACSigner(reveal(secretJwt.clientSecret()).getBytes(StandardCharsets.UTF_8)));
    }

    private String signed(PrivateKeyJwt keyJwt) throws JOSEException {
        PrivateKey key = keyJwt.privateKey();
        boolean isRsa = key instanceof RSAKey;
        return assertion(
                new JWSHeader.Builder(isRsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256).keyID(keyJwt.keyId()),
                keyJwt.audience(),
                isRsa ? new RSASSASigner(key) : new ECDSASigner(key, Curve.P_256));
    }

    private String assertion(JWSHeader.Builder header, Optional<String> audience, JWSSigner signer)
            throws JOSEException {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(worker.clientId())
                .subject(worker.clientId())
                .audience(audience.orElse(tokenUrl))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION_LIFETIME)))
                .build();
        SignedJWT jwt = new SignedJWT(header.type(JOSEObjectType.JWT).build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static Buffer encoded(Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.putAll(parameters);
        return Buffer.buffer(form.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String reveal(Secret clientSecret) {
        return clientSecret.reveal();
    }
}
