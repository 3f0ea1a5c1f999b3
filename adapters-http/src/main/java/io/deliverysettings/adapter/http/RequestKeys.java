package io.deliverysettings.adapter.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Tells callers apart by what they authenticate with, whatever it is worth, and by their addresses.
 *
 * <p>Who makes up a new token for each request is a new caller each time. That is what the limits of addresses are for.
 */
final class RequestKeys implements CallerKeys {

    /** What one customer of a provider usually has: each has as many addresses as there are of it. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private static final int IPV6_BYTES = 16;

    private final boolean trustsForwarded;

    /**
     * Tells callers apart.
     *
     * @param trustsForwarded whether {@code Forwarded} and {@code X-Forwarded-For} say where a request comes from
     */
    RequestKeys(boolean trustsForwarded) {
        this.trustsForwarded = trustsForwarded;
    }

    @Override
    public String address(HttpServerRequest request) {
        return network(ClientAddress.of(request, trustsForwarded));
    }

    @Override
    public String caller(HttpServerRequest request) {
        List<String> headers = request.headers().getAll("Authorization");
        return headers.isEmpty() ? address(request) : "authorization " + digest(String.join("\n", headers));
    }

    private static String network(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && bytes.length == IPV6_BYTES
                ? "network " + Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
                : "address " + address;
    }

    /** So that no token is kept for longer than its request. */
    private static String digest(String authorization) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(authorization.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
