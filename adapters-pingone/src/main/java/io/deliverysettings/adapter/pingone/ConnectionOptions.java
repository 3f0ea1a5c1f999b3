package io.deliverysettings.adapter.pingone;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How connections to PingOne are made. What is not an option: TLS 1.2 or 1.3, the host's name has to be in its certificate,
 * and no redirect is followed.
 *
 * @param connectTimeout how long to wait for a connection, one from the pool, a proxy's and the TLS handshake included; from
 *     1 ms to 1 minute
 * @param maxLifetime after which time a connection is used for no other call, so that PingOne may move to other addresses;
 *     from 1 second to 1 day
 * @param maxConnections how many connections to a host there are at most; from 1 to 10,000. Sixteen times as many calls may
 *     wait for one
 * @param certificateAuthorities whose certificates are trusted; none for those that the Java runtime trusts
 * @param proxy what https connections go through; empty for none
 */
public record ConnectionOptions(
        Duration connectTimeout,
        Duration maxLifetime,
        int maxConnections,
        List<X509Certificate> certificateAuthorities,
        Optional<HttpsProxyOptions> proxy) {

    private static final Duration LEAST_LIFETIME = Duration.ofSeconds(1);
    private static final Duration MOST_LIFETIME = Duration.ofDays(1);

    /** Checks each member. */
    public ConnectionOptions {
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        if (connectTimeout.compareTo(Duration.ofMillis(1)) < 0 || connectTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("connectTimeout must be from 1 ms to 60 s");
        }
        if (maxLifetime.compareTo(LEAST_LIFETIME) < 0 || maxLifetime.compareTo(MOST_LIFETIME) > 0) {
            throw new IllegalArgumentException("maxLifetime must be from 1 s to 1 day");
        }
        if (maxConnections < 1 || maxConnections > 10_000) {
            throw new IllegalArgumentException("maxConnections must be from 1 to 10000");
        }
        certificateAuthorities = List.copyOf(certificateAuthorities);
        Objects.requireNonNull(proxy, "proxy");
    }

    /**
     * The usual options: 5 seconds to connect, 5 minutes for a connection, 256 of them, the Java runtime's certificate
     * authorities and no proxy.
     *
     * @return the options
     */
    public static ConnectionOptions usual() {
        return new ConnectionOptions(Duration.ofSeconds(5), Duration.ofMinutes(5), 256, List.of(), Optional.empty());
    }

    /**
     * The same options with another limit on connecting.
     *
     * @param connectTimeout how long to wait for a connection
     * @return the changed options
     */
    public ConnectionOptions withConnectTimeout(Duration connectTimeout) {
        return new ConnectionOptions(connectTimeout, maxLifetime, maxConnections, certificateAuthorities, proxy);
    }

    /**
     * The same options with another bound.
     *
     * @param maxConnections how many connections to a host there are at most
     * @return the changed options
     */
    public ConnectionOptions withMaxConnections(int maxConnections) {
        return new ConnectionOptions(connectTimeout, maxLifetime, maxConnections, certificateAuthorities, proxy);
    }

    /**
     * The same options, where a connection lives shorter or longer.
     *
     * @param maxLifetime after which time a connection is used for no other call
     * @return the changed options
     */
    public ConnectionOptions withMaxLifetime(Duration maxLifetime) {
        return new ConnectionOptions(connectTimeout, maxLifetime, maxConnections, certificateAuthorities, proxy);
    }

    /**
     * The same options with certificate authorities of one's own, and no others.
     *
     * @param pem one or more X.509 certificates in PEM; what stands around them is passed over
     * @return the changed options
     * @throws IllegalArgumentException when there is none or one cannot be read
     */
    public ConnectionOptions trustingOnly(byte[] pem) {
        return new ConnectionOptions(connectTimeout, maxLifetime, maxConnections, certificates(pem), proxy);
    }

    /**
     * The same options with a proxy.
     *
     * @param proxy what https connections go through
     * @return the changed options
     */
    public ConnectionOptions through(HttpsProxyOptions proxy) {
        return new ConnectionOptions(
                connectTimeout, maxLifetime, maxConnections, certificateAuthorities, Optional.of(proxy));
    }

    /** Short, for the log: certificates print whole pages. */
    @Override
    public String toString() {
        String trusted = certificateAuthorities.isEmpty()
                ? "the Java runtime's certificate authorities"
                : certificateAuthorities.size() + " certificate authorities of its own";
        return "ConnectionOptions[connectTimeout=" + connectTimeout + ", maxLifetime=" + maxLifetime
                + ", maxConnections=" + maxConnections + ", trusting " + trusted + ", proxy="
                + proxy.map(HttpsProxyOptions::toString).orElse("none") + "]";
    }

    private static List<X509Certificate> certificates(byte[] pem) {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        // Java reads DER too, and an empty file as no certificate, without a word.
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
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
