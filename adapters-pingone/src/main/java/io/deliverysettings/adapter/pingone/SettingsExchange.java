package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends a request to PingOne once and reads the answer, within limits on time and size.
 *
 * @param reads the connections for reads
 * @param writes the connections for the rest
 * @param options where PingOne is
 * @param clock what times are compared to
 */
record SettingsExchange(WebClient reads, WebClient writes, PingOneOptions options, Clock clock) {

    private static final String ENVIRONMENTS = "/environments/";
    private static final String RESOURCE = "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";

    /** How the document of a success is read. */
    interface Reading<T> {
        /** Empty when it is not what was asked for. */
        Optional<T> read(HttpResponse<Buffer> response, SecretScrubber scrubber);
    }

    /**
     * Sends a request.
     *
     * @param token fit for a header
     * @param until when there has to be an answer
     * @return the answer; fails with a {@link PortFault}, or with a {@link FinalFault} after a status that comes again
     */
    <T> Future<Answer<T>> send(SettingsRequest wanted, Secret token, Instant until, Reading<T> reading) {
        SecretScrubber scrubber = wanted.scrubber(token);
        AnswerReader reader = new AnswerReader(wanted.isWrite(), scrubber, clock);
        Effect effect = wanted.isWrite() ? Effect.UNKNOWN : Effect.NONE;
        BoundedBody body = new BoundedBody(options.maxAnswerBytes(), wanted.onSent());
        return Future.<Void>succeededFuture()
                .compose(ready -> exchange(wanted, token, body, until))
                .recover(failure -> Future.failedFuture(
                        body.isSent()
                                ? TransportFaults.afterSending(failure, effect)
                                : TransportFaults.beforeSending(failure)))
                .compose(response -> Future.<Void>succeededFuture()
                        .<Answer<T>>map(ready -> reader.read(response, found -> reading.read(found, scrubber)))
                        .recover(failure -> Future.failedFuture(
                                failure instanceof PortFault fault && !mayChange(response.statusCode())
                                        ? FinalFault.ofAnAnswer(fault)
                                        : failure)));
    }

    private Future<HttpResponse<Buffer>> exchange(
            SettingsRequest wanted, Secret token, BoundedBody body, Instant until) {
        Call call = wanted.call();
        Duration limit = limit(wanted.method(), until);
        WebClient client = wanted.isWrite() ? writes : reads;
        HttpRequest<Buffer> request = client.requestAbs(
                        wanted.method(),
                        options.apiUrl() + ENVIRONMENTS + call.environment() + RESOURCE + wanted.query())
                .as(body)
                // For a connection of the pool, which slow writes may keep; how long making one takes is up to the
                // pool.
                .connectTimeout(limit.toMillis())
                .putHeader("Accept", "application/json")
                .putHeader("Authorization", "Bearer " + token.reveal())
                .putHeader("Correlation-Id", call.caller().correlationId().value());
        putIfPresent(request, "X-Ping-External-Transaction-ID", call.caller().transactionId());
        putIfPresent(request, "X-Ping-External-Session-ID", call.caller().sessionId());
        return UpstreamSpans.attempt("PingOne " + wanted.method(), wanted.method(), request, () -> {
            Future<HttpResponse<Buffer>> exchange = wanted.desired()
                    .map(desired -> request.putHeader("Content-Type", "application/json")
                            .sendBuffer(SettingsWriter.write(desired)))
                    .orElseGet(request::send);
            // One limit for the whole of it: an answer that comes byte by byte never trips an idle timeout.
            return exchange.timeout(limit.toMillis(), TimeUnit.MILLISECONDS).onFailure(failure -> body.abort());
        });
    }

    private Duration limit(HttpMethod method, Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        Duration most = left;
        if (method.equals(HttpMethod.GET)) {
            most = options.readTimeout();
        } else if (method.equals(HttpMethod.DELETE)) {
            most = options.removalTimeout();
        }
        return wholeMillis(left.compareTo(most) < 0 ? left : most);
    }

    /** Rounded up: a call that is given up before its deadline leaves time for one more that nobody counts on. */
    static Duration wholeMillis(Duration limit) {
        return Duration.ofMillis(Math.max(1, limit.plusNanos(999_999).toMillis()));
    }

    /**
     * The statuses that PingOne's contract names as worth another try, besides a success that could not be read. After a 401 it
     * is up to the token.
     */
    private static boolean mayChange(int status) {
        return switch (status) {
            case 401, 408, 429, 500, 502, 503, 504 -> true;
            default -> status < 300;
        };
    }

    private static void putIfPresent(HttpRequest<Buffer> request, String header, Optional<ExternalId> id) {
        id.ifPresent(present -> request.putHeader(header, present.value()));
    }
}
