package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StatisticsTest extends SandboxFixture {

    private static final String BODY = body(TestValues.EXAMPLE_ACCOUNT).toString();

    @Test
    void aNewSandboxHasSeenNothing() {
        assertThat(sandbox.statistics()).isEqualTo(new SandboxStatistics(0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(sandbox.statistics().throttledShare()).isZero();
    }

    @Test
    void callsAreCountedByWhatBecameOfThem() throws Exception {
        restart(OPTIONS.withRateLimits(new RateLimits(5, 5)));
        put(BODY);
        put("{}");
        get();
        delete();
        method("POST");
        put(BODY);
        get();
        get();

        SandboxStatistics statistics = sandbox.statistics();

        assertThat(statistics).isEqualTo(new SandboxStatistics(8, 3, 5, 0, 3, 1, 0, 0));
        assertThat(statistics.throttledShare()).isEqualTo(0.375);
    }

    @Test
    void aSnapshotStaysAsItIs() throws Exception {
        SandboxStatistics before = sandbox.statistics();
        get();

        assertThat(before.callsReceived()).isZero();
        assertThat(sandbox.statistics().callsReceived()).isOne();
    }

    @Test
    void tokenCallsAreCountedApart() throws Exception {
        String path = "/" + environment + "/as/token";
        send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=a&client_secret=s")));
        send(request(path).POST(BodyPublishers.ofString("refused")));
        send(request(path).GET());
        send(request("/" + environment + "/as/jwks").GET());

        assertThat(sandbox.statistics()).isEqualTo(new SandboxStatistics(0, 0, 0, 0, 0, 0, 0, 2));
    }

    @Test
    void aPathWithoutAnEnvironmentIsNoConfigurationCall() throws Exception {
        send(request(settingsPath("not-a-uuid")).GET());

        assertThat(sandbox.statistics().callsReceived()).isZero();
    }

    @Test
    void theThrottledAccountIsNotOverALimit() throws Exception {
        put(body(TestValues.THROTTLED_ACCOUNT));

        assertThat(sandbox.statistics()).isEqualTo(new SandboxStatistics(1, 0, 1, 0, 1, 0, 0, 0));
    }

    @Test
    void aWriteThatIsSentAgainAfterItWasAppliedIsFoundOut() throws Exception {
        put("first", BODY);
        put("first", BODY);
        put("first", BODY);

        assertThat(sandbox.statistics().putsApplied()).isEqualTo(3);
        assertThat(sandbox.statistics().putsAppliedTwice()).isEqualTo(2);
    }

    @Test
    void aWriteThatWasAppliedWithoutAnAnswerCountsWhenItIsSentAgain() throws Exception {
        String dropped = body(TestValues.DROPPED_ACCOUNT).toString();
        assertThatThrownBy(() -> put("first", dropped)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> put("first", dropped)).isInstanceOf(IOException.class);

        assertThat(sandbox.statistics().putsAppliedTwice()).isOne();
    }

    @Test
    void aWriteThatWasNotAppliedMayBeSentAgain() throws Exception {
        String throttled = body(TestValues.THROTTLED_ACCOUNT).toString();
        put("first", throttled);
        put("first", throttled);
        put("first", throttled);

        assertThat(sandbox.statistics().putsApplied()).isOne();
        assertThat(sandbox.statistics().putsAppliedTwice()).isZero();
    }

    @Test
    void anotherCorrelationIdOrNoneMakesItAnotherWrite() throws Exception {
        put("first", BODY);
        put("second", BODY);
        put(BODY);
        put(BODY);

        assertThat(sandbox.statistics().putsApplied()).isEqualTo(4);
        assertThat(sandbox.statistics().putsAppliedTwice()).isZero();
    }

    @Test
    void anotherBodyMakesItAnotherWrite() throws Exception {
        put("first", BODY);
        put("first", BODY + " ");
        put("first", BODY);

        assertThat(sandbox.statistics().putsAppliedTwice()).isZero();
    }

    @Test
    void theSameWriteToAnotherEnvironmentIsAnotherOne() throws Exception {
        put("first", BODY);
        send(request(settingsPath(UUID.randomUUID().toString()))
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/json")
                .header("Correlation-Id", "first")
                .PUT(BodyPublishers.ofString(BODY)));

        assertThat(sandbox.statistics().putsApplied()).isEqualTo(2);
        assertThat(sandbox.statistics().putsAppliedTwice()).isZero();
    }

    @Test
    void whatAWriteIsKnownAgainByHoldsNoSecret() {
        WriteMark mark = WriteMark.of("first", BODY.getBytes(StandardCharsets.UTF_8));

        assertThat(mark.toString()).doesNotContain(SECRET, USER_TOKEN);
        assertThat(mark.bodyHash()).hasSize(64);
    }

    private void put(String correlationId, String body) throws Exception {
        send(putRequest(body).header("Correlation-Id", correlationId));
    }
}
