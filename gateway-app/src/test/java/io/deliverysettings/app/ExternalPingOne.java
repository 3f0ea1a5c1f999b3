package io.deliverysettings.app;

import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.ReceivedCall;
import io.deliverysettings.sandbox.SandboxOptions;
import io.deliverysettings.sandbox.SandboxStatistics;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A PingOne that outlives the gateways in front of it, and can be away while they run. */
final class ExternalPingOne implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;
    private static final String CALLERS_ENVIRONMENT = "00000000-0000-4000-8000-000000000002";

    private final Vertx vertx = Vertx.vertx();
    private final PingOneSandbox sandbox;

    private ExternalPingOne(SandboxOptions options) throws TimeoutException {
        sandbox = PingOneSandbox.start(vertx, options.withPort(0)).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Starts one whose slow account takes longer than any test. */
    static ExternalPingOne start() throws TimeoutException {
        return start(Duration.ofMinutes(10));
    }

    /** Starts one whose slow account takes so long. */
    static ExternalPingOne start(Duration verification) throws TimeoutException {
        return new ExternalPingOne(SandboxOptions.defaults().withVerificationDelay(verification));
    }

    /** Starts one whose access tokens are good for so long. */
    static ExternalPingOne withTokensGoodFor(Duration lifetime) throws TimeoutException {
        return new ExternalPingOne(SandboxOptions.defaults().withTokenLifetime(lifetime));
    }

    /** The flags of a gateway in front of it, and more. */
    String[] flags(String... more) {
        return flagsFor(apiUrl(), more);
    }

    /** The flags of a gateway that reaches PingOne by another address. */
    static String[] flagsFor(URI apiUrl, String... more) {
        return Stream.concat(
                        Stream.of("--upstream", "pingone", "--pingone-api-url", apiUrl.toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    URI apiUrl() {
        return URI.create(sandbox.apiUrl());
    }

    /** Where workers get their tokens. */
    URI authUrl() {
        return URI.create(sandbox.authUrl());
    }

    /** Who issues the callers' tokens, as they have it in {@code iss}. */
    URI issuer() {
        return URI.create(authUrl() + "/" + CALLERS_ENVIRONMENT + "/as");
    }

    /** A token of a caller whom the gateway verifies; it counts as one that PingOne was asked for. */
    String callersToken(String clientId) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString((clientId + ":any").getBytes(StandardCharsets.UTF_8));
        Answer issued = WhatsAppClient.send(HttpRequest.newBuilder(URI.create(issuer() + "/token"))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        if (issued.status() != 200) {
            throw new AssertionError("no token for " + clientId + ": " + issued.body());
        }
        return issued.json().path("access_token").asText();
    }

    int port() {
        return sandbox.port();
    }

    /** The same caller, past the gateway. */
    WhatsAppClient directly(WhatsAppClient client) {
        return new WhatsAppClient(apiUrl(), client.environment(), client.bearer());
    }

    /** The methods of the calls that it has received for the client's environment. */
    List<String> received(WhatsAppClient client) {
        return sandbox.received().stream()
                .filter(call -> call.environmentId().equals(client.environment()))
                .map(ReceivedCall::method)
                .toList();
    }

    /** How many writes it has carried out, and how many of them a second time. */
    SandboxStatistics statistics() {
        return sandbox.statistics();
    }

    /** How many tokens it was asked for. */
    long tokenCalls() {
        return sandbox.statistics().tokenCallsReceived();
    }

    /** Cannot be reached from now on. */
    void stop() throws TimeoutException {
        sandbox.stop().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
