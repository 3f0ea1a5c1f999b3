package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.domain.secret.Secret;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresStoreOptionsTest {

    private static final URI URL = URI.create("postgresql://db.example:5432/settings");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db.example:5432/settings",
                "postgres://db.example/settings",
                "postgresql://[::1]:5432/settings",
                "postgresql://10.0.0.1:5432/settings%20db",
                "postgresql://db.example:5432/settings?sslmode=verify-full"
            })
    void theAddressOfADatabaseIsTaken(String url) {
        assertThatCode(() -> forUrl(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://db.example:5432/settings",
                "postgresql:///settings",
                "postgresql://db.example",
                "postgresql://db.example/",
                "postgresql://db.example/a/b",
                "postgresql://db.example:0/settings",
                "postgresql://db.example:65536/settings",
                "postgresql://db.example/settings#part",
                "postgresql://db.example/settings?sslmode=maybe",
                "postgresql://db.example/settings?sslmode=allow",
                "postgresql://db.example/settings?sslmode=require&sslfactory=some.Class",
                "postgresql://db.example/settings?ApplicationName=x",
                "settings"
            })
    void whatIsNotTheAddressOfADatabaseIsRefused(String url) {
        assertThatThrownBy(() -> forUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("url must be the address of a database");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://gateway:must-not-show@db.example:5432/settings",
                "postgresql://must-not-show@db.example:5432/settings",
                "postgresql://gateway:must-not-show@db_example:5432/settings",
                "postgresql://db.example/settings?password=must-not-show",
                "postgresql://db.example/settings?sslmode=require&password=must-not-show",
                "postgresql:gateway:must-not-show@db.example/settings"
            })
    void anAddressWithCredentialsIsRefusedWithoutShowingThem(String url) {
        assertThatThrownBy(() -> forUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give them as user and password")
                .message()
                .doesNotContain("must-not-show");
    }

    @Test
    void thePasswordDoesNotShow() {
        assertThat(PostgresStoreOptions.forDatabase(URL, "gateway", Optional.of(Secret.of("must-not-show"))))
                .asString()
                .doesNotContain("must-not-show");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void aPoolHasFromOneToAThousandConnections(int poolSize) {
        assertThatThrownBy(() -> new PostgresStoreOptions(URL, "gateway", Optional.empty(), poolSize))
                .hasMessageContaining("poolSize");
    }

    @Test
    void thereIsAUser() {
        assertThatThrownBy(() -> PostgresStoreOptions.forDatabase(URL, "", Optional.empty()))
                .hasMessageContaining("user");
    }

    private static PostgresStoreOptions forUrl(String url) {
        return PostgresStoreOptions.forDatabase(URI.create(url), "gateway", Optional.empty());
    }
}
