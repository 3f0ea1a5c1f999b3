package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretBasic;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretJwt;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretPost;
import io.deliverysettings.adapter.pingone.WorkersOptions.Scope;
import io.deliverysettings.adapter.pingone.WorkersOptions.Worker;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which worker serves which environment, and what is told when none does or PingOne gives it no token. */
class WorkerTokensTest extends VertxFixture {

    private static final EnvironmentId ONE = EnvironmentId.of("11111111-0000-0000-0000-000000000001");
    private static final EnvironmentId TWO = EnvironmentId.of("22222222-0000-0000-0000-000000000002");
    private static final EnvironmentId OTHER = EnvironmentId.of("33333333-0000-0000-0000-000000000003");
    private static final EnvironmentId HOME = EnvironmentId.of("99999999-0000-0000-0000-000000000009");
    private static final String SECRET = "a-client-secret-of-the-worker-that-must-not-show";

    private final SetClock clock = new SetClock();
    private final List<WorkerTokens> open = new ArrayList<>();

    @AfterEach
    void closeTokens() {
        open.forEach(WorkerTokens::close);
    }

    private WorkerTokens tokens(ScriptedServer server, Worker... workers) {
        URI authUrl = URI.create(server.apiUrl().toString().replace("/v1", ""));
        WorkerTokens tokens = new WorkerTokens(
                vertx,
                new WorkersOptions(authUrl, List.of(workers)),
                ConnectionOptions.usual(),
                AMPLE,
                ONCE,
                clock,
                metrics());
        open.add(tokens);
        return tokens;
    }

    private static Worker worker(String clientId, EnvironmentId... environments) {
        return worker(clientId, new ClientSecretPost(Secret.of(SECRET)), environments);
    }

    private static Worker worker(String clientId, ClientAuthentication authentication, EnvironmentId... environments) {
        Scope scope = environments.length == 0 ? new Scope.AllOthers() : new Scope.Environments(Set.of(environments));
        return new Worker(scope, HOME, clientId, authentication);
    }

    private Call callTo(EnvironmentId environment) {
        return call(environment, clock.instant().plus(AMPLE));
    }

    /** Gives each client a token that names it. */
    private static ScriptedServer issuer() throws Exception {
        return ScriptedServer.start(exchange -> exchange.send(ScriptedServer.json(
                200,
                "{\"access_token\": \"token-of-"
                        + exchange.request().body().replaceAll(".*client_id=([a-z]+).*", "$1")
                        + "\", \"token_type\": \"Bearer\", \"expires_in\": 3600}")));
    }

    @Test
    void anEnvironmentIsServedByItsWorkerAndAllOthersByTheOneForThose() throws Exception {
        try (ScriptedServer issuer = issuer()) {
            WorkerTokens tokens = tokens(issuer, worker("first", ONE, TWO), worker("rest"));

            assertThat(await(tokens.of(callTo(ONE)))).isEqualTo(Secret.of("token-of-first"));
            assertThat(await(tokens.of(callTo(TWO)))).isEqualTo(Secret.of("token-of-first"));
            assertThat(await(tokens.of(callTo(OTHER)))).isEqualTo(Secret.of("token-of-rest"));
            assertThat(issuer.requests()).hasSize(2);
        }
    }

    @Test
    void callsToDifferentEnvironmentsOfAWorkerShareAFetch() throws Exception {
        CountDownLatch allAsked = new CountDownLatch(1);
        try (ScriptedServer issuer = ScriptedServer.start(exchange -> {
            allAsked.await(5, TimeUnit.SECONDS);
            exchange.send(ScriptedServer.json(200, "{\"access_token\": \"t\", \"token_type\": \"Bearer\"}"));
        })) {
            WorkerTokens tokens = tokens(issuer, worker("first", ONE, TWO));
            List<io.vertx.core.Future<Secret>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(tokens.of(callTo(i % 2 == 0 ? ONE : TWO)));
            }
            allAsked.countDown();

            for (io.vertx.core.Future<Secret> call : calls) {
                assertThat(await(call)).isEqualTo(Secret.of("t"));
            }
            assertThat(issuer.requests()).hasSize(1);
        }
    }

    @Test
    void anEnvironmentWithoutAWorkerIsRefusedWithoutAnyCallAndLoggedOnceAMinute() throws Exception {
        try (ScriptedServer issuer = issuer();
                CapturedLog log = new CapturedLog()) {
            WorkerTokens tokens = tokens(issuer, worker("first", ONE));
            for (int i = 0; i < 3; i++) {
                PortFault fault = fault(tokens.of(callTo(OTHER)));
                assertThat(fault.kind()).isEqualTo(Kind.OWN_CREDENTIALS_REFUSED);
                assertThat(fault.effect()).isEqualTo(Effect.NONE);
            }
            assertThat(log.lines()).containsExactly("no worker is configured for environment " + OTHER);

            clock.advance(Duration.ofMinutes(1));
            fault(tokens.of(callTo(TWO)));
            assertThat(log.lines())
                    .last()
                    .isEqualTo("no worker is configured for environment " + TWO
                            + " (and 2 times more since the last line)");
            assertThat(tokens.forget(callTo(OTHER), Secret.of("t"))).isFalse();
            assertThat(issuer.requests()).isEmpty();
        }
    }

    @Test
    void whatPingOneThinksOfAWorkerIsLoggedInWordsOfOurs() throws Exception {
        try (ScriptedServer issuer = ScriptedServer.answering(ScriptedServer.json(
                        401, "{\"error\": \"invalid_client\", \"error_description\": \"words-of-theirs\"}"));
                CapturedLog log = new CapturedLog()) {
            WorkerTokens tokens = tokens(issuer, worker("first"));
            assertThat(fault(tokens.of(callTo(ONE))).kind()).isEqualTo(Kind.OWN_CREDENTIALS_REFUSED);
            fault(tokens.of(callTo(ONE)));

            assertThat(log.lines())
                    .containsExactly("worker first of environment " + HOME
                            + " gets no token: OWN_CREDENTIALS_REFUSED, status 401 invalid_client");
        }
    }

    @Test
    void aTokenThatIsRefusedForeverIsFetchedTwiceAndNotInALoop() throws Exception {
        try (ScriptedServer issuer = issuer()) {
            WorkerTokens tokens = tokens(issuer, worker("first"));
            Call call = callTo(ONE);
            int tries = 1;
            while (tokens.forget(call, await(tokens.of(call))) && tries < 10) {
                tries++;
            }

            assertThat(tries).isEqualTo(2);
            assertThat(issuer.requests()).hasSize(2);
            assertThat(tokens.refusal()).isEqualTo(Kind.OWN_CREDENTIALS_REFUSED);
        }
    }

    @Test
    void closingTwiceIsFineAndThenThereIsNoTokenAnyMore() throws Exception {
        try (ScriptedServer issuer = issuer();
                CapturedLog log = new CapturedLog()) {
            WorkerTokens tokens = tokens(issuer, worker("first"));
            tokens.close();
            tokens.close();

            assertThat(fault(tokens.of(callTo(ONE))).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(log.lines())
                    .containsExactly("worker first of environment " + HOME
                            + " gets no token: UNAVAILABLE, IllegalStateException");
        }
    }

    @Test
    void neitherSecretNorAssertionNorTokenShowsWhateverTheAnswer() throws Exception {
        for (ClientAuthentication authentication : List.of(
                new ClientSecretBasic(Secret.of(SECRET)),
                new ClientSecretPost(Secret.of(SECRET)),
                new ClientSecretJwt(Secret.of(SECRET), Optional.empty()))) {
            for (String head : List.of(
                    "HTTP/1.1 401 No\r\nContent-Length: 0\r\nX: ",
                    "HTTP/1.1 500 No\r\nContent-Length: 2\r\nRetry-After: 1 ",
                    "",
                    "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n")) {
                List<String> sent = new ArrayList<>();
                try (ScriptedServer echo = ScriptedServer.start(exchange -> {
                            sent.add(exchange.request()
                                    .header("Authorization")
                                    .orElse("-")
                                    .replace("Basic ", ""));
                            sent.add(exchange.request().body());
                            exchange.send(head + String.join(" ", sent) + "\r\n\r\n");
                            exchange.close();
                        });
                        CapturedLog log = new CapturedLog()) {
                    String shown = everythingOf(fault(tokens(echo, worker("first", authentication))
                                    .of(callTo(ONE))))
                            + String.join("\n", log.lines());

                    assertThat(sent).hasSize(2);
                    assertThat(log.lines()).isNotEmpty();
                    assertThat(shown).doesNotContain("must-not-show");
                    for (String part : String.join("&", sent).split("[&=]|\\s", -1)) {
                        if (part.length() > 60) {
                            assertThat(shown).doesNotContain(part);
                        }
                    }
                }
            }
        }
    }

    @Test
    void noTokenShowsInTheLog() throws Exception {
        try (ScriptedServer issuer = ScriptedServer.answering(ScriptedServer.json(
                        200, "{\"access_token\": \"a-token must-not-show\", \"token_type\": \"Bearer\"}"));
                CapturedLog log = new CapturedLog()) {
            PortFault fault = fault(tokens(issuer, worker("first")).of(callTo(ONE)));

            assertThat(everythingOf(fault)).doesNotContain("must-not-show");
            assertThat(log.lines())
                    .containsExactly("worker first of environment " + HOME + " gets no token: UNREADABLE, status 200");
        }
        assertThat(new IssuedToken(Secret.of("must-not-show"), AMPLE).toString())
                .doesNotContain("must-not-show");
    }
}
