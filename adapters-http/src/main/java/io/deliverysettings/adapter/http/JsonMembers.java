package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads members of a JSON object by the type that they must have; {@code null} counts as not there. */
final class JsonMembers {

    private JsonMembers() {}

    static @Nullable String text(ObjectNode object, String prefix, String member, RequestFaults faults) {
        JsonNode node = object.get(member);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            String hint = node.isNumber() ? "a string in quotes; a JSON number can lose digits" : "a string";
            faults.addAll(List.of(wrongType(prefix + member, hint)));
            return null;
        }
        return node.textValue();
    }

    static boolean flag(ObjectNode object, String prefix, String member, RequestFaults faults) {
        JsonNode node = object.get(member);
        if (node == null || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            faults.addAll(List.of(wrongType(prefix + member, "true or false, without quotes")));
        }
        return node.booleanValue();
    }

    static Violation wrongType(String target, String wanted) {
        return new Violation(Code.INVALID_VALUE, target, target + " must be " + wanted + ".");
    }
}
