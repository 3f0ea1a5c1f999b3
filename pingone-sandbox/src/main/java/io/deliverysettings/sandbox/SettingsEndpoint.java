package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings resource: every method of its path. */
final class SettingsEndpoint implements Handler<RoutingContext> {

    static final String PATH = "/v1/environments/:environmentId" + SettingsDocument.PATH_IN_ENVIRONMENT;

    private static final Logger LOG = LoggerFactory.getLogger(SettingsEndpoint.class);
    private static final List<String> ALLOWED = List.of("GET", "HEAD", "PUT", "DELETE");

    private static final Pattern COMMA = Pattern.compile(",");

    private final Vertx vertx;
    private final SandboxOptions options;
    private final Access access;
    private final Optional<RateLimiter> limiter;
    private final FaultInjector faults;
    private final CallCounters counters;
    private final ReceivedCalls calls;
    private final SettingsStore store;
    private final SettingsMemory memory;

    SettingsEndpoint(
            Vertx vertx,
            SandboxOptions options,
            Access access,
            ReceivedCalls calls,
            CallCounters counters,
            SettingsStore store,
            SettingsMemory memory) {
        this.vertx = vertx;
        this.options = options;
        this.access = access;
        this.limiter = options.rateLimits().map(limits -> new RateLimiter(limits, System::nanoTime));
        this.faults = new FaultInjector(vertx, options, counters);
        this.counters = counters;
        this.calls = calls;
        this.store = store;
        this.memory = memory;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<EnvironmentId> environment = EnvironmentId.parse(context.pathParam("environmentId"));
        if (environment.isEmpty()) {
            Answer.notFound().send(request);
            return;
        }
        receive(request, environment.get())
                .compose(outcome -> outcome.applied()
                        ? memory.keep(environment.get(), store.find(environment.get()))
                                .map(outcome)
                        : Future.succeededFuture(outcome))
                .onSuccess(outcome -> {
                    remember(request, environment.get(), outcome);
                    outcome.reply().send(request);
                })
                .onFailure(context::fail);
    }

    private void remember(HttpServerRequest request, EnvironmentId environment, Outcome outcome) {
        ReceivedCall call = new ReceivedCall(
                request.method().name(),
                environment.key(),
                outcome.accountId(),
                CorrelationIds.of(request),
                outcome.applied());
        calls.add(call);
        LOG.debug("{}", call);
    }

    /** A limit comes first, as it would in front of PingOne: what is over it gets no further, and nothing else happens to it. */
    private Future<Outcome> receive(HttpServerRequest request, EnvironmentId environment) {
        String method = request.method().name();
        Optional<Duration> wait = limiter.flatMap(limits -> limits.pass(environment));
        counters.countCall(method, wait.isPresent());
        return wait.map(time -> Future.succeededFuture(Outcome.unchanged(Answer.throttled(time))))
                .orElseGet(() -> faults.around(method, () -> settle(request, environment)));
    }

    private Future<Outcome> settle(HttpServerRequest request, EnvironmentId environment) {
        String method = request.method().name();
        if (!ALLOWED.contains(method)) {
            return Future.succeededFuture(Outcome.unchanged(Answer.methodNotAllowed(String.join(", ", ALLOWED))));
        }
        Optional<Answer> refusal = access.refusal(request, environment);
        if (refusal.isPresent()) {
            return Future.succeededFuture(Outcome.unchanged(refusal.get()));
        }
        return switch (method) {
            case "PUT" -> put(request, environment);
            case "DELETE" -> Future.succeededFuture(delete(environment));
            default -> Future.succeededFuture(get(request, environment));
        };
    }

    private Outcome get(HttpServerRequest request, EnvironmentId environment) {
        return Outcome.unchanged(store.find(environment)
                .map(settings -> {
                    ObjectNode document = document(request, environment, settings);
                    if (expandsTemplates(request)) {
                        SettingsDocument.addTemplates(document, options.templatesPlacement());
                    }
                    return Answer.of(200, document);
                })
                .orElseGet(Answer::notFound));
    }

    private static boolean expandsTemplates(HttpServerRequest request) {
        return request.params().getAll("expand").stream()
                .flatMap(COMMA::splitAsStream)
                .anyMatch("whatsAppTemplates"::equals);
    }

    private Outcome delete(EnvironmentId environment) {
        return store.delete(environment)
                ? new Outcome("", true, Answer.empty(204))
                : Outcome.unchanged(Answer.notFound());
    }

    private Future<Outcome> put(HttpServerRequest request, EnvironmentId environment) {
        if (!Json.isMediaType(request.getHeader("Content-Type"))) {
            return Future.succeededFuture(Outcome.unchanged(Answer.malformed(415)));
        }
        return RequestBody.read(request)
                .compose(body -> put(request, environment, body))
                .recover(fault -> fault instanceof RequestBody.TooLarge
                        ? Future.succeededFuture(Outcome.unchanged(Answer.malformed(413)))
                        : Future.failedFuture(fault));
    }

    private Future<Outcome> put(HttpServerRequest request, EnvironmentId environment, byte[] body) {
        Optional<ObjectNode> document = Json.readObject(body);
        if (document.isEmpty()) {
            return Future.succeededFuture(Outcome.unchanged(Answer.malformed()));
        }
        SettingsRequestReader reader = new SettingsRequestReader(document.get());
        SettingsRequest wanted = reader.read();
        Optional<Answer> refusal = refusal(environment, wanted, reader.faults());
        if (refusal.isPresent()) {
            return Future.succeededFuture(Outcome.unchanged(reader.account(), refusal.get()));
        }
        return verified(wanted.account()).map(verified -> {
            WriteMark write = WriteMark.of(CorrelationIds.of(request), body);
            counters.countAppliedPut(store.isAppliedAgain(environment, write));
            return apply(request, environment, wanted);
        });
    }

    private Optional<Answer> refusal(EnvironmentId environment, SettingsRequest wanted, List<ErrorDetail> faults) {
        if (!faults.isEmpty()) {
            return Optional.of(Answer.invalidData(faults));
        }
        String account = wanted.account();
        if (account.equals(TestValues.THROTTLED_ACCOUNT)
                && store.countAttempt(environment, account) <= TestValues.THROTTLED_PUTS) {
            return Optional.of(Answer.throttled(Duration.ofSeconds(1)));
        }
        if (account.equals(TestValues.UNAVAILABLE_ACCOUNT)
                && store.countAttempt(environment, account) <= TestValues.UNAVAILABLE_PUTS) {
            return Optional.of(Answer.empty(503));
        }
        return wanted.refusedCredentials().isEmpty()
                ? Optional.empty()
                : Optional.of(Answer.invalidData(wanted.refusedCredentials()));
    }

    private Future<Void> verified(String account) {
        Duration delay = options.verificationDelay();
        return account.equals(TestValues.SLOW_ACCOUNT) && delay.toMillis() > 0
                ? vertx.timer(delay.toMillis())
                : Future.succeededFuture();
    }

    private Outcome apply(HttpServerRequest request, EnvironmentId environment, SettingsRequest wanted) {
        String account = wanted.account();
        Optional<String> chosen = NumberChoice.choose(
                AccountCatalogue.numbersOf(account), wanted.selected(), options.selectsOnlyNumber());
        ObjectNode document = document(request, environment, store.put(environment, wanted, chosen));
        Reply reply = switch (account) {
            case TestValues.DROPPED_ACCOUNT -> FaultyReplies.dropped();
            case TestValues.HTML_ACCOUNT -> FaultyReplies.htmlPage();
            case TestValues.TRUNCATED_ACCOUNT -> FaultyReplies.truncated(Answer.of(201, document));
            case TestValues.OVERSIZED_ACCOUNT -> FaultyReplies.oversized(document);
            default -> Answer.of(201, document);
        };
        return new Outcome(account, true, reply);
    }

    private static ObjectNode document(HttpServerRequest request, EnvironmentId environment, StoredSettings settings) {
        return SettingsDocument.of(settings, environment, BaseUrl.asAddressed(request) + "/v1");
    }
}
