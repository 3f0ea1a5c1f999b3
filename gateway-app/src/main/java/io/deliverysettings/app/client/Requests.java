package io.deliverysettings.app.client;

import io.deliverysettings.domain.secret.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Requests to one gateway, one after the other, and what comes back or does not. */
final class Requests {

    private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI gateway;
    private final Secret bearer;
    private final Duration timeout;
    private final String agent;

    /**
     * To a gateway.
     *
     * @param trusted whom its certificate may be by; empty for those of the Java runtime
     * @param bearer what the caller shows
     * @param timeout how long to wait for an answer, all of it
     * @param agent what this program is called
     */
    Requests(URI gateway, Optional<SSLContext> trusted, Secret bearer, Duration timeout, String agent) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(LONGEST_CONNECTING) < 0 ? timeout : LONGEST_CONNECTING);
        trusted.ifPresent(builder::sslContext);
        this.http = builder.build();
        this.gateway = gateway;
        this.bearer = bearer;
        this.timeout = timeout;
        this.agent = agent;
    }

    /** A request for JSON, to be completed and sent. */
    HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address)
                .header("Authorization", Wire.bearer(bearer))
                .header("Accept", "application/json")
                .header("User-Agent", agent);
    }

    static HttpRequest.Builder withBody(HttpRequest.Builder request, byte[] json) {
        return request.header("Content-Type", "application/json").PUT(BodyPublishers.ofByteArray(json));
    }

    Reply get(URI address) throws CannotDo, InterruptedException {
        return send(to(address).GET(), Duration.ZERO);
    }

    /**
     * Sends it and waits for all of the answer.
     *
     * @param more how much longer than usual, since the gateway was asked to wait
     * @throws CannotDo when there is no answer; one that is no success is an answer
     */
    Reply send(HttpRequest.Builder request, Duration more) throws CannotDo, InterruptedException {
        Duration patience = timeout.plus(more);
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request.timeout(patience).build(), BoundedBody.handler());
        try {
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException late) {
            // The client's own limit ends with the headers.
            answer.cancel(true);
            throw noAnswerInTime();
        } catch (ExecutionException failure) {
            throw explained(failure.getCause());
        }
    }

    private CannotDo explained(@Nullable Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return unreachable("it takes too long to connect");
        }
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return noAnswerInTime();
        }
        if (cause instanceof BoundedBody.TooLarge tooLarge) {
            return CannotDo.because(ExitCode.FAULT, gateway + ": " + tooLarge.getMessage());
        }
        if (cause instanceof SSLException) {
            return unreachable(
                    causedBy(cause, CertificateException.class) || isAboutTrust(cause)
                            ? "its certificate is not trusted, or is another host's; name the authority with --ca"
                            : "there is no TLS to be agreed on; is it http rather than https?");
        }
        if (causedBy(cause, UnresolvedAddressException.class) || causedBy(cause, UnknownHostException.class)) {
            return unreachable("there is no such host");
        }
        if (cause instanceof ConnectException) {
            return unreachable("nobody listens there, or a firewall is in the way. ./gateway runs one here");
        }
        if (cause instanceof IOException) {
            return CannotDo.because(ExitCode.UNREACHABLE, "the connection to " + gateway + " broke off");
        }
        throw new IllegalStateException("a request failed in a way that is not known", cause);
    }

    private CannotDo noAnswerInTime() {
        return CannotDo.because(
                ExitCode.UNREACHABLE,
                gateway + " did not answer within " + timeout.toMillis() / 1000.0 + " s (--timeout)");
    }

    private CannotDo unreachable(String why) {
        return CannotDo.because(ExitCode.UNREACHABLE, gateway + " cannot be reached: " + why);
    }

    private static boolean isAboutTrust(Throwable failure) {
        return String.valueOf(failure.getMessage()).matches("(?s).*(PKIX|certificate|trustAnchors).*");
    }

    private static boolean causedBy(@Nullable Throwable failure, Class<? extends Throwable> kind) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (kind.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
