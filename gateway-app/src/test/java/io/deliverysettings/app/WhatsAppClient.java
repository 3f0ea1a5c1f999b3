package io.deliverysettings.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A caller of the settings of one environment.
 *
 * @param apiUrl up to and with {@code /v1}, of the gateway or of PingOne
 * @param environment whose settings
 * @param bearer the caller's token
 */
record WhatsAppClient(URI apiUrl, String environment, String bearer) {

    static final String EXAMPLE_ENVIRONMENT = "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A caller of an environment that nobody else uses. */
    static WhatsAppClient of(URI apiUrl) {
        return new WhatsAppClient(apiUrl, UUID.randomUUID().toString(), "any-token");
    }

    WhatsAppClient in(String otherEnvironment) {
        return new WhatsAppClient(apiUrl, otherEnvironment, bearer);
    }

    WhatsAppClient with(String otherBearer) {
        return new WhatsAppClient(apiUrl, environment, otherBearer);
    }

    URI resource() {
        return URI.create(apiUrl + "/environments/" + environment
                + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp");
    }

    HttpRequest.Builder request(String query) {
        return requestTo(URI.create(resource() + query));
    }

    /** A request to another resource, by this caller. */
    HttpRequest.Builder requestTo(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + bearer);
    }

    HttpRequest.Builder putRequest(String query, String body) {
        return request(query).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body));
    }

    static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    /** The same over TLS, with somebody else trusted than the platform does. */
    static Answer send(HttpRequest.Builder request, SSLContext trust) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(trust)
                .build();
        return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
    }

    Answer put(String body) throws IOException, InterruptedException {
        return send(putRequest("", body));
    }

    CompletableFuture<Answer> putAsync(String body) {
        return sendAsync(putRequest("", body));
    }

    CompletableFuture<Answer> putAsync(String correlationId, String body) {
        return sendAsync(putRequest("", body).header("Correlation-Id", correlationId));
    }

    private static CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::of);
    }

    /** The same, and returns when the gateway has begun with it: its go-ahead for the body has come. */
    CompletableFuture<Answer> putUnderWay(String body) throws Exception {
        CompletableFuture<Boolean> goAhead = new CompletableFuture<>();
        HttpRequest.Builder request = putRequest("", "").expectContinue(true).PUT(BodyPublishers.ofInputStream(() -> {
            goAhead.complete(true);
            return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        }));
        CompletableFuture<Answer> answer =
                HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::of);
        goAhead.get(10, TimeUnit.SECONDS);
        return answer;
    }

    Answer dryRun(String body) throws IOException, InterruptedException {
        return send(putRequest("?dryRun=true", body));
    }

    /** What is set, whatever is known of it already. */
    Answer getFresh() throws IOException, InterruptedException {
        return send(request("").header("Cache-Control", "no-cache").GET());
    }

    Answer get() throws IOException, InterruptedException {
        return get("");
    }

    Answer get(String query) throws IOException, InterruptedException {
        return send(request(query).GET());
    }

    CompletableFuture<Answer> getAsync() {
        return HTTP.sendAsync(request("").GET().build(), BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    Answer method(String method) throws IOException, InterruptedException {
        return send(request("").method(method, BodyPublishers.noBody()));
    }
}
