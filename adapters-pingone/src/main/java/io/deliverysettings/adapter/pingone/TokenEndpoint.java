package io.deliverysettings.adapter.pingone;

import io.deliverysettings.adapter.pingone.PingOneMetrics.Operation;
import io.deliverysettings.adapter.pingone.WorkersOptions.Worker;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a worker gets its tokens: {@code POST {authUrl}/{environment}/as/token}. */
final class TokenEndpoint implements WorkerToken.Source {

    /** PingOne's are about two kilobytes. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    /** For a fetch with all its attempts. It is not the calls' deadline: the next call wants the token too. */
    private static final Duration TIME_TO_FETCH = Duration.ofSeconds(30);

    private final WebClient client;
    private final Attempts attempts;
    private final Clock clock;
    private final String url;
    private final Duration connectTimeout;
    private final Duration attemptTimeout;
    private volatile @Nullable PortFault lastFault;
    private final ClientAuthenticator authenticator;
    private final TokenReader reader;
    private final PingOneMetrics metrics;

    TokenEndpoint(
            Vertx vertx,
            URI authUrl,
            Worker worker,
            WebClient client,
            Duration connectTimeout,
            Duration attemptTimeout,
            Attempts attempts,
            Clock clock,
            PingOneMetrics metrics) {
        this.client = client;
        this.attempts = attempts;
        this.clock = clock;
        this.url = authUrl + "/" + worker.environment() + "/as/token";
        this.connectTimeout = connectTimeout;
        this.attemptTimeout = attemptTimeout;
        this.authenticator = new ClientAuthenticator(vertx, worker, url, clock);
        this.reader = new TokenReader(clock);
        this.metrics = metrics;
    }

    /** A new token; fails with a {@link PortFault} without an effect. */
    @Override
    public Future<IssuedToken> fetch() {
        lastFault = null;
        return attempts.make(
                clock.instant().plus(TIME_TO_FETCH),
                until -> metrics.watch(Operation.TOKEN, () -> fetchOnce(until))
                        .onFailure(failure -> lastFault = PortFault.in(failure).orElse(null)));
    }

    @Override
    public Optional<PortFault> lastFault() {
        return Optional.ofNullable(lastFault);
    }

    private Future<IssuedToken> fetchOnce(Instant until) {
        HttpRequest<Buffer> request = client.requestAbs(HttpMethod.POST, url);
        return authenticator.form(request).compose(form -> send(request, form, until));
    }

    private Future<IssuedToken> send(HttpRequest<Buffer> request, Buffer form, Instant until) {
        BoundedBody body = new BoundedBody(MAX_ANSWER_BYTES);
        Duration left = Duration.between(clock.instant(), until);
        Duration limit = left.compareTo(attemptTimeout) < 0 ? left : attemptTimeout;
        return Future.<Void>succeededFuture()
                .compose(ready -> UpstreamSpans.attempt(
                        "PingOne token",
                        HttpMethod.POST,
                        request,
                        () -> request.as(body)
                                .connectTimeout(connectTimeout.toMillis())
                                .putHeader("Accept", "application/json")
                                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                                .sendBuffer(form)
                                .timeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS)))
                .onFailure(failure -> body.abort())
                .recover(failure -> Future.failedFuture(
                        body.isSent()
                                ? TransportFaults.afterSending(failure, Effect.NONE)
                                : TransportFaults.beforeSending(failure)))
                .map(reader::read);
    }
}
