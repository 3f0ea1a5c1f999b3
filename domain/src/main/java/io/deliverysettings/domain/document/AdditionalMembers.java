package io.deliverysettings.domain.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of a JSON object that are not known to this version, so that they can be handed on unchanged. PingOne's
 * contract asks its clients to tolerate new members.
 *
 * @param jsonByName each member's value as JSON text, by its name, in the order of the document
 */
public record AdditionalMembers(Map<String, String> jsonByName) {

    /** No additional member. */
    public static final AdditionalMembers NONE = new AdditionalMembers(Map.of());

    /** Copies the map and keeps its order. */
    public AdditionalMembers {
        jsonByName = jsonByName.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(jsonByName));
    }
}
