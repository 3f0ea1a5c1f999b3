package io.deliverysettings.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second net: texts with something that looks like a secret, and texts that only look a little like it. */
@Timeout(60)
class RedactionTest {

    private static final String JWT =
            "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            Authorization: Bearer abc                                  | Authorization: Bearer [redacted]
            "authorization":"bearer abc"                               | "authorization":"bearer [redacted]"
            {\\"Authorization\\":\\"Basic abc=\\"}                     | {\\"Authorization\\":\\"Basic [redacted]\\"}
            sent Bearer 0a1b2c3d-4e5f, got 401                         | sent Bearer [redacted], got 401
            Basic Y2xpZW50OnNlY3JldDpjbGllbnQ=                         | Basic [redacted]
            token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln is refused | token [redacted] is refused
            (eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.)                     | ([redacted])
            jwe=eyJlbmMiOiJBMTI4R0NNIn0.a2V5.aXY.Y2lwaGVy.dGFn;        | jwe=[redacted];
            {"appSecret":"abc","name":"WhatsApp"}                      | {"appSecret":"[redacted]","name":"WhatsApp"}
            {"userAccessToken" : "a,b}c"}                              | {"userAccessToken" : "[redacted]"}
            {"appSecret":"a\\"b\\\\"}                                  | {"appSecret":"[redacted]"}
            {\\"appSecret\\":\\"a\\\\\\"b\\",\\"x\\":1}                | {\\"appSecret\\":\\"[redacted]\\",\\"x\\":1}
            {"appSecret":"cut off                                      | {"appSecret":"[redacted]
            {'client_secret': 'abc'}                                   | {'client_secret': '[redacted]'}
            grant_type=x&client_secret=a%2Bb&scope=y                   | grant_type=x&client_secret=[redacted]&scope=y
            POST /token?access_token=abc HTTP/1.1                      | POST /token?access_token=[redacted] HTTP/1.1
            Settings[appSecret=abc, name=x]                            | Settings[appSecret=[redacted], name=x]
            GATEWAY_STORE_PASSWORD=hunter2                             | GATEWAY_STORE_PASSWORD=[redacted]
            password = hunter2                                         | password = [redacted]
            app_secret: 0123456789abcdef0123456789abcdef               | app_secret: [redacted]
            client_assertion=abc&x=1                                   | client_assertion=[redacted]&x=1
            refresh_token=abc                                          | refresh_token=[redacted]
            EAAGm0PX4ZCpsBAKZCzZBlahBlah1234567890 expired             | [redacted] expired
            postgresql://gateway:hunter2@db:5432/settings              | postgresql://gateway:[redacted]@db:5432/settings
            jdbc:postgresql://db/settings?user=u&password=p&ssl=true   | jdbc:postgresql://db/settings?user=u&password=[redacted]&ssl=true
            a:://a:://user:pass@proxy                                  | a:://a:://user:[redacted]@proxy
            by http://user:pa:ss@proxy:3128                            | by http://user:[redacted]@proxy:3128
            GATEWAY_KEYSET_JSON={"key":1}                              | GATEWAY_KEYSET_JSON=[redacted]
            """)
    void whatLooksLikeASecretIsNotShown(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "the bearer of this token may read",
                "WWW-Authenticate: Bearer realm=\"gateway\", error=\"invalid_token\"",
                "Bearer authentication is needed",
                "basic information about the store",
                "Basic 401, Bearer 403",
                "environment abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6: CONFIGURE was left open [0f5a]",
                "password authentication failed for user \"gateway\"",
                "Invalid value for option '--store-password': must not be empty",
                "client_secret: must be given",
                "appSecret must not be empty.",
                "Secret[********]",
                "Settings[appSecret=Secret[********], userAccessToken=null]",
                "{\"userAccessToken\":null}",
                "{\"appSecret\":\"\"}",
                "worker 5f0e of environment 1b2c gets no token: TIMEOUT",
                "upstream PINGONE at https://api.pingone.eu:443/v1, ask admin@example.org",
                "http://127.0.0.1:8080/v1/environments/x?limit=5",
                "sandbox-token-lifetime=1h, max-tokens=5",
                "EAA and EAAB are no tokens",
                "eyJ is how they begin, eyJhbGciOiJub25lIn0 too",
                "-----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----",
                "{\"value\":\"+15550612978\"}",
                "Prüfung 日本語 \uD83D\uDE00 ok"
            })
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(Redaction.of(text)).isSameAs(text);
    }

    @Test
    void aPrivateKeyIsNotShown() {
        String lines = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\nIIa\n-----END EC PRIVATE KEY-----\nand more";

        assertThat(Redaction.of(lines))
                .isEqualTo("-----BEGIN EC PRIVATE KEY-----[redacted]-----END EC PRIVATE KEY-----\nand more");
        assertThat(Redaction.of("-----BEGIN PRIVATE KEY-----\\nMHcCAQEE\\nIIa"))
                .isEqualTo("-----BEGIN PRIVATE KEY-----[redacted]");
    }

    @Test
    void theMaterialOfAKeysetIsNotShown() {
        String keyset = """
                {"primaryKeyId":1,"key":[{"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
                "value":"GiBhYmNk","keyMaterialType":"SYMMETRIC"},"status":"ENABLED"}]}""";

        assertThat(Redaction.of(keyset))
                .contains("\"value\":\"[redacted]\"", "SYMMETRIC", "\"primaryKeyId\":1")
                .doesNotContain("GiBhYmNk");
        assertThat(Redaction.of("{\"keyset\":\"" + keyset.replace("\"", "\\\"") + "\"}"))
                .contains("\\\"value\\\":\\\"[redacted]\\\"", "SYMMETRIC")
                .doesNotContain("GiBhYmNk");
    }

    @Test
    void everySecretOfATextIsFound() {
        assertThat(Redaction.of("Bearer " + JWT + " and appSecret=a, appSecret=b; EAA" + "x1".repeat(40) + " " + JWT))
                .isEqualTo("Bearer [redacted] and appSecret=[redacted], appSecret=[redacted]; [redacted] [redacted]");
    }

    @ParameterizedTest
    @MethodSource("hardTexts")
    void whatIsRedactedStaysAsItIs(String text) {
        String once = Redaction.of(text);

        assertThat(Redaction.of(once)).isEqualTo(once);
    }

    /** A pattern that went back and forth would take minutes or the whole stack for these. */
    @ParameterizedTest
    @MethodSource("hardTexts")
    void theWorkGrowsWithTheLengthOnly(String text) {
        String redacted = Redaction.of(text);

        assertThat(redacted.length())
                .isLessThanOrEqualTo(text.length() + Redaction.MARK.length() * (text.length() / 5 + 1));
    }

    static Stream<String> hardTexts() {
        return Stream.of(
                        "a",
                        " ",
                        "\\",
                        "\"",
                        "\\\"",
                        "eyJ",
                        "eyJ.",
                        "eyJ ",
                        "-eyJ",
                        ".eyJaaaaaaaa",
                        "EAA",
                        "EAAaaaaaaaaaaaaaaaaaaaaaa ",
                        "://",
                        "://a:",
                        "://a:b",
                        "Bearer ",
                        "Bearer aaaaaaaa ",
                        "authorization: ",
                        "password",
                        "password ",
                        "password : ",
                        "password=",
                        "\"password\":\"",
                        "\"password\":\"\\\\",
                        "\"password\":\"\\\"",
                        "keyData\"value\":",
                        "\\\\\\\"value\\\\\\\":\\\\\\\"",
                        "-----BEGIN ",
                        "-----BEGIN PRIVATE KEY-----",
                        "access_")
                .map(part -> part.repeat(100_000 / part.length()));
    }
}
