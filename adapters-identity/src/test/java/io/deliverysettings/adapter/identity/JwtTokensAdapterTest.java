package io.deliverysettings.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer;
import io.deliverysettings.application.port.out.AccessTokenPort.Reason;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.testkit.AccessTokenPortContract;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract, what is told of an accepted token, and that work is not done twice. */
class JwtTokensAdapterTest extends JwtTokensFixture implements AccessTokenPortContract {

    private int issued;

    @Override
    public AccessTokenPort tokens() {
        return adapter;
    }

    @Override
    public Secret tokenFor(ClientId client) {
        issued++;
        return Secret.of(Keys.sign(
                Keys.FIRST,
                claims().replace("client-1", client.value()).replace("\"jti\":\"1\"", "\"jti\":\"" + issued + "\"")));
    }

    @Override
    public AccessTokenPort withoutAnIssuer() {
        server.answers(KeyServer.http(503, "", ""));
        return adapter(options());
    }

    @Override
    public boolean verifies() {
        return true;
    }

    @Test
    void aTokenByEs256IsAccepted() {
        assertAccepted(Keys.sign(Keys.EC, claims()));
    }

    @Test
    void keysAreFetchedFromTheIssuersAddressOnceForManyTokens() {
        List<CompletableFuture<Answer>> asked = IntStream.range(0, 50)
                .mapToObj(i ->
                        adapter.identify(tokenFor(new ClientId("client-" + i))).toCompletableFuture())
                .toList();
        asked.forEach(stage -> assertThat(await(stage)).isInstanceOf(Answer.Accepted.class));

        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("GET " + server.issuer().getPath() + "/jwks HTTP/1.1\r\n")
                .doesNotContainIgnoringCase("authorization");
    }

    @Test
    void aTokenThatWasVerifiedIsAnsweredAtOnce() {
        Secret token = tokenFor(new ClientId("client-1"));
        await(adapter.identify(token));

        assertThat(adapter.identify(token).toCompletableFuture()).isDone();
    }

    @Test
    void aTokenThatWasVerifiedExpiresAllTheSame() {
        String token = Keys.sign(Keys.FIRST, claims());
        assertAccepted(token);

        clock.goOn(Duration.ofHours(1).plusSeconds(31));

        assertRefused(token, Reason.EXPIRED);
    }

    @Test
    void whatATokenSaysIsTold() {
        String claims = claims().replace(
                        "\"org\":\"o\"",
                        "\"p1.group\":[\"platform\",\"support\"],\"level\":3,\"ratio\":1.5,\"admin\":true,\"none\":null,"
                                + "\"mixed\":[\"a\",1],\"nested\":{\"a\":\"b\"},\"empty\":[],\"long\":\""
                                + "x".repeat(257)
                                + "\",\"sub\":\"s\"");

        var identity = identity(Keys.sign(Keys.FIRST, claims));

        assertThat(identity.client()).contains(new ClientId("client-1"));
        assertThat(identity.claims())
                .containsEntry("p1.group", Set.of("platform", "support"))
                .containsEntry("level", Set.of("3"))
                .containsEntry("ratio", Set.of("1.5"))
                .containsEntry("admin", Set.of("true"))
                .containsEntry("empty", Set.of())
                .containsEntry("sub", Set.of("s"))
                .containsEntry("env", Set.of("00000000-0000-0000-0000-000000000000"))
                .doesNotContainKeys("client_id", "none", "mixed", "nested", "long");
    }

    @Test
    void aTokenWithThousandsOfClaimsIsRememberedByFew() {
        String many = IntStream.range(0, 500)
                .mapToObj(i -> "\"c" + i + "\":\"v\"")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();

        var identity = identity(Keys.sign(Keys.FIRST, claims().replace("\"org\":\"o\"", many)));

        assertThat(identity.claims()).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void onlyClientIdIsTheClient() {
        String token = Keys.sign(
                Keys.FIRST,
                claims().replace("\"client_id\":\"client-1\"", "\"azp\":\"client-1\",\"sub\":\"client-1\""));

        assertThat(identity(token).client()).isEmpty();
    }

    @Test
    void aClientThatIsNoSaneNameIsNotTold() {
        assertThat(identity(Keys.sign(Keys.FIRST, claims().replace("client-1", "a b")))
                        .client())
                .isEmpty();
    }

    @Test
    void eachIssuerHasItsOwnKeys() throws IOException {
        try (KeyServer other = KeyServer.start()) {
            other.publishes(Keys.set(Keys.SECOND));
            JwtTokensAdapter both =
                    adapter(JwtTokensOptions.of(List.of(server.issuer(), other.issuer()), Set.of(AUDIENCE)));
            String ofTheOther = claims(other.issuer().toString(), "\"" + AUDIENCE + "\"");

            assertThat(await(both.identify(Secret.of(Keys.sign(Keys.FIRST, claims())))))
                    .isInstanceOf(Answer.Accepted.class);
            assertThat(await(both.identify(Secret.of(Keys.sign(Keys.SECOND, ofTheOther)))))
                    .isInstanceOf(Answer.Accepted.class);
            assertThat(await(both.identify(Secret.of(Keys.sign(Keys.FIRST, ofTheOther)))))
                    .isEqualTo(new Answer.Refused(Reason.UNKNOWN_KEY));
        }
    }

    @Test
    void anIssuerThatDoesNotAnswerHoldsUpNobodyElsesTokens() throws IOException {
        try (KeyServer silent = KeyServer.start()) {
            silent.does(socket -> {});
            JwtTokensAdapter both =
                    adapter(JwtTokensOptions.of(List.of(server.issuer(), silent.issuer()), Set.of(AUDIENCE))
                            .withFetchLimits(Duration.ofSeconds(1), Duration.ofSeconds(60), 1024));
            String stuck = Keys.sign(Keys.FIRST, claims(silent.issuer().toString(), "\"" + AUDIENCE + "\""));
            List<CompletableFuture<Answer>> waiting = IntStream.range(0, 200)
                    .mapToObj(i -> both.identify(Secret.of(stuck)).toCompletableFuture())
                    .toList();

            assertThat(await(both.identify(Secret.of(Keys.sign(Keys.FIRST, claims())))))
                    .isInstanceOf(Answer.Accepted.class);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);

            await(both.close());
            waiting.forEach(this::assertUnavailable);
        }
    }

    @Test
    void anAnswerComesOnTheContextOfWhoeverAsked() {
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        Secret token = tokenFor(new ClientId("client-1"));

        context.runOnContext(here -> adapter.identify(token)
                .whenComplete((answer, failure) -> same.complete(Vertx.currentContext() == context)));

        assertThat(await(same)).isTrue();
    }

    @Test
    void closingTwiceDoesNothingMore() {
        await(adapter.close());
        await(adapter.close());
    }
}
