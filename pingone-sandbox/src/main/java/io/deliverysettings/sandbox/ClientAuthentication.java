package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Which client asks for a token. Any credentials that are there are good; none is verified. */
final class ClientAuthentication {

    private static final String BASIC = "Basic ";
    private static final String UNNAMED = "sandbox-client";

    private ClientAuthentication() {}

    /** The client's id, or empty if the request carries no credentials. */
    static Optional<String> clientId(HttpServerRequest request, Map<String, String> form) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())
                    ? basicClientId(authorization.substring(BASIC.length()).strip())
                    : Optional.empty();
        }
        String assertion = form.getOrDefault("client_assertion", "");
        if (!assertion.isBlank()) {
            return nonBlank(form.getOrDefault("client_id", "")).or(() -> Optional.of(subject(assertion)));
        }
        return form.getOrDefault("client_secret", "").isBlank()
                ? Optional.empty()
                : nonBlank(form.getOrDefault("client_id", ""));
    }

    /** RFC 6749 form-encodes both halves before they are joined. */
    private static Optional<String> basicClientId(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 || pair.substring(colon + 1).isBlank()
                    ? Optional.empty()
                    : nonBlank(Form.decode(pair.substring(0, colon)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Who the assertion speaks for; one that cannot be read is taken all the same. */
    private static String subject(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length < 2) {
            return UNNAMED;
        }
        try {
            Optional<ObjectNode> claims = Json.readObject(Base64.getUrlDecoder().decode(parts[1]));
            return claims.flatMap(node -> nonBlank(node.path("sub").asText())).orElse(UNNAMED);
        } catch (IllegalArgumentException malformed) {
            return UNNAMED;
        }
    }

    private static Optional<String> nonBlank(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
