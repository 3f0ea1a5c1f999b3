package io.deliverysettings.adapter.identity;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which access tokens are accepted, and how their issuers' keys are fetched. What is not an option: RS256 and ES256, TLS 1.2 or
 * 1.3, the host's name has to be in its certificate, and no redirect is followed.
 *
 * @param issuers who may issue them, each as it stands in {@code iss}, letter by letter: {@code {auth}/{environment}/as} for
 *     PingOne. At least one, and none twice; https, or http on this machine, and no slash at the end. The keys are at {@code
 *     {issuer}/jwks}
 * @param audiences whom they have to be meant for: one of these has to be in {@code aud}, letter by letter. At least one, each
 *     of 1 to 256 characters
 * @param leeway how far the issuers' clocks may be off; from zero to 5 minutes
 * @param connectTimeout how long to wait for a connection, and again for its TLS handshake; from 1 ms to 1 minute
 * @param fetchTimeout how long a fetch of keys may take, connecting included; from 1 ms to 1 minute. Tokens may wait for it
 * @param maxKeySetBytes the largest key set that is read; from 1 KiB to 1 MiB
 * @param certificateAuthorities whose certificates are trusted; none for those that the Java runtime trusts
 * @param proxy what https connections go through; empty for none
 */
public record JwtTokensOptions(
        List<URI> issuers,
        Set<String> audiences,
        Duration leeway,
        Duration connectTimeout,
        Duration fetchTimeout,
        int maxKeySetBytes,
        List<X509Certificate> certificateAuthorities,
        Optional<Proxy> proxy) {

    private static final Duration MOST_LEEWAY = Duration.ofMinutes(5);
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);
    private static final int LONGEST_AUDIENCE = 256;

    /**
     * A proxy that https connections are tunnelled through, by the method CONNECT. Whether a host needs it has been decided before.
     *
     * @param host the proxy's name or address, an IPv6 address without brackets
     * @param port the proxy's port; from 1 to 65535
     */
    public record Proxy(String host, int port) {
        /** Checks each member. */
        public Proxy {
            if (host.isBlank()) {
                throw new IllegalArgumentException("a proxy must have a host");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a proxy's port must be from 1 to 65535");
            }
        }
    }

    /** Checks each member. */
    public JwtTokensOptions {
        issuers = List.copyOf(issuers);
        if (issuers.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one issuer");
        }
        issuers.forEach(JwtTokensOptions::checked);
        if (new HashSet<>(issuers).size() < issuers.size()) {
            throw new IllegalArgumentException("no issuer may be given twice");
        }
        audiences = Set.copyOf(audiences);
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one audience");
        }
        if (audiences.stream().anyMatch(audience -> audience.isBlank() || audience.length() > LONGEST_AUDIENCE)) {
            throw new IllegalArgumentException("an audience must be 1 to 256 characters, and not all of them blanks");
        }
        if (leeway.isNegative() || leeway.compareTo(MOST_LEEWAY) > 0) {
            throw new IllegalArgumentException("leeway must be from 0 s to 300 s");
        }
        checked("connectTimeout", connectTimeout);
        checked("fetchTimeout", fetchTimeout);
        if (maxKeySetBytes < 1024 || maxKeySetBytes > 1024 * 1024) {
            throw new IllegalArgumentException("maxKeySetBytes must be from 1024 to 1048576");
        }
        certificateAuthorities = List.copyOf(certificateAuthorities);
        Objects.requireNonNull(proxy, "proxy");
    }

    /**
     * The usual options: 30 seconds of leeway, 5 seconds for a fetch of keys and for connecting, 256 KiB of them, the Java
     * runtime's certificate authorities and no proxy.
     *
     * @param issuers who may issue tokens
     * @param audiences one of whom they have to be meant for
     * @return the options
     */
    public static JwtTokensOptions of(List<URI> issuers, Set<String> audiences) {
        return new JwtTokensOptions(
                issuers,
                audiences,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                256 * 1024,
                List.of(),
                Optional.empty());
    }

    /**
     * The same options with another leeway.
     *
     * @param leeway how far the issuers' clocks may be off
     * @return the changed options
     */
    public JwtTokensOptions withLeeway(Duration leeway) {
        return new JwtTokensOptions(
                issuers,
                audiences,
                leeway,
                connectTimeout,
                fetchTimeout,
                maxKeySetBytes,
                certificateAuthorities,
                proxy);
    }

    /**
     * The same options with other limits on fetching keys.
     *
     * @param connectTimeout how long to wait for a connection
     * @param fetchTimeout how long a fetch may take in all
     * @param maxKeySetBytes the largest key set that is read
     * @return the changed options
     */
    public JwtTokensOptions withFetchLimits(Duration connectTimeout, Duration fetchTimeout, int maxKeySetBytes) {
        return new JwtTokensOptions(
                issuers,
                audiences,
                leeway,
                connectTimeout,
                fetchTimeout,
                maxKeySetBytes,
                certificateAuthorities,
                proxy);
    }

    /**
     * The same options with certificate authorities of one's own, and no others.
     *
     * @param pem one or more X.509 certificates in PEM; what stands around them is passed over
     * @return the changed options
     * @throws IllegalArgumentException when there is none or one cannot be read
     */
    public JwtTokensOptions trustingOnly(byte[] pem) {
        return new JwtTokensOptions(
                issuers, audiences, leeway, connectTimeout, fetchTimeout, maxKeySetBytes, certificates(pem), proxy);
    }

    /**
     * The same options with a proxy.
     *
     * @param through what https connections go through
     * @return the changed options
     */
    public JwtTokensOptions withProxy(Proxy through) {
        return new JwtTokensOptions(
                issuers,
                audiences,
                leeway,
                connectTimeout,
                fetchTimeout,
                maxKeySetBytes,
                certificateAuthorities,
                Optional.of(through));
    }

    /** Short, for the log: certificates print whole pages. */
    @Override
    public String toString() {
        String trusted = certificateAuthorities.isEmpty()
                ? "the Java runtime's certificate authorities"
                : certificateAuthorities.size() + " certificate authorities of its own";
        return "JwtTokensOptions[issuers=" + issuers + ", audiences=" + audiences + ", leeway=" + leeway
                + ", connectTimeout=" + connectTimeout + ", fetchTimeout=" + fetchTimeout + ", maxKeySetBytes="
                + maxKeySetBytes + ", trusting " + trusted + ", proxy="
                + proxy.map(Proxy::toString).orElse("none") + "]";
    }

    private static void checked(URI issuer) {
        String scheme = issuer.getScheme() == null ? "" : issuer.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http"))
                || issuer.getHost() == null
                || issuer.getPort() == 0
                || issuer.getPort() > 65_535
                || issuer.getRawUserInfo() != null
                || issuer.getRawQuery() != null
                || issuer.getRawFragment() != null
                || issuer.toString().endsWith("/")) {
            throw new IllegalArgumentException(
                    "an issuer must be an https address without user, query, fragment and a slash at the end, such as"
                            + " https://auth.pingone.eu/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as");
        }
        // Whoever can change the keys on their way can issue tokens.
        if (scheme.equals("http") && !issuer.getHost().matches("(?i)localhost|127(\\.[0-9]{1,3}){3}|\\[::1]")) {
            throw new IllegalArgumentException(
                    "an issuer must be an https address, such as"
                            + " https://auth.pingone.eu/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as; http only leads to this machine");
        }
    }

    private static void checked(String name, Duration timeout) {
        if (timeout.compareTo(LEAST_TIMEOUT) < 0 || timeout.compareTo(MOST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(name + " must be from 1 ms to 60 s");
        }
    }

    private static List<X509Certificate> certificates(byte[] pem) {
        // Java reads DER too, and an empty file as no certificate, without a word.
        if (!new String(pem, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
            throw new IllegalArgumentException("there must be at least one certificate in PEM");
        }
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                certificates.add((X509Certificate) certificate);
            }
            return certificates;
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException("there is a certificate that cannot be read", unreadable);
        }
    }
}
