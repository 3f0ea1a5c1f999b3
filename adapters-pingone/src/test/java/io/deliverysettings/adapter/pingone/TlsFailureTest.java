package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PingOne's certificate has to be one that the JVM trusts, for the host that was asked for; or else nothing is sent. */
class TlsFailureTest extends AdapterFixture {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @AfterEach
    void trustAsBefore() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
    }

    @Test
    void aTrustedCertificateOfTheHostIsAccepted() throws Exception {
        KeyStore keys = certificateFor("ip:127.0.0.1");
        trust(keys);

        try (ScriptedServer server = tlsServer(keys)) {
            assertThat(done(read(adapter(server))).status()).contains("Created");
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsUnavailableWithoutEffect() throws Exception {
        try (ScriptedServer server = tlsServer(certificateFor("ip:127.0.0.1"))) {
            assertNothingIsSent(server, "unable to find valid certification path");
        }
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsUnavailableWithoutEffect() throws Exception {
        KeyStore keys = certificateFor("dns:elsewhere.invalid");
        trust(keys);

        try (ScriptedServer server = tlsServer(keys)) {
            assertNothingIsSent(server, "No subject alternative names matching IP address 127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", ""})
    void aServerThatAnswersWithoutTlsOrHangsUpIsUnavailableWithoutEffect(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture<?> answered = CompletableFuture.runAsync(() -> answerInTheClear(server, answer));
            PortFault fault =
                    fault(write(adapter(options(URI.create("https://127.0.0.1:" + server.getLocalPort() + "/v1")))));

            assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(fault.effect()).isEqualTo(Effect.NONE);
            answered.get(5, TimeUnit.SECONDS);
        }
    }

    private static void answerInTheClear(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException reset) {
            // The client may well hang up first.
        }
    }

    private void assertNothingIsSent(ScriptedServer server, String why) {
        PortFault fault = fault(write(adapter(server)));

        assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(Effect.NONE);
        assertThat(fault).rootCause().hasMessageContaining(why);
        assertThat(server.requests()).isEmpty();
    }

    private static ScriptedServer tlsServer(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return ScriptedServer.start(
                context.getServerSocketFactory(),
                "https",
                exchange -> exchange.send(ScriptedServer.json(200, SETTINGS)));
    }

    private KeyStore certificateFor(String subjectAlternativeName) throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=a test",
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
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void trust(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        Path file = directory.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(TRUST_STORE, file.toString());
        System.setProperty(TRUST_STORE + "Password", PASSWORD);
    }
}
