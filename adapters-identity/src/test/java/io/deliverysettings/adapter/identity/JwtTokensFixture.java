package io.deliverysettings.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer.Accepted;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer.Refused;
import io.deliverysettings.application.port.out.AccessTokenPort.Reason;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An adapter, its issuer with {@link Keys#FIRST} and {@link Keys#EC}, and a clock. */
abstract class JwtTokensFixture {

    static final String AUDIENCE = "https://api.pingone.com";

    final Vertx vertx = Vertx.vertx();
    final TestClock clock = new TestClock();
    final KeyServer server;
    final JwtTokensAdapter adapter;
    private final List<JwtTokensAdapter> adapters = new ArrayList<>();

    JwtTokensFixture() {
        try {
            server = KeyServer.start();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        adapter = adapter(options());
    }

    @BeforeEach
    void publishKeys() {
        server.publishes(Keys.set(Keys.FIRST, Keys.EC));
    }

    @AfterEach
    void closeAll() throws Exception {
        adapters.forEach(each -> await(each.close()));
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    JwtTokensOptions options() {
        return JwtTokensOptions.of(List.of(server.issuer()), Set.of(AUDIENCE, "urn:gateway"));
    }

    JwtTokensAdapter adapter(JwtTokensOptions options) {
        JwtTokensAdapter created = new JwtTokensAdapter(vertx, options, clock);
        adapters.add(created);
        return created;
    }

    /** The claims of PingOne's tokens, good for an hour. */
    String claims() {
        return claims(server.issuer().toString(), "\"" + AUDIENCE + "\"");
    }

    String claims(String issuer, String audience) {
        long now = TestClock.START.getEpochSecond();
        return "{\"client_id\":\"client-1\",\"iss\":\"" + issuer + "\",\"jti\":\"1\",\"iat\":" + now + ",\"exp\":"
                + (now + 3600) + ",\"aud\":" + audience
                + ",\"env\":\"00000000-0000-0000-0000-000000000000\",\"org\":\"o\"}";
    }

    Answer ask(String text) {
        return await(adapter.identify(Secret.of(text)));
    }

    Identity identity(String text) {
        Answer answer = ask(text);
        assertThat(answer).isInstanceOf(Accepted.class);
        return ((Accepted) answer).identity();
    }

    void assertAccepted(String text) {
        assertThat(ask(text)).isInstanceOf(Accepted.class);
    }

    void assertRefused(String text, Reason reason) {
        assertThat(ask(text)).isEqualTo(new Refused(reason));
    }

    void assertUnavailable(CompletionStage<Answer> stage) {
        assertThat(PortFault.in(catchThrowable(() -> await(stage)))).hasValueSatisfying(fault -> {
            assertThat(fault.kind()).isEqualTo(PortFault.Kind.UNAVAILABLE);
            assertThat(fault.effect()).isEqualTo(PortFault.Effect.NONE);
        });
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
