package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway with its sandbox, as a newcomer starts it, stopped and started again. */
class RestartTest {

    @TempDir
    Path data = Path.of("");

    @Test
    void whatWasAcknowledgedIsThereAfterARestart() throws Exception {
        WhatsAppClient client;
        Answer put;
        try (RunningGateway gateway = RunningGateway.in(data)) {
            client = gateway.client();
            put = client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"));
            assertThat(put.status()).as(put.body()).isEqualTo(201);
        }

        try (RunningGateway gateway = RunningGateway.in(data)) {
            WhatsAppClient again = new WhatsAppClient(gateway.apiUrl(), client.environment(), client.bearer());
            Answer read = again.get();

            assertThat(read.withoutLinks()).isEqualTo(put.withoutLinks());
            assertThat(read.revision()).as("nothing has changed").isEqualTo(put.revision());
            Answer selected =
                    WhatsAppClient.send(again.putRequest("/selectedNumber", "{\"numberId\":\"205000000000002\"}"));
            assertThat(selected.selected()).containsExactly("205000000000002");
        }
    }
}
