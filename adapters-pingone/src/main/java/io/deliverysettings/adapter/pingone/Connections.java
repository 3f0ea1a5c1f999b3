package io.deliverysettings.adapter.pingone;

import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Opens pools of connections to PingOne's hosts, each with the same bounds. */
final class Connections {

    private static final int WAITING_PER_CONNECTION = 16;

    /** Well below the minute after which load balancers use to close: a request must not meet a connection that is going. */
    private static final int IDLE_SECONDS = 30;

    /** Several times what PingOne sends. */
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private static final int MAX_STATUS_LINE_BYTES = 1024;

    private Connections() {}

    /**
     * Opens a pool; no connection is made before the first call.
     *
     * @param vertx whose event loops to use
     * @param options how connections are made
     * @param target where all calls go to; its host decides on the proxy
     * @param onConnect told of each connection that is made; its close handler is for it to set
     * @return to be closed by whoever opened it
     */
    static WebClient open(Vertx vertx, ConnectionOptions options, URI target, Consumer<HttpConnection> onConnect) {
        int connectMillis = (int) options.connectTimeout().toMillis();
        HttpClientOptions http = new HttpClientOptions()
                .setConnectTimeout(connectMillis)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_STATUS_LINE_BYTES)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setSslHandshakeTimeout(connectMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTrustAll(false)
                .setVerifyHost(true)
                .setShared(false)
                // Each attempt is traced, also one that gets no connection: not by the pool.
                .setTracingPolicy(TracingPolicy.IGNORE);
        if (!options.certificateAuthorities().isEmpty()) {
            http.setTrustOptions(trusting(options));
        }
        proxyFor(options, target).ifPresent(proxy -> http.setProxyOptions(through(proxy, options)));
        // The resolver of Vert.x keeps an address for as long as its DNS record says; the lifetime is for connections
        // that are
        // never idle, which would stay with an address for good.
        PoolOptions pool = new PoolOptions()
                .setHttp1MaxSize(options.maxConnections())
                .setMaxWaitQueueSize(options.maxConnections() * WAITING_PER_CONNECTION)
                .setMaxLifetime((int) options.maxLifetime().toMillis())
                .setMaxLifetimeUnit(TimeUnit.MILLISECONDS);
        // Each call tells its own failure. Vert.x would log it too, quoting what came over the connection.
        HttpClient connections = vertx.httpClientBuilder()
                .with(http)
                .with(pool)
                .withConnectHandler(connection -> {
                    connection.exceptionHandler(toldByTheCall -> {});
                    onConnect.accept(connection);
                })
                .build();
        WebClientOptions web = new WebClientOptions().setFollowRedirects(false).setUserAgentEnabled(false);
        return BoundedBody.installOn(WebClient.wrap(connections, web));
    }

    /** Only what is encrypted goes through a proxy: of plain http it would read and could change everything. */
    private static Optional<HttpsProxyOptions> proxyFor(ConnectionOptions options, URI target) {
        if (!"https".equalsIgnoreCase(target.getScheme())) {
            return Optional.empty();
        }
        int port = target.getPort() == -1 ? 443 : target.getPort();
        return options.proxy().filter(proxy -> proxy.isFor(target.getHost(), port));
    }

    private static ProxyOptions through(HttpsProxyOptions proxy, ConnectionOptions options) {
        ProxyOptions connect = new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(proxy.host())
                .setPort(proxy.port())
                .setConnectTimeout(options.connectTimeout());
        proxy.credentials()
                .ifPresent(credentials ->
                        connect.setUsername(credentials.user()).setPassword(reveal(credentials.password())));
        return connect;
    }

    private static PemTrustOptions trusting(ConnectionOptions options) {
        PemTrustOptions trust = new PemTrustOptions();
        for (X509Certificate authority : options.certificateAuthorities()) {
            trust.addCertValue(Buffer.buffer(pem(authority)));
        }
        return trust;
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read can be written", impossible);
        }
    }

    private static String reveal(Secret password) {
        return password.reveal();
    }
}
