package io.deliverysettings.adapter.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What traces may be sent to, and how many. */
class TracingOptionsTest {

    private static final URI COLLECTOR = URI.create("http://127.0.0.1:4318");

    @ParameterizedTest
    @ValueSource(
            strings = {"http://collector", "https://collector:4318", "HTTPS://[::1]:4318/", "http://a/behind/a/path"})
    void anAddressOfACollectorIsTaken(String address) {
        assertThat(new TracingOptions(URI.create(address), 1, "1").collector()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "collector:4318", "grpc://collector:4317", "http:///path", "http:opaque", "//collector"})
    void whatIsNoAddressOfACollectorIsRefused(String address) {
        assertThatThrownBy(() -> new TracingOptions(URI.create(address), 1, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http or https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:very-hidden@collector", "http://a?key=very-hidden", "http://a#very-hidden"})
    void anAddressWithWhatMayBeASecretIsRefusedWithoutShowingIt(String address) {
        assertThatThrownBy(() -> new TracingOptions(URI.create(address), 1, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must hold no user, password, query or fragment")
                .hasMessageNotContaining("very-hidden");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 1})
    void aShareIsFromZeroToOne(double share) {
        assertThat(new TracingOptions(COLLECTOR, share, "1").sampleRatio()).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoShareIsRefused(double share) {
        assertThatThrownBy(() -> new TracingOptions(COLLECTOR, share, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 0 to 1");
    }

    @Test
    void aVersionThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> new TracingOptions(COLLECTOR, 1, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serviceVersion");
    }
}
