package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One command at work: where it asks, and where it tells.
 *
 * @param surroundings the process
 * @param target whose settings
 * @param requests the way there
 * @param secrets where more secrets come from
 * @param isJson whether documents are wanted as they are
 * @param err what is said beside the result
 */
record Session(
        Surroundings surroundings,
        Target target,
        Requests requests,
        SecretSources secrets,
        boolean isJson,
        PrintWriter err) {

    static Session of(ConnectionOptions connection, Surroundings surroundings, PrintWriter err) throws CannotDo {
        Target target = connection.target(surroundings);
        SecretSources secrets = new SecretSources(surroundings);
        return new Session(
                surroundings, target, connection.requests(surroundings, secrets), secrets, connection.json, err);
    }

    /** What is printed for people. */
    void print(Table table) {
        print(table.text(isColoured()));
    }

    void print(String text) {
        surroundings.print(text);
    }

    /** What is printed for programs. Only a terminal is spared what would move its cursor. */
    static void document(byte[] json, Surroundings surroundings) {
        if (surroundings.isOutputTerminal()) {
            surroundings.print(ShownText.ofJson(new String(json, StandardCharsets.UTF_8)));
        } else {
            byte[] line = new byte[json.length + 1];
            System.arraycopy(json, 0, line, 0, json.length);
            line[json.length] = '\n';
            surroundings.write(line);
        }
    }

    void document(byte[] json) {
        document(json, surroundings);
    }

    /** What is said beside the result. */
    void tell(String message) {
        err.println("gateway: " + message);
        err.flush();
    }

    private boolean isColoured() {
        return surroundings.isOutputTerminal()
                && surroundings.variables().getOrDefault("NO_COLOR", "").isEmpty()
                && !surroundings
                        .variables()
                        .getOrDefault("TERM", "")
                        .toLowerCase(Locale.ROOT)
                        .equals("dumb");
    }

    /** The document of an answer that has to be a success. */
    static JsonNode success(Reply reply) throws CannotDo {
        if (!reply.isSuccess()) {
            throw ErrorText.of(reply);
        }
        return document(reply);
    }

    /** The document of an answer. */
    static JsonNode document(Reply reply) throws CannotDo {
        return reply.json().orElseThrow(ErrorText::unreadable);
    }
}
