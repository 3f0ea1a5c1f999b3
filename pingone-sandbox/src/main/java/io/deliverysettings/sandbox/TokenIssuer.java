package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues access tokens with one key, which is made on first use and on a worker thread: the start stays fast. */
final class TokenIssuer {

    private final Vertx vertx;
    private final Duration lifetime;
    private final InstantSource clock;
    private volatile @Nullable SigningKey key;

    TokenIssuer(Vertx vertx, Duration lifetime, InstantSource clock) {
        this.vertx = vertx;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Whole seconds. */
    Duration lifetime() {
        return lifetime;
    }

    Future<String> issue(String clientId, EnvironmentId environment, String authUrl) {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = Json.object()
                .put("client_id", clientId)
                .put("iss", authUrl + "/" + environment.text() + "/as")
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now)
                .put("exp", now + lifetime.toSeconds());
        claims.putArray("aud").add("https://api.pingone.com");
        claims.put("env", environment.text()).put("org", TestValues.ORGANIZATION);
        return vertx.executeBlocking(() -> key().sign(claims), false);
    }

    Future<ObjectNode> jwks() {
        return vertx.executeBlocking(() -> key().jwks(), false);
    }

    /**
     * Whether this is a token of this issuer whose time is over. Of any other token nobody knows how long it lasts. It is quick
     * enough for an event loop: the signature is only checked of what looks expired.
     */
    boolean hasExpired(String token) {
        SigningKey known = key;
        return known != null
                && SigningKey.claims(token)
                        .map(claims -> claims.path("exp"))
                        .filter(exp -> exp.isIntegralNumber()
                                && exp.longValue() <= clock.instant().getEpochSecond())
                        .isPresent()
                && known.hasSigned(token);
    }

    private synchronized SigningKey key() throws GeneralSecurityException {
        SigningKey known = key;
        if (known == null) {
            known = SigningKey.generate();
            key = known;
        }
        return known;
    }
}
