package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys are rotated while the gateway runs: nobody notices, and after a moment nothing is sealed with the earlier key. */
@Timeout(60)
class RotatedKeysTest {

    private static final String BEFORE = "205000000000001";
    private static final String AFTER = "205000000000002";

    @TempDir
    Path data = Path.of("");

    @Test
    void aRunningGatewayTakesTheNewKeyAndSealsEverythingAgain() throws Exception {
        try (CapturedLog log = CapturedLog.from(Level.INFO);
                // The shorter the lease, the more often it looks.
                RunningGateway gateway = RunningGateway.in(data, "--lease", "1s")) {
            WhatsAppClient client = gateway.client();
            // Two accounts one after the other, so that the secrets of the first are only in the history.
            put(client, "107794359053209");
            put(client, Bodies.FIVE_NUMBERS, BEFORE);
            put(gateway.client(), Bodies.FIVE_NUMBERS, BEFORE);
            String earlier = primaryKey();
            assertThat(keysOfWhatIsStored()).containsExactly(earlier);

            assertThat(CliRun.started(Map.of(), "keys", "rotate", "--data-dir", data.toString())
                            .exitCode())
                    .isZero();

            String key = primaryKey();
            assertThat(key).isNotEqualTo(earlier);
            Eventually.get(
                    log::text, text -> text.contains("stored secrets are sealed with the present key again (3)"));
            assertThat(log.text()).contains("the keyset has changed");
            assertThat(keysOfWhatIsStored()).containsExactly(key);
            assertThat(Steps.selectNumber(client, AFTER).selected()).containsExactly(AFTER);
            assertThat(Steps.restore(client, 1).status()).isEqualTo(200);

            put(client, Bodies.FIVE_NUMBERS, BEFORE);
            assertThat(Steps.history(client)
                            .json()
                            .at("/_embedded/history/0/secrets/appSecret")
                            .asText())
                    .as("the same secret is still known to be the same")
                    .isEqualTo("unchanged");
            assertThat(keysOfWhatIsStored()).containsExactly(key);
            assertThat(log.text()).doesNotContain("do not open with the keys at hand");
        }
    }

    @Test
    void whatWasLeftByAnEarlierKeyIsSealedAgainAtTheNextStart() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start()) {
            WhatsAppClient client;
            try (RunningGateway gateway = RunningGateway.in(data, pingOne.flags())) {
                client = gateway.client();
                put(client, Bodies.FIVE_NUMBERS, BEFORE);
            }
            assertThat(CliRun.started(Map.of(), "keys", "rotate", "--data-dir", data.toString())
                            .exitCode())
                    .isZero();

            try (CapturedLog log = CapturedLog.from(Level.INFO);
                    RunningGateway gateway = RunningGateway.in(data, pingOne.flags())) {
                Eventually.get(
                        log::text, text -> text.contains("stored secrets are sealed with the present key again (1)"));
                assertThat(keysOfWhatIsStored()).containsExactly(primaryKey());
                assertThat(Steps.selectNumber(gateway.client().in(client.environment()), AFTER)
                                .selected())
                        .containsExactly(AFTER);
            }
        }
    }

    @Test
    void aKeysetThatIsSpoiltWhileTheGatewayRunsChangesNothing() throws Exception {
        try (CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway gateway = RunningGateway.in(data, "--lease", "1s")) {
            WhatsAppClient client = gateway.client();
            put(client, Bodies.FIVE_NUMBERS, BEFORE);

            Files.writeString(data.resolve("keyset.json"), "spoilt");
            Eventually.get(log::text, text -> text.contains("the keyset cannot be read again"));

            assertThat(log.text()).contains(data.resolve("keyset.json").toString(), "the earlier one stays in use");
            assertThat(Steps.selectNumber(client, AFTER).selected()).containsExactly(AFTER);
        }
    }

    private static void put(WhatsAppClient client, String account, String... numberIds) throws Exception {
        Answer answer = client.put(Bodies.put(account, numberIds));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private String primaryKey() throws IOException {
        return Answer.json(Files.readString(data.resolve("keyset.json")))
                .at("/sealing/primaryKeyId")
                .asText();
    }

    /** Ciphertexts of Tink begin with a byte 1 and the id of their key. */
    private Set<String> keysOfWhatIsStored() throws SQLException {
        Set<String> keys = new TreeSet<>();
        for (String column : List.of("app_secret_ciphertext", "user_access_token_ciphertext")) {
            for (String ciphertext : StoreFile.in(data).texts("SELECT " + column + " FROM credentials")) {
                keys.add(Integer.toUnsignedString(
                        ByteBuffer.wrap(Base64.getDecoder().decode(ciphertext)).getInt(1)));
            }
        }
        return keys;
    }
}
