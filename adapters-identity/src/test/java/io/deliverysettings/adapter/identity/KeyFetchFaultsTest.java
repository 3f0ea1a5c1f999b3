package io.deliverysettings.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer;
import io.deliverysettings.application.port.out.AccessTokenPort.Reason;
import io.deliverysettings.domain.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an issuer's server can do wrong: no token is accepted by it, none is refused by it, and it comes back. */
class KeyFetchFaultsTest extends JwtTokensFixture {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory = Path.of("");

    private String token() {
        return Keys.sign(Keys.FIRST, claims());
    }

    private CompletionStage<Answer> asked() {
        return adapter.identify(Secret.of(token()));
    }

    /** With the next answer all is well. */
    private void assertFaultAndRecovery() {
        assertUnavailable(asked());
        publishKeys();
        clock.goOn(Duration.ofSeconds(1));
        assertAccepted(token());
    }

    @Test
    void aPortThatNobodyListensOn() throws IOException {
        String closed = server.issuer().toString().replaceFirst(":[0-9]+/", ":" + freePort() + "/");
        JwtTokensAdapter alone = adapter(JwtTokensOptions.of(List.of(URI.create(closed)), Set.of(AUDIENCE)));

        assertUnavailable(alone.identify(Secret.of(Keys.sign(Keys.FIRST, claims(closed, "\"a\"")))));
    }

    private static int freePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            return taken.getLocalPort();
        }
    }

    @Test
    void aServerThatSaysNothing() throws Exception {
        server.does(socket -> {});
        JwtTokensAdapter hasty = adapter(options().withFetchLimits(SHORT, SHORT, 1024));

        assertUnavailable(hasty.identify(Secret.of(token())));
        assertThat(server.seesTheClientHangUp()).isTrue();
    }

    @Test
    void aServerThatNeverComesToTheEnd() throws Exception {
        server.does(socket -> {
            KeyServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            while (!socket.isClosed()) {
                KeyServer.send(socket, " ");
                TimeUnit.MILLISECONDS.sleep(20);
            }
        });
        JwtTokensAdapter hasty = adapter(options().withFetchLimits(SHORT, SHORT, 1024));

        assertUnavailable(hasty.identify(Secret.of(token())));
        assertThat(server.seesTheClientHangUp()).isTrue();
    }

    @Test
    void aReset() {
        server.does(socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
        });

        assertFaultAndRecovery();
    }

    @Test
    void anAnswerThatIsCutOff() {
        server.does(socket -> {
            KeyServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"keys\":[");
            socket.close();
        });

        assertFaultAndRecovery();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 400, 401, 403, 404, 429, 500, 502, 503})
    void anyStatusButOk(int status) {
        server.answers(KeyServer.http(status, "", Keys.set(Keys.FIRST)));

        assertFaultAndRecovery();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws IOException {
        try (KeyServer elsewhere = KeyServer.start()) {
            elsewhere.publishes(Keys.set(Keys.SECOND));
            server.answers(KeyServer.http(status, "Location: " + elsewhere.issuer() + "/jwks\r\n", ""));

            assertFaultAndRecovery();
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{",
                "[]",
                "null",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":null}",
                "{\"keys\":[]}",
                "{\"keys\":[1,null,{},[]]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"first\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"first\",\"k\":\"AAAA\"}]}"
            })
    void anAnswerWithoutAKeyThatCanBeUsed(String body) {
        server.publishes(body);

        assertFaultAndRecovery();
    }

    @Test
    void anAnswerOfAnotherProtocol() {
        server.answers("220 mail.invalid ESMTP\r\n\r\n");

        assertFaultAndRecovery();
    }

    @Test
    void anAnswerThatIsTooLarge() throws Exception {
        server.publishes(Keys.set(Keys.FIRST) + " ".repeat(1024 * 1024));

        assertUnavailable(asked());
        assertThat(server.seesTheClientHangUp()).isTrue();
    }

    @Test
    void anAnswerOfTheLargestSizeIsRead() {
        String set = Keys.set(Keys.FIRST);
        server.publishes(set + " ".repeat(256 * 1024 - set.length()));
        assertAccepted(token());
    }

    @Test
    void anAnswerOfOneByteMoreIsNotRead() {
        String set = Keys.set(Keys.FIRST);
        server.publishes(set + " ".repeat(256 * 1024 - set.length() + 1));
        assertUnavailable(asked());
    }

    @Test
    void aKeyThatIsReplacedIsAcceptedAndTheOldOneRefusedOnceItIsGone() {
        String old = token();
        assertAccepted(old);
        server.publishes(Keys.set(Keys.FIRST, Keys.SECOND));
        clock.goOn(IssuerKeys.PAUSE_AFTER_LOOKING);

        String next = Keys.sign(Keys.SECOND, claims());
        assertAccepted(next);
        assertThat(server.requests()).hasSize(2);
        assertAccepted(old);

        server.publishes(Keys.set(Keys.SECOND));
        clock.goOn(IssuerKeys.TRUSTED);

        assertRefused(old, Reason.UNKNOWN_KEY);
        assertAccepted(next);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void anotherKeyUnderTheOldNameEndsTheTokensOfTheOldOne() {
        String old = token();
        assertAccepted(old);
        server.publishes(Keys.set(new RSAKey.Builder(Keys.SECOND).keyID("first").build()));
        clock.goOn(IssuerKeys.TRUSTED);

        assertRefused(old, Reason.SIGNATURE);
    }

    @Test
    void tokensAreAcceptedWhileTheIssuerIsAwayForAnHour() {
        String token = Keys.sign(Keys.FIRST, claims().replaceFirst("\"exp\":[0-9]+", "\"exp\":4102444800"));
        assertAccepted(token);
        server.answers(KeyServer.http(503, "", ""));

        clock.goOn(Duration.ofMinutes(59));
        assertAccepted(token);
        clock.goOn(Duration.ofMinutes(1));
        assertUnavailable(adapter.identify(Secret.of(token)));
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted() throws Exception {
        KeyStore keys = certificate("ip:127.0.0.1");
        try (KeyServer secure = secure(keys)) {
            assertUnavailable(identifyAt(secure, of(secure)));
            assertThat(secure.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateOfATrustedAuthorityIs() throws Exception {
        KeyStore keys = certificate("ip:127.0.0.1");
        try (KeyServer secure = secure(keys)) {
            assertThat(await(identifyAt(secure, of(secure).trustingOnly(pem(keys)))))
                    .isInstanceOf(Answer.Accepted.class);
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotTrusted() throws Exception {
        KeyStore keys = certificate("dns:auth.invalid");
        try (KeyServer secure = secure(keys)) {
            assertUnavailable(identifyAt(secure, of(secure).trustingOnly(pem(keys))));
            assertThat(secure.requests()).isEmpty();
        }
    }

    @Test
    void httpsGoesThroughTheProxyAndPlainHttpDoesNot() throws Exception {
        KeyStore keys = certificate("ip:127.0.0.1");
        try (KeyServer secure = secure(keys);
                KeyServer proxy = KeyServer.start()) {
            proxy.answers("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
            JwtTokensOptions.Proxy through =
                    new JwtTokensOptions.Proxy("127.0.0.1", proxy.issuer().getPort());

            assertUnavailable(
                    identifyAt(secure, of(secure).trustingOnly(pem(keys)).withProxy(through)));
            assertThat(proxy.requests())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT 127.0.0.1:" + secure.issuer().getPort());
            assertThat(await(adapter(options().withProxy(through)).identify(Secret.of(token()))))
                    .isInstanceOf(Answer.Accepted.class);
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    private static JwtTokensOptions of(KeyServer issuer) {
        return JwtTokensOptions.of(List.of(issuer.issuer()), Set.of(AUDIENCE));
    }

    private CompletionStage<Answer> identifyAt(KeyServer issuer, JwtTokensOptions options) {
        issuer.publishes(Keys.set(Keys.FIRST));
        return adapter(options)
                .identify(Secret.of(Keys.sign(Keys.FIRST, claims(issuer.issuer().toString(), "\"" + AUDIENCE + "\""))));
    }

    private static KeyServer secure(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return KeyServer.start(context.getServerSocketFactory(), "https");
    }

    /** A key whose certificate signs itself, made by the JDK's own tool. */
    private KeyStore certificate(String subjectAlternativeName) throws Exception {
        Path file = Files.createTempDirectory(directory, "keys").resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=issuer",
                        "-ext",
                        "san=" + subjectAlternativeName,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static byte[] pem(KeyStore keys) throws Exception {
        return ("-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("server").getEncoded())
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
