package io.deliverysettings.adapter.pingone;

import static io.deliverysettings.adapter.pingone.Certificates.certificateFor;
import static io.deliverysettings.adapter.pingone.Certificates.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through a proxy, what does not, and what a proxy gets to see. */
class ConnectionProxyTest extends VertxFixture {

    @TempDir
    Path directory = Path.of("");

    private final List<WebClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() {
        clients.forEach(WebClient::close);
    }

    private Future<HttpResponse<Buffer>> get(ConnectionOptions options, URI target) {
        WebClient client = Connections.open(vertx, options, target, connection -> {});
        clients.add(client);
        return client.requestAbs(HttpMethod.GET, target.toString())
                .as(new BoundedBody(1024))
                .putHeader("Authorization", "Bearer must-not-show")
                .send();
    }

    @Test
    void httpsIsTunnelledToANameThatOnlyTheProxyKnows() throws Exception {
        KeyStore keys = certificateFor(directory, "dns:api.pingone.invalid");
        try (ScriptedServer server = Certificates.server(keys);
                ConnectProxy proxy = ConnectProxy.to(server.apiUrl().getPort())) {
            ConnectionOptions options =
                    ConnectionOptions.usual().trustingOnly(pem(keys)).through(proxy.options());

            assertThat(await(get(options, URI.create("https://api.pingone.invalid/v1")))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().get(0).header("Host")).contains("api.pingone.invalid");
            assertThat(proxy.requests())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT api.pingone.invalid:443 HTTP/1.1\r\n")
                    .doesNotContain("must-not-show")
                    .doesNotContainIgnoringCase("proxy-authorization");
        }
    }

    @Test
    void whatIsBehindAProxyNeedsTheCertificateAllTheSame() throws Exception {
        KeyStore keys = certificateFor(directory, "dns:elsewhere.invalid");
        try (ScriptedServer server = Certificates.server(keys);
                ConnectProxy proxy = ConnectProxy.to(server.apiUrl().getPort())) {
            URI target = URI.create("https://api.pingone.invalid/v1");

            assertThat(failure(get(ConnectionOptions.usual().through(proxy.options()), target)))
                    .rootCause()
                    .hasMessageContaining("unable to find valid certification path");
            assertThat(failure(get(
                            ConnectionOptions.usual().trustingOnly(pem(keys)).through(proxy.options()), target)))
                    .rootCause()
                    .hasMessageContaining("No subject alternative DNS name matching api.pingone.invalid");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aProxyIsToldItsCredentialsAndNobodyElseIs() throws Exception {
        KeyStore keys = certificateFor(directory, "dns:api.pingone.invalid");
        try (ScriptedServer server = Certificates.server(keys);
                ConnectProxy proxy = ConnectProxy.to(server.apiUrl().getPort())) {
            ConnectionOptions options =
                    ConnectionOptions.usual().trustingOnly(pem(keys)).through(proxy.options("gate%40way:p%3Ass+w"));
            await(get(options, URI.create("https://api.pingone.invalid/v1")));

            String credentials = Base64.getEncoder().encodeToString("gate@way:p:ss+w".getBytes(StandardCharsets.UTF_8));
            assertThat(proxy.requests())
                    .singleElement()
                    .asString()
                    .containsIgnoringCase("proxy-authorization: Basic " + credentials);
            assertThat(server.requests().get(0).header("Proxy-Authorization")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 403 Forbidden\r\nX: must-not-show\r\nContent-Length: 0\r\n\r\n",
                "nonsense\r\n\r\n",
                ""
            })
    void aProxyThatMakesNoTunnelIsUnavailableWithoutEffect(String answer) throws Exception {
        try (ConnectProxy proxy = ConnectProxy.answering(answer);
                CapturedLog log = new CapturedLog()) {
            Throwable failure = failure(get(
                    ConnectionOptions.usual().through(proxy.options("user:the-password-must-not-show")),
                    URI.create("https://api.pingone.invalid/v1")));

            assertThat(TransportFaults.beforeSending(failure))
                    .isInstanceOfSatisfying(
                            io.deliverysettings.application.fault.PortFault.class,
                            fault -> assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE));
            assertThat(everythingOf(failure)).doesNotContain("the-password");
            assertThat(log.lines()).noneMatch(line -> line.contains("the-password"));
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void aProxyThatSaysNothingIsNotWaitedForLongerThanForAConnection() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            HttpsProxyOptions proxy = HttpsProxyOptions.parse("http://127.0.0.1:" + silent.getLocalPort());
            ConnectionOptions options = ConnectionOptions.usual()
                    .withConnectTimeout(Duration.ofMillis(300))
                    .through(proxy);

            assertThat(TransportFaults.beforeSending(failure(get(options, URI.create("https://api.pingone.invalid/")))))
                    .isInstanceOf(io.deliverysettings.application.fault.PortFault.class);
        }
    }

    @Test
    void anExceptionIsReachedWithoutTheProxy() throws Exception {
        KeyStore keys = certificateFor(directory, "ip:127.0.0.1");
        try (ScriptedServer server = Certificates.server(keys);
                ConnectProxy proxy = ConnectProxy.to(server.apiUrl().getPort())) {
            ConnectionOptions trusting = ConnectionOptions.usual().trustingOnly(pem(keys));
            int port = server.apiUrl().getPort();
            for (String exception : List.of("*", "127.0.0.1", "127.0.0.0/8", "127.0.0.1:" + port)) {
                HttpsProxyOptions excepting = proxy.options().except(List.of("example.com", exception));
                assertThat(await(get(trusting.through(excepting), server.apiUrl()))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(proxy.requests()).isEmpty();

            await(get(
                    trusting.through(proxy.options().except(List.of("127.0.0.1:" + (port == 1 ? 2 : 1)))),
                    server.apiUrl()));
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void plainHttpDoesNotGoThroughTheProxy() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, "{}"));
                ConnectProxy proxy = ConnectProxy.to(server.apiUrl().getPort())) {
            await(get(ConnectionOptions.usual().through(proxy.options()), server.apiUrl()));

            assertThat(proxy.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128, proxy.example, 3128",
        "http://proxy.example:3128/, proxy.example, 3128",
        "HTTP://proxy.example, proxy.example, 80",
        "proxy.example:3128, proxy.example, 3128",
        "proxy.example, proxy.example, 1080",
        "' http://10.1.2.3:8080 ', 10.1.2.3, 8080",
        "http://[::1]:3128, ::1, 3128",
    })
    void anAddressOfAProxyIsRead(String address, String host, int port) {
        HttpsProxyOptions proxy = HttpsProxyOptions.parse(address);

        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
        assertThat(proxy.credentials()).isEmpty();
    }

    @Test
    void credentialsAreReadAndDoNotShow() {
        HttpsProxyOptions proxy = HttpsProxyOptions.parse("http://me%3F:must-not-show%25@proxy.example");

        assertThat(proxy.credentials()).contains(new HttpsProxyOptions.Credentials("me?", Secret.of("must-not-show%")));
        assertThat(proxy.toString()).doesNotContain("must-not-show");
        assertThat(ConnectionOptions.usual().through(proxy).toString())
                .contains("proxy.example")
                .doesNotContain("must-not-show");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:must-not-show@proxy.example",
                "socks5://me:must-not-show@proxy.example",
                "http://me:must-not-show@",
                "http://me:must-not-show@proxy.example/path",
                "http://me:must-not-show@proxy.example?query",
                "http://me:must-not-show@proxy.example#fragment",
                "http://me:must-not-show@proxy.example:99999",
                "http://me:must-not-show@proxy.example:0",
                "http://me:must-not-show %@proxy.example",
                "http://must-not-show@proxy.example",
                "http://:must-not-show@proxy.example",
                "http://must-not-show:@proxy.example",
                "http://a%3Ab:must-not-show@proxy.example",
            })
    void anAddressThatIsNoneIsRefusedWithoutShowingIt(String address) {
        assertThatThrownBy(() -> HttpsProxyOptions.parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(refused -> assertThat(everythingOf(refused)).doesNotContain("must-not-show"));
    }

    @ParameterizedTest
    @CsvSource({
        "*, api.pingone.eu, true",
        "pingone.eu, pingone.eu, true",
        "pingone.eu, api.pingone.eu, true",
        "pingone.eu, API.PingOne.EU, true",
        "PINGONE.EU, api.pingone.eu, true",
        "pingone.eu., api.pingone.eu, true",
        "pingone.eu, api.pingone.eu., true",
        "pingone.eu, notpingone.eu, false",
        "pingone.eu, pingone.eu.example.com, false",
        ".pingone.eu, api.pingone.eu, true",
        ".pingone.eu, pingone.eu, false",
        ".pingone.eu, notpingone.eu, false",
        "*.pingone.eu, api.pingone.eu, true",
        "*.pingone.eu, pingone.eu, false",
        "pingone.eu:443, api.pingone.eu, true",
        "pingone.eu:8443, api.pingone.eu, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.33, false",
        "10.1.2.3, 110.1.2.3, false",
        "10.1.2.3:443, 10.1.2.3, true",
        "10.1.2.3:80, 10.1.2.3, false",
        "10.0.0.0/8, 10.255.1.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.0/25, 10.1.2.127, true",
        "10.1.2.0/25, 10.1.2.128, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, api.pingone.eu, false",
        "0.0.0.0/0, ::1, false",
        "::1, [::1], true",
        "[::1], ::1, true",
        "[::1]:443, [0:0:0:0:0:0:0:1], true",
        "[::1]:80, ::1, false",
        "fd00::/8, [fd12::1], true",
        "fd00::/8, [fe80::1], false",
        "::/0, 10.1.2.3, false",
        "0.0.0.1, ::1, false",
        "'', api.pingone.eu, false",
    })
    void aRuleSaysWhichHostsAreReachedWithoutAProxy(String rule, String host, boolean matches) {
        assertThat(NoProxyRules.of(List.of(rule)).match(host, 443)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/a", "example.com/8", "::/129", "a b", "a*", "http://a"})
    void aRuleThatIsNoneIsRefused(String rule) {
        assertThatThrownBy(
                        () -> new HttpsProxyOptions("proxy.example", 3128, java.util.Optional.empty(), List.of(rule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + rule + "' is no");
    }
}
