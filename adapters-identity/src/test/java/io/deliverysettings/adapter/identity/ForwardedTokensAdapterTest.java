package io.deliverysettings.adapter.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer.Accepted;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.testkit.AccessTokenPortContract;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract, and the application that a token says it was issued to: one that does not say so is as good as any. */
class ForwardedTokensAdapterTest implements AccessTokenPortContract {

    private static final String HEADER = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));

    private final ForwardedTokensAdapter adapter = new ForwardedTokensAdapter();
    private int issued;

    @Override
    public AccessTokenPort tokens() {
        return adapter;
    }

    @Override
    public Secret tokenFor(ClientId client) {
        issued++;
        return Secret.of(jwt("{\"client_id\":\"" + client.value() + "\",\"jti\":\"" + issued + "\"}"));
    }

    @Override
    public AccessTokenPort withoutAnIssuer() {
        return adapter;
    }

    @Override
    public boolean verifies() {
        return false;
    }

    @Test
    void theClientIsTheOneThatTheTokenClaimsAndNothingElseIsTold() {
        assertThat(identity(jwt("{\"iss\":\"https://auth.pingone.eu/x/as\",\"exp\":1,\"aud\":[\"a\"],"
                        + "\"client_id\":\"client-1\",\"p1.group\":\"admins\",\"x\":{\"client_id\":\"no\"}}")))
                .isEqualTo(Identity.of(Optional.of(new ClientId("client-1"))));
    }

    static List<String> tokensWithoutAClient() {
        String claims = encode("{\"client_id\":\"client-1\"}".getBytes(UTF_8));
        byte[] noUtf8 = "{\"client_id\":\"client-1\",\"x\":\"?\"}".getBytes(UTF_8);
        noUtf8[noUtf8.length - 3] = (byte) 0xff;
        return List.of(
                "opaque",
                "bearer.of-the_caller~+/==",
                HEADER + "." + claims,
                HEADER + "." + claims + ".c.d",
                HEADER + "." + claims + ".c.d.e",
                HEADER + ".~" + claims + ".c",
                HEADER + "." + claims.substring(1) + ".c",
                HEADER + ".." + claims,
                claims + "." + HEADER + ".c",
                HEADER + "." + encode(noUtf8) + ".c",
                jwt(" "),
                jwt("[]"),
                jwt("null"),
                jwt("\"client-1\""),
                jwt("{"),
                jwt("{}"),
                jwt("{\"client_id\":\"client-1\"} {}"),
                jwt("{\"client_id\":\"client-1\",\"client_id\":\"client-2\"}"),
                jwt("{\"client_id\":1}"),
                jwt("{\"client_id\":null}"),
                jwt("{\"client_id\":[\"client-1\"]}"),
                jwt("{\"client_id\":\"\"}"),
                jwt("{\"client_id\":\"a b\"}"),
                jwt("{\"client_id\":\"a\\nb\"}"),
                jwt("{\"client_id\":\"<script>\"}"),
                jwt("{\"client_id\":\"" + "c".repeat(101) + "\"}"),
                jwt("{\"azp\":\"client-1\",\"sub\":\"client-1\"}"),
                jwt("{\"client_id\":\"client-1\",\"x\":" + "[".repeat(40) + "]".repeat(40) + "}"),
                jwt("{\"client_id\":\"client-1\",\"x\":\"" + "x".repeat(16_000) + "\"}"));
    }

    @ParameterizedTest
    @MethodSource("tokensWithoutAClient")
    void aTokenThatNamesNoClientIsAcceptedAllTheSame(String text) {
        assertThat(identity(text)).isEqualTo(Identity.of(Optional.empty()));
    }

    private Identity identity(String text) {
        CompletableFuture<AccessTokenPort.Answer> asked =
                adapter.identify(Secret.of(text)).toCompletableFuture();
        assertThat(asked).as("nothing is waited for").isDone();
        return ((Accepted) asked.join()).identity();
    }

    private static String jwt(String claims) {
        return HEADER + "." + encode(claims.getBytes(UTF_8)) + ".c2lnbmF0dXJl";
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
