package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stored secrets that do not open are named and refused, and nothing else is affected. */
@Timeout(60)
class MovedSecretsTest {

    private static final String DO_NOT_OPEN = "do not open with the keys at hand";
    private static final String DAMAGED = "the stored one is damaged";
    private static final String KEY_LOST = "the key that the stored one is sealed with is not at hand";
    private static final String BEFORE = "205000000000001";
    private static final String AFTER = "205000000000002";

    @TempDir
    Path data = Path.of("");

    private ExternalPingOne pingOne;
    private WhatsAppClient moved;
    private WhatsAppClient exchanged;
    private WhatsAppClient cutOff;
    private WhatsAppClient flipped;
    private WhatsAppClient whole;

    @BeforeEach
    void storeSecrets() throws Exception {
        pingOne = ExternalPingOne.start();
        try (RunningGateway gateway = RunningGateway.in(data, pingOne.flags())) {
            moved = configured(gateway);
            exchanged = configured(gateway);
            cutOff = configured(gateway);
            flipped = configured(gateway);
            whole = configured(gateway);
        }
    }

    @AfterEach
    void stopPingOne() throws Exception {
        pingOne.close();
    }

    private static WhatsAppClient configured(RunningGateway gateway) throws Exception {
        WhatsAppClient client = gateway.client();
        assertThat(client.put(Bodies.put(Bodies.FIVE_NUMBERS, BEFORE)).status()).isEqualTo(201);
        return client;
    }

    @Test
    void whatIsNotAsItWasSealedIsNamedAndRefused() throws Exception {
        StoreFile store = StoreFile.in(data);
        store.change("""
                UPDATE credentials SET (app_secret_ciphertext, app_secret_digest, user_access_token_ciphertext,
                    user_access_token_digest) = (SELECT app_secret_ciphertext, app_secret_digest,
                    user_access_token_ciphertext, user_access_token_digest FROM credentials WHERE environment_id = ?)
                WHERE environment_id = ?""", whole.environment(), moved.environment());
        store.change("""
                UPDATE credentials SET app_secret_ciphertext = user_access_token_ciphertext,
                    user_access_token_ciphertext = app_secret_ciphertext
                WHERE environment_id = ?""", exchanged.environment());
        // Four characters of base64 are three bytes, so that what is left is well-formed.
        store.change("""
                UPDATE credentials SET user_access_token_ciphertext =
                    substr(user_access_token_ciphertext, 1, length(user_access_token_ciphertext) - 4)
                WHERE environment_id = ?""", cutOff.environment());
        store.change("""
                UPDATE credentials SET app_secret_ciphertext = substr(app_secret_ciphertext, 1, 20)
                    || CASE substr(app_secret_ciphertext, 21, 1) WHEN 'A' THEN 'B' ELSE 'A' END
                    || substr(app_secret_ciphertext, 22)
                WHERE environment_id = ?""", flipped.environment());

        try (CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway gateway = RunningGateway.in(data, pingOne.flags())) {
            String named = Eventually.get(() -> linesThatName(log), text -> !text.isEmpty());
            assertThat(named)
                    .startsWith("ERROR ")
                    .contains("bring the keyset back", "configure these environments again (4): ")
                    .contains(moved.environment(), exchanged.environment(), cutOff.environment(), flipped.environment())
                    .doesNotContain(whole.environment())
                    .hasLineCount(1);

            for (WhatsAppClient client : List.of(moved, exchanged, cutOff, flipped)) {
                assertThatTheSecretsDoNotOpen(at(gateway, client), DAMAGED);
            }
            assertThatTheSecretsOpen(at(gateway, whole));
        }
    }

    @Test
    void withAnotherKeysetAllAreNamedAndWithTheRightOneBackAllOpen() throws Exception {
        Path other = data.resolve("other-keyset.json");
        assertThat(CliRun.started(Map.of(), "keys", "create", "--keyset", other.toString())
                        .exitCode())
                .isZero();
        List<WhatsAppClient> all = List.of(moved, exchanged, cutOff, flipped, whole);

        try (CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway gateway = RunningGateway.in(data, pingOne.flags("--keyset", other.toString()))) {
            String named = Eventually.get(() -> linesThatName(log), text -> !text.isEmpty());
            assertThat(named).contains("again (5): ");
            assertThat(named)
                    .contains(all.stream().map(WhatsAppClient::environment).toList());
            for (WhatsAppClient client : all) {
                assertThatTheSecretsDoNotOpen(at(gateway, client), KEY_LOST);
            }
            // Others can be configured meanwhile.
            assertThatTheSecretsOpen(configured(gateway));
        }

        try (CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway gateway = RunningGateway.in(data, pingOne.flags())) {
            for (WhatsAppClient client : all) {
                assertThatTheSecretsOpen(at(gateway, client));
            }
            String named = Eventually.get(() -> linesThatName(log), text -> !text.isEmpty());
            assertThat(named)
                    .as("the one that was configured with the other keyset")
                    .contains("again (1): ");
        }
    }

    @Test
    void theWholeResourceWithBothSecretsMendsIt() throws Exception {
        Files.delete(data.resolve("keyset.json"));
        assertThatExceptionOfType(Gateway.CannotStart.class)
                .isThrownBy(() -> RunningGateway.in(data, pingOne.flags()))
                .withMessageContainingAll(data.resolve("keyset.json") + " is missing", "keys create");
        assertThat(CliRun.started(Map.of(), "keys", "create", "--data-dir", data.toString())
                        .exitCode())
                .isZero();

        try (RunningGateway gateway = RunningGateway.in(data, pingOne.flags())) {
            WhatsAppClient client = at(gateway, whole);
            assertThatTheSecretsDoNotOpen(client, KEY_LOST);

            Answer put = client.put(Bodies.put(Bodies.FIVE_NUMBERS, BEFORE));

            assertThat(put.status()).as(put.body()).isEqualTo(201);
            assertThat(Steps.history(client)
                            .json()
                            .at("/_embedded/history/0/secrets/appSecret")
                            .asText())
                    .as("nobody can tell that it is the same")
                    .isEqualTo("changed");
            assertThatTheSecretsOpen(client);
        }
        try (CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway gateway = RunningGateway.in(data, pingOne.flags())) {
            String named = Eventually.get(() -> linesThatName(log), text -> !text.isEmpty());
            assertThat(named).contains("again (4): ", moved.environment()).doesNotContain(whole.environment());
            assertThatTheSecretsOpen(at(gateway, whole));
        }
    }

    private static WhatsAppClient at(RunningGateway gateway, WhatsAppClient client) {
        return gateway.client().in(client.environment());
    }

    private static String linesThatName(CapturedLog log) {
        return String.join(
                "\n",
                log.text().lines().filter(line -> line.contains(DO_NOT_OPEN)).toList());
    }

    private void assertThatTheSecretsOpen(WhatsAppClient client) throws Exception {
        Answer selected = Steps.selectNumber(client, AFTER);
        assertThat(selected.status()).as(selected.body()).isEqualTo(200);
        assertThat(selected.selected()).containsExactly(AFTER);
        assertThat(pingOne.directly(client).get().selected()).containsExactly(AFTER);
        assertThat(Steps.selectNumber(client, BEFORE).status()).isEqualTo(200);
        // An entity tag is the revision in quotes.
        int revision = Integer.parseInt(selected.header("ETag").replace("\"", ""));
        assertThat(Steps.restore(client, revision).selected()).containsExactly(AFTER);
    }

    /** And all that needs no secrets works. */
    private void assertThatTheSecretsDoNotOpen(WhatsAppClient client, String why) throws Exception {
        List<String> before = pingOne.received(client);

        for (Answer refused : List.of(Steps.selectNumber(client, AFTER), Steps.restore(client, 1))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("INVALID_DATA");
            assertThat(refused.json().path("details").findValuesAsText("target"))
                    .containsExactly("appSecret", "userAccessToken");
            assertThat(refused.json().path("details").findValuesAsText("message"))
                    .allMatch(message -> message.contains(why)
                            && message.contains("Send a PUT of the whole resource once, with both secrets"));
        }

        assertThat(pingOne.received(client).stream().filter("PUT"::equals))
                .hasSameSizeAs(before.stream().filter("PUT"::equals).toList());
        Answer get = client.get();
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.header("ETag")).isEqualTo("\"1\"");
        assertThat(get.selected()).containsExactly(BEFORE);
        assertThat(client.get("/numbers").status()).isEqualTo(200);
        assertThat(Steps.entries(Steps.history(client))).containsExactly("1 CONFIGURE APPLIED");
    }
}
