package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sees of a PingOne that refuses, throttles, fails or takes its time: the test values of the README. */
@Timeout(30)
class SandboxFaultsTest {

    private static RunningGateway gateway;

    private WhatsAppClient client;

    @BeforeAll
    static void start() throws Gateway.CannotStart {
        // Every environment here is new, and a refusal is to be told at once.
        gateway = RunningGateway.with("--sandbox-verification-delay", "1500ms", "--new-environment-window", "0s");
    }

    @BeforeEach
    void anEnvironmentOfItsOwn() {
        client = gateway.client();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aCallerThatPingOneDoesNotKnowIsNotAuthenticated() throws Exception {
        Answer put = client.with("sandbox-bearer-401").put(Bodies.EXAMPLE);

        assertThat(put.status()).isEqualTo(401);
        assertThat(put.code()).isEqualTo("ACCESS_FAILED");
        assertThat(put.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(client.with("sandbox-bearer-401").get().status()).isEqualTo(401);
        assertThat(client.get().status()).isEqualTo(404);
    }

    @Test
    void aCallerWithoutTheRoleIsForbidden() throws Exception {
        Answer put = client.with("sandbox-bearer-403").put(Bodies.EXAMPLE);

        assertThat(put.status()).isEqualTo(403);
        assertThat(put.json().at("/details/0/code").asText()).isEqualTo("INSUFFICIENT_PERMISSIONS");
    }

    @Test
    void anEnvironmentWithoutALicenceIsForbidden() throws Exception {
        Answer put = client.in("00000000-0000-4000-8000-000000000403").put(Bodies.EXAMPLE);

        assertThat(put.status()).isEqualTo(403);
        assertThat(put.json().at("/details/0/code").asText()).isEqualTo("LICENSE_EXCEEDED");
        assertThat(put.json().at("/details/0/innerError/quotaLimit").asInt(-1)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "any-app-secret, sandbox-token-expired, userAccessToken",
        "any-app-secret, sandbox-token-no-scope, userAccessToken",
        "sandbox-secret-wrong, any-user-access-token, appSecret"
    })
    void aSecretThatMetaRefusesIsNamed(String appSecret, String userAccessToken, String target) throws Exception {
        Answer put = client.put(Bodies.withSecrets("107794359053209", appSecret, userAccessToken));

        assertThat(put.status()).isEqualTo(400);
        assertThat(put.code()).isEqualTo("INVALID_DATA");
        assertThat(put.json().at("/details/0/target").asText()).isEqualTo(target);
    }

    @Test
    void aThrottledWriteIsSentAgainWhenPingOneTakesIt() throws Exception {
        Answer put = client.put(Bodies.put("200000000000429", "206000000000429"));

        assertIsApplied(put, "206000000000429");
    }

    @Test
    void aCallerIsToldWhenToComeBackIfThereIsNoTimeToWaitForPingOne() throws Exception {
        try (RunningGateway hurried = RunningGateway.with("--write-timeout", "900ms")) {
            Answer throttled = hurried.client().put(Bodies.put("200000000000429", "206000000000429"));

            assertThat(throttled.status()).as(throttled.body()).isEqualTo(429);
            assertThat(throttled.code()).isEqualTo("REQUEST_LIMITED");
            assertThat(throttled.header("Retry-After")).isEqualTo("1");
        }
    }

    @Test
    void aPingOneThatIsDownForAMomentIsAskedAgain() throws Exception {
        Answer put = client.put(Bodies.put("200000000000503", "206000000000503"));

        assertIsApplied(put, "206000000000503");
    }

    @ParameterizedTest
    @ValueSource(strings = {"499", "601", "602", "603"})
    void afterAnAnswerThatCannotBeReadPingOneIsAskedWhatHasBecomeOfTheChange(String fault) throws Exception {
        Answer put = client.put(Bodies.put("200000000000" + fault, "206000000000" + fault));

        assertIsApplied(put, "206000000000" + fault);
        assertThat(put.body()).doesNotContain("<html", "padding").hasSizeLessThan(3000);
    }

    /** Told as made, held by PingOne, and in the history once, however often it was sent. */
    private void assertIsApplied(Answer put, String selected) throws Exception {
        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(put.selected()).containsExactly(selected);
        assertThat(client.getFresh().selected()).containsExactly(selected);
        assertThat(Steps.entries(Steps.history(client))).containsExactly("1 CONFIGURE APPLIED");
    }

    @Test
    void membersAndValuesThatAreNewPassThrough() throws Exception {
        Answer put = client.put(Bodies.put("200000000000604", "206000000000604"));

        assertThat(put.status()).as(put.body()).isEqualTo(201);
        JsonNode document = put.json();
        assertThat(document.path("type").asText()).isEqualTo("WHATSAPP_FUTURE");
        assertThat(document.path("status").asText()).isEqualTo("FUTURE_STATUS");
        assertThat(document.at("/sandboxFutureMember/enabled").asBoolean()).isTrue();
        assertThat(document.at("/_links/sandboxFutureLink/href").asText()).isEqualTo("https://example.invalid/future");
        JsonNode number = document.at("/numbers/0");
        assertThat(number.path("type").asText()).isEqualTo("WHATSAPP_FUTURE");
        assertThat(number.path("qualityRating").asText()).isEqualTo("FUTURE_RATING");
        assertThat(number.path("sandboxFutureMember").asText()).isEqualTo("future");
        assertThat(number.path("capabilities").toString()).isEqualTo("[\"WHATSAPP\",\"FUTURE_CAPABILITY\"]");
        assertThat(client.get().json().toString()).isEqualTo(document.toString());
    }

    @Test
    void whilePingOneVerifiesOneAccountOthersAreServed() throws Exception {
        CompletableFuture<Answer> slow = client.putAsync(Bodies.put(Bodies.SLOW, "206000000000060"));

        Answer sameEnvironment = client.get();
        Answer other = gateway.client().put(Bodies.EXAMPLE);

        assertThat(slow).isNotDone();
        assertThat(sameEnvironment.status()).isEqualTo(404);
        assertThat(other.status()).isEqualTo(201);
        Answer verified = slow.get(15, TimeUnit.SECONDS);
        assertThat(verified.status()).as(verified.body()).isEqualTo(201);
        assertThat(verified.selected()).containsExactly("206000000000060");
    }
}
