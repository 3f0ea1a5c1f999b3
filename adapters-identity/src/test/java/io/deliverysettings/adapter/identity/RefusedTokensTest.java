package io.deliverysettings.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import io.deliverysettings.application.port.out.AccessTokenPort.Reason;
import io.deliverysettings.domain.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is tried with a token, it is refused, for a reason that gives nothing away that a good signature does not cover. */
class RefusedTokensTest extends JwtTokensFixture {

    private static final String PAST_TIME = "\"exp\":1,";

    @Test
    void aTokenThatIsNotSignedIsRefused() {
        String none = encode("{\"alg\":\"none\",\"kid\":\"first\"}") + "." + encode(claims()) + ".";

        assertRefused(none, Reason.ALGORITHM);
        assertRefused(none + "c2lnbmF0dXJl", Reason.ALGORITHM);
        assertRefused(
                none.replace(encode("{\"alg\":\"none\",\"kid\":\"first\"}"), encode("{\"kid\":\"first\"}")),
                Reason.ALGORITHM);
        assertNothingWasFetched();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nOnE", "NONE", "", "rs256", "HS256", "PS256", "RS384", "RS512", "ES384", "EdDSA", "RSA1_5"})
    void noOtherAlgorithmIsAccepted(String algorithm) {
        String[] good = Keys.sign(Keys.FIRST, claims()).split("\\.", -1);
        String token = encode("{\"alg\":\"" + algorithm + "\",\"kid\":\"first\"}") + "." + good[1] + "." + good[2];

        assertRefused(token, Reason.ALGORITHM);
        assertNothingWasFetched();
    }

    @Test
    void aTokenThatIsSignedByHs256WithThePublicKeyIsRefused() throws Exception {
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.encode(Keys.FIRST.toRSAPublicKey().getEncoded()) + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.UTF_8);
        for (byte[] secret : List.of(
                pem,
                Keys.FIRST.toRSAPublicKey().getEncoded(),
                Keys.FIRST.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            JWSObject jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), new Payload(claims()));
            jws.sign(new MACSigner(secret));

            assertRefused(jws.serialize(), Reason.ALGORITHM);
        }
    }

    @Test
    void aGoodSignatureByRs512IsRefused() {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("first").build();

        assertRefused(Keys.sign(Keys.FIRST, header, claims()), Reason.ALGORITHM);
    }

    @Test
    void aKeyIsNotUsedForTheOtherAlgorithm() {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("first").build();

        assertRefused(Keys.sign(Keys.ec("first", Curve.P_256), header, claims()), Reason.UNKNOWN_KEY);
    }

    @Test
    void aTokenOfAnotherIssuerIsRefusedBeforeAnythingIsFetched() {
        for (String issuer : List.of(
                "https://auth.pingone.eu/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as",
                server.issuer() + "/",
                server.issuer() + "?",
                server.issuer().toString().replace("127.0.0.1", "localhost"),
                "")) {
            assertRefused(Keys.sign(Keys.FIRST, claims(issuer, "\"" + AUDIENCE + "\"")), Reason.ISSUER);
        }
        assertRefused(
                Keys.sign(Keys.FIRST, claims().replace("\"iss\":\"" + server.issuer() + "\",", "")), Reason.ISSUER);
        assertRefused(
                Keys.sign(Keys.FIRST, claims().replace("\"" + server.issuer() + "\"", "[\"" + server.issuer() + "\"]")),
                Reason.ISSUER);
        assertNothingWasFetched();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"https://api.pingone.eu\"",
                "\"https://api.pingone.com/\"",
                "[]",
                "[\"other\"]",
                "\"HTTPS://API.PINGONE.COM\"",
                "\"\""
            })
    void aTokenForSomebodyElseIsRefused(String audience) {
        assertRefused(Keys.sign(Keys.FIRST, claims(server.issuer().toString(), audience)), Reason.AUDIENCE);
    }

    @Test
    void aTokenForNobodyIsRefused() {
        assertRefused(Keys.sign(Keys.FIRST, claims().replace("\"aud\":\"" + AUDIENCE + "\",", "")), Reason.AUDIENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"https://api.pingone.com\"",
                "[\"https://api.pingone.com\"]",
                "[\"other\",\"urn:gateway\"]",
                "\"urn:gateway\""
            })
    void anyOneOfTheAudiencesIsEnough(String audience) {
        assertAccepted(Keys.sign(Keys.FIRST, claims(server.issuer().toString(), audience)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "{}", "null", "[1]", "[\"https://api.pingone.com\",1]"})
    void anAudienceThatIsNoneIsUnreadable(String audience) {
        assertRefused(Keys.sign(Keys.FIRST, claims(server.issuer().toString(), audience)), Reason.UNREADABLE);
    }

    @Test
    void aTokenIsRefusedFromTheEndOfItsTimeOnWithTheLeeway() {
        String token = Keys.sign(Keys.FIRST, claims());

        clock.set(TestClock.START.plusSeconds(3600 + 29));
        assertAccepted(token);
        clock.set(TestClock.START.plusSeconds(3600 + 30));
        assertRefused(token, Reason.EXPIRED);
    }

    @Test
    void aTokenIsRefusedUntilItsTimeHasComeWithTheLeeway() {
        String token = Keys.sign(
                Keys.FIRST,
                claims().replace("\"org\"", "\"nbf\":" + (TestClock.START.getEpochSecond() + 100) + ",\"org\""));

        clock.set(TestClock.START.plusSeconds(69));
        assertRefused(token, Reason.NOT_YET_VALID);
        clock.set(TestClock.START.plusSeconds(70));
        assertAccepted(token);
    }

    @Test
    void thatATokenHasExpiredIsOnlyToldOfAGoodOneForThisGateway() {
        String expired = claims().replaceFirst("\"exp\":[0-9]+,", PAST_TIME);

        assertRefused(Keys.sign(Keys.FIRST, expired), Reason.EXPIRED);
        assertRefused(tampered(Keys.sign(Keys.FIRST, expired)), Reason.SIGNATURE);
        assertRefused(Keys.sign(Keys.SECOND, expired), Reason.UNKNOWN_KEY);
        assertRefused(Keys.sign(Keys.FIRST, expired.replace(AUDIENCE, "other")), Reason.AUDIENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"exp\":\"4102444800\",",
                "\"exp\":null,",
                "\"exp\":-1,",
                "\"exp\":1e400,",
                "\"exp\":9999999999999999999999,",
                "\"exp\":true,",
                "\"exp\":[4102444800],"
            })
    void aTokenWithoutATimeToEndIsRefused(String end) {
        assertRefused(Keys.sign(Keys.FIRST, claims().replaceFirst("\"exp\":[0-9]+,", end)), Reason.UNREADABLE);
    }

    @Test
    void aTimeNeedNotBeWhole() {
        assertAccepted(Keys.sign(Keys.FIRST, claims().replaceFirst("(\"exp\":[0-9]+),", "$1.75,")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"nbf\":\"0\"", "\"nbf\":null", "\"nbf\":-1"})
    void aTimeToBeginThatIsNoneIsUnreadable(String begin) {
        assertRefused(Keys.sign(Keys.FIRST, claims().replace("\"org\":\"o\"", begin)), Reason.UNREADABLE);
    }

    @Test
    void aTokenThatWasTamperedWithIsRefused() {
        String[] good = Keys.sign(Keys.FIRST, claims()).split("\\.", -1);
        String header = good[0];

        assertRefused(
                header + "." + encode(claims().replace("client-1", "client-2")) + "." + good[2], Reason.SIGNATURE);
        assertRefused(header + "." + good[1] + ".", Reason.SIGNATURE);
        assertRefused(header + "." + good[1] + "." + good[2].substring(4), Reason.SIGNATURE);
        assertRefused(tampered(String.join(".", good)), Reason.SIGNATURE);
        assertRefused(
                encode("{\"alg\":\"RS256\",\"kid\":\"first\",\"typ\":\"JWT\",\"x\":1}") + "." + good[1] + "." + good[2],
                Reason.SIGNATURE);
        assertAccepted(String.join(".", good));
    }

    @Test
    void anEcSignatureOfZeroesIsRefused() {
        String[] good = Keys.sign(Keys.EC, claims()).split("\\.", -1);

        assertRefused(good[0] + "." + good[1] + "." + Base64URL.encode(new byte[64]), Reason.SIGNATURE);
    }

    @Test
    void aKeyThatTheIssuerDoesNotHaveIsRefused() {
        assertRefused(Keys.sign(Keys.SECOND, claims()), Reason.UNKNOWN_KEY);
    }

    @Test
    void anotherKeyUnderTheNameOfTheIssuersIsRefused() {
        assertRefused(
                Keys.sign(
                        Keys.SECOND,
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").build(),
                        claims()),
                Reason.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "' OR '1'='1",
                "first' UNION SELECT 'x",
                "| cat /etc/passwd",
                "http://127.0.0.1:1/jwks",
                "first\\u0000",
                "FIRST"
            })
    void theNameOfAKeyIsNothingButAName(String id) throws Exception {
        String token = encode("{\"alg\":\"RS256\",\"kid\":\"" + id + "\"}") + "." + encode(claims()) + ".c2ln";

        assertRefused(token, Reason.UNKNOWN_KEY);
        assertThat(server.requests())
                .hasSize(1)
                .allMatch(head -> head.startsWith("GET " + server.issuer().getPath()));
    }

    @Test
    void aTokenThatNamesNoKeyIsRefused() {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256);

        assertRefused(Keys.sign(Keys.FIRST, header.build(), claims()), Reason.UNREADABLE);
        assertRefused(Keys.sign(Keys.FIRST, header.keyID("").build(), claims()), Reason.UNREADABLE);
        assertRefused(Keys.sign(Keys.FIRST, header.keyID("k".repeat(257)).build(), claims()), Reason.UNREADABLE);
        assertNothingWasFetched();
    }

    @Test
    void aKeyThatATokenBringsAlongIsNotUsed() throws Exception {
        try (KeyServer attacker = KeyServer.start()) {
            attacker.publishes(Keys.set(Keys.SECOND));
            URI address = URI.create(attacker.issuer() + "/jwks");
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("second")
                    .jwk(Keys.SECOND.toPublicJWK())
                    .jwkURL(address)
                    .x509CertURL(address)
                    .build();

            assertRefused(Keys.sign(Keys.SECOND, header, claims()), Reason.UNKNOWN_KEY);
            assertThat(attacker.requests()).isEmpty();
        }
    }

    @Test
    void anExtensionThatHasToBeUnderstoodIsNot() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("first")
                .criticalParams(Set.of("exp"))
                .build();

        assertRefused(Keys.sign(Keys.FIRST, header, claims()), Reason.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
    void anAccessTokenMaySayThatItIsOne(String type) {
        assertAccepted(Keys.sign(Keys.FIRST, ofType(type), claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "logout+jwt", "dpop+jwt", "secevent+jwt", "JOSE", "id+jwt"})
    void aTokenOfAnotherTypeIsRefused(String type) {
        assertRefused(Keys.sign(Keys.FIRST, ofType(type), claims()), Reason.UNREADABLE);
    }

    @Test
    void aTokenInATokenIsRefused() {
        String inner = Keys.sign(Keys.FIRST, claims());
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("first")
                .contentType("JWT")
                .build();

        assertRefused(Keys.sign(Keys.FIRST, header, inner), Reason.UNREADABLE);
        assertRefused(Keys.sign(Keys.FIRST, header, claims()), Reason.UNREADABLE);
    }

    @Test
    void anEncryptedTokenIsRefused() throws Exception {
        JWEObject jwe = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                        .keyID("first")
                        .build(),
                new Payload(claims()));
        jwe.encrypt(new RSAEncrypter(Keys.FIRST.toRSAPublicKey()));

        assertRefused(jwe.serialize(), Reason.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_id\":\"client-2\",",
                "{\"iss\":\"https://auth.invalid/as\",",
                "{\"exp\":4102444800,",
                "{\"x\":{\"a\":1,\"a\":2},"
            })
    void aClaimThatIsThereTwiceIsRefused(String twice) {
        assertRefused(Keys.sign(Keys.FIRST, claims().replaceFirst("\\{", twice)), Reason.UNREADABLE);
    }

    @Test
    void aHeaderThatIsThereTwiceIsRefused() {
        assertRefused(
                encode("{\"alg\":\"RS256\",\"alg\":\"none\",\"kid\":\"first\"}") + "." + encode(claims()) + ".c2ln",
                Reason.UNREADABLE);
    }

    @Test
    void aHugeTokenIsRefused() {
        String huge = Keys.sign(Keys.FIRST, claims().replace("\"o\"", "\"" + "o".repeat(20_000) + "\""));

        assertRefused(huge, Reason.UNREADABLE);
        assertRefused("a".repeat(5_000_000), Reason.UNREADABLE);
        assertNothingWasFetched();
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        String deep = claims().replace("\"o\"", "[".repeat(5_000) + "]".repeat(5_000));

        assertRefused(Keys.sign(Keys.FIRST, deep), Reason.UNREADABLE);
    }

    @Test
    void aTokenIsReadStrictly() {
        String good = Keys.sign(Keys.FIRST, claims());

        for (String text :
                List.of(good + "=", good + ".", good + "\n", " " + good, good.replace(".", ". "), "." + good)) {
            assertRefused(text, Reason.UNREADABLE);
        }
    }

    @Test
    void whatRefusedTokensHoldIsNotLogged() {
        StringBuilder log = new StringBuilder();
        Handler handler = new Handler() {
            @Override
            public synchronized void publish(LogRecord line) {
                log.append(line.getMessage()).append(line.getThrown()).append('\n');
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        Logger adapterLog = Logger.getLogger("io.deliverysettings");
        adapterLog.setLevel(Level.ALL);
        try {
            server.answers(KeyServer.http(500, "", "a body that must not show"));
            assertUnavailable(adapter.identify(Secret.of(Keys.sign(Keys.FIRST, claims()))));
            clock.goOn(Duration.ofMinutes(1));
            server.publishes(Keys.set(Keys.FIRST));
            assertRefused(tampered(Keys.sign(Keys.FIRST, claims())), Reason.SIGNATURE);
            assertRefused(Keys.sign(Keys.FIRST, claims().replace(AUDIENCE, "other")), Reason.AUDIENCE);
        } finally {
            root.removeHandler(handler);
            adapterLog.setLevel(null);
        }

        assertThat(log)
                .contains("the keys of the issuer " + server.issuer()
                        + " cannot be fetched: of the answer, its status is 500")
                .contains("can be fetched again")
                .doesNotContain("client-1", "eyJ", "must not show");
    }

    private static JWSHeader ofType(String type) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("first")
                .type(new JOSEObjectType(type))
                .build();
    }

    /** The first letter of the signature is another. */
    private static String tampered(String text) {
        int first = text.lastIndexOf('.') + 1;
        return text.substring(0, first) + (text.charAt(first) == 'A' ? 'B' : 'A') + text.substring(first + 1);
    }

    private static String encode(String text) {
        return Base64URL.encode(text).toString();
    }

    private void assertNothingWasFetched() {
        assertThat(server.requests()).isEmpty();
    }
}
