package io.deliverysettings.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.AccessTokenPort.Answer;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens as PingOne issues them, from the sandbox's token endpoint, with the keys that it publishes. */
class SandboxTokensTest {

    private static final String ENVIRONMENT = "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void aTokenOfTheTokenEndpointIsAccepted() throws Exception {
        PingOneSandbox sandbox = PingOneSandbox.start(
                        vertx, SandboxOptions.defaults().withPort(0))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        URI issuer = URI.create(sandbox.authUrl() + "/" + ENVIRONMENT + "/as");
        JwtTokensAdapter adapter = new JwtTokensAdapter(
                vertx, JwtTokensOptions.of(List.of(issuer), Set.of("https://api.pingone.com")), Clock.systemUTC());

        Answer answer =
                adapter.identify(Secret.of(token(issuer))).toCompletableFuture().get(20, TimeUnit.SECONDS);

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        Identity identity = ((Answer.Accepted) answer).identity();
        assertThat(identity.client()).contains(new ClientId("client-1"));
        assertThat(identity.claims()).containsEntry("env", Set.of(ENVIRONMENT)).containsKeys("org", "iss", "aud");
    }

    private static String token(URI issuer) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=client-1&client_secret=s"))
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return body.replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }
}
