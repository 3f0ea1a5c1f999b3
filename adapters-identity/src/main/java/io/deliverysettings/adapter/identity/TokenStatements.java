package io.deliverysettings.adapter.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.application.port.out.AccessTokenPort.Reason;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.caller.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a token says of itself. Nothing of it is to be believed before the signature was found good, but for what the signature is
 * checked by: the issuer and the key.
 *
 * @param issuer who is said to have issued it
 * @param key what it is said to be signed with
 * @param audience whom it is meant for
 * @param expires when its time is over
 * @param begins when its time comes; empty when it has come
 * @param identity whom it was issued to
 */
record TokenStatements(
        String issuer,
        KeyName key,
        Set<String> audience,
        Instant expires,
        Optional<Instant> begins,
        Identity identity) {

    private static final int LONGEST_KEY_ID = 256;
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final String CLIENT_ID = "client_id";
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /** What is beyond these is left out, and so gives nobody anything. */
    private static final int MOST_CLAIMS = 64;

    static final int LONGEST_CLAIM_NAME = 128;
    private static final int MOST_CLAIM_VALUES = 256;

    /** How long a value can be that a rule can compare with. */
    static final int LONGEST_CLAIM_VALUE = 256;

    /**
     * Reads what a token says.
     *
     * @throws TokenRefusal when it does not say what it has to, or is signed in a way that is not accepted
     */
    static TokenStatements of(Jwt jwt) throws TokenRefusal {
        ObjectNode header = jwt.header();
        ObjectNode claims = jwt.claims();
        SignatureAlgorithm algorithm = SignatureAlgorithm.of(text(header, "alg").orElse(""))
                .orElseThrow(() -> new TokenRefusal(Reason.ALGORITHM));
        boolean isPlainAccessToken = !header.has("crit")
                && !header.has("cty")
                && (!header.has("typ")
                        || TYPES.contains(text(header, "typ").orElse("").toLowerCase(Locale.ROOT)));
        if (!isPlainAccessToken) {
            throw new TokenRefusal(Reason.UNREADABLE);
        }
        String keyId = text(header, "kid")
                .filter(id -> !id.isEmpty() && id.length() <= LONGEST_KEY_ID)
                .orElseThrow(() -> new TokenRefusal(Reason.UNREADABLE));
        return new TokenStatements(
                text(claims, "iss").orElse(""),
                new KeyName(algorithm, keyId),
                audience(claims),
                time(claims, "exp").orElseThrow(() -> new TokenRefusal(Reason.UNREADABLE)),
                time(claims, "nbf"),
                new Identity(text(claims, CLIENT_ID).flatMap(ClientId::ifSane), comparable(claims)));
    }

    /**
     * Whether a token whose signature is good is accepted now.
     *
     * @return why not
     */
    Optional<Reason> complaint(Set<String> audiences, Duration leeway, Instant now) {
        if (audience.stream().noneMatch(audiences::contains)) {
            return Optional.of(Reason.AUDIENCE);
        }
        if (!now.isBefore(expires.plus(leeway))) {
            return Optional.of(Reason.EXPIRED);
        }
        return begins.filter(begin -> now.isBefore(begin.minus(leeway))).map(early -> Reason.NOT_YET_VALID);
    }

    /** RFC 7519, section 4.1.3: one text, or a list of them. */
    private static Set<String> audience(ObjectNode claims) throws TokenRefusal {
        JsonNode audience = claims.path("aud");
        return audience.isMissingNode()
                ? Set.of()
                : texts(audience).orElseThrow(() -> new TokenRefusal(Reason.UNREADABLE));
    }

    /** RFC 7519, section 2: seconds, which need not be whole. */
    private static Optional<Instant> time(ObjectNode claims, String name) throws TokenRefusal {
        JsonNode seconds = claims.path(name);
        if (seconds.isMissingNode()) {
            return Optional.empty();
        }
        // Written so that what is no number at all is refused too.
        if (!seconds.isNumber() || !(seconds.doubleValue() >= 0 && seconds.doubleValue() <= LAST_SECOND)) {
            throw new TokenRefusal(Reason.UNREADABLE);
        }
        return Optional.of(Instant.ofEpochSecond((long) seconds.doubleValue()));
    }

    private static Map<String, Set<String>> comparable(ObjectNode claims) {
        Map<String, Set<String>> comparable = new HashMap<>();
        claims.properties().stream()
                .filter(claim ->
                        !claim.getKey().equals(CLIENT_ID) && claim.getKey().length() <= LONGEST_CLAIM_NAME)
                .limit(MOST_CLAIMS)
                .forEach(claim -> values(claim.getValue())
                        .filter(values -> values.size() <= MOST_CLAIM_VALUES
                                && values.stream().allMatch(value -> value.length() <= LONGEST_CLAIM_VALUE))
                        .ifPresent(values -> comparable.put(claim.getKey(), values)));
        return comparable;
    }

    private static Optional<Set<String>> values(JsonNode claim) {
        return claim.isNumber() || claim.isBoolean() ? Optional.of(Set.of(claim.asText())) : texts(claim);
    }

    private static Optional<Set<String>> texts(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(Set.of(node.textValue()));
        }
        if (!(node instanceof ArrayNode list)) {
            return Optional.empty();
        }
        Set<String> texts = new HashSet<>();
        for (JsonNode element : list) {
            if (!element.isTextual()) {
                return Optional.empty();
            }
            texts.add(element.textValue());
        }
        return Optional.of(texts);
    }

    private static Optional<String> text(ObjectNode parent, String member) {
        return Optional.ofNullable(parent.get(member))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }
}
