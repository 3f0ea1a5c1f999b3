package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.deliverysettings.domain.caller.ClientId;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Optional;

/**
 * What a bearer token says of itself when it is a JWT (RFC 7519), which nothing obliges it to be. Nothing is verified here:
 * whether the token is genuine is for PingOne to say.
 */
final class TokenClaims {

    private static final int MOST_CHARACTERS = 8 * 1024;
    private static final int PARTS = 3;

    private TokenClaims() {}

    /** The application that the token was issued to, if it says so in a sane way. */
    static Optional<ClientId> clientId(String token) {
        String[] parts = token.split("\\.", PARTS + 1);
        if (parts.length != PARTS || parts[1].length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
            return Optional.ofNullable(JsonBody.parse(Buffer.buffer(claims)).get("client_id"))
                    .filter(JsonNode::isTextual)
                    .flatMap(claim -> ClientId.ifSane(claim.textValue()));
        } catch (IllegalArgumentException | MalformedBody noClaims) {
            return Optional.empty();
        }
    }
}
