package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.ClientId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The application that a token says it was issued to; a token that does not say so is as good as any. */
class TokenClaimsTest {

    private static final String HEADER = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));

    private final Gateway gateway = Gateway.start();
    private final CapturedLog log = CapturedLog.from(Level.DEBUG);

    @AfterEach
    void close() throws Exception {
        gateway.close();
        log.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_id\":\"a65f0e3c-2b3f-4d11-8f4c-4f4b0d9d8a01\"}",
                "{\"iss\":\"https://auth.pingone.eu/x/as\",\"exp\":1,\"aud\":[\"a\"],"
                        + "\"client_id\":\"a65f0e3c-2b3f-4d11-8f4c-4f4b0d9d8a01\",\"x\":{\"client_id\":\"no\"}}"
            })
    void theClientOfAJwtIsWhoCalls(String claims) throws Exception {
        assertThat(clientOf(jwt(claims))).contains(new ClientId("a65f0e3c-2b3f-4d11-8f4c-4f4b0d9d8a01"));
    }

    @ParameterizedTest
    @EnumSource(ChangingRoute.class)
    void everyChangeIsMadeInTheNameOfTheClient(ChangingRoute route) throws Exception {
        var request =
                route.request(gateway).setHeader("Authorization", "Bearer " + jwt("{\"client_id\":\"client-1\"}"));

        assertThat(gateway.send(request).status()).isBetween(200, 299);
        assertThat(route.inPort(gateway).received()).singleElement().asString().contains("client=Optional[client-1]");
    }

    static List<String> tokensWithoutAClient() {
        String claims = encode("{\"client_id\":\"client-1\"}".getBytes(UTF_8));
        byte[] noUtf8 = "{\"client_id\":\"client-1\",\"x\":\"?\"}".getBytes(UTF_8);
        noUtf8[noUtf8.length - 3] = (byte) 0xff;
        return List.of(
                "opaque",
                "bearer.of-the_caller~+/==",
                "..",
                "a.b.c",
                HEADER + "." + claims,
                HEADER + "." + claims + ".c.d",
                HEADER + "." + claims + ".c.d.e",
                HEADER + ".~" + claims + ".c",
                HEADER + "." + claims.substring(1) + ".c",
                HEADER + ".." + claims,
                claims + "." + HEADER + ".c",
                HEADER + "." + encode(noUtf8) + ".c",
                jwt(""),
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
                jwt("{\"client_id\":\"client-1\",\"x\":\"" + "x".repeat(8_000) + "\"}"));
    }

    @ParameterizedTest
    @MethodSource("tokensWithoutAClient")
    void aTokenThatNamesNoClientIsHandedOnAllTheSame(String token) throws Exception {
        assertThat(clientOf(token)).isEmpty();

        assertThat(log.problems()).isEmpty();
    }

    @Test
    void whoCallsIsNotLogged() throws Exception {
        String token = jwt("{\"client_id\":\"client-1\"}");
        clientOf(token);
        gateway.read.fails(new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.NONE));
        send(token);
        gateway.read.fails(new IllegalStateException("a bug"));
        send(token);
        send(jwt("{\"client_id\":\"client-1\","));

        assertThat(log.problems()).hasSize(3);
        assertThat(log.lines()).noneMatch(line -> line.contains("client-1") || line.contains(claims(token)));
    }

    private Optional<ClientId> clientOf(String token) throws Exception {
        assertThat(send(token).status()).isEqualTo(200);
        assertThat(gateway.read.onlyQuestion().caller().accessToken().reveal()).isEqualTo(token);
        return gateway.read.onlyQuestion().caller().client();
    }

    private Answer send(String token) throws Exception {
        return gateway.send(gateway.anonymous(Samples.PATH).header("Authorization", "Bearer " + token));
    }

    private static String jwt(String claims) {
        return HEADER + "." + encode(claims.getBytes(UTF_8)) + ".c2lnbmF0dXJl";
    }

    private static String claims(String token) {
        return Arrays.asList(token.split("\\.", -1)).get(1);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
