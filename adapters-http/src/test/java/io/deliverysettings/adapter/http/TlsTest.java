package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.deliverysettings.adapter.http.HttpTlsOptions.ClientCertificates;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final String REQUEST = "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n";

    @TempDir
    Path directory;

    private final CapturedLog log = CapturedLog.from(Level.INFO);

    @AfterEach
    void nothingIsAmiss() {
        log.close();
        assertThat(log.problems()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void bothVersionsOfHttpAreSpokenAndLinksBeginWithHttps(HttpClient.Version version) throws Exception {
        PemFiles own = PemFiles.in(directory, "own");
        try (Gateway gateway = start(own.options())) {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .sslContext(context(own, null))
                    .version(version)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + gateway.port + Samples.PATH))
                                    .header("Authorization", Samples.BEARER)
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.body()).contains("\"https://127.0.0.1:" + gateway.port);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void versionsOfTlsThatAreSafeAreSpoken(String version) throws Exception {
        PemFiles own = PemFiles.in(directory, "own");
        try (Gateway gateway = start(own.options());
                SSLSocket socket = connect(gateway, context(own, null))) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    /** Written byte by byte, since Java's own client does not ask for them any more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void olderVersionsOfTlsAreRefused(int minorVersion) throws Exception {
        PemFiles own = PemFiles.in(directory, "own");
        ByteBuffer hello = ByteBuffer.allocate(50)
                .put(new byte[] {22, 3, 1, 0, 45})
                .put(new byte[] {1, 0, 0, 41, 3, (byte) minorVersion})
                .put(new byte[32])
                .put(new byte[] {0, 0, 2, (byte) 0xc0, 0x09, 1, 0});
        try (Gateway gateway = start(own.options());
                Socket socket = gateway.connect()) {
            socket.getOutputStream().write(hello.array());

            // A fatal alert: protocol version.
            assertThat(socket.getInputStream().readNBytes(7)).startsWith(21, 3).endsWith(0, 2, 2, 70);
        }
    }

    @Test
    void whatCanBeReadTwoWaysIsRefusedOverTlsToo() throws Exception {
        PemFiles own = PemFiles.in(directory, "own");
        try (Gateway gateway = start(own.options())) {
            send(gateway, context(own, null), "GET PATH HTTP/1.1\r\nAUTH\r\n\r\n")
                    .isError(ErrorTable.MALFORMED);
            send(gateway, context(own, null), "GET PATH HTTP/1.1\r\nHost: a\r\n b\r\nAUTH\r\n\r\n")
                    .isError(ErrorTable.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016\u0003\u0001"})
    void aHandshakeThatDoesNotArriveInTimeIsCutOff(String begun) throws Exception {
        PemFiles own = PemFiles.in(directory, "own");
        HttpLimitsOptions limits = Limits.times(
                new HttpLimitsOptions.Times(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMinutes(1)));
        try (Gateway gateway = Gateway.start(options(own.options(), limits));
                Socket socket = gateway.connect()) {
            Gateway.write(socket, begun);

            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
        }
    }

    @Test
    void aCertificateThatHasChangedIsShownToNewConnectionsAndOldOnesGoOn() throws Exception {
        PemFiles own = PemFiles.in(directory, "own");
        PemFiles next = PemFiles.in(directory, "next");
        try (Gateway gateway = start(own.options());
                SSLSocket before = connect(gateway, context(own, null))) {
            before.startHandshake();
            assertThat(Gateway.await(gateway.adapter.reloadTlsIfChanged())).isFalse();

            next.replace(own);

            assertThat(Gateway.await(gateway.adapter.reloadTlsIfChanged())).isTrue();
            assertThat(Gateway.await(gateway.adapter.reloadTlsIfChanged())).isFalse();
            assertThat(shown(gateway, next)).isEqualTo(next.shown);
            assertThat(exchange(before, REQUEST).status()).isEqualTo(200);
        }
    }

    @Test
    void newFilesThatCannotBeUsedLeaveTheOldCertificateInUseUntilTheyAreMended() throws Exception {
        PemFiles own = PemFiles.in(directory, "own");
        PemFiles next = PemFiles.in(directory, "next");
        X509Certificate old = own.shown;
        try (Gateway gateway = start(own.options())) {
            Files.writeString(own.certificate, Files.readString(next.certificate));

            assertThatThrownBy(() -> Gateway.await(gateway.adapter.reloadTlsIfChanged()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("do not belong together")
                    .hasMessageContaining(own.privateKey.toString());
            assertThat(shown(gateway, own)).isEqualTo(old);
            assertThatThrownBy(() -> Gateway.await(gateway.adapter.reloadTlsIfChanged()))
                    .isInstanceOf(IOException.class);

            PemFiles.writePrivately(own.privateKey, Files.readString(next.privateKey));
            assertThat(Gateway.await(gateway.adapter.reloadTlsIfChanged())).isTrue();
            assertThat(shown(gateway, next)).isEqualTo(next.shown);
        }
    }

    @Test
    void withoutTlsThereIsNothingToReload() throws Exception {
        try (Gateway gateway = Gateway.start()) {
            assertThat(Gateway.await(gateway.adapter.reloadTlsIfChanged())).isFalse();
        }
    }

    @Test
    void filesThatCannotBeUsedAreRefusedAtTheStartWithAMessageForTheOperator() throws Exception {
        PemFiles own = PemFiles.in(directory, "own");
        PemFiles other = PemFiles.in(directory, "other");
        PemFiles expired = PemFiles.in(directory, "expired", "-startdate", "-10d", "-validity", "2");
        Path missing = directory.resolve("missing.pem");
        Path nonsense = directory.resolve("nonsense.pem");
        PemFiles.writePrivately(nonsense, "nonsense");

        refused(new HttpTlsOptions(missing, own.privateKey, Optional.empty()), "missing.pem", "there is none");
        refused(new HttpTlsOptions(own.certificate, missing, Optional.empty()), "missing.pem", "there is none");
        refused(new HttpTlsOptions(nonsense, own.privateKey, Optional.empty()), "nonsense.pem", "PEM");
        refused(new HttpTlsOptions(own.certificate, nonsense, Optional.empty()), "nonsense.pem", "PEM");
        refused(new HttpTlsOptions(own.certificate, other.privateKey, Optional.empty()), "do not belong together");
        refused(expired.options(), "expired.pem", "not now");
        refused(own.options(new ClientCertificates(nonsense, true)), "nonsense.pem", "authorities");
        refused(own.options(new ClientCertificates(missing, true)), "missing.pem", "there is none");
        refused(new HttpTlsOptions(directory, own.privateKey, Optional.empty()), "is not a file");
        Files.setPosixFilePermissions(own.privateKey, PosixFilePermissions.fromString("rw-r-----"));
        refused(own.options(), "own.key", "rw-r-----", "chmod 600");
    }

    @Test
    void aClientIsAskedForACertificateAndTurnedAwayWithoutOneWhenItIsRequired() throws Exception {
        PemFiles own = PemFiles.in(directory, "own");
        PemFiles client = PemFiles.in(directory, "client");
        // Of the same name, since a client shows only what the server asks for by name.
        PemFiles stranger = PemFiles.in(Files.createDirectory(directory.resolve("stranger")), "client");
        try (Gateway gateway = start(own.options(new ClientCertificates(client.certificate, true)))) {
            assertThat(send(gateway, context(own, client), REQUEST).status()).isEqualTo(200);
            assertThatThrownBy(() -> send(gateway, context(own, null), REQUEST)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> send(gateway, context(own, stranger), REQUEST))
                    .isInstanceOf(IOException.class);
        }
        try (Gateway gateway = start(own.options(new ClientCertificates(client.certificate, false)))) {
            assertThat(send(gateway, context(own, client), REQUEST).status()).isEqualTo(200);
            assertThat(send(gateway, context(own, null), REQUEST).status()).isEqualTo(200);
            assertThatThrownBy(() -> send(gateway, context(own, stranger), REQUEST))
                    .isInstanceOf(IOException.class);
        }
    }

    private static void refused(HttpTlsOptions tls, String... words) throws Exception {
        try (Gateway gateway = Gateway.start()) {
            HttpApiAdapter adapter = gateway.adapter(options(tls, HttpLimitsOptions.defaults()));

            assertThatThrownBy(() -> Gateway.await(adapter.start()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(words);
        }
    }

    private static Gateway start(HttpTlsOptions tls) {
        return Gateway.start(options(tls, HttpLimitsOptions.defaults()));
    }

    private static HttpApiOptions options(HttpTlsOptions tls, HttpLimitsOptions limits) {
        return new HttpApiOptions("127.0.0.1", 0, false, List.of(), limits, Optional.of(tls));
    }

    private static X509Certificate shown(Gateway gateway, PemFiles trusted) throws Exception {
        // What is shown is looked at by the test, so that it may also be another than the one that is expected.
        try (SSLSocket socket = connect(gateway, context(trusted, null))) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static Answer send(Gateway gateway, SSLContext context, String request) throws Exception {
        try (SSLSocket socket = connect(gateway, context)) {
            return exchange(socket, request);
        }
    }

    private static Answer exchange(Socket socket, String request) throws IOException {
        Gateway.write(socket, Gateway.fill(request));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (answer.isEmpty()) {
            throw new IOException("no answer");
        }
        return Answer.to(Gateway.fill(request), answer);
    }

    private static SSLSocket connect(Gateway gateway, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", gateway.port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Of a client that trusts one certificate, and shows its own or none. */
    private static SSLContext context(PemFiles trusted, @Nullable PemFiles own) throws Exception {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("trusted", trusted.shown);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        KeyManager[] keys = null;
        if (own != null) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own.keys(), PemFiles.password());
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), new SecureRandom());
        return context;
    }
}
