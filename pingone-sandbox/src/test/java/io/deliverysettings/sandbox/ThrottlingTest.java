package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A sandbox that holds its callers to limits. */
class ThrottlingTest extends SandboxFixture {

    @Test
    void aCallOverTheLimitOfItsEnvironmentIsThrottled() throws Exception {
        restart(OPTIONS.withRateLimits(new RateLimits(10, 2)));
        get();
        get();

        HttpResponse<String> response = get();

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(json(response).path("code").textValue()).isEqualTo("REQUEST_LIMITED");
        assertThat(json(response).at("/details/0/code").textValue()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(ofAnotherEnvironment()).isEqualTo(404);
    }

    @Test
    void aCallOverTheLimitOfTheLicenceIsThrottledInEveryEnvironment() throws Exception {
        restart(OPTIONS.withRateLimits(new RateLimits(2, 2)));

        assertThat(ofAnotherEnvironment()).isEqualTo(404);
        assertThat(ofAnotherEnvironment()).isEqualTo(404);
        assertThat(ofAnotherEnvironment()).isEqualTo(429);
    }

    @Test
    void retryAfterIsWhatIsLeftOfTheMinute() throws Exception {
        restart(OPTIONS.withRateLimits(new RateLimits(1, 1)));
        long start = System.nanoTime();
        get();

        int retryAfter = Integer.parseInt(header(get(), "Retry-After"));

        long taken = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
        assertThat(retryAfter).isBetween((int) Math.max(1, 60 - taken), 60);
    }

    @Test
    void aThrottledPutChangesNothingAndIsRecordedAsSuch() throws Exception {
        restart(OPTIONS.withRateLimits(new RateLimits(2, 1)));
        get();

        assertThat(put(body(TestValues.EXAMPLE_ACCOUNT)).statusCode()).isEqualTo(429);
        assertThat(sandbox.received())
                .extracting(ReceivedCall::method, ReceivedCall::applied)
                .containsExactly(tuple("GET", false), tuple("PUT", false));
        assertThat(sandbox.statistics().putsApplied()).isZero();
    }

    @Test
    void aCallThatIsRefusedForAnotherReasonCountsToo() throws Exception {
        restart(OPTIONS.withRateLimits(new RateLimits(1, 1)));

        assertThat(send(request(settingsPath(environment)).GET()).statusCode()).isEqualTo(401);
        assertThat(get().statusCode()).isEqualTo(429);
    }

    @Test
    void tokensAndKeysAreNotLimited() throws Exception {
        restart(OPTIONS.withRateLimits(new RateLimits(1, 1)));

        for (int i = 0; i < 3; i++) {
            assertThat(token().statusCode()).isEqualTo(200);
            assertThat(send(request("/" + environment + "/as/jwks").GET()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(get().statusCode()).isEqualTo(404);
        assertThat(get().statusCode()).isEqualTo(429);
        assertThat(token().statusCode()).isEqualTo(200);
    }

    @Test
    void withoutLimitsNobodyIsThrottled() throws Exception {
        for (int i = 0; i <= RateLimits.documented().perLicence(); i++) {
            assertThat(get().statusCode()).isEqualTo(404);
        }
    }

    private HttpResponse<String> token() throws Exception {
        return send(request("/" + environment + "/as/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=a&client_secret=s")));
    }

    private int ofAnotherEnvironment() throws Exception {
        return send(request(settingsPath(UUID.randomUUID().toString()))
                        .header("Authorization", "Bearer any")
                        .GET())
                .statusCode();
    }
}
