package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway that ends TLS itself, from its flags to what callers see. */
@Timeout(60)
class TlsGatewayTest {

    @TempDir
    Path temporary = Path.of("");

    private TlsIdentity own;

    @BeforeEach
    void makeItsCertificate() throws Exception {
        own = TlsIdentity.in(temporary, "own");
    }

    /** With a short lease files are looked at often. */
    private RunningGateway gateway(String... more) throws Gateway.CannotStart {
        return RunningGateway.with(Stream.of(new String[] {"--lease", "3s"}, own.flags(), more)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void settingsAreWrittenAndReadOverHttpsInBothVersionsOfHttp(HttpClient.Version version) throws Exception {
        try (RunningGateway gateway = gateway()) {
            WhatsAppClient client = gateway.client();
            HttpClient http = own.client(Optional.empty(), version);

            HttpResponse<String> put = send(http, client.putRequest("", Bodies.EXAMPLE));
            HttpResponse<String> get = send(http, client.request("").GET());

            assertThat(gateway.apiUrl()).hasScheme("https");
            assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
            assertThat(put.version()).isEqualTo(version);
            assertThat(get.body()).isEqualTo(put.body());
            assertThat(Answer.of(get).json().at("/_links/self/href").asText())
                    .isEqualTo(client.resource().toString());
        }
    }

    @Test
    void whoDoesNotSpeakTlsOrDoesNotTrustTheCertificateGetsNothing() throws Exception {
        TlsIdentity another = TlsIdentity.in(temporary, "another");
        try (RunningGateway gateway = gateway()) {
            WhatsAppClient client = gateway.client();
            URI plain = URI.create(gateway.apiUrl().toString().replace("https:", "http:"));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new WhatsAppClient(plain, client.environment(), client.bearer()).get());
            assertThatExceptionOfType(SSLException.class)
                    .isThrownBy(() -> send(
                            another.client(Optional.empty(), HttpClient.Version.HTTP_1_1),
                            client.request("").GET()));
        }
    }

    @Test
    void aRenewedCertificateIsShownToNewConnectionsAndAnOpenOneGoesOn() throws Exception {
        TlsIdentity next = TlsIdentity.in(temporary, "renewed");
        try (CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway gateway = gateway()) {
            WhatsAppClient client = gateway.client();
            HttpClient before = own.client(Optional.empty(), HttpClient.Version.HTTP_2);
            assertThat(send(before, client.putRequest("", Bodies.EXAMPLE)).statusCode())
                    .isEqualTo(201);
            assertThat(shownBy(gateway)).isEqualTo(own.shown());

            next.replace(own);
            Eventually.get(() -> shownBy(gateway), next.shown()::equals);

            assertThat(log.text()).contains("the certificate has changed");
            assertThat(send(before, client.request("").GET()).statusCode())
                    .as("on the connection that is open")
                    .isEqualTo(200);
            assertThat(send(
                                    next.client(Optional.empty(), HttpClient.Version.HTTP_2),
                                    client.request("").GET())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aFileThatCannotBeUsedLeavesTheEarlierCertificateInUseAndIsLogged() throws Exception {
        String good = Files.readString(own.certificate());
        try (CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway gateway = gateway()) {
            Files.writeString(own.certificate(), "spoilt");
            Eventually.get(log::text, text -> text.contains("the certificate or its key cannot be read again"));

            assertThat(log.text()).contains(own.certificate().toString());
            assertThat(shownBy(gateway)).isEqualTo(own.shown());
            assertThat(send(
                                    own.client(Optional.empty(), HttpClient.Version.HTTP_2),
                                    gateway.client().putRequest("", Bodies.EXAMPLE))
                            .statusCode())
                    .isEqualTo(201);

            Files.writeString(own.certificate(), good);
            TlsIdentity next = TlsIdentity.in(temporary, "mended");
            next.replace(own);
            Eventually.get(() -> shownBy(gateway), next.shown()::equals);
        }
    }

    @Test
    void whereClientsHaveToShowACertificateNobodyWithoutOneGetsAnAnswer() throws Exception {
        TlsIdentity known = TlsIdentity.in(temporary, "known");
        // Of the same name, since a client shows only what the server asks for by name.
        TlsIdentity stranger = TlsIdentity.in(Files.createDirectory(temporary.resolve("stranger")), "known");
        try (RunningGateway gateway =
                gateway("--tls-client-ca", known.certificate().toString())) {
            WhatsAppClient client = gateway.client();
            for (HttpClient.Version version : HttpClient.Version.values()) {
                assertThat(send(
                                        own.client(Optional.of(known), version),
                                        client.request("").GET())
                                .statusCode())
                        .isEqualTo(404);
                for (Optional<TlsIdentity> nobody : List.of(Optional.<TlsIdentity>empty(), Optional.of(stranger))) {
                    assertThatExceptionOfType(IOException.class)
                            .isThrownBy(() -> send(
                                    own.client(nobody, version),
                                    client.request("").GET()));
                }
            }
        }
        try (RunningGateway gateway =
                gateway("--tls-client-ca", known.certificate().toString(), "--tls-client-certificates", "optional")) {
            assertThat(send(
                                    own.client(Optional.empty(), HttpClient.Version.HTTP_2),
                                    gateway.client().request("").GET())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whoStartsItIsToldAnAddressWithHttps() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayMain.class.getName(),
                "run",
                "--port",
                "0",
                "--sandbox-port",
                "0",
                "--data-dir",
                temporary.resolve("data").toString()));
        command.addAll(List.of(own.flags()));
        try (ChildProcess gateway = ChildProcess.start(temporary, RunningGateway.FOR_TESTS, command)) {
            URI apiUrl = PackagedApplication.apiUrl(gateway);

            assertThat(apiUrl).hasScheme("https").hasPath("/v1");
            assertThat(send(
                                    own.client(Optional.empty(), HttpClient.Version.HTTP_2),
                                    WhatsAppClient.of(apiUrl).putRequest("", Bodies.EXAMPLE))
                            .statusCode())
                    .isEqualTo(201);
            gateway.terminate();
            gateway.exitCode();
        }
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** What a new connection is shown, whether or not it is what is expected. */
    private X509Certificate shownBy(RunningGateway gateway) throws Exception {
        try (SSLSocket socket = (SSLSocket) AnyServer.context()
                .getSocketFactory()
                .createSocket("127.0.0.1", gateway.apiUrl().getPort())) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }
}
