package io.deliverysettings.adapter.pingone;

import io.deliverysettings.adapter.pingone.WorkersOptions.Worker;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of the gateway's own worker applications. A caller's token is not looked at: what callers may do is not for
 * PingOne to decide then.
 */
final class WorkerTokens implements AccessTokens {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerTokens.class);

    /** A worker has one fetch under way at a time; more than one at once are workers of different environments. */
    private static final int MAX_CONNECTIONS = 8;

    private final WebClient client;
    private final Map<EnvironmentId, WorkerToken> byEnvironment = new HashMap<>();
    private final Optional<WorkerToken> forAllOthers;
    private final OccasionalLog withoutWorker;
    private final Clock clock;
    private final Attempts attempts;

    /** Those whose last fetch has failed. */
    private final Set<Worker> withoutToken = ConcurrentHashMap.newKeySet();

    /**
     * Opens a pool of connections; no token is fetched before the first call.
     *
     * @param vertx whose event loops to use
     * @param options the workers
     * @param connections how the token endpoints are reached
     * @param attemptTimeout how long one try of a fetch may take
     * @param attempts makes each fetch as often as that is worth it and allowed; for the host of the token endpoints
     * @param clock by which tokens expire
     * @param metrics where to count fetches
     */
    WorkerTokens(
            Vertx vertx,
            WorkersOptions options,
            ConnectionOptions connections,
            Duration attemptTimeout,
            Attempts attempts,
            Clock clock,
            PingOneMetrics metrics) {
        URI authUrl = options.authUrl();
        this.client = Connections.open(
                vertx,
                connections.withMaxConnections(Math.min(MAX_CONNECTIONS, connections.maxConnections())),
                authUrl,
                metrics.connections("tokens"));
        this.attempts = attempts;
        this.clock = clock;
        this.withoutWorker = new OccasionalLog(clock);
        WorkerToken others = null;
        for (Worker worker : options.workers()) {
            TokenEndpoint endpoint = new TokenEndpoint(
                    vertx,
                    authUrl,
                    worker,
                    client,
                    connections.connectTimeout(),
                    attemptTimeout,
                    attempts,
                    clock,
                    metrics);
            WorkerToken token = new WorkerToken(vertx, noting(endpoint, worker), clock);
            worker.scope()
                    .fold(environments -> environments, Set::<EnvironmentId>of)
                    .forEach(environment -> byEnvironment.put(environment, token));
            if (worker.scope().fold(environments -> false, () -> true)) {
                others = token;
            }
        }
        this.forAllOthers = Optional.ofNullable(others);
    }

    /** The same endpoint; when there is no token, that is remembered, and there is a line in the log. */
    private WorkerToken.Source noting(TokenEndpoint endpoint, Worker worker) {
        OccasionalLog log = new OccasionalLog(clock);
        return new WorkerToken.Source() {
            @Override
            public Future<IssuedToken> fetch() {
                return endpoint.fetch()
                        .onSuccess(token -> withoutToken.remove(worker))
                        .onFailure(failure -> {
                            withoutToken.add(worker);
                            logNoToken(log, worker, failure);
                        });
            }

            @Override
            public Optional<PortFault> lastFault() {
                return endpoint.lastFault();
            }
        };
    }

    @Override
    public Future<Secret> of(Call call) {
        return token(call).map(token -> token.get(call.deadline())).orElseGet(() -> {
            withoutWorker.log(
                    missed -> LOG.warn("no worker is configured for environment {}{}", call.environment(), missed));
            return Future.failedFuture(new PortFault(Kind.OWN_CREDENTIALS_REFUSED, Effect.NONE));
        });
    }

    @Override
    public boolean forget(Call call, Secret refused) {
        return token(call).map(token -> token.forget(refused)).orElse(false);
    }

    @Override
    public PortFault.Kind refusal() {
        return Kind.OWN_CREDENTIALS_REFUSED;
    }

    /** Degraded and no worse: tokens that are there are still used. */
    @Override
    public ComponentHealth health() {
        if (attempts.circuit() == CircuitState.OPEN) {
            return ComponentHealth.degraded("Most fetches of tokens have failed; no new ones are fetched for a while.");
        }
        return withoutToken.isEmpty()
                ? ComponentHealth.up()
                : ComponentHealth.degraded("The last fetch of a token has failed, for " + withoutToken.size()
                        + " of the workers; the log says why.");
    }

    /** Closes the connections; fetches under way fail, and the calls that wait for them. Closing twice does nothing more. */
    @Override
    public void close() {
        client.close();
    }

    private Optional<WorkerToken> token(Call call) {
        return Optional.ofNullable(byEnvironment.get(call.environment())).or(() -> forAllOthers);
    }

    /** The cause is told only where the words are ours: what came over the connection may hold anything. */
    private static void logNoToken(OccasionalLog log, Worker worker, Throwable failure) {
        String why = PortFault.in(failure)
                .map(WorkerTokens::describe)
                .orElse(failure.getClass().getSimpleName());
        log.log(missed -> LOG.warn(
                "worker {} of environment {} gets no token: {}{}",
                worker.clientId(),
                worker.environment(),
                why,
                missed));
    }

    private static String describe(PortFault fault) {
        Throwable cause = fault.getCause();
        if (cause == null) {
            return fault.kind().toString();
        }
        return fault.kind() + ", "
                + (cause instanceof TokenReader.NoToken
                        ? cause.getMessage()
                        : cause.getClass().getSimpleName());
    }
}
