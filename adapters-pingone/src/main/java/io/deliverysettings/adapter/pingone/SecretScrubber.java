package io.deliverysettings.adapter.pingone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deliverysettings.domain.secret.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Takes the secrets of a call out of what is handed on unchanged. PingOne is not known to give a secret back; this holds even
 * if it once does, in a member that is new or in the text of an error.
 */
final class SecretScrubber {

    private static final List<String> SECRET_MEMBERS = List.of("appSecret", "userAccessToken");
    private static final String MASK = "********";

    /** Shorter ones are words or digits that stand elsewhere too, and masking them would garble the text. */
    private static final int SHORTEST = 8;

    private final List<Secret> secrets;

    /**
     * Masks these secrets.
     *
     * @param secrets what must not show
     * @param ids what stands in answers anyway; somebody who gives one of them for a secret gets their ids back whole
     */
    SecretScrubber(List<Secret> secrets, List<String> ids) {
        // The longest first: one secret may be a part of another.
        this.secrets = secrets.stream()
                .filter(secret -> secret.reveal().length() >= SHORTEST && !ids.contains(secret.reveal()))
                .sorted(Comparator.comparing((Secret secret) -> secret.reveal().length())
                        .reversed())
                .toList();
    }

    static boolean isSecretMember(String name) {
        return SECRET_MEMBERS.contains(name);
    }

    String scrub(String text) {
        String clean = text;
        for (Secret secret : secrets) {
            clean = clean.replace(secret.reveal(), MASK);
        }
        return clean;
    }

    /** The node without secret members and with secrets masked in every name and text, at any depth. */
    JsonNode scrub(JsonNode node) {
        if (node instanceof TextNode text) {
            return TextNode.valueOf(scrub(text.textValue()));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, scrub(array.get(i)));
            }
        }
        if (node instanceof ObjectNode object) {
            List<Map.Entry<String, JsonNode>> members = List.copyOf(object.properties());
            object.removeAll();
            for (Map.Entry<String, JsonNode> member : members) {
                if (!isSecretMember(member.getKey())) {
                    object.set(scrub(member.getKey()), scrub(member.getValue()));
                }
            }
        }
        return node;
    }
}
