package io.deliverysettings.app;

import io.deliverysettings.adapter.http.HttpTlsOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings of the certificate that callers are shown. */
final class TlsSettings {

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "The certificate to show callers, in PEM, with those between it and the root behind it; needs"
                    + " --tls-key. Both are read again when they have changed (default: none, plain http).")
    @Nullable
    Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "Its private key, in PEM, not encrypted and its owner's alone.")
    @Nullable
    Path key;

    @Option(
            names = "--tls-client-ca",
            paramLabel = "FILE",
            description = "The authorities whose certificates clients may show, in PEM (default: none is asked for).")
    @Nullable
    Path clientAuthorities;

    @Option(
            names = "--tls-client-certificates",
            paramLabel = "required|optional",
            defaultValue = "required",
            description =
                    "Whether a client without one is turned away; with --tls-client-ca (default: ${DEFAULT-VALUE}).")
    ClientCertificates clientCertificates = ClientCertificates.REQUIRED;

    /** Refuses half of it. */
    void check() {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("--tls-certificate and --tls-key need each other");
        }
        if (clientAuthorities != null && certificate == null) {
            throw new IllegalArgumentException("--tls-client-ca needs --tls-certificate");
        }
    }

    Optional<HttpTlsOptions> options() {
        return certificate == null || key == null
                ? Optional.empty()
                : Optional.of(new HttpTlsOptions(
                        certificate,
                        key,
                        Optional.ofNullable(clientAuthorities)
                                .map(file -> new HttpTlsOptions.ClientCertificates(
                                        file, clientCertificates == ClientCertificates.REQUIRED))));
    }
}
