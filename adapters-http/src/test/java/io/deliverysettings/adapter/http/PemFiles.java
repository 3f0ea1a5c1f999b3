package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A key and its self-signed certificate, made by the JDK's keytool, as a server or a client has them in files. */
final class PemFiles {

    private static final String PASSWORD = "changeit";

    final Path certificate;
    final Path privateKey;
    final X509Certificate shown;
    private final KeyStore keys;

    private PemFiles(Path directory, String name, KeyStore keys) throws Exception {
        this.keys = keys;
        this.shown = (X509Certificate) keys.getCertificate("own");
        this.certificate = directory.resolve(name + ".pem");
        this.privateKey = directory.resolve(name + ".key");
        Key key = keys.getKey("own", PASSWORD.toCharArray());
        Files.writeString(certificate, pem("CERTIFICATE", shown.getEncoded()));
        writePrivately(privateKey, pem("PRIVATE KEY", key.getEncoded()));
    }

    /** Valid for 127.0.0.1. */
    static PemFiles in(Path directory, String name, String... more) throws Exception {
        Path file = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new PemFiles(directory, name, keys);
    }

    HttpTlsOptions options(HttpTlsOptions.ClientCertificates clients) {
        return new HttpTlsOptions(certificate, privateKey, Optional.of(clients));
    }

    HttpTlsOptions options() {
        return new HttpTlsOptions(certificate, privateKey, Optional.empty());
    }

    /** Puts this certificate and key in the place of another's. */
    void replace(PemFiles other) throws Exception {
        Files.writeString(other.certificate, Files.readString(certificate));
        writePrivately(other.privateKey, Files.readString(privateKey));
    }

    KeyStore keys() {
        return keys;
    }

    static char[] password() {
        return PASSWORD.toCharArray();
    }

    static void writePrivately(Path file, String text) throws Exception {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
