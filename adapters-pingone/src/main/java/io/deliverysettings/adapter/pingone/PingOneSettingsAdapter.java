package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The conversation with PingOne over HTTP. Each method sends one request, never two; retries are the business of whoever
 * stands in front of it. Every call has a limit on its time and on the size of its answer.
 */
public final class PingOneSettingsAdapter implements PlatformSettingsPort {

    private static final String RESOURCE =
            "/environments/%s/notificationsSettings/instantMessagingDeliverySettings/whatsApp";
    private static final int WAITING_PER_CONNECTION = 16;

    /** Well below the minute after which load balancers use to close: a request must not meet a connection that is going. */
    private static final int IDLE_SECONDS = 30;

    private final Vertx vertx;
    private final PingOneOptions options;
    private final Clock clock;
    private final WebClient reads;
    private final WebClient writes;

    /**
     * Opens a pool of connections; none is made before the first call.
     *
     * @param vertx whose event loops to use
     * @param options where PingOne is and which limits to keep
     * @param clock what dates in PingOne's answers are compared to
     */
    public PingOneSettingsAdapter(Vertx vertx, PingOneOptions options, Clock clock) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.options = Objects.requireNonNull(options, "options");
        this.clock = Objects.requireNonNull(clock, "clock");
        // Apart, so that writes, which can take minutes each, never keep a read waiting for a connection.
        this.reads = client(vertx, options);
        this.writes = client(vertx, options);
    }

    private static WebClient client(Vertx vertx, PingOneOptions options) {
        HttpClientOptions http = new HttpClientOptions()
                .setConnectTimeout((int) options.connectTimeout().toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setShared(false);
        PoolOptions pool = new PoolOptions()
                .setHttp1MaxSize(options.maxConnections())
                .setMaxWaitQueueSize(options.maxConnections() * WAITING_PER_CONNECTION);
        // Each call tells its own failure. Vert.x would log it too, quoting what came over the connection.
        HttpClient connections = vertx.httpClientBuilder()
                .with(http)
                .with(pool)
                .withConnectHandler(connection -> connection.exceptionHandler(toldByTheCall -> {}))
                .build();
        WebClientOptions web = new WebClientOptions().setFollowRedirects(false).setUserAgentEnabled(false);
        return BoundedBody.installOn(WebClient.wrap(connections, web));
    }

    /**
     * Closes the connections; calls under way fail. Closing twice does nothing more.
     *
     * @return completes at once
     */
    public CompletionStage<Void> close() {
        return StageBridge.onContext(vertx, () -> {
            reads.close();
            writes.close();
            return Future.succeededFuture();
        });
    }

    @Override
    public CompletionStage<Answer<Replaced>> replace(
            Caller caller, EnvironmentId environment, DesiredSettings desired) {
        SecretScrubber scrubber = new SecretScrubber(
                List.of(caller.accessToken(), desired.appSecret(), desired.userAccessToken()),
                List.of(desired.accountId().value(), desired.appId().value()));
        return call(
                new Call(HttpMethod.PUT, environment, caller, Optional.of(desired), "", options.writeTimeout()),
                scrubber,
                response -> settings(response, environment, scrubber)
                        .map(settings -> new Replaced(settings, response.statusCode() == 201)));
    }

    @Override
    public CompletionStage<Answer<WhatsAppSettings>> read(
            Caller caller, EnvironmentId environment, Expansion expansion) {
        SecretScrubber scrubber = new SecretScrubber(List.of(caller.accessToken()), List.of());
        String query = expansion == Expansion.TEMPLATES ? "?expand=whatsAppTemplates" : "";
        return call(
                new Call(HttpMethod.GET, environment, caller, Optional.empty(), query, options.readTimeout()),
                scrubber,
                response -> settings(response, environment, scrubber));
    }

    @Override
    public CompletionStage<Answer<Removed>> remove(Caller caller, EnvironmentId environment) {
        return call(
                new Call(HttpMethod.DELETE, environment, caller, Optional.empty(), "", options.readTimeout()),
                new SecretScrubber(List.of(caller.accessToken()), List.of()),
                PingOneSettingsAdapter::removed);
    }

    private record Call(
            HttpMethod method,
            EnvironmentId environment,
            Caller caller,
            Optional<DesiredSettings> desired,
            String query,
            Duration timeout) {
        boolean isWrite() {
            return !method.equals(HttpMethod.GET);
        }
    }

    private <T> CompletionStage<Answer<T>> call(
            Call call, SecretScrubber scrubber, Function<HttpResponse<Buffer>, Optional<T>> onSuccess) {
        AnswerReader reader = new AnswerReader(call.isWrite(), scrubber, clock);
        Effect effect = call.isWrite() ? Effect.UNKNOWN : Effect.NONE;
        BoundedBody body = new BoundedBody(options.maxAnswerBytes());
        return StageBridge.onContext(
                vertx,
                () -> Future.<Void>succeededFuture()
                        .compose(ready -> send(call, body))
                        .recover(failure -> Future.failedFuture(
                                body.isSent()
                                        ? TransportFaults.afterSending(failure, effect)
                                        : TransportFaults.beforeSending(failure)))
                        .map(response -> reader.read(response, onSuccess)));
    }

    private Future<HttpResponse<Buffer>> send(Call call, BoundedBody body) {
        if (!isFitForAHeader(call.caller().accessToken())) {
            return Future.failedFuture(new PortFault(Kind.CREDENTIALS_REFUSED, Effect.NONE));
        }
        WebClient client = call.isWrite() ? writes : reads;
        HttpRequest<Buffer> request = client.requestAbs(
                        call.method(), options.apiUrl() + RESOURCE.formatted(call.environment()) + call.query())
                .as(body)
                .connectTimeout(options.connectTimeout().toMillis())
                .putHeader("Accept", "application/json")
                .putHeader("Authorization", "Bearer " + reveal(call.caller().accessToken()))
                .putHeader("Correlation-Id", call.caller().correlationId().value());
        putIfPresent(request, "X-Ping-External-Transaction-ID", call.caller().transactionId());
        putIfPresent(request, "X-Ping-External-Session-ID", call.caller().sessionId());
        Future<HttpResponse<Buffer>> exchange = call.desired()
                .map(desired ->
                        request.putHeader("Content-Type", "application/json").sendBuffer(SettingsWriter.write(desired)))
                .orElseGet(request::send);
        // One limit for the whole of it: an answer that comes byte by byte never trips an idle timeout.
        return exchange.timeout(call.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> body.abort());
    }

    private static Optional<WhatsAppSettings> settings(
            HttpResponse<Buffer> response, EnvironmentId environment, SecretScrubber scrubber) {
        return Json.object(response.body()).flatMap(document -> SettingsReader.read(document, environment, scrubber));
    }

    /** PingOne answers 204; without that, a page of somebody else's must not pass for its word. */
    private static Optional<Removed> removed(HttpResponse<Buffer> response) {
        boolean isPingOnes =
                response.body().length() == 0 || Json.object(response.body()).isPresent();
        return isPingOnes ? Optional.of(new Removed()) : Optional.empty();
    }

    private static void putIfPresent(HttpRequest<Buffer> request, String header, Optional<ExternalId> id) {
        id.ifPresent(present -> request.putHeader(header, present.value()));
    }

    /** Whether a token is visible ASCII, as those of RFC 6750 are; PingOne has given out no other. */
    private static boolean isFitForAHeader(Secret accessToken) {
        return reveal(accessToken).chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static String reveal(Secret accessToken) {
        return accessToken.reveal();
    }
}
