package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates that sign themselves, made by the JDK's own tool, and servers that show them. */
final class Certificates {

    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";

    private Certificates() {}

    /**
     * A key and its certificate.
     *
     * @param directory where the tool may leave its files
     * @param subjectAlternativeName such as {@code ip:127.0.0.1} or {@code dns:pingone.invalid}
     * @param more further arguments of the tool
     */
    static KeyStore certificateFor(Path directory, String subjectAlternativeName, String... more) throws Exception {
        Path file = Files.createTempDirectory(directory, "keys").resolve("keys.p12");
        generate(file, "server", subjectAlternativeName, more);
        return load(file);
    }

    /** A key, its certificate that has expired, and the authority that signed it, which has not. */
    static KeyStore expiredCertificateFor(Path directory, String subjectAlternativeName) throws Exception {
        Path file = Files.createTempDirectory(directory, "keys").resolve("keys.p12");
        Path request = file.resolveSibling("request");
        Path certificate = file.resolveSibling("certificate");
        generate(file, AUTHORITY, "dns:authority.invalid", "-ext", "bc:c");
        generate(file, "server", subjectAlternativeName);
        keytool(file, "-certreq", "-alias", "server", "-file", request.toString());
        keytool(
                file,
                "-gencert",
                "-alias",
                AUTHORITY,
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-ext",
                "san=" + subjectAlternativeName,
                "-startdate",
                "-10d",
                "-validity",
                "2");
        keytool(file, "-importcert", "-alias", "server", "-file", certificate.toString(), "-noprompt");
        return load(file);
    }

    private static void generate(Path file, String alias, String subjectAlternativeName, String... more)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + UUID.randomUUID(),
                "-ext",
                "san=" + subjectAlternativeName,
                "-validity",
                "2"));
        arguments.addAll(List.of(more));
        keytool(file, arguments.toArray(String[]::new));
    }

    private static void keytool(Path file, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** The certificates as a file of certificate authorities has them. */
    static byte[] pem(KeyStore... all) throws GeneralSecurityException {
        StringBuilder pem = new StringBuilder("What stands around certificates is passed over.\n");
        for (KeyStore keys : all) {
            String authority = keys.containsAlias(AUTHORITY) ? AUTHORITY : "server";
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder()
                            .encodeToString(keys.getCertificate(authority).getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** A context for a server that shows the certificate. */
    static SSLContext context(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "server",
                keys.getKey("server", PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                keys.getCertificateChain("server"));
        keyManagers.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return context;
    }

    /** A server on 127.0.0.1 that shows the certificate and answers everything with an empty object. */
    static ScriptedServer server(KeyStore keys) throws GeneralSecurityException, IOException {
        return ScriptedServer.start(
                context(keys).getServerSocketFactory(),
                "https",
                exchange -> exchange.send(ScriptedServer.json(200, "{}")));
    }

    /** The address {@code ::1}. */
    static InetAddress ipv6Loopback() throws IOException {
        byte[] address = new byte[16];
        address[15] = 1;
        return InetAddress.getByAddress(address);
    }

    /** A socket on {@code ::1} that shows the certificate. */
    static ServerSocket ipv6Socket(KeyStore keys) throws GeneralSecurityException, IOException {
        return context(keys).getServerSocketFactory().createServerSocket(0, 10, ipv6Loopback());
    }
}
