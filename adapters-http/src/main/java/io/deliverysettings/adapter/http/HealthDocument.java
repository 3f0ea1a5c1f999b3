package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.application.health.Component;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.in.CheckHealthUseCase.Result;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;

/** How the gateway is, as JSON. */
final class HealthDocument {

    private HealthDocument() {}

    /** A status and nothing else. */
    static Buffer of(String status) {
        return JsonDocument.object(json -> json.writeStringField("status", status));
    }

    /** All together and each of the components, always in the same order. */
    static Buffer of(Result result) {
        return JsonDocument.object(json -> {
            json.writeStringField("status", result.readiness().name());
            json.writeObjectFieldStart("components");
            for (Component component : Component.values()) {
                ComponentHealth health = result.components().get(component);
                if (health != null) {
                    json.writeObjectFieldStart(name(component));
                    write(json, health);
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
        });
    }

    /** The facts about this gateway, in the order in which they were given. */
    static Buffer of(Map<String, String> info) {
        return JsonDocument.object(json -> {
            for (Map.Entry<String, String> fact : info.entrySet()) {
                json.writeStringField(fact.getKey(), fact.getValue());
            }
        });
    }

    private static void write(JsonGenerator json, ComponentHealth health) throws IOException {
        json.writeStringField("status", health.state().name());
        if (health.detail().isPresent()) {
            json.writeStringField("detail", health.detail().get());
        }
    }

    /** Of a component, wherever it is shown. */
    static String name(Component component) {
        return switch (component) {
            case STORE -> "store";
            case PINGONE -> "pingOne";
            case KEYSET -> "keyset";
            case AUDIT_LOG -> "auditLog";
        };
    }
}
