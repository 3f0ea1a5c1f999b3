package io.deliverysettings.app;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the gateway offers beside the resource itself, as a caller uses it. */
final class Steps {

    private Steps() {}

    static Answer selectNumber(WhatsAppClient client, String numberId) throws IOException, InterruptedException {
        return WhatsAppClient.send(client.putRequest("/selectedNumber", "{\"numberId\": \"" + numberId + "\"}"));
    }

    static Answer restore(WhatsAppClient client, int revision) throws IOException, InterruptedException {
        return WhatsAppClient.send(
                client.request("/history/" + revision + "/restore").POST(BodyPublishers.noBody()));
    }

    /** Asks PingOne, whatever the gateway knows already. */
    static Answer getFresh(WhatsAppClient client) throws IOException, InterruptedException {
        return WhatsAppClient.send(client.request("").GET().header("Cache-Control", "no-cache"));
    }

    static Answer history(WhatsAppClient client) throws IOException, InterruptedException {
        return client.get("/history?limit=200");
    }

    /** Revision, action and outcome of each entry, newest first; the answer itself when it is no history. */
    static List<String> entries(Answer history) {
        return history.status() == 200
                ? StreamSupport.stream(history.json().at("/_embedded/history").spliterator(), false)
                        .map(entry -> entry.path("revision").asText() + " "
                                + entry.path("action").asText() + " "
                                + entry.path("outcome").asText())
                        .toList()
                : List.of(history.toString());
    }
}
