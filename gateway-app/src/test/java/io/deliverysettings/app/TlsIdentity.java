package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and its self-signed certificate for 127.0.0.1, made by the JDK's keytool, in PEM files as operators have them. */
final class TlsIdentity {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "own";

    private final KeyStore keys;
    private final Path certificate;
    private final Path key;

    private TlsIdentity(KeyStore keys, Path certificate, Path key) {
        this.keys = keys;
        this.certificate = certificate;
        this.key = key;
    }

    static TlsIdentity in(Path directory, String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            keys.load(content, PASSWORD.toCharArray());
        }
        TlsIdentity identity =
                new TlsIdentity(keys, directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
        identity.writeTo(identity.certificate, identity.key);
        return identity;
    }

    Path certificate() {
        return certificate;
    }

    Path key() {
        return key;
    }

    X509Certificate shown() throws Exception {
        return (X509Certificate) keys.getCertificate(ALIAS);
    }

    /** The flags of a gateway that shows it. */
    String[] flags() {
        return new String[] {"--tls-certificate", certificate.toString(), "--tls-key", key.toString()};
    }

    /** Puts it in the place of another one, as whoever renews certificates does. */
    void replace(TlsIdentity other) throws Exception {
        writeTo(other.certificate, other.key);
    }

    private void writeTo(Path certificateFile, Path keyFile) throws Exception {
        replace(certificateFile, pem("CERTIFICATE", shown().getEncoded()));
        replace(
                keyFile,
                pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    }

    private static void replace(Path file, String text) throws Exception {
        Path next = Files.createFile(
                file.resolveSibling("next"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text, StandardCharsets.US_ASCII);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }

    /**
     * A client that trusts this certificate and no other.
     *
     * @param own what it shows of itself; empty for nothing
     */
    SSLContext trusted(Optional<TlsIdentity> own) throws Exception {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("trusted", shown());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        KeyManager[] shownKeys = {};
        if (own.isPresent()) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own.get().keys, PASSWORD.toCharArray());
            shownKeys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shownKeys, trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    /** The same over HTTP. */
    HttpClient client(Optional<TlsIdentity> own, HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(trusted(own))
                .version(version)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }
}
