package io.deliverysettings.app;

import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.ReceivedCall;
import io.deliverysettings.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A PingOne that outlives the gateways in front of it, and can be away while they run. */
final class ExternalPingOne implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final PingOneSandbox sandbox;

    private ExternalPingOne(Duration verification) throws TimeoutException {
        sandbox = PingOneSandbox.start(
                        vertx, SandboxOptions.defaults().withPort(0).withVerificationDelay(verification))
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Starts one whose slow account takes longer than any test. */
    static ExternalPingOne start() throws TimeoutException {
        return start(Duration.ofMinutes(10));
    }

    /** Starts one whose slow account takes so long. */
    static ExternalPingOne start(Duration verification) throws TimeoutException {
        return new ExternalPingOne(verification);
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
