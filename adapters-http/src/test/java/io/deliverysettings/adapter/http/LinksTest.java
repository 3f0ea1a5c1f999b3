package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links lead to the gateway as the client addressed it, also behind a proxy that is trusted to say how, and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinksTest {

    private static final InetAddress IPV6_LOOPBACK = ipv6Loopback();

    private final Gateway plain = Gateway.start();
    private final Gateway behindProxy = Gateway.start(new HttpApiOptions("127.0.0.1", 0, true, List.of()));

    @AfterAll
    void close() throws Exception {
        plain.close();
        behindProxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.example.com, http://gateway.example.com",
        "gateway.example.com:8443, http://gateway.example.com:8443",
        "127.0.0.1:80, http://127.0.0.1",
        "[::1]:8080, http://[::1]:8080",
        "[2001:db8::1], http://[2001:db8::1]"
    })
    void theHostOfTheRequestIsWhereLinksLead(String host, String origin) throws Exception {
        assertThat(origin(plain, host, "")).isEqualTo(origin);
        assertThat(origin(behindProxy, host, "")).isEqualTo(origin);
    }

    @Test
    void anAddressInTheRequestLineIsWhereLinksLead() throws Exception {
        String request = "GET http://absolute.example.com:81PATH HTTP/1.1\r\nHost: absolute.example.com:81\r\nAUTH\r\n";

        assertThat(origin(plain.raw(request + "Connection: close\r\n\r\n")))
                .isEqualTo("http://absolute.example.com:81");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>", "a:99999x", "a/b", "\"", "[::1", "a\\b", "javascript:alert(1)", "a:-1"})
    void aHostThatIsNoneIsRefused(String host) throws Exception {
        plain.raw("GET PATH HTTP/1.1\r\nHost: " + host + "\r\nAUTH\r\nConnection: close\r\n\r\n")
                .isError(ErrorTable.MALFORMED);
    }

    @Test
    void anEmptyHostIsReplacedByTheAddressThatTheGatewayIsReachedAt() throws Exception {
        assertThat(origin(plain, "", "")).isEqualTo(plain.origin());
        assertThat(origin(behindProxy, "", "")).isEqualTo(behindProxy.origin());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Forwarded: host=a.example.com;proto=https | https://a.example.com",
                "Forwarded: Proto=https;Host=a.example.com | https://a.example.com",
                "Forwarded: proto=HTTPS;host=a.example.com | https://a.example.com",
                "Forwarded: proto=\"https\" ; host=\"a.example.com:8443\";for=1.2.3.4 | https://a.example.com:8443",
                "Forwarded: for=\"[2001:db8::17]:4711\";host=\"[2001:db8::1]:8443\";proto=https | https://[2001:db8::1]:8443",
                "Forwarded: host=a.example.com;proto=https, host=proxy.internal;proto=http | https://a.example.com",
                "Forwarded: for=1.2.3.4, host=proxy.internal;proto=https | http://as.sent",
                "Forwarded: proto=https | https://as.sent",
                "Forwarded: host=a.example.com | http://a.example.com",
                "X-Forwarded-Host: a.example.com:81 | http://a.example.com:81",
                "X-Forwarded-Host: a.example.com , proxy.internal | http://a.example.com",
                "X-Forwarded-Proto: https | https://as.sent",
                "X-Forwarded-Proto: HTTPS | https://as.sent",
                "X-Forwarded-Proto: https, http | https://as.sent",
                "X-Forwarded-Host: [2001:db8::1]:81 | http://[2001:db8::1]:81",
                "X-Forwarded-Host: b#X-Forwarded-Proto: https#Forwarded: host=a | https://a",
                "Forwarded: host=a#Forwarded: host=b | http://a",
                "X-Forwarded-For: 1.2.3.4 | http://as.sent"
            })
    void aTrustedProxySaysWhereLinksLeadAndAnUntrustedOneDoesNot(String headers, String origin) throws Exception {
        String lines = headers.replace("#", "\r\n") + "\r\n";

        assertThat(origin(behindProxy, "as.sent", lines)).isEqualTo(origin);
        assertThat(origin(plain, "as.sent", lines)).isEqualTo("http://as.sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: proto=javascript;host=\"alert(1)\"",
                "Forwarded: host=\"<script>alert(1)</script>\"",
                "Forwarded: host=\"a.example.com/evil\"",
                "Forwarded: host=\"user@evil\"",
                "Forwarded: host=a.example.com%0d%0aX:1",
                "Forwarded: host=",
                "Forwarded: xhost=evil;xproto=https",
                "Forwarded: ,",
                "X-Forwarded-Proto: javascript",
                "X-Forwarded-Proto: ftp",
                "X-Forwarded-Proto: https:",
                "X-Forwarded-Proto: ",
                "X-Forwarded-Host: <script>",
                "X-Forwarded-Host: evil/path",
                "X-Forwarded-Host: evil?x",
                "X-Forwarded-Host: user@evil",
                "X-Forwarded-Host: a:123456",
                "X-Forwarded-Host: a b",
                "X-Forwarded-Host: ,evil",
                "X-Forwarded-Host: \"evil\"",
                "X-Forwarded-Host: \u00e9vil"
            })
    void whatATrustedProxyCannotMeanIsPassedOver(String header) throws Exception {
        assertThat(origin(behindProxy, "as.sent", header + "\r\n")).isEqualTo("http://as.sent");
    }

    @Test
    void aLineEndInAForwardedHostMakesNoHeaderOfItsOwn() throws Exception {
        String headers = "X-Forwarded-Host: a\nInjected: 1";
        Answer answer = behindProxy.raw(
                "GET PATH HTTP/1.1\r\nHost: as.sent\r\nAUTH\r\nConnection: close\r\n" + headers + "\r\n\r\n");

        assertThat(answer.header("Injected")).isEmpty();
    }

    @Test
    void aCallerOverIpv6ThatNamesNoHostGetsAnAddressInBrackets() throws Exception {
        assumeTrue(hasIpv6());
        Gateway gateway = Gateway.start(new HttpApiOptions("::1", 0, false, List.of()));
        try (Socket socket = new Socket(IPV6_LOOPBACK, gateway.port)) {
            socket.setSoTimeout(10_000);
            String request = Gateway.fill("GET PATH HTTP/1.0\r\nAUTH\r\n\r\n");
            Gateway.write(socket, request);
            Answer answer =
                    Answer.to(request, new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));

            assertThat(origin(answer)).matches("http://\\[[0:]+1]:" + gateway.port);
        } finally {
            gateway.close();
        }
    }

    private static InetAddress ipv6Loopback() {
        byte[] address = new byte[16];
        address[15] = 1;
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, IPV6_LOOPBACK)) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    private static String origin(Gateway gateway, String host, String headers) throws Exception {
        return origin(gateway.raw(
                "GET PATH HTTP/1.1\r\nHost: " + host + "\r\nAUTH\r\nConnection: close\r\n" + headers + "\r\n"));
    }

    /** What the links of an answer begin with; all of them begin the same. */
    private static String origin(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String self = answer.json().path("_links").path("self").path("href").textValue();
        assertThat(self).endsWith(Samples.PATH);
        String origin = self.substring(0, self.length() - Samples.PATH.length());
        assertThat(answer.json().path("_links").path("environment").path("href").textValue())
                .isEqualTo(origin + "/v1/environments/" + Samples.ENVIRONMENT);
        return origin;
    }
}
