package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code deploy/compose} promises, read from its files: there is no container engine where the tests run. */
@Timeout(30)
class ComposeTest {

    private static final List<String> GATEWAYS = List.of("gateway-one", "gateway-two");

    private JsonNode compose;
    private JsonNode gateway;
    private JsonNode database;

    @BeforeEach
    void readFiles() throws IOException {
        compose = Yaml.read("deploy/compose/compose.yaml");
        gateway = Yaml.read("deploy/compose/gateway.yaml").at("/services/gateway");
        database = compose.at("/services/database");
    }

    @Test
    void twoGatewaysAreTheSameButForTheirPortAndTheirDirectory() {
        Set<String> ports = new TreeSet<>();
        Set<String> volumes = new TreeSet<>();
        for (String name : GATEWAYS) {
            JsonNode service = compose.at("/services/" + name);
            assertThat(service.at("/extends/file").asText()).isEqualTo("gateway.yaml");
            assertThat(service.at("/extends/service").asText()).isEqualTo("gateway");
            assertThat(service.at("/depends_on/database/condition").asText()).isEqualTo("service_healthy");
            assertThat(names(service))
                    .containsExactlyInAnyOrder("extends", "depends_on", "networks", "ports", "volumes");
            ports.addAll(Yaml.texts(service.path("ports")));
            volumes.addAll(Yaml.texts(service.path("volumes")));
        }

        assertThat(ports).containsExactlyInAnyOrder("127.0.0.1:8443:8443", "127.0.0.1:8444:8443");
        assertThat(volumes).containsExactlyInAnyOrder("./state/one:/var/lib/gateway", "./state/two:/var/lib/gateway");
    }

    @Test
    void theFlagsOfTheGatewaysAreThoseOfRun() {
        Map<String, String> variables =
                Map.of("PINGONE_REGION", "eu", "PINGONE_ENVIRONMENT", "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6");
        List<String> arguments = Yaml.texts(gateway.path("command")).stream()
                .map(argument -> expanded(argument, variables))
                .toList();

        DeployedFlags flags = DeployedFlags.of(arguments);

        flags.assertAccepted(Map.of(), Repository.root().resolve("deploy/compose/access.example.yaml"));
        assertThat(flags.value("--auth")).isEqualTo("pingone-jwt");
        assertThat(flags.value("--store-url")).startsWith("postgresql://database:");
        assertThat(seconds(gateway.path("stop_grace_period"))).isGreaterThan(flags.drainSeconds());
        assertThat(Yaml.texts(gateway.at("/healthcheck/test")))
                .last()
                .asString()
                .contains("127.0.0.1/" + flags.value("--management-port"), "GET /health/ready ");
        assertThat(flags.value("--management-host")).isEqualTo("127.0.0.1");
        assertThat(flags.value("--audit-file")).startsWith("/var/lib/gateway/");
    }

    @Test
    void whatTheyReadIsASecretThatIsMountedThere() {
        Set<String> read = new TreeSet<>();
        for (String argument : Yaml.texts(gateway.path("command"))) {
            int at = argument.indexOf("=/run/secrets/");
            if (at >= 0) {
                read.add(argument.substring(at + "=/run/secrets/".length()));
            }
        }

        assertThat(read)
                .contains("keyset.json", "tls.key")
                .isEqualTo(new TreeSet<>(Yaml.texts(gateway.path("secrets"))));
        assertThat(names(compose.path("secrets"))).containsAll(read).containsAll(Yaml.texts(database.path("secrets")));
        compose.path("secrets")
                .forEach(secret -> assertThat(secret.path("file").asText()).startsWith("./secrets/"));
    }

    @Test
    void noServiceHasMoreRightsThanItNeeds() {
        for (JsonNode service : List.of(gateway, database)) {
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(Yaml.texts(service.path("cap_drop"))).containsExactly("ALL");
            assertThat(service.has("cap_add")).isFalse();
            assertThat(service.path("privileged").asBoolean()).isFalse();
            assertThat(Yaml.texts(service.path("security_opt"))).containsExactly("no-new-privileges:true");
            assertThat(Yaml.texts(service.path("tmpfs"))).anyMatch(mount -> mount.startsWith("/tmp:"));
            assertThat(service.path("user").asText())
                    .isNotEmpty()
                    .doesNotStartWith("0")
                    .doesNotStartWith("root");
            assertThat(service.at("/healthcheck/test").size()).isPositive();
        }
    }

    @Test
    void noSecretIsInAVariable() {
        assertThat(gateway.has("environment")).isFalse();
        database.path("environment")
                .properties()
                .forEach(variable -> assertThat(variable.getKey()).endsWith("_FILE"));
    }

    @Test
    void theDatabaseIsOfOneVersionAndReachedByTheGatewaysAlone() {
        assertThat(database.path("image").asText()).matches("postgres:17\\.[0-9]+");
        assertThat(database.has("ports")).isFalse();
        assertThat(Yaml.texts(database.path("networks"))).containsExactly("database");
        assertThat(compose.at("/networks/database/internal").asBoolean()).isTrue();
        assertThat(gateway.path("image").asText()).matches("delivery-settings-gateway:[0-9].*");
    }

    @Test
    void theDatabaseIsReadyWhenItHasTheRoleOfTheGateways() {
        assertThat(Yaml.texts(database.at("/healthcheck/test"))).contains("pg_isready", "--host=127.0.0.1");
        assertThat(Yaml.texts(database.path("volumes")))
                .contains("./database.sh:/docker-entrypoint-initdb.d/database.sh:ro");
        // What cannot be executed the image runs as a part of its own script.
        assertThat(Repository.root().resolve("deploy/compose/database.sh")).isExecutable();
        assertThat(Repository.read("deploy/compose/database.sh")).contains("/run/secrets/gateway-password");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** As Compose does, for {@code ${NAME}} and {@code ${NAME:?message}}. */
    private static String expanded(String text, Map<String, String> variables) {
        String expanded = text;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            expanded = expanded.replaceAll("\\$\\{" + variable.getKey() + "(:\\?[^}]*)?}", variable.getValue());
        }
        assertThat(expanded).doesNotContain("$");
        return expanded;
    }

    private static int seconds(JsonNode period) {
        assertThat(period.asText()).matches("[0-9]+s");
        return Integer.parseInt(period.asText().replace("s", ""));
    }
}
