package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest extends SandboxFixture {

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "token"})
    void aCallWithoutABearerTokenIsUnauthorized(String authorization) throws Exception {
        HttpResponse<String> response = send(request(settingsPath(environment))
                .header("Authorization", authorization)
                .GET());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(json(response).path("code").textValue()).isEqualTo("ACCESS_FAILED");
    }

    @Test
    void aCallWithoutAnAuthorizationIsUnauthorized() throws Exception {
        assertThat(send(request(settingsPath(environment)).GET()).statusCode()).isEqualTo(401);
        assertThat(send(request(settingsPath(environment)).DELETE()).statusCode())
                .isEqualTo(401);
        assertThat(send(request(settingsPath(environment)).PUT(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "bearer x", "Bearer sandbox-bearer"})
    void anyOtherBearerTokenIsTaken(String authorization) throws Exception {
        assertThat(send(request(settingsPath(environment))
                                .header("Authorization", authorization)
                                .GET())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theUnknownBearerTokenIsUnauthorized() throws Exception {
        HttpResponse<String> response = send(request(settingsPath(environment))
                .header("Authorization", "Bearer sandbox-bearer-401")
                .GET());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("code").textValue()).isEqualTo("ACCESS_FAILED");
        assertThat(json(response).at("/details/0/code").textValue()).isEqualTo("INVALID_TOKEN");
    }

    @Test
    void theBearerTokenWithoutTheRoleIsForbidden() throws Exception {
        HttpResponse<String> response = send(request(settingsPath(environment))
                .header("Authorization", "Bearer sandbox-bearer-403")
                .GET());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response).path("code").textValue()).isEqualTo("ACCESS_FAILED");
        assertThat(json(response).at("/details/0/code").textValue()).isEqualTo("INSUFFICIENT_PERMISSIONS");
    }

    @Test
    void theUnlicensedEnvironmentIsForbidden() throws Exception {
        HttpResponse<String> response = send(request(settingsPath("00000000-0000-4000-8000-000000000403"))
                .header("Authorization", "Bearer any")
                .GET());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response).path("code").textValue()).isEqualTo("ACCESS_FAILED");
        assertThat(json(response).at("/details/0/code").textValue()).isEqualTo("LICENSE_EXCEEDED");
        assertThat(json(response).at("/details/0/innerError/quotaLimit").intValue())
                .isZero();
        assertThat(json(response).at("/details/0/innerError").has("quotaLimit")).isTrue();
    }
}
