package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.adapter.http.HttpTlsOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which settings of TLS go together, and what the options become. */
class TlsSettingsTest {

    private static final String CERTIFICATE = "--tls-certificate=tls.crt";
    private static final String KEY = "--tls-key=tls.key";
    private static final String CLIENTS = "--tls-client-ca=clients.crt";

    @CommandLine.Command(name = "run")
    private static final class Run {
        @CommandLine.Mixin
        TlsSettings tls = new TlsSettings();
    }

    private static TlsSettings read(String... line) {
        Run run = new Run();
        new CommandLine(run).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(line);
        run.tls.check();
        return run.tls;
    }

    @Test
    void withoutACertificateThereIsNoTls() {
        assertThat(read().options()).isEmpty();
    }

    @Test
    void aCertificateComesWithItsKey() {
        assertThat(read(CERTIFICATE, KEY).options())
                .contains(new HttpTlsOptions(Path.of("tls.crt"), Path.of("tls.key"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {CERTIFICATE, KEY})
    void oneWithoutTheOtherIsRefused(String half) {
        assertThatThrownBy(() -> read(half)).hasMessage("--tls-certificate and --tls-key need each other");
        assertThatThrownBy(() -> read(half, CLIENTS)).hasMessage("--tls-certificate and --tls-key need each other");
    }

    @Test
    void certificatesOfClientsNeedOneToShow() {
        assertThatThrownBy(() -> read(CLIENTS)).hasMessage("--tls-client-ca needs --tls-certificate");
    }

    @Test
    void clientsHaveToShowACertificateUnlessItIsUpToThem() {
        assertThat(clients(CERTIFICATE, KEY, CLIENTS))
                .isEqualTo(new HttpTlsOptions.ClientCertificates(Path.of("clients.crt"), true));
        assertThat(clients(CERTIFICATE, KEY, CLIENTS, "--tls-client-certificates=optional"))
                .isEqualTo(new HttpTlsOptions.ClientCertificates(Path.of("clients.crt"), false));
    }

    private static HttpTlsOptions.ClientCertificates clients(String... line) {
        return read(line).options().flatMap(HttpTlsOptions::clients).orElseThrow();
    }

    @Test
    void runRefusesTheSame() {
        CliRun run = CliRun.started(Map.of(), KEY);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualToNormalizingNewlines("gateway: --tls-certificate and --tls-key need each other\n");
    }
}
