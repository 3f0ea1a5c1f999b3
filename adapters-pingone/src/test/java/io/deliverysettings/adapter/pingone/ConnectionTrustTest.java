package io.deliverysettings.adapter.pingone;

import static io.deliverysettings.adapter.pingone.Certificates.certificateFor;
import static io.deliverysettings.adapter.pingone.Certificates.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the gateway talks to: whoever has a certificate for the name, by an authority that is trusted, in a new enough TLS. */
class ConnectionTrustTest extends VertxFixture {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    @TempDir
    Path directory = Path.of("");

    private final List<WebClient> clients = new ArrayList<>();

    @AfterEach
    void closeClientsAndTrustAsBefore() {
        clients.forEach(WebClient::close);
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
    }

    private Future<HttpResponse<Buffer>> get(ConnectionOptions options, URI target) {
        WebClient client = Connections.open(vertx, options, target, connection -> {});
        clients.add(client);
        return client.requestAbs(HttpMethod.GET, target.toString())
                .as(new BoundedBody(1024))
                .send();
    }

    private static ConnectionOptions trusting(KeyStore... authorities) throws Exception {
        return ConnectionOptions.usual().trustingOnly(pem(authorities));
    }

    @Test
    void anAuthorityThatIsUnknownIsRefusedUnlessItIsGiven() throws Exception {
        KeyStore keys = certificateFor(directory, "ip:127.0.0.1");
        try (ScriptedServer server = Certificates.server(keys)) {
            assertRefused(server, ConnectionOptions.usual(), "unable to find valid certification path");
            assertThat(await(get(trusting(keys), server.apiUrl())).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void eachOfSeveralAuthoritiesIsTrusted() throws Exception {
        KeyStore first = certificateFor(directory, "ip:127.0.0.1");
        KeyStore second = certificateFor(directory, "ip:127.0.0.1");
        ConnectionOptions options = trusting(first, second);

        assertThat(options.certificateAuthorities()).hasSize(2);
        for (KeyStore keys : List.of(first, second)) {
            try (ScriptedServer server = Certificates.server(keys)) {
                assertThat(await(get(options, server.apiUrl())).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void authoritiesOfOnesOwnStandInPlaceOfThoseOfTheJavaRuntime() throws Exception {
        KeyStore keys = certificateFor(directory, "ip:127.0.0.1");
        KeyStore other = certificateFor(directory, "ip:127.0.0.1");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        Path file = directory.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, "changeit".toCharArray());
        }
        System.setProperty(TRUST_STORE, file.toString());
        System.setProperty(TRUST_STORE + "Password", "changeit");

        try (ScriptedServer server = Certificates.server(keys)) {
            assertThat(await(get(ConnectionOptions.usual(), server.apiUrl())).statusCode())
                    .isEqualTo(200);
        }
        try (ScriptedServer server = Certificates.server(keys)) {
            assertRefused(server, trusting(other), "unable to find valid certification path");
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        KeyStore keys = certificateFor(directory, "dns:elsewhere.invalid,ip:127.0.0.2");
        try (ScriptedServer server = Certificates.server(keys)) {
            assertRefused(server, trusting(keys), "No subject alternative names matching IP address 127.0.0.1");
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        KeyStore keys = certificateFor(directory, "dns:elsewhere.invalid,ip:127.0.0.1");
        try (ScriptedServer server = Certificates.server(keys)) {
            URI byName = URI.create(server.apiUrl().toString().replace("127.0.0.1", "localhost"));

            assertThat(failure(get(trusting(keys), byName)))
                    .rootCause()
                    .hasMessageContaining("No subject alternative DNS name matching localhost found");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateThatHasExpiredIsRefused() throws Exception {
        KeyStore authority = Certificates.expiredCertificateFor(directory, "ip:127.0.0.1");
        try (ScriptedServer server = Certificates.server(authority)) {
            assertRefused(server, trusting(authority), "NotAfter");
        }
    }

    @Test
    void anIpv6AddressHasToBeInTheCertificateToo() throws Exception {
        KeyStore itsOwn = certificateFor(directory, "ip:0:0:0:0:0:0:0:1");
        KeyStore ofAnother = certificateFor(directory, "ip:127.0.0.1");
        try (ServerSocket server = Certificates.ipv6Socket(itsOwn);
                ServerSocket wrong = Certificates.ipv6Socket(ofAnother)) {
            CompletableFuture<?> answer = CompletableFuture.runAsync(() -> ConnectionBoundsTest.answerOnce(server));
            URI target = URI.create("https://[::1]:" + server.getLocalPort() + "/v1");
            assertThat(await(get(trusting(itsOwn), target)).statusCode()).isEqualTo(204);
            answer.get(5, TimeUnit.SECONDS);

            CompletableFuture<?> refusal = CompletableFuture.runAsync(() -> ConnectionBoundsTest.answerOnce(wrong));
            URI elsewhere = URI.create("https://[::1]:" + wrong.getLocalPort() + "/v1");
            assertThat(failure(get(trusting(ofAnother), elsewhere)))
                    .rootCause()
                    .hasMessageContaining("No subject alternative names matching IP address");
            refusal.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void tls12And13AreOfferedAndAServerThatChooses11IsRefused() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> hello = CompletableFuture.supplyAsync(() -> chooseTls11(server));
            URI target = URI.create("https://127.0.0.1:" + server.getLocalPort() + "/v1");

            assertThat(failure(get(ConnectionOptions.usual(), target)))
                    .rootCause()
                    .hasMessageContaining("TLS11 is not accepted by client preferences");
            // The extension supported_versions: its type, its length, the list's length, 1.3 and 1.2.
            assertThat(HexFormat.of().formatHex(hello.get(5, TimeUnit.SECONDS)))
                    .contains("002b" + "0005" + "04" + "03040303");
        }
    }

    /** Answers a ClientHello with a ServerHello of TLS 1.1, and gives the former. */
    private static byte[] chooseTls11(ServerSocket server) {
        try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] record = in.readNBytes(5);
            byte[] hello = in.readNBytes(ByteBuffer.wrap(record).getShort(3));
            // Version, random, no session id, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, no compression.
            String body = "0302" + "11".repeat(32) + "00" + "c013" + "00";
            socket.getOutputStream().write(HexFormat.of().parseHex("1603020" + "02a" + "02000026" + body));
            socket.getOutputStream().flush();
            socket.getInputStream().readAllBytes();
            return hello;
        } catch (IOException broken) {
            return new byte[0];
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "certificates",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void aFileWithoutACertificateIsRefused(String pem) {
        assertThatThrownBy(() -> ConnectionOptions.usual().trustingOnly(pem.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void aFileIsNotTrustedInPart() throws Exception {
        String cutOff = new String(pem(certificateFor(directory, "ip:127.0.0.1")), StandardCharsets.US_ASCII)
                + "-----BEGIN CERTIFICATE-----\nMIIB";

        assertThatThrownBy(() -> ConnectionOptions.usual().trustingOnly(cutOff.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a certificate that cannot be read");
    }

    @Test
    void boundsAreChecked() {
        ConnectionOptions usual = ConnectionOptions.usual();
        for (Runnable wrong : List.<Runnable>of(
                () -> usual.withConnectTimeout(Duration.ZERO),
                () -> usual.withConnectTimeout(Duration.ofSeconds(61)),
                () -> usual.withMaxLifetime(Duration.ofMillis(999)),
                () -> usual.withMaxLifetime(Duration.ofDays(2)),
                () -> usual.withMaxConnections(0),
                () -> usual.withMaxConnections(10_001))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assertRefused(ScriptedServer server, ConnectionOptions options, String why) {
        assertThat(failure(get(options, server.apiUrl()))).rootCause().hasMessageContaining(why);
        assertThat(server.requests()).isEmpty();
    }
}
