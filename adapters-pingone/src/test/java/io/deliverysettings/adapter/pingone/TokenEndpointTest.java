package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretBasic;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretJwt;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretPost;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.PrivateKeyJwt;
import io.deliverysettings.adapter.pingone.WorkersOptions.Scope;
import io.deliverysettings.adapter.pingone.WorkersOptions.Worker;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.SandboxOptions;
import io.vertx.core.Future;
import io.vertx.ext.web.client.WebClient;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One request for a token: what is sent, and what each answer means. */
class TokenEndpointTest extends VertxFixture {

    private static final EnvironmentId OWN_ENVIRONMENT = EnvironmentId.of("11111111-2222-3333-4444-555555555555");
    private static final String CLIENT_ID = "9a3c7a4e-client";
    private static final Secret CLIENT_SECRET = Secret.of("a secret/with+all:kinds=of&things-must-not-show");
    private static final String TOKEN =
            "{\"access_token\": \"a-token\", \"token_type\": \"Bearer\", \"expires_in\": 3600, \"new\": {}}";
    private static final ClientAuthentication BASIC = new ClientSecretBasic(CLIENT_SECRET);

    private final SetClock clock = new SetClock();
    private final List<WebClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() {
        clients.forEach(WebClient::close);
    }

    private TokenEndpoint endpoint(URI authUrl, ClientAuthentication authentication, Attempts attempts) {
        WebClient client = Connections.open(vertx, ConnectionOptions.usual(), authUrl, connection -> {});
        clients.add(client);
        Worker worker = new Worker(new Scope.AllOthers(), OWN_ENVIRONMENT, CLIENT_ID, authentication);
        return new TokenEndpoint(vertx, authUrl, worker, client, AMPLE, AMPLE, attempts, clock, metrics());
    }

    private TokenEndpoint endpoint(ScriptedServer server, ClientAuthentication authentication) {
        return endpoint(authUrl(server), authentication, ONCE);
    }

    private static URI authUrl(ScriptedServer server) {
        return URI.create(server.apiUrl().toString().replace("/v1", "/auth"));
    }

    /** What a worker with this authentication sends. */
    private ScriptedServer.Request sent(ClientAuthentication authentication) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, TOKEN))) {
            await(endpoint(server, authentication).fetch());
            assertThat(server.requests()).hasSize(1);
            return server.requests().get(0);
        }
    }

    private static Map<String, String> form(ScriptedServer.Request request) {
        assertThat(request.header("Content-Type")).contains("application/x-www-form-urlencoded");
        Map<String, String> form = new LinkedHashMap<>();
        for (String parameter : request.body().split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Test
    void theTokenIsAskedForWhereTheWorkerItselfIs() throws Exception {
        ScriptedServer.Request request = sent(BASIC);

        assertThat(request.line()).isEqualTo("POST /auth/" + OWN_ENVIRONMENT + "/as/token HTTP/1.1");
        assertThat(request.header("Accept")).contains("application/json");
    }

    @Test
    void clientSecretBasicSendsBothHalvesFormEncodedInTheHeader() throws Exception {
        ScriptedServer.Request request = sent(BASIC);

        String header = request.header("Authorization").orElseThrow();
        assertThat(header).startsWith("Basic ");
        assertThat(new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8))
                .isEqualTo(CLIENT_ID + ":a+secret%2Fwith%2Ball%3Akinds%3Dof%26things-must-not-show");
        assertThat(form(request)).isEqualTo(Map.of("grant_type", "client_credentials"));
    }

    @Test
    void clientSecretPostSendsTheSecretInTheBodyAndNotInTheHeader() throws Exception {
        ScriptedServer.Request request = sent(new ClientSecretPost(CLIENT_SECRET));

        assertThat(request.header("Authorization")).isEmpty();
        assertThat(form(request))
                .isEqualTo(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        CLIENT_ID,
                        "client_secret",
                        CLIENT_SECRET.reveal()));
    }

    @Test
    void clientSecretJwtSignsWithTheSecret() throws Exception {
        SignedJWT assertion = assertion(new ClientSecretJwt(CLIENT_SECRET, Optional.empty()));

        assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("HS256");
        assertThat(assertion.verify(new MACVerifier(CLIENT_SECRET.reveal()))).isTrue();
    }

    @Test
    void privateKeyJwtSignsWithTheKeyAndNamesIt() throws Exception {
        KeyPair rsa = rsa(2048);
        KeyPair ec = ec("secp256r1");
        Map<KeyPair, JWSVerifier> keys = Map.of(
                rsa, new RSASSAVerifier((RSAPublicKey) rsa.getPublic()),
                ec, new ECDSAVerifier((ECPublicKey) ec.getPublic()));
        Set<String> algorithms = new HashSet<>();
        for (Map.Entry<KeyPair, JWSVerifier> key : keys.entrySet()) {
            SignedJWT assertion = assertion(new PrivateKeyJwt(key.getKey().getPrivate(), "key-1", Optional.empty()));

            assertThat(assertion.verify(key.getValue())).isTrue();
            assertThat(assertion.getHeader().getKeyID()).isEqualTo("key-1");
            algorithms.add(assertion.getHeader().getAlgorithm().getName());
        }
        assertThat(algorithms).containsExactlyInAnyOrder("RS256", "ES256");
    }

    @Test
    void anAssertionSaysWhoItIsFromForWhomAndForHowLong() throws Exception {
        ClientSecretJwt authentication = new ClientSecretJwt(CLIENT_SECRET, Optional.empty());
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, TOKEN))) {
            TokenEndpoint endpoint = endpoint(server, authentication);
            await(endpoint.fetch());
            await(endpoint.fetch());
            JWTClaimsSet first = assertion(server.requests().get(0)).getJWTClaimsSet();
            JWTClaimsSet second = assertion(server.requests().get(1)).getJWTClaimsSet();

            assertThat(first.getIssuer()).isEqualTo(CLIENT_ID);
            assertThat(first.getSubject()).isEqualTo(CLIENT_ID);
            assertThat(first.getAudience()).containsExactly(authUrl(server) + "/" + OWN_ENVIRONMENT + "/as/token");
            assertThat(first.getExpirationTime().toInstant())
                    .isEqualTo(clock.instant().plus(Duration.ofMinutes(2)));
            assertThat(first.getJWTID()).isNotBlank().isNotEqualTo(second.getJWTID());
        }
    }

    @Test
    void theAudienceCanBeAnother() throws Exception {
        KeyPair ec = ec("secp256r1");

        assertThat(assertion(new ClientSecretJwt(CLIENT_SECRET, Optional.of("https://a/as")))
                        .getJWTClaimsSet()
                        .getAudience())
                .containsExactly("https://a/as");
        assertThat(assertion(new PrivateKeyJwt(ec.getPrivate(), "key-1", Optional.of("https://b/as")))
                        .getJWTClaimsSet()
                        .getAudience())
                .containsExactly("https://b/as");
    }

    private SignedJWT assertion(ClientAuthentication authentication) throws Exception {
        return assertion(sent(authentication));
    }

    private static SignedJWT assertion(ScriptedServer.Request request) throws Exception {
        Map<String, String> form = form(request);
        assertThat(form)
                .hasSize(4)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_id", CLIENT_ID)
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        assertThat(request.header("Authorization")).isEmpty();
        return SignedJWT.parse(form.get("client_assertion"));
    }

    @Test
    void theSandboxGivesATokenForEachMethod() throws Exception {
        PingOneSandbox sandbox =
                await(PingOneSandbox.start(vertx, SandboxOptions.defaults().withPort(0)));
        try {
            for (ClientAuthentication authentication : List.of(
                    BASIC,
                    new ClientSecretPost(CLIENT_SECRET),
                    new ClientSecretJwt(CLIENT_SECRET, Optional.empty()),
                    new PrivateKeyJwt(rsa(2048).getPrivate(), "key-1", Optional.empty()))) {
                IssuedToken token = await(endpoint(URI.create(sandbox.authUrl()), authentication, ONCE)
                        .fetch());

                assertThat(SignedJWT.parse(token.accessToken().reveal())
                                .getJWTClaimsSet()
                                .getStringClaim("client_id"))
                        .isEqualTo(CLIENT_ID);
                assertThat(token.lifetime()).isEqualTo(Duration.ofHours(1));
            }
        } finally {
            await(sandbox.stop());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"access_token": "t", "token_type": "Bearer", "expires_in": 3600}     | 3600
            {"access_token": "t", "token_type": "bearer", "expires_in": 60.9}     | 60
            {"access_token": "t", "token_type": "BEARER", "expires_in": 1}        | 1
            {"access_token": "t", "token_type": "Bearer"}                         | 300
            {"access_token": "t", "token_type": "Bearer", "expires_in": null}     | 300
            {"access_token": "t", "token_type": "Bearer", "expires_in": "soon"}   | 300
            {"access_token": "t", "token_type": "Bearer", "expires_in": 0}        | 300
            {"access_token": "t", "token_type": "Bearer", "expires_in": -5}       | 300
            {"access_token": "t", "token_type": "Bearer", "expires_in": 1e99}     | 86400
            """)
    void aTokenIsReadLeniently(String body, long seconds) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.http(200, "", body))) {
            IssuedToken token = await(endpoint(server, BASIC).fetch());

            assertThat(token.accessToken()).isEqualTo(Secret.of("t"));
            assertThat(token.lifetime()).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{",
                "{}",
                "{\"token_type\": \"Bearer\"}",
                "{\"access_token\": \"t\"}",
                "{\"access_token\": \"\", \"token_type\": \"Bearer\"}",
                "{\"access_token\": 1, \"token_type\": \"Bearer\"}",
                "{\"access_token\": \"t\", \"token_type\": \"mac\"}",
                "{\"access_token\": \"t\\r\\nX: y\", \"token_type\": \"Bearer\"}",
                "{\"access_token\": \"t u\", \"token_type\": \"Bearer\"}",
                "{\"access_token\": \"t\\u00e4\", \"token_type\": \"Bearer\"}"
            })
    void anAnswerWithoutAUsableTokenIsUnreadable(String body) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, body))) {
            assertFault(fault(endpoint(server, BASIC).fetch()), Kind.UNREADABLE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "201, UNREADABLE",
        "206, UNREADABLE",
        "302, UNREADABLE",
        "307, UNREADABLE",
        "400, OWN_CREDENTIALS_REFUSED",
        "401, OWN_CREDENTIALS_REFUSED",
        "403, OWN_CREDENTIALS_REFUSED",
        "404, OWN_CREDENTIALS_REFUSED",
        "405, UNREADABLE",
        "408, TIMEOUT",
        "418, UNREADABLE",
        "429, THROTTLED",
        "500, FAILED",
        "502, UNREADABLE",
        "503, UNAVAILABLE",
        "504, TIMEOUT",
        "599, FAILED",
    })
    void aStatusDecidesWhatAnAnswerMeans(int status, Kind kind) throws Exception {
        String elsewhere = "Location: http://127.0.0.1:1/elsewhere\r\nRetry-After: 7\r\n";
        try (ScriptedServer server =
                ScriptedServer.answering(ScriptedServer.http(status, elsewhere, "{\"error\": \"invalid_client\"}"))) {
            PortFault fault = fault(endpoint(server, BASIC).fetch());

            assertFault(fault, kind);
            assertThat(fault.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(fault).cause().hasMessage("status " + status + " invalid_client");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aFailureThatIsNotInJsonIsUnreadable() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.http(500, "", "<html>"))) {
            assertFault(fault(endpoint(server, BASIC).fetch()), Kind.UNREADABLE);
        }
    }

    @Test
    void anErrorCodeThatTheStandardDoesNotKnowIsNotRepeated() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                ScriptedServer.json(401, "{\"error\": \"whatever\", \"error_description\": \"it-must-not-show\"}"))) {
            PortFault fault = fault(endpoint(server, BASIC).fetch());

            assertThat(fault).cause().hasMessage("status 401");
            assertThat(fault.platformError()).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsUnreadable() throws Exception {
        String large = TOKEN.replace("a-token", "t".repeat(65 * 1024));
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, large))) {
            assertFault(fault(endpoint(server, BASIC).fetch()), Kind.UNREADABLE);
            assertThat(server.seesTheClientHangUp()).isTrue();
        }
    }

    @Test
    void anAnswerThatIsCutOffIsUnreadable() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(exchange -> {
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
            exchange.close();
        })) {
            assertFault(fault(endpoint(server, BASIC).fetch()), Kind.UNREADABLE);
        }
    }

    @Test
    void nobodyThereIsUnavailable() throws Exception {
        URI nobody;
        try (ServerSocket taken = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + taken.getLocalPort());
        }
        assertFault(fault(endpoint(nobody, BASIC, ONCE).fetch()), Kind.UNAVAILABLE);
    }

    @Test
    void anAttemptIsOverWhenItsTimeIs() throws Exception {
        Attempts shortOnes = new Attempts() {
            @Override
            public <T> Future<T> make(Instant deadline, Function<Instant, Future<T>> attempt) {
                assertThat(deadline).isEqualTo(clock.instant().plusSeconds(30));
                return attempt.apply(clock.instant().plusMillis(200));
            }
        };
        try (ScriptedServer server = ScriptedServer.start(silence -> {})) {
            assertFault(fault(endpoint(authUrl(server), BASIC, shortOnes).fetch()), Kind.TIMEOUT);
            assertThat(server.seesTheClientHangUp()).isTrue();
        }
    }

    private static void assertFault(PortFault fault, Kind kind) {
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.effect()).isEqualTo(Effect.NONE);
    }

    static KeyPair rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    static KeyPair ec(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
