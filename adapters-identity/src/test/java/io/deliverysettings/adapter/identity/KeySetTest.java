package io.deliverysettings.adapter.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of an issuer's keys a token may be signed with. */
class KeySetTest {

    private static final KeyName RS256 = new KeyName(SignatureAlgorithm.RS256, "first");
    private static final KeyName ES256 = new KeyName(SignatureAlgorithm.ES256, "ec");

    @Test
    void anRsaKeyIsForRs256AndAnEcKeyForEs256() throws Exception {
        KeySet keys = parse(Keys.FIRST, Keys.EC);

        assertThat(keys.find(RS256)).isPresent();
        assertThat(keys.find(ES256)).isPresent();
        assertThat(keys.find(new KeyName(SignatureAlgorithm.ES256, "first"))).isEmpty();
        assertThat(keys.find(new KeyName(SignatureAlgorithm.RS256, "ec"))).isEmpty();
    }

    @Test
    void aKeyForSignaturesMaySaySo() throws Exception {
        assertThat(parse(new RSAKey.Builder(Keys.FIRST.toPublicJWK())
                                .keyUse(KeyUse.SIGNATURE)
                                .algorithm(JWSAlgorithm.RS256)
                                .build())
                        .find(RS256))
                .isPresent();
        assertThat(parse(new RSAKey.Builder(Keys.FIRST.toPublicJWK())
                                .keyOperations(Set.of(KeyOperation.VERIFY))
                                .build())
                        .find(RS256))
                .isPresent();
    }

    @Test
    void aKeyForSomethingElseIsNotUsed() {
        assertNotUsed(new RSAKey.Builder(Keys.FIRST).keyUse(KeyUse.ENCRYPTION).build());
        assertNotUsed(new RSAKey.Builder(Keys.FIRST)
                .keyOperations(Set.of(KeyOperation.ENCRYPT))
                .build());
        assertNotUsed(
                new RSAKey.Builder(Keys.FIRST).algorithm(JWSAlgorithm.RS512).build());
        assertNotUsed(
                new RSAKey.Builder(Keys.FIRST).algorithm(JWSAlgorithm.PS256).build());
        assertNotUsed(new ECKey.Builder(Keys.EC).algorithm(JWSAlgorithm.ES512).build());
    }

    @Test
    void aShortRsaKeyIsNotUsed() {
        assertNotUsed(Keys.rsa("first", 1024));
        assertNotUsed(Keys.rsa("first", 2040));
    }

    @Test
    void aKeyOnAnotherCurveIsNotUsed() {
        assertNotUsed(Keys.ec("ec", Curve.P_384));
        assertNotUsed(Keys.ec("ec", Curve.P_521));
    }

    @Test
    void aKeyWithoutANameIsNotUsed() {
        assertNotUsed(new RSAKey.Builder(Keys.FIRST).keyID(null).build());
        assertNotUsed(new RSAKey.Builder(Keys.FIRST).keyID("").build());
        assertNotUsed(new RSAKey.Builder(Keys.FIRST).keyID("k".repeat(257)).build());
    }

    @Test
    void aPointThatIsNotOnTheCurveIsNoKey() {
        String point = Keys.EC.toPublicJWK().toJSONString().replaceFirst("\"y\":\"[^\"]+\"", "\"y\":\"AQAB\"");

        assertThatThrownBy(() -> KeySet.parse(("{\"keys\":[" + point + "]}").getBytes(UTF_8)))
                .isInstanceOf(UnusableAnswer.class);
    }

    @Test
    void aKeyThatCannotBeUsedDoesNotKeepTheOthersFromBeing() throws Exception {
        String keys = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"kid\":\"x\"},{\"kty\":\"new\"},7,"
                + Keys.set(Keys.FIRST).substring("{\"keys\":[".length());

        assertThat(KeySet.parse(keys.getBytes(UTF_8)).find(RS256)).isPresent();
    }

    @Test
    void ofTwoKeysOfOneNameTheFirstCounts() throws Exception {
        JWK second = new RSAKey.Builder(Keys.SECOND).keyID("first").build();
        Jwt jwt = Jwt.parse(Keys.sign(Keys.FIRST, "{}")).orElseThrow();

        assertThat(parse(Keys.FIRST, second).find(RS256).orElseThrow().hasSigned(jwt))
                .isTrue();
        assertThat(parse(second, Keys.FIRST).find(RS256).orElseThrow().hasSigned(jwt))
                .isFalse();
    }

    @Test
    void aSetOfMoreThanAHundredKeysIsNotRead() {
        String key = Keys.FIRST.toPublicJWK().toJSONString();
        String many = IntStream.range(0, 101).mapToObj(i -> key).collect(Collectors.joining(",", "{\"keys\":[", "]}"));

        assertThatThrownBy(() -> KeySet.parse(many.getBytes(UTF_8)))
                .isInstanceOf(UnusableAnswer.class)
                .hasMessage("it has more than 100 keys");
    }

    @Test
    void aKeyIsTheSameWhenItsNameAndItsNumbersAre() throws Exception {
        VerificationKey key = parse(Keys.FIRST).find(RS256).orElseThrow();

        assertThat(key.sameAs(parse(Keys.FIRST).find(RS256).orElseThrow())).isTrue();
        assertThat(key.sameAs(
                        parse(new RSAKey.Builder(Keys.SECOND).keyID("first").build())
                                .find(RS256)
                                .orElseThrow()))
                .isFalse();
    }

    private static KeySet parse(JWK... keys) throws UnusableAnswer {
        return KeySet.parse(Keys.set(keys).getBytes(UTF_8));
    }

    private static void assertNotUsed(JWK key) {
        assertThatThrownBy(() -> parse(key))
                .isInstanceOf(UnusableAnswer.class)
                .hasMessage("it has no key that can be used");
    }
}
