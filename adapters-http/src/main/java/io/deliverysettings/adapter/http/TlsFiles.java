package io.deliverysettings.adapter.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** The files of certificates and keys. Reads them, and checks all that can be before anybody depends on it. Blocks. */
final class TlsFiles {

    /** A chain of certificates has a few kilobytes, all authorities of an operating system a few hundred. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private final Vertx vertx;
    private final HttpTlsOptions options;

    TlsFiles(Vertx vertx, HttpTlsOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    /**
     * Tells one state of a file from another without reading it.
     *
     * @param changed when it was written
     * @param size in bytes
     * @param identity another file under the same name has another; {@code null} where files have none
     */
    record Version(FileTime changed, long size, @Nullable Object identity) {}

    /** Of all files; to be asked before they are read, so that a change in between is noticed the next time. */
    List<Version> versions() throws UnusableTlsFiles {
        List<Version> versions = new ArrayList<>();
        for (Path file : files()) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                versions.add(new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
            } catch (IOException failure) {
                throw unreadable(file, failure);
            }
        }
        return versions;
    }

    /** What the files say, for a server. */
    ServerSSLOptions read() throws UnusableTlsFiles {
        refuseOpenKey();
        PemKeyCertOptions own = new PemKeyCertOptions()
                .addCertValue(content(options.certificates()))
                .addKeyValue(content(options.privateKey()));
        check(own);
        ServerSSLOptions server = new ServerSSLOptions()
                .setKeyCertOptions(own)
                .setEnabledSecureTransportProtocols(new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2")));
        if (options.clients().isPresent()) {
            HttpTlsOptions.ClientCertificates clients = options.clients().get();
            PemTrustOptions authorities = new PemTrustOptions().addCertValue(content(clients.authorities()));
            check(authorities, clients.authorities());
            server.setTrustOptions(authorities)
                    .setClientAuth(clients.required() ? ClientAuth.REQUIRED : ClientAuth.REQUEST);
        }
        return server;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(options.certificates(), options.privateKey()));
        options.clients().ifPresent(clients -> files.add(clients.authorities()));
        return files;
    }

    private void refuseOpenKey() throws UnusableTlsFiles {
        Path key = options.privateKey();
        try {
            if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(key);
                if (!OWNERS.containsAll(permissions)) {
                    throw new UnusableTlsFiles("The private key " + key.toAbsolutePath()
                            + " is not its owner's alone (" + PosixFilePermissions.toString(permissions)
                            + "). Close it to all others: chmod 600 " + key.toAbsolutePath());
                }
            }
        } catch (UnusableTlsFiles tooOpen) {
            throw tooOpen;
        } catch (IOException failure) {
            throw unreadable(key, failure);
        }
    }

    private static Buffer content(Path file) throws UnusableTlsFiles {
        try {
            if (!Files.isRegularFile(file) && Files.exists(file)) {
                throw new UnusableTlsFiles("The file " + file.toAbsolutePath() + " is not a file.");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new UnusableTlsFiles(
                        "The file " + file.toAbsolutePath() + " is larger than " + MOST_BYTES + " bytes.");
            }
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (UnusableTlsFiles unusable) {
            throw unusable;
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    /** Java takes a key and a certificate of somebody else's for a pair, and fails with each client that comes. */
    private void check(PemKeyCertOptions own) throws UnusableTlsFiles {
        String pair = "The certificate " + options.certificates().toAbsolutePath() + " and the private key "
                + options.privateKey().toAbsolutePath();
        X509Certificate certificate;
        boolean belong;
        try {
            X509KeyManager keys = keyManager(own);
            String alias = onlyAlias(keys);
            certificate = keys.getCertificateChain(alias)[0];
            belong = belong(keys.getPrivateKey(alias), certificate);
        } catch (Exception unreadable) {
            throw new UnusableTlsFiles(
                    pair + " cannot be read. Both have to be PEM, and the key not encrypted.", unreadable);
        }
        if (!belong) {
            throw new UnusableTlsFiles(pair + " do not belong together.");
        }
        try {
            certificate.checkValidity();
        } catch (GeneralSecurityException outdated) {
            throw new UnusableTlsFiles(
                    "The certificate " + options.certificates().toAbsolutePath() + " is valid from "
                            + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant() + ", and not now.",
                    outdated);
        }
    }

    private void check(PemTrustOptions authorities, Path file) throws UnusableTlsFiles {
        try {
            authorities.getTrustManagerFactory(vertx);
        } catch (Exception unreadable) {
            throw new UnusableTlsFiles(
                    "The authorities " + file.toAbsolutePath()
                            + " cannot be read. They have to be certificates in PEM.",
                    unreadable);
        }
    }

    private X509KeyManager keyManager(PemKeyCertOptions own) throws Exception {
        for (KeyManager manager : own.getKeyManagerFactory(vertx).getKeyManagers()) {
            if (manager instanceof X509KeyManager keys) {
                return keys;
            }
        }
        throw new GeneralSecurityException("no keys");
    }

    private static String onlyAlias(X509KeyManager keys) throws GeneralSecurityException {
        for (String type : List.of("RSA", "EC", "EdDSA", "RSASSA-PSS")) {
            String[] aliases = keys.getServerAliases(type, null);
            if (aliases != null) {
                return aliases[0];
            }
        }
        throw new GeneralSecurityException("no key of a known kind");
    }

    private static boolean belong(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        if (algorithm == null
                || !key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        byte[] sample = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(sample);
        try {
            return signature.verify(signed);
        } finally {
            Arrays.fill(signed, (byte) 0);
        }
    }

    private static UnusableTlsFiles unreadable(Path file, IOException failure) {
        String why = failure instanceof NoSuchFileException
                ? "there is none"
                : failure instanceof AccessDeniedException
                        ? "access is denied"
                        : failure.getClass().getSimpleName();
        return new UnusableTlsFiles("The file " + file.toAbsolutePath() + " cannot be read: " + why + ".", failure);
    }
}
