package io.deliverysettings.adapter.identity;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where an issuer's keys are: {@code GET {issuer}/jwks}. No redirect is followed, and no address that a token names. */
final class JwksEndpoint {

    private static final int OK = 200;
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private final HttpClient client;
    private final JwtTokensOptions options;
    private final String url;

    JwksEndpoint(Vertx vertx, URI issuer, JwtTokensOptions options) {
        this.client = client(vertx, issuer, options);
        this.options = options;
        this.url = issuer + "/jwks";
    }

    /** The whole body of a good answer; fails with whatever came of it otherwise. */
    Future<Buffer> fetch() {
        Exchange exchange = new Exchange();
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url)
                        .setFollowRedirects(false)
                        .putHeader("Accept", "application/json, application/jwk-set+json"))
                .compose(exchange::send)
                .compose(exchange::body)
                .timeout(options.fetchTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> exchange.abort());
    }

    /** The fetch that is under way fails. */
    void close() {
        client.close();
    }

    /** One request and its answer, which end together. */
    private final class Exchange {

        private @Nullable HttpClientRequest request;
        private boolean isOver;

        Future<HttpClientResponse> send(HttpClientRequest ready) {
            synchronized (this) {
                request = ready;
                if (isOver) {
                    ready.reset();
                    return Future.failedFuture(new TimeoutException());
                }
            }
            return ready.send();
        }

        Future<Buffer> body(HttpClientResponse response) {
            if (response.statusCode() != OK) {
                return Future.failedFuture(new UnusableAnswer("its status is " + response.statusCode()));
            }
            Promise<Buffer> whole = Promise.promise();
            Buffer received = Buffer.buffer();
            response.exceptionHandler(whole::tryFail)
                    .endHandler(end -> whole.tryComplete(received))
                    .handler(chunk -> {
                        if (received.length() + chunk.length() > options.maxKeySetBytes()) {
                            whole.tryFail(
                                    new UnusableAnswer("it is larger than " + options.maxKeySetBytes() + " bytes"));
                        } else {
                            received.appendBuffer(chunk);
                        }
                    });
            return whole.future();
        }

        synchronized void abort() {
            isOver = true;
            if (request != null) {
                request.reset();
            }
        }
    }

    private static HttpClient client(Vertx vertx, URI issuer, JwtTokensOptions options) {
        int connectMillis = (int) options.connectTimeout().toMillis();
        // A connection for each fetch: there is one every few minutes, and none of them meets one that is going.
        HttpClientOptions http = new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(connectMillis)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setSslHandshakeTimeout(connectMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTrustAll(false)
                .setVerifyHost(true)
                .setShared(false)
                // Keys are fetched for everybody, and not for the request that happened to come first.
                .setTracingPolicy(TracingPolicy.IGNORE);
        if (!options.certificateAuthorities().isEmpty()) {
            http.setTrustOptions(trusting(options));
        }
        proxyFor(issuer, options)
                .ifPresent(proxy -> http.setProxyOptions(new ProxyOptions()
                        .setType(ProxyType.HTTP)
                        .setHost(proxy.host())
                        .setPort(proxy.port())
                        .setConnectTimeout(options.connectTimeout())));
        // Each fetch tells its own failure. Vert.x would log it too, quoting what came over the connection.
        return vertx.httpClientBuilder()
                .with(http)
                .withConnectHandler(connection -> connection.exceptionHandler(toldByTheFetch -> {}))
                .build();
    }

    /** Plain http only leads to this machine, which no proxy is needed for. */
    private static Optional<JwtTokensOptions.Proxy> proxyFor(URI issuer, JwtTokensOptions options) {
        return options.proxy().filter(proxy -> "https".equalsIgnoreCase(issuer.getScheme()));
    }

    private static PemTrustOptions trusting(JwtTokensOptions options) {
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
}
