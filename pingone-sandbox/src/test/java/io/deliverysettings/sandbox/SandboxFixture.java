package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A running sandbox on a free port for every test, and a client that speaks to it over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SandboxFixture {

    static final String SECRET = "app-secret-in-clear";
    static final String USER_TOKEN = "user-token-in-clear";

    /** A verification that is long enough to be seen, and short enough to be waited for. */
    static final SandboxOptions OPTIONS =
            SandboxOptions.defaults().withPort(0).withVerificationDelay(Duration.ofMillis(60));

    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    final Vertx vertx = Vertx.vertx();
    final String environment = UUID.randomUUID().toString();

    @SuppressWarnings("NullAway.Init")
    PingOneSandbox sandbox;

    @BeforeEach
    void startSandbox() throws TimeoutException {
        sandbox = start(OPTIONS);
    }

    @AfterEach
    void stopSandbox() throws TimeoutException {
        await(sandbox.stop());
    }

    @AfterAll
    void closeVertx() throws TimeoutException {
        await(vertx.close());
    }

    PingOneSandbox start(SandboxOptions options) throws TimeoutException {
        return await(PingOneSandbox.start(vertx, options));
    }

    void restart(SandboxOptions options) throws TimeoutException {
        await(sandbox.stop());
        sandbox = start(options);
    }

    static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }

    String settingsPath(String environmentId) {
        return "/v1/environments/" + environmentId + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.authUrl() + path)).timeout(Duration.ofSeconds(10));
    }

    /** A request for the settings of {@link #environment} that is allowed to. */
    HttpRequest.Builder settings() {
        return settings("");
    }

    HttpRequest.Builder settings(String query) {
        return request(settingsPath(environment) + query).header("Authorization", "Bearer any");
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> put(String body) throws IOException, InterruptedException {
        return send(putRequest(body));
    }

    HttpResponse<String> put(ObjectNode body) throws IOException, InterruptedException {
        return put(body.toString());
    }

    HttpRequest.Builder putRequest(String body) {
        return settings().header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body));
    }

    HttpResponse<String> get() throws IOException, InterruptedException {
        return send(settings().GET());
    }

    HttpResponse<String> delete() throws IOException, InterruptedException {
        return send(settings().DELETE());
    }

    HttpResponse<String> method(String method) throws IOException, InterruptedException {
        BodyPublisher none = BodyPublishers.noBody();
        return send(settings().method(method, none));
    }

    /** A valid PUT that selects nothing. */
    static ObjectNode body(String account) {
        return Json.object()
                .put("provider", "CUSTOM_WHATSAPP")
                .put("whatsAppAccountBusinessId", account)
                .put("appId", "263386889724299")
                .put("appSecret", SECRET)
                .put("userAccessToken", USER_TOKEN);
    }

    /** A valid PUT that selects numbers by their ids. */
    static ObjectNode selecting(String account, String... numberIds) {
        ObjectNode body = body(account);
        var numbers = body.putArray("numbers");
        for (String numberId : numberIds) {
            numbers.addObject().put("selected", true).put("numberId", numberId);
        }
        return body;
    }

    static ObjectNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static ObjectNode json(String text) {
        return Json.readObject(text.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new AssertionError("not a JSON object: " + text));
    }

    /** The ids of the selected numbers, joined by commas. */
    static String selected(HttpResponse<String> response) {
        StringBuilder ids = new StringBuilder();
        for (JsonNode number : json(response).path("numbers")) {
            if (number.path("selected").asBoolean()) {
                ids.append(ids.isEmpty() ? "" : ",")
                        .append(number.path("numberId").asText());
            }
        }
        return ids.toString();
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
