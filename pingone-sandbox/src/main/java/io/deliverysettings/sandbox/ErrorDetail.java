package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One entry of {@code details} in PingOne's error envelope. */
record ErrorDetail(
        String code,
        @Nullable String target,
        String message,
        @Nullable ObjectNode innerError) {

    static ErrorDetail of(String code, String message) {
        return new ErrorDetail(code, null, message, null);
    }

    static ErrorDetail required(String target) {
        return new ErrorDetail("REQUIRED_VALUE", target, target + " is required.", null);
    }

    static ErrorDetail empty(String target) {
        return new ErrorDetail("EMPTY_VALUE", target, target + " must not be empty.", null);
    }

    static ErrorDetail invalid(String target, String message) {
        return new ErrorDetail("INVALID_VALUE", target, message, null);
    }

    ErrorDetail withInnerError(ObjectNode inner) {
        return new ErrorDetail(code, target, message, inner);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("code", code);
        if (target != null) {
            json.put("target", target);
        }
        json.put("message", message);
        if (innerError != null) {
            json.set("innerError", innerError);
        }
        return json;
    }
}
