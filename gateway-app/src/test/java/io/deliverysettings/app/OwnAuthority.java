package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of one's own, and certificates by it for 127.0.0.1; made by the JDK's keytool, so that no machine needs openssl. */
final class OwnAuthority {

    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final Path keys;
    private int issued;

    private OwnAuthority(Path directory) {
        this.directory = directory;
        this.keys = directory.resolve("authority.p12");
    }

    /**
     * Makes the authority.
     *
     * @param directory where the tool may leave its files
     */
    static OwnAuthority in(Path directory) throws Exception {
        OwnAuthority authority = new OwnAuthority(directory);
        authority.generate(authority.keys, "authority", "bc:c");
        return authority;
    }

    /** Its certificate, as who trusts it has it in a file. */
    void writeCertificate(Path file) throws Exception {
        Files.writeString(
                file, pem("CERTIFICATE", load(keys).getCertificate("authority").getEncoded()));
    }

    /** Makes a key and a certificate for it, and puts them where a server reads them. */
    void issue(Path certificate, Path privateKey) throws Exception {
        Path server = directory.resolve("server" + ++issued + ".p12");
        Path request = directory.resolve("request");
        Path answer = directory.resolve("answer");
        generate(server, "server", "san=dns:localhost,ip:127.0.0.1");
        keytool(server, "-certreq", "-alias", "server", "-file", request.toString());
        keytool(
                keys,
                "-gencert",
                "-alias",
                "authority",
                "-infile",
                request.toString(),
                "-outfile",
                answer.toString(),
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        KeyStore made = load(server);
        replace(
                privateKey,
                pem("PRIVATE KEY", made.getKey("server", PASSWORD.toCharArray()).getEncoded()));
        replace(certificate, pem("CERTIFICATE", certificate(answer).getEncoded()));
    }

    /** What trusts the authorities of a file, and no other. */
    static SSLContext trusting(Path file) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate(file));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Certificate certificate(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** At once, as the page does it with mv. */
    private static void replace(Path file, String content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, content, StandardCharsets.US_ASCII);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void generate(Path store, String alias, String extension) throws Exception {
        keytool(store, "-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias, "-ext", extension);
    }

    private void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    private static KeyStore load(Path store) throws Exception {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
