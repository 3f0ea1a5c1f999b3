package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Callers that go away, and those who come in the middle of somebody else's change. */
class UnansweredCallerTest {

    @Test
    void aCallerThatGoesAwayDoesNotStopItsChange() throws Exception {
        try (RunningGateway gateway = RunningGateway.with("--sandbox-verification-delay", "1500ms")) {
            WhatsAppClient client = gateway.client();

            assertThatThrownBy(() ->
                            WhatsAppClient.send(client.putRequest("", Bodies.put(Bodies.SLOW, "206000000000060"))
                                    .timeout(Duration.ofMillis(500))))
                    .isInstanceOf(HttpTimeoutException.class);

            // Waits for its turn, and is answered by what the caller who went away has brought about.
            Answer next =
                    WhatsAppClient.send(client.putRequest("/selectedNumber", "{\"numberId\":\"206000000000060\"}"));
            assertThat(next.status()).as(next.body()).isEqualTo(200);
            JsonNode history = client.get("/history").json().path("_embedded").path("history");
            assertThat(history).hasSize(2);
            assertThat(history.get(1).path("action").asText()).isEqualTo("CONFIGURE");
            assertThat(history.get(1).path("outcome").asText()).isEqualTo("APPLIED");
        }
    }

    @Test
    void whoWaitsForTooLongIsToldWhenToComeBack() throws Exception {
        try (RunningGateway gateway =
                RunningGateway.with("--sandbox-verification-delay", "5s", "--turn-timeout", "100ms", "--lease", "2s")) {
            WhatsAppClient client = gateway.client();
            var slow = client.putUnderWay(Bodies.put(Bodies.SLOW, "206000000000060"));
            Answer busy;
            do {
                busy = client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"));
            } while (busy.status() == 201 && !slow.isDone());

            assertThat(busy.status()).as(busy.body()).isEqualTo(409);
            assertThat(busy.code()).isEqualTo("CONCURRENT_CHANGE");
            assertThat(busy.header("Retry-After")).isEqualTo("2");
        }
    }
}
