package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The three secrets of a request go to PingOne and nowhere else: not into the log at any level, not into any answer. */
@Timeout(60)
class SecretsTest {

    private static final String HIDDEN = "must-not-show";

    @Test
    void secretsAreNeitherLoggedNorAnswered() throws Exception {
        List<String> seen = new ArrayList<>();
        try (CapturedLog log = CapturedLog.from(Level.TRACE)) {
            try (RunningGateway gateway = RunningGateway.with("--write-timeout", "300ms", "--lease", "1s")) {
                WhatsAppClient client = gateway.client().with("bearer-" + HIDDEN);
                // Accepted, read back, refused by us, and every fault of the sandbox, the slow account's timeout
                // included.
                for (String account : List.of(
                        "107794359053209",
                        "200000000000005",
                        "200000000000060",
                        "200000000000429",
                        "200000000000503",
                        "200000000000499",
                        "200000000000601",
                        "200000000000602",
                        "200000000000604",
                        "no-account")) {
                    String body = Bodies.withSecrets(account, "secret-" + HIDDEN, "token-" + HIDDEN, "1");
                    seen.add(everything(client.put(body)));
                    seen.add(everything(client.dryRun(body)));
                    seen.add(everything(client.get()));
                }
                String body = Bodies.withSecrets("107794359053209", "secret-" + HIDDEN, "token-" + HIDDEN);
                seen.add(everything(client.put(body)));
                seen.add(everything(client.put(body.replace("appSecret", "appSecrets"))));
                seen.add(everything(client.put(body.substring(0, body.indexOf("\"numbers\"")))));
                seen.add(everything(client.put(body.replace("\"secret-" + HIDDEN + "\"", "[\"" + HIDDEN + "\"]"))));
                seen.add(everything(client.in("no-environment").put(body)));
                seen.add(everything(client.method("DELETE")));
                seen.add(everything(client.get()));
            }
            failForGood(seen);
            seen.add(log.text());
            assertThat(log.text()).contains("upstream SANDBOX at ", "upstream PINGONE at ", "stopped");
        }
        assertThat(seen)
                .as("every kind of answer")
                .extracting(text -> text.substring(0, 3))
                .contains("200", "201", "204", "400", "404", "429", "502", "503", "504");
        assertThat(seen).noneMatch(text -> text.contains(HIDDEN));
    }

    /** What is no more than tried again while PingOne comes round in the end. */
    private static void failForGood(List<String> seen) throws Exception {
        String body = Bodies.withSecrets("107794359053209", "secret-" + HIDDEN, "token-" + HIDDEN);
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                FaultyPingOne wire = new FaultyPingOne(pingOne.apiUrl());
                RunningGateway gateway = RunningGateway.with(
                        ExternalPingOne.flagsFor(wire.apiUrl(), "--write-timeout", "300ms", "--lease", "1s"))) {
            Map<UpstreamFault, String> statuses = Map.of(
                    UpstreamFault.BAD_GATEWAY, "502",
                    UpstreamFault.UNAVAILABLE, "503",
                    UpstreamFault.THROTTLED_FOR_SECONDS, "429");
            for (Map.Entry<UpstreamFault, String> expected : statuses.entrySet()) {
                wire.spoil(FaultyPingOne.Operation.PUT, expected.getKey(), Integer.MAX_VALUE);
                seen.add(Eventually.get(
                        () -> everything(
                                gateway.client().with("bearer-" + HIDDEN).put(body)),
                        answer -> answer.startsWith(expected.getValue())));
            }
        }
    }

    private static String everything(Answer answer) {
        return answer.status() + " " + answer.headers().map() + " " + answer.body();
    }
}
