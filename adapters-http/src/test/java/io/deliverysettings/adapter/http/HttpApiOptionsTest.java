package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.ext.web.handler.CorsHandler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiOptionsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8080, 65_535})
    void aPortIsAccepted(int port) {
        assertThat(new HttpApiOptions("127.0.0.1", port, false, List.of()).port())
                .isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE})
    void whatIsNoPortIsRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpApiOptions("127.0.0.1", port, false, List.of()))
                .withMessageContaining("port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aHostIsNeeded(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpApiOptions(host, 0, false, List.of()))
                .withMessageContaining("host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "http://localhost",
                "http://localhost:3000",
                "https://console.example.com",
                "https://127.0.0.1:8443",
                "https://[::1]:8443",
                "https://[2001:db8::1]"
            })
    void anOriginIsAcceptedAndVertxTakesIt(String origin) {
        List<String> origins = optionsOf(origin).allowedOrigins();

        assertThat(origins).containsExactly(origin);
        assertThat(CorsHandler.create().addOrigins(origins)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "console.example.com",
                "ftp://console.example.com",
                "https://",
                "https://console.example.com/",
                "https://console.example.com/path",
                "https://console.example.com?x",
                "https://console.example.com#x",
                "https://user@console.example.com",
                "https://a b",
                "https://*.example.com",
                "https://a:port",
                "https://a:",
                "https://[::1",
                "https://a_b",
                "https://a,https://b"
            })
    void whatIsNoOriginIsRefusedBeforeAnythingStarts(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> optionsOf(origin))
                .withMessageContaining("allowedOrigins");
    }

    @Test
    void aStarStandsAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpApiOptions("h", 0, false, List.of("*", "https://a")))
                .withMessageContaining("* alone");
    }

    @Test
    void theOriginsAreCopied() {
        List<String> origins = new ArrayList<>(List.of("https://a"));
        HttpApiOptions options = new HttpApiOptions("h", 0, false, origins);
        origins.clear();

        assertThat(options.allowedOrigins()).containsExactly("https://a");
        assertThatThrownBy(() -> options.allowedOrigins().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static HttpApiOptions optionsOf(String origin) {
        return new HttpApiOptions("127.0.0.1", 0, false, List.of(origin));
    }
}
