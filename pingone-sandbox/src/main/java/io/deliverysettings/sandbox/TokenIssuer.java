package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues access tokens with one key, which is made on first use and on a worker thread: the start stays fast. */
final class TokenIssuer {

    static final int LIFETIME_SECONDS = 3600;

    private final Vertx vertx;
    private @Nullable SigningKey key;

    TokenIssuer(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<String> issue(String clientId, EnvironmentId environment, String authUrl) {
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = Json.object()
                .put("client_id", clientId)
                .put("iss", authUrl + "/" + environment.text() + "/as")
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now)
                .put("exp", now + LIFETIME_SECONDS);
        claims.putArray("aud").add("https://api.pingone.com");
        claims.put("env", environment.text()).put("org", TestValues.ORGANIZATION);
        return vertx.executeBlocking(() -> key().sign(claims), false);
    }

    Future<ObjectNode> jwks() {
        return vertx.executeBlocking(() -> key().jwks(), false);
    }

    private synchronized SigningKey key() throws GeneralSecurityException {
        if (key == null) {
            key = SigningKey.generate();
        }
        return key;
    }
}
