package io.deliverysettings.adapter.http;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The files for TLS 1.2 and 1.3. They are read when the server starts and again when they have changed.
 *
 * @param certificates a PEM file with the server's certificate, followed by those of the authorities between it and the root
 * @param privateKey a PEM file with the key of that certificate, not encrypted, which only its owner may read
 * @param clients whose certificates of clients are asked for; empty asks for none
 */
public record HttpTlsOptions(Path certificates, Path privateKey, Optional<ClientCertificates> clients) {

    /** Refuses {@code null}. */
    public HttpTlsOptions {
        Objects.requireNonNull(certificates, "certificates");
        Objects.requireNonNull(privateKey, "privateKey");
        Objects.requireNonNull(clients, "clients");
    }

    /**
     * Certificates of clients. One that is shown has to be of these authorities in any case.
     *
     * @param authorities a PEM file with the certificates of authorities
     * @param required whether a client without a certificate is turned away
     */
    public record ClientCertificates(Path authorities, boolean required) {
        /** Refuses {@code null}. */
        public ClientCertificates {
            Objects.requireNonNull(authorities, "authorities");
        }
    }
}
