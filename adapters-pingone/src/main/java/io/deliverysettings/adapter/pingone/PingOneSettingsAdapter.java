package io.deliverysettings.adapter.pingone;

import io.deliverysettings.adapter.pingone.PingOneMetrics.Operation;
import io.deliverysettings.adapter.pingone.SettingsExchange.Reading;
import io.deliverysettings.adapter.pingone.YoungEnvironments.Watch;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.HealthPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The conversation with PingOne over HTTP. A call is sent when PingOne's limits allow it, and again as long as that is worth it
 * and nothing that was sent before can have had an effect. It is over by its deadline; each answer has a limit on its size.
 */
public final class PingOneSettingsAdapter implements PlatformSettingsPort {

    /**
     * A read is soon over, and its connection free for the next. Without a bound of their own, reads that come faster than they
     * are answered would each open another, which is dearer than the read, and so make the rest slower still.
     */
    private static final int MOST_READ_CONNECTIONS = 256;

    private final Vertx vertx;
    private final WebClient reads;
    private final WebClient writes;
    private final SettingsExchange exchange;
    private final AccessTokens tokens;
    private final Attempts attempts;
    private final RateShaper shaper;
    private final YoungEnvironments youngEnvironments;
    private final PingOneMetrics metrics;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final HealthPort health;

    /**
     * Opens pools of connections; none is made before the first call.
     *
     * @param vertx whose event loops to use
     * @param options where PingOne is and which limits to keep
     * @param connections how connections are made
     * @param workers whose credentials to call PingOne with; empty to forward the callers' tokens
     * @param clock what dates in PingOne's answers are compared to
     * @param metrics where to count calls
     */
    public PingOneSettingsAdapter(
            Vertx vertx,
            PingOneOptions options,
            ConnectionOptions connections,
            Optional<WorkersOptions> workers,
            Clock clock,
            MeterRegistry metrics) {
        this(vertx, options, connections, workers, clock, new PingOneMetrics(metrics));
    }

    private PingOneSettingsAdapter(
            Vertx vertx,
            PingOneOptions options,
            ConnectionOptions connections,
            Optional<WorkersOptions> workers,
            Clock clock,
            PingOneMetrics metrics) {
        this(
                vertx,
                options,
                connections,
                clock,
                workers.<AccessTokens>map(of -> new WorkerTokens(
                                vertx,
                                of,
                                connections,
                                options.readTimeout(),
                                retries(vertx, clock, metrics.host("auth")),
                                clock,
                                metrics))
                        .orElseGet(ForwardedTokens::new),
                retries(vertx, clock, metrics.host("api")),
                metrics);
    }

    /**
     * The same with tokens and retries of one's own.
     *
     * @param tokens what to call PingOne with
     * @param attempts the retries for the host of PingOne's API
     * @param metrics where to count calls
     */
    PingOneSettingsAdapter(
            Vertx vertx,
            PingOneOptions options,
            ConnectionOptions connections,
            Clock clock,
            AccessTokens tokens,
            Attempts attempts,
            PingOneMetrics metrics) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(connections, "connections");
        Objects.requireNonNull(clock, "clock");
        // Apart, so that writes, which can take minutes each, never keep a read waiting for a connection.
        ConnectionOptions forReads =
                connections.withMaxConnections(Math.min(connections.maxConnections(), MOST_READ_CONNECTIONS));
        this.reads = Connections.open(vertx, forReads, options.apiUrl(), metrics.connections("reads"));
        this.writes = Connections.open(vertx, connections, options.apiUrl(), metrics.connections("writes"));
        this.exchange = new SettingsExchange(reads, writes, options, clock);
        this.tokens = tokens;
        this.attempts = attempts;
        Timers timers = new VertxTimers(vertx);
        this.shaper = new RateShaper(options.rateLimits(), clock, timers, metrics.queue());
        this.youngEnvironments = new YoungEnvironments(options.newEnvironmentWindow(), timers);
        this.metrics = metrics;
        this.health = new PingOneHealthAdapter(attempts::circuit, tokens::health, isClosed::get);
    }

    /** One for each host: what one of them has met says nothing of another. */
    private static Retries retries(Vertx vertx, Clock clock, HostMetrics metrics) {
        return new Retries(new VertxTimers(vertx), Objects.requireNonNull(clock, "clock"), Backoff.usual(), metrics);
    }

    /**
     * How PingOne is, as the calls to it have ended lately.
     *
     * @return to be asked as often as one likes: PingOne is not; always the same
     */
    public HealthPort health() {
        return health;
    }

    /**
     * Closes the connections; calls under way, and those that wait for their turn, fail. Closing twice does nothing more.
     *
     * @return completes at once
     */
    public CompletionStage<Void> close() {
        isClosed.set(true);
        return StageBridge.onContext(vertx, () -> {
            shaper.close();
            tokens.close();
            reads.close();
            writes.close();
            return Future.succeededFuture();
        });
    }

    @Override
    public CompletionStage<Answer<Replaced>> replace(Call call, DesiredSettings desired, Runnable onSent) {
        return make(
                new SettingsRequest(call, HttpMethod.PUT, Optional.of(desired), "", onSent),
                (response, scrubber) -> settings(response, call.environment(), scrubber)
                        .map(settings -> new Replaced(settings, response.statusCode() == 201)));
    }

    @Override
    public CompletionStage<Answer<WhatsAppSettings>> read(Call call, Expansion expansion) {
        String query = expansion == Expansion.TEMPLATES ? "?expand=whatsAppTemplates" : "";
        return make(
                new SettingsRequest(call, HttpMethod.GET, Optional.empty(), query, () -> {}),
                (response, scrubber) -> settings(response, call.environment(), scrubber));
    }

    @Override
    public CompletionStage<Answer<Removed>> remove(Call call) {
        return make(
                new SettingsRequest(call, HttpMethod.DELETE, Optional.empty(), "", () -> {}),
                (response, scrubber) -> removed(response));
    }

    private <T> CompletionStage<Answer<T>> make(SettingsRequest request, Reading<T> reading) {
        return StageBridge.onContext(vertx, () -> {
            Watch watch =
                    youngEnvironments.watch(request.method(), request.call().environment());
            AtomicBoolean isRenewed = new AtomicBoolean();
            return attempts.<Answer<T>>make(
                            request.call().deadline(),
                            until -> attempt(request, until, reading, isRenewed),
                            watch::worthAnotherTry)
                    .map(watch::concluded)
                    .recover(FinalFault::laidBare);
        });
    }

    private <T> Future<Answer<T>> attempt(
            SettingsRequest request, Instant until, Reading<T> reading, AtomicBoolean isRenewed) {
        return token(request.call(), until)
                // Neither a token that cannot be had nor a turn that does not come says anything about PingOne's API.
                .recover(failure -> Future.failedFuture(
                        failure instanceof PortFault fault ? FinalFault.beforeTheCall(fault) : failure))
                .compose(token -> metrics.watch(operation(request), () -> exchange.send(request, token, until, reading))
                        .recover(failure -> failure instanceof PortFault fault
                                ? afterFault(fault, request, token, until, reading, isRenewed)
                                : Future.failedFuture(failure)));
    }

    private static Operation operation(SettingsRequest request) {
        if (!request.isWrite()) {
            return Operation.READ;
        }
        return request.desired().isPresent() ? Operation.REPLACE : Operation.REMOVE;
    }

    /** The token for a call that may go now. The turn comes last, so that what has it goes at once. */
    private Future<Secret> token(Call call, Instant until) {
        return tokens.of(call).compose(token -> {
            if (!isFitForAHeader(token)) {
                return Future.failedFuture(new PortFault(tokens.refusal(), Effect.NONE));
            }
            return UpstreamSpans.turn(
                            PingOneMetrics.lowerCase(call.priority()),
                            shaper.admit(call.environment(), call.priority(), until))
                    .map(token);
        });
    }

    private <T> Future<Answer<T>> afterFault(
            PortFault fault,
            SettingsRequest request,
            Secret token,
            Instant until,
            Reading<T> reading,
            AtomicBoolean isRenewed) {
        if (fault.kind() == Kind.THROTTLED) {
            shaper.throttled(request.call().environment(), fault.retryAfter());
        }
        if (fault.kind() != Kind.CREDENTIALS_REFUSED) {
            return Future.failedFuture(fault);
        }
        // A 401 has no effect: with another token even a write may be sent again, once.
        if (tokens.forget(request.call(), token) && isRenewed.compareAndSet(false, true)) {
            return attempt(request, until, reading, isRenewed);
        }
        return Future.failedFuture(new PortFault(
                tokens.refusal(),
                Effect.NONE,
                fault.platformError(),
                fault.retryAfter(),
                Optional.ofNullable(fault.getCause())));
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

    /** Whether a token is visible ASCII, as those of RFC 6750 are; PingOne has given out no other. */
    private static boolean isFitForAHeader(Secret accessToken) {
        return accessToken.reveal().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
