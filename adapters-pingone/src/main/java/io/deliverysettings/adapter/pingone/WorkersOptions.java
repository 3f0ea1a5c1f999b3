package io.deliverysettings.adapter.pingone;

import com.nimbusds.jose.jwk.Curve;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The worker applications that the gateway calls PingOne with, in place of its callers' tokens.
 *
 * @param authUrl the address that {@code /{environment}/as/token} is added to, without a slash at the end; https, or http on
 *     this machine
 * @param workers at least one; no environment is served by two of them, and at most one serves all others
 */
public record WorkersOptions(URI authUrl, List<Worker> workers) {

    /** What a name of a client or of a key may be: visible ASCII, as RFC 6749, appendix A, has it. */
    private static final String NAME = "[!-~]{1,256}";

    /** Checks each member, and the workers against each other. */
    public WorkersOptions {
        authUrl = checked(authUrl);
        workers = List.copyOf(workers);
        if (workers.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one worker");
        }
        Set<EnvironmentId> served = new HashSet<>();
        boolean othersAreServed = false;
        for (Worker worker : workers) {
            for (EnvironmentId environment : worker.scope().fold(ids -> ids, Set::<EnvironmentId>of)) {
                if (!served.add(environment)) {
                    throw new IllegalArgumentException("environment " + environment + " has two workers");
                }
            }
            boolean servesOthers = worker.scope().fold(ids -> false, () -> true);
            if (servesOthers && othersAreServed) {
                throw new IllegalArgumentException("at most one worker can be for all other environments");
            }
            othersAreServed |= servesOthers;
        }
    }

    /**
     * The address of a region's token endpoints.
     *
     * @param region the region that the organisation lives in
     * @return such as {@code https://auth.pingone.eu}
     */
    public static URI authUrl(PingOneOptions.Region region) {
        return URI.create("https://auth.pingone." + region.topLevelDomain());
    }

    /**
     * Checks an address alone.
     *
     * @param authUrl the address that {@code /{environment}/as/token} is added to
     * @return the same without a slash at the end
     * @throws IllegalArgumentException when it cannot be used; the message says what can
     */
    public static URI checked(URI authUrl) {
        Objects.requireNonNull(authUrl, "authUrl");
        String scheme = authUrl.getScheme() == null ? "" : authUrl.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http"))
                || authUrl.getHost() == null
                || authUrl.getPort() == 0
                || authUrl.getPort() > 65_535
                || authUrl.getRawUserInfo() != null
                || authUrl.getRawQuery() != null
                || authUrl.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "authUrl must be an https address without user, query and fragment, such as https://auth.pingone.eu");
        }
        // What is sent there is the worker's secret, and what comes back opens every environment of the worker.
        if (scheme.equals("http") && !authUrl.getHost().matches("(?i)localhost|127(\\.[0-9]{1,3}){3}|\\[::1]")) {
            throw new IllegalArgumentException(
                    "authUrl must be an https address, such as https://auth.pingone.eu; http only leads to this machine");
        }
        return URI.create(authUrl.toString().replaceFirst("/+$", ""));
    }

    /**
     * A worker application.
     *
     * @param scope which environments it is for
     * @param environment the environment that the application itself is in; it need not be one of those it is for
     * @param clientId the application's id; 1 to 256 visible ASCII characters
     * @param authentication how it proves who it is, as is set for the application at PingOne
     */
    public record Worker(Scope scope, EnvironmentId environment, String clientId, ClientAuthentication authentication) {
        /** Checks each member. */
        public Worker {
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(environment, "environment");
            named("clientId", clientId);
            Objects.requireNonNull(authentication, "authentication");
        }
    }

    /** Which environments a worker is for. */
    public sealed interface Scope {

        /**
         * Certain environments.
         *
         * @param environments at least one
         */
        record Environments(Set<EnvironmentId> environments) implements Scope {
            /** Refuses none. */
            public Environments {
                environments = Set.copyOf(environments);
                if (environments.isEmpty()) {
                    throw new IllegalArgumentException("a worker must be for at least one environment");
                }
            }
        }

        /** Every environment that no other worker is for. */
        record AllOthers() implements Scope {}

        /**
         * Goes on with whichever it is; both cases have to be given.
         *
         * @param onEnvironments what to do with the environments
         * @param onAllOthers what to do otherwise
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<Set<EnvironmentId>, ? extends R> onEnvironments, Supplier<? extends R> onAllOthers) {
            return this instanceof Environments certain
                    ? onEnvironments.apply(certain.environments())
                    : onAllOthers.get();
        }
    }

    /** How a worker proves who it is: one of the methods of PingOne's {@code tokenEndpointAuthMethod}. */
    public sealed interface ClientAuthentication {

        /**
         * The client secret in the header {@code Authorization}.
         *
         * @param clientSecret the application's secret
         */
        record ClientSecretBasic(Secret clientSecret) implements ClientAuthentication {
            /** Refuses {@code null}. */
            public ClientSecretBasic {
                Objects.requireNonNull(clientSecret, "clientSecret");
            }
        }

        /**
         * The client secret in the body.
         *
         * @param clientSecret the application's secret
         */
        record ClientSecretPost(Secret clientSecret) implements ClientAuthentication {
            /** Refuses {@code null}. */
            public ClientSecretPost {
                Objects.requireNonNull(clientSecret, "clientSecret");
            }
        }

        /**
         * An assertion that is signed with the client secret (HS256).
         *
         * @param clientSecret the application's secret; at least 32 bytes, without which HS256 is not safe (RFC 7518,
         *     section 3.2)
         * @param audience who the assertion is for; empty for the token endpoint, which PingOne accepts, as it does the
         *     issuer {@code {authUrl}/{environment}/as}
         */
        record ClientSecretJwt(Secret clientSecret, Optional<String> audience) implements ClientAuthentication {
            private static final int LEAST_BYTES = 32;

            /** Checks each member. */
            public ClientSecretJwt {
                if (clientSecret.reveal().getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
                    throw new IllegalArgumentException("a client secret that signs must have at least 32 bytes");
                }
                audience.ifPresent(present -> named("audience", present));
            }
        }

        /**
         * An assertion that is signed with a key of which PingOne knows the public part: RS256 with an RSA key, ES256 with
         * an EC key.
         *
         * @param privateKey an RSA key of at least 2048 bits or an EC key on P-256
         * @param keyId what PingOne knows the key by; 1 to 256 visible ASCII characters
         * @param audience as for {@link ClientSecretJwt}
         */
        record PrivateKeyJwt(PrivateKey privateKey, String keyId, Optional<String> audience)
                implements ClientAuthentication {
            private static final int LEAST_RSA_BITS = 2048;

            /** Checks each member. */
            public PrivateKeyJwt {
                boolean isRsa =
                        privateKey instanceof RSAKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
                boolean isEc =
                        privateKey instanceof ECKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()));
                if (!isRsa && !isEc) {
                    throw new IllegalArgumentException(
                            "a private key must be an RSA key of at least 2048 bits or an EC key on P-256");
                }
                named("keyId", keyId);
                audience.ifPresent(present -> named("audience", present));
            }

            /** Without the key: some of them print themselves. */
            @Override
            public String toString() {
                return "PrivateKeyJwt[privateKey=********, keyId=" + keyId + ", audience=" + audience + "]";
            }
        }

        /**
         * Goes on with whichever it is; every case has to be given.
         *
         * @param onBasic what to do with {@link ClientSecretBasic}
         * @param onPost what to do with {@link ClientSecretPost}
         * @param onSecretJwt what to do with {@link ClientSecretJwt}
         * @param onPrivateKeyJwt what to do with {@link PrivateKeyJwt}
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super ClientSecretBasic, ? extends R> onBasic,
                Function<? super ClientSecretPost, ? extends R> onPost,
                Function<? super ClientSecretJwt, ? extends R> onSecretJwt,
                Function<? super PrivateKeyJwt, ? extends R> onPrivateKeyJwt) {
            if (this instanceof ClientSecretBasic basic) {
                return onBasic.apply(basic);
            }
            if (this instanceof ClientSecretPost post) {
                return onPost.apply(post);
            }
            if (this instanceof ClientSecretJwt secretJwt) {
                return onSecretJwt.apply(secretJwt);
            }
            return onPrivateKeyJwt.apply((PrivateKeyJwt) this);
        }
    }

    private static void named(String member, String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(member + " must be 1 to 256 visible ASCII characters");
        }
    }
}
