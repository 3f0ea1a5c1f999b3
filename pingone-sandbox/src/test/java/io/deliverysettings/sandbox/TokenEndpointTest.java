package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest extends SandboxFixture {

    private static final String GRANT = "grant_type=client_credentials";
    private static final String POST = GRANT + "&client_id=gateway&client_secret=s";

    @Test
    void aTokenIsSignedWithTheKeyOfTheJwks() throws Exception {
        String[] parts = accessToken(token(POST));
        JsonNode header = json(decode(parts[0]));
        JsonNode key = json(send(request("/" + environment + "/as/jwks").GET())).at("/keys/0");

        assertThat(parts).hasSize(3);
        assertThat(header.path("alg").textValue()).isEqualTo("RS256");
        assertThat(header.path("kid").textValue())
                .isNotEmpty()
                .isEqualTo(key.path("kid").textValue());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(publicKey(key));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void aTokenHasTheClaimsOfAWorkerApplication() throws Exception {
        ObjectNode claims = claims(token(POST));

        assertThat(claims.path("iss").textValue()).isEqualTo(sandbox.authUrl() + "/" + environment + "/as");
        assertThat(claims.path("aud").toString()).isEqualTo("[\"https://api.pingone.com\"]");
        assertThat(claims.path("client_id").textValue()).isEqualTo("gateway");
        assertThat(claims.path("env").textValue()).isEqualTo(environment);
        assertThat(UUID.fromString(claims.path("org").textValue())).isNotNull();
        assertThat(UUID.fromString(claims.path("jti").textValue())).isNotNull();
        assertThat(claims.path("exp").longValue() - claims.path("iat").longValue())
                .isEqualTo(3600);
        assertThat(claims.has("sub")).isFalse();
    }

    @Test
    void theAnswerIsABearerTokenForAnHourThatNobodyMayStore() throws Exception {
        HttpResponse<String> response = token(POST);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).fieldNames())
                .toIterable()
                .containsExactly("access_token", "token_type", "expires_in");
        assertThat(json(response).path("token_type").textValue()).isEqualTo("Bearer");
        assertThat(json(response).path("expires_in").intValue()).isEqualTo(3600);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theKeyIsMadeOnce() throws Exception {
        String path = "/" + environment + "/as/jwks";

        assertThat(send(request(path).GET()).body())
                .isEqualTo(send(request(path).GET()).body());
        assertThat(accessToken(token(POST))[0]).isEqualTo(accessToken(token(POST))[0]);
    }

    @Test
    void theSettingsTakeAnIssuedToken() throws Exception {
        String token = json(token(POST)).path("access_token").textValue();

        assertThat(send(request(settingsPath(environment))
                                .header("Authorization", "Bearer " + token)
                                .GET())
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "RS256"})
    void anAssertionOfTheClientIsTakenWhateverItIsSignedWith(String algorithm) throws Exception {
        String assertion = encode("{\"alg\":\"" + algorithm + "\"}") + "."
                + encode("{\"iss\":\"worker\",\"sub\":\"worker\",\"exp\":1}") + "." + encode("signature");

        HttpResponse<String> response =
                token(GRANT + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                        + "&client_assertion=" + assertion);

        assertThat(claims(response).path("client_id").textValue()).isEqualTo("worker");
    }

    @Test
    void aTokenLastsAsLongAsTheOptionsSay() throws Exception {
        restart(OPTIONS.withTokenLifetime(Duration.ofSeconds(3)));

        HttpResponse<String> response = token(POST);

        assertThat(json(response).path("expires_in").intValue()).isEqualTo(3);
        assertThat(claims(response).path("exp").longValue()
                        - claims(response).path("iat").longValue())
                .isEqualTo(3);
    }

    @Test
    void theSettingsRefuseAnIssuedTokenFromTheMomentItExpires() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00.999Z"));
        await(sandbox.stop());
        sandbox = await(PingOneSandbox.start(vertx, OPTIONS.withTokenLifetime(Duration.ofSeconds(3)), now::get));
        String token = json(token(POST)).path("access_token").textValue();

        now.set(Instant.parse("2026-01-01T00:00:02.999Z"));
        assertThat(getWith(token).statusCode()).isEqualTo(404);

        now.set(Instant.parse("2026-01-01T00:00:03Z"));
        HttpResponse<String> refused = getWith(token);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused).path("code").textValue()).isEqualTo("ACCESS_FAILED");
        assertThat(json(refused).at("/details/0/code").textValue()).isEqualTo("INVALID_TOKEN");
        assertThat(getWith(json(token(POST)).path("access_token").textValue()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anExpiredTokenOfSomebodyElseIsTaken() throws Exception {
        String[] issued = accessToken(token(POST));
        String expired = encode("{\"exp\":1}");

        for (String token : List.of(
                issued[0] + "." + expired + "." + issued[2],
                issued[0] + "." + expired + ".*",
                issued[0] + "." + expired + ".",
                encode("{}") + "." + expired + "." + encode("x"),
                "a." + expired,
                expired,
                "..",
                "a.*.c")) {
            assertThat(getWith(token).statusCode()).as(token).isEqualTo(404);
        }
    }

    @Test
    void basicCredentialsAreTaken() throws Exception {
        String credentials = Base64.getEncoder().encodeToString("my%3Agateway:s".getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> response = send(tokenRequest(GRANT).header("Authorization", "Basic " + credentials));

        assertThat(claims(response).path("client_id").textValue()).isEqualTo("my:gateway");
    }

    @ParameterizedTest
    @CsvSource({
        "client_id=gateway&client_assertion=opaque, gateway",
        "client_assertion=e30.eyJzdWIiOiJhc3NlcnRlZCJ9.x, asserted",
        "client_assertion=opaque, sandbox-client",
        "client_assertion=a.*.c, sandbox-client",
        "client_assertion=e30.e30.x, sandbox-client"
    })
    void anAssertionIsTakenWithoutBeingVerified(String credentials, String clientId) throws Exception {
        assertThat(claims(token(GRANT + "&" + credentials)).path("client_id").textValue())
                .isEqualTo(clientId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&client_id=gateway",
                "&client_secret=s",
                "&client_id=gateway&client_secret=",
                "&client_id=+&client_secret=s",
                "&client_id=gateway&client_assertion="
            })
    void withoutCredentialsThereIsNoToken(String credentials) throws Exception {
        HttpResponse<String> response = token(GRANT + credentials);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("error").textValue()).isEqualTo("invalid_client");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic *",
                "Basic YWJj",
                "Basic Og==",
                "Basic YTo=",
                "Basic OmI=",
                "Basic JXp6OnM=",
                "Bearer x"
            })
    void anAuthorizationWithoutBothHalvesIsNoCredential(String authorization) throws Exception {
        HttpResponse<String> response = send(tokenRequest(GRANT).header("Authorization", authorization));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).startsWith("Basic ");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=authorization_code&client_id=a&client_secret=s, unsupported_grant_type",
        "client_id=a&client_secret=s, invalid_request",
        "grant_type=%zz, invalid_request",
        "'', invalid_request",
        "&&=&, invalid_request"
    })
    void anotherGrantIsRefused(String form, String error) throws Exception {
        HttpResponse<String> response = token(form);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").textValue()).isEqualTo(error);
    }

    @Test
    void aBodyThatIsNoFormIsRefused() throws Exception {
        HttpResponse<String> response = send(request("/" + environment + "/as/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(POST)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").textValue()).isEqualTo("invalid_request");
    }

    @Test
    void aFormThatIsTooLongIsRefused() throws Exception {
        assertThat(token("a=" + "b".repeat(1024 * 1024)).statusCode()).isEqualTo(413);
    }

    @Test
    void otherMethodsAreNotAllowed() throws Exception {
        HttpResponse<String> token =
                send(request("/" + environment + "/as/token").GET());
        HttpResponse<String> jwks = send(request("/" + environment + "/as/jwks").DELETE());

        assertThat(token.statusCode()).isEqualTo(405);
        assertThat(header(token, "Allow")).isEqualTo("POST");
        assertThat(jwks.statusCode()).isEqualTo(405);
        assertThat(header(jwks, "Allow")).isEqualTo("GET, HEAD");
    }

    private HttpResponse<String> getWith(String bearer) throws Exception {
        return send(request(settingsPath(environment))
                .header("Authorization", "Bearer " + bearer)
                .GET());
    }

    private static String encode(String part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> token(String form) throws Exception {
        return send(tokenRequest(form));
    }

    private HttpRequest.Builder tokenRequest(String form) {
        return request("/" + environment + "/as/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private static String[] accessToken(HttpResponse<String> response) {
        return json(response).path("access_token").asText().split("\\.", -1);
    }

    private static ObjectNode claims(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return json(decode(accessToken(response)[1]));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static PublicKey publicKey(JsonNode key) throws Exception {
        Base64.Decoder decoder = Base64.getUrlDecoder();
        BigInteger modulus = new BigInteger(1, decoder.decode(key.path("n").asText()));
        BigInteger exponent = new BigInteger(1, decoder.decode(key.path("e").asText()));
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }
}
