package io.deliverysettings.adapter.identity;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JWT in its compact form (RFC 7515, section 3.1), taken apart and not verified. It is read strictly: what two readers could
 * understand differently, such as a member that is there twice, is no JWT here.
 */
final class Jwt {

    /** Several times what PingOne issues, and more than a header of HTTP holds. */
    static final int MOST_CHARACTERS = 16 * 1024;

    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        STRICT.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(32).build());
    }

    private final String signedPart;
    private final String signature;
    private final ObjectNode header;
    private final ObjectNode claims;

    private Jwt(String signedPart, String signature, ObjectNode header, ObjectNode claims) {
        this.signedPart = signedPart;
        this.signature = signature;
        this.header = header;
        this.claims = claims;
    }

    /**
     * Takes a text apart.
     *
     * @param text untrusted text of any length
     * @return empty when it is no JWT: one that is encrypted, say, or longer than {@link #MOST_CHARACTERS}
     */
    static Optional<Jwt> parse(String text) {
        if (text.length() > MOST_CHARACTERS || !COMPACT.matcher(text).matches()) {
            return Optional.empty();
        }
        int afterHeader = text.indexOf('.');
        int afterClaims = text.lastIndexOf('.');
        Optional<ObjectNode> header = object(text.substring(0, afterHeader));
        return header.flatMap(head -> object(text.substring(afterHeader + 1, afterClaims))
                .map(claims -> new Jwt(text.substring(0, afterClaims), text.substring(afterClaims + 1), head, claims)));
    }

    ObjectNode header() {
        return header;
    }

    ObjectNode claims() {
        return claims;
    }

    /** What the signature is made over. */
    byte[] signedBytes() {
        return signedPart.getBytes(StandardCharsets.US_ASCII);
    }

    /** In base64url; empty when it is not signed. */
    String signature() {
        return signature;
    }

    private static Optional<ObjectNode> object(String part) {
        try {
            return STRICT.readTree(Base64.getUrlDecoder().decode(part)) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException noJson) {
            return Optional.empty();
        }
    }
}
