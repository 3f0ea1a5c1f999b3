package io.deliverysettings.adapter.persistence;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.SslMode;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The ways to encrypt a connection to PostgreSQL, as both of its drivers understand them. Certificates are checked against those
 * that the Java platform trusts.
 */
final class PostgresTls {

    private PostgresTls() {}

    static SslMode mode(PostgresStoreOptions options) {
        return SslMode.of(options.sslMode());
    }

    static ClientSSLOptions options(PostgresStoreOptions options) {
        return switch (mode(options)) {
            case VERIFY_CA ->
                new ClientSSLOptions().setTrustOptions(platformTrust()).setHostnameVerificationAlgorithm("");
            case VERIFY_FULL ->
                new ClientSSLOptions().setTrustOptions(platformTrust()).setHostnameVerificationAlgorithm("HTTPS");
            default -> new ClientSSLOptions().setTrustAll(true).setHostnameVerificationAlgorithm("");
        };
    }

    static String jdbcParameters(PostgresStoreOptions options) {
        String mode = "sslmode=" + options.sslMode();
        return options.sslMode().startsWith("verify")
                ? mode + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                : mode;
    }

    private static TrustOptions platformTrust() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            @Nullable KeyStore ofThePlatform = null;
            factory.init(ofThePlatform);
            TrustManager[] managers = factory.getTrustManagers();
            return TrustOptions.wrap(managers[0]);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the platform has no trusted certificates", impossible);
        }
    }
}
