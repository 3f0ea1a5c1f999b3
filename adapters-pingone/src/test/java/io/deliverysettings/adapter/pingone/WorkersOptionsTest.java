package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.adapter.pingone.PingOneOptions.Region;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretBasic;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretJwt;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretPost;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.PrivateKeyJwt;
import io.deliverysettings.adapter.pingone.WorkersOptions.Scope;
import io.deliverysettings.adapter.pingone.WorkersOptions.Worker;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import java.net.URI;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that cannot be meant are refused before anything starts, and none shows its secret. */
class WorkersOptionsTest {

    private static final URI AUTH = URI.create("https://auth.pingone.eu");
    private static final EnvironmentId ONE = EnvironmentId.of("11111111-2222-3333-4444-555555555555");
    private static final EnvironmentId TWO = EnvironmentId.of("21111111-2222-3333-4444-555555555555");
    private static final String SECRET = "a-secret-of-32-bytes-that-must-not-show";
    private static final ClientAuthentication BASIC = new ClientSecretBasic(Secret.of(SECRET));

    private static Worker worker(Scope scope) {
        return new Worker(scope, ONE, "client", BASIC);
    }

    private static Scope only(EnvironmentId... environments) {
        return new Scope.Environments(Set.of(environments));
    }

    @ParameterizedTest
    @CsvSource({
        "https://auth.pingone.eu, https://auth.pingone.eu",
        "https://auth.pingone.eu/, https://auth.pingone.eu",
        "https://login.example.com/base//, https://login.example.com/base",
        "http://127.0.0.1:8090, http://127.0.0.1:8090",
        "http://localhost:8090, http://localhost:8090",
        "http://[::1]:8090, http://[::1]:8090",
    })
    void anAddressIsHttpsOrOnThisMachine(URI given, URI used) {
        assertThat(new WorkersOptions(given, List.of(worker(new Scope.AllOthers()))).authUrl())
                .isEqualTo(used);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://auth.pingone.eu",
                "http://127.0.0.1.example.com",
                "http://10.0.0.1",
                "ftp://auth.pingone.eu",
                "auth.pingone.eu",
                "https://user:pw@auth.pingone.eu",
                "https://auth.pingone.eu?a",
                "https://auth.pingone.eu#a",
                "https://auth.pingone.eu:0",
                "https://auth.pingone.eu:65536"
            })
    void anyOtherAddressIsRefused(URI given) {
        assertThatThrownBy(() -> new WorkersOptions(given, List.of(worker(new Scope.AllOthers()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://auth.pingone.eu");
    }

    @ParameterizedTest
    @EnumSource
    void aRegionHasAnAddress(Region region) {
        assertThat(WorkersOptions.authUrl(region)).hasToString("https://auth.pingone." + region.topLevelDomain());
    }

    @Test
    void workersMayShareTheWorkButNoEnvironment() {
        assertThat(new WorkersOptions(
                                AUTH, List.of(worker(only(ONE)), worker(only(TWO)), worker(new Scope.AllOthers())))
                        .workers())
                .hasSize(3);
        assertRefused("environment " + TWO + " has two workers", worker(only(ONE, TWO)), worker(only(TWO)));
        assertRefused("at most one worker", worker(new Scope.AllOthers()), worker(new Scope.AllOthers()));
        assertRefused("at least one worker");
        assertThatThrownBy(() -> only()).hasMessageContaining("at least one environment");
    }

    private static void assertRefused(String message, Worker... workers) {
        assertThatThrownBy(() -> new WorkersOptions(AUTH, List.of(workers)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "\u00e4"})
    void aNameIsVisibleAscii(String name) throws Exception {
        KeyPair key = TokenEndpointTest.ec("secp256r1");

        assertThatThrownBy(() -> new Worker(new Scope.AllOthers(), ONE, name, BASIC))
                .hasMessageContaining("clientId must be");
        assertThatThrownBy(() -> new PrivateKeyJwt(key.getPrivate(), name, Optional.empty()))
                .hasMessageContaining("keyId must be");
        assertThatThrownBy(() -> new PrivateKeyJwt(key.getPrivate(), "key", Optional.of(name)))
                .hasMessageContaining("audience must be");
        assertThatThrownBy(() -> new ClientSecretJwt(Secret.of(SECRET), Optional.of(name)))
                .hasMessageContaining("audience must be");
    }

    @Test
    void aKeyThatIsTooWeakOrOfAnotherKindIsRefused() throws Exception {
        for (KeyPair key : List.of(
                TokenEndpointTest.rsa(1024),
                TokenEndpointTest.ec("secp384r1"),
                java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair())) {
            assertThatThrownBy(() -> new PrivateKeyJwt(key.getPrivate(), "key", Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("an RSA key of at least 2048 bits or an EC key on P-256");
        }
    }

    @Test
    void aSecretThatSignsHasAsManyBytesAsTheDigest() {
        assertThat(new ClientSecretJwt(Secret.of("x".repeat(32)), Optional.empty()))
                .isNotNull();
        assertThatThrownBy(() -> new ClientSecretJwt(Secret.of("x".repeat(31)), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 32 bytes");
    }

    @Test
    void noSecretAndNoKeyShows() throws Exception {
        KeyPair rsa = TokenEndpointTest.rsa(2048);
        String exponent =
                ((RSAPrivateCrtKey) rsa.getPrivate()).getPrivateExponent().toString();
        for (ClientAuthentication authentication : List.of(
                BASIC,
                new ClientSecretPost(Secret.of(SECRET)),
                new ClientSecretJwt(Secret.of(SECRET), Optional.empty()),
                new PrivateKeyJwt(rsa.getPrivate(), "key", Optional.empty()))) {
            WorkersOptions options =
                    new WorkersOptions(AUTH, List.of(new Worker(new Scope.AllOthers(), ONE, "c", authentication)));

            assertThat(options.toString())
                    .doesNotContain("must-not-show")
                    .doesNotContain("modulus")
                    .doesNotContain(exponent)
                    .contains("********");
        }
    }
}
