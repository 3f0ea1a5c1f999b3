package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/kubernetes} promises, read from its files: there is no cluster where the tests run. */
@Timeout(30)
class KubernetesManifestsTest {

    private static final int NOT_ROOT = 10001;
    private static final int OWNER_AND_GROUP_MAY_READ = 0440;

    private final Map<String, JsonNode> byKind = new HashMap<>();
    private JsonNode deployment;
    private JsonNode pod;
    private JsonNode gateway;
    private JsonNode ownKeys;

    @BeforeEach
    void readFiles() throws IOException {
        for (JsonNode manifest : Yaml.readAll("deploy/kubernetes")) {
            assertThat(byKind.put(manifest.path("kind").asText(), manifest)).isNull();
        }
        deployment = kind("Deployment");
        pod = deployment.at("/spec/template/spec");
        gateway = pod.at("/containers/0");
        ownKeys = pod.at("/initContainers/0");
    }

    @Test
    void everythingBelongsToOneApplication() {
        assertThat(byKind.keySet())
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "Deployment",
                        "NetworkPolicy",
                        "PersistentVolumeClaim",
                        "PodDisruptionBudget",
                        "Service",
                        "ServiceAccount");
        JsonNode label = deployment.at("/spec/template/metadata/labels");
        assertThat(label.size()).isEqualTo(1);
        Map<String, String> selectors = Map.of(
                "Deployment", "/spec/selector/matchLabels",
                "PodDisruptionBudget", "/spec/selector/matchLabels",
                "NetworkPolicy", "/spec/podSelector/matchLabels",
                "Service", "/spec/selector");
        selectors.forEach(
                (kind, selector) -> assertThat(kind(kind).at(selector)).as(kind).isEqualTo(label));
    }

    @Test
    void twoGatewaysOrMoreAreReadyWhateverIsReplaced() {
        assertThat(deployment.at("/spec/replicas").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asText())
                .isEqualTo("0");
        assertThat(kind("PodDisruptionBudget").at("/spec/minAvailable").asInt()).isEqualTo(1);
        assertThat(pod.path("topologySpreadConstraints").findValuesAsText("topologyKey"))
                .contains("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    }

    @Test
    void theFlagsAreThoseOfRun(@TempDir Path directory) throws IOException {
        DeployedFlags flags = DeployedFlags.of(Yaml.texts(gateway.path("args")));
        Path access = Files.writeString(
                directory.resolve("access.yaml"),
                kind("ConfigMap").path("data").path("access.yaml").asText());

        flags.assertAccepted(Map.of(), access);
        assertThat(flags.value("--auth")).isEqualTo("pingone-jwt");
        assertThat(flags.value("--store-url")).endsWith("?sslmode=verify-full");
        assertThat(flags.value("--port")).isEqualTo(portNamed("https"));
        assertThat(flags.value("--management-port")).isEqualTo(portNamed("management"));
        assertThat(kind("Service").at("/spec/ports/0/targetPort").asText()).isEqualTo("https");
        assertThat(kind("Service").at("/spec/ports").size())
                .as("the management port is not for callers")
                .isEqualTo(1);
    }

    @Test
    void probesAskTheManagementPort() {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(gateway.at("/" + probe + "/httpGet/port").asText()).isEqualTo("management");
        }
        assertThat(gateway.at("/startupProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(gateway.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(gateway.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
    }

    @Test
    void thereIsTimeToFinishWhatIsRunning() {
        int before = gateway.at("/lifecycle/preStop/exec/command/1").asInt();
        int drain = DeployedFlags.of(Yaml.texts(gateway.path("args"))).drainSeconds();

        assertThat(before).isPositive();
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isGreaterThan(before + drain);
    }

    @Test
    void nothingHasMoreRightsThanItNeeds() {
        JsonNode context = pod.path("securityContext");
        assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(context.path("runAsUser").asInt()).isEqualTo(NOT_ROOT);
        assertThat(context.path("runAsGroup").asInt()).isEqualTo(NOT_ROOT);
        assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("containers").size()).isEqualTo(1);
        assertThat(pod.path("initContainers").size()).isEqualTo(1);
        for (JsonNode container : List.of(gateway, ownKeys)) {
            JsonNode rights = container.path("securityContext");
            assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(Yaml.texts(rights.at("/capabilities/drop"))).containsExactly("ALL");
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText())
                    .isNotEmpty()
                    .isEqualTo(container.at("/resources/requests/memory").asText());
            assertThat(container.path("image").asText()).matches("delivery-settings-gateway:[0-9].*");
        }
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            assertThat(pod.has(host)).as(host).isFalse();
        }
    }

    @Test
    void kubernetesGivesItNeitherATokenNorVariables() {
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(kind("ServiceAccount").path("automountServiceAccountToken").asBoolean(true))
                .isFalse();
        assertThat(pod.path("serviceAccountName"))
                .isEqualTo(kind("ServiceAccount").at("/metadata/name"));
        // A service called gateway would set GATEWAY_PORT.
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    }

    @Test
    void noSecretIsInAVariable() {
        assertThat(pod.findValues("secretKeyRef")).isEmpty();
        assertThat(pod.findValues("secretRef")).isEmpty();
        assertThat(gateway.path("env").findValuesAsText("name")).containsExactly("POD_NAME");
        assertThat(byKind).doesNotContainKey("Secret");
    }

    @Test
    void keysAreCopiedSoThatTheyAreTheirOwnersAlone() {
        List<String> command = Yaml.texts(ownKeys.path("command"));
        assertThat(command).startsWith("install", "--mode=0400", "--target-directory=/run/gateway");
        for (String volume : List.of("secrets", "tls")) {
            // Octal, as Kubernetes reads it, and not 440.
            assertThat(volume(volume).at("/secret/defaultMode").asInt()).isEqualTo(OWNER_AND_GROUP_MAY_READ);
        }
        assertThat(pod.at("/securityContext/fsGroup").asInt()).isEqualTo(NOT_ROOT);
        assertThat(volume("own-keys").at("/emptyDir/medium").asText()).isEqualTo("Memory");

        DeployedFlags flags = DeployedFlags.of(Yaml.texts(gateway.path("args")));
        for (String flag : List.of("--keyset", "--tls-key")) {
            String copy = flags.value(flag);
            assertThat(copy).startsWith("/run/gateway/");
            assertThat(command).anyMatch(file -> file.endsWith(copy.substring(copy.lastIndexOf('/'))));
        }
    }

    @Test
    void everyFileIsOnAVolumeAndEveryVolumeIsMounted() {
        assertThat(names(gateway.path("volumeMounts"))).isEqualTo(names(pod.path("volumes")));

        List<String> places = gateway.path("volumeMounts").findValuesAsText("mountPath");
        assertThat(places).contains("/tmp");
        DeployedFlags.of(Yaml.texts(gateway.path("args"))).values().values().stream()
                .filter(value -> value.startsWith("/"))
                .forEach(file -> assertThat(places).anyMatch(place -> file.startsWith(place + "/")));
        gateway.path("volumeMounts")
                .forEach(mount -> assertThat(mount.path("readOnly").asBoolean())
                        .as("%s", mount)
                        .isNotEqualTo(Set.of("/tmp", "/var/lib/gateway")
                                .contains(mount.path("mountPath").asText())));
    }

    @Test
    void gatewaysDoNotWriteToTheSameAuditFile() {
        String file = DeployedFlags.of(Yaml.texts(gateway.path("args"))).value("--audit-file");

        assertThat(file).contains("$(POD_NAME)");
        assertThat(gateway.at("/env/0/valueFrom/fieldRef/fieldPath").asText()).isEqualTo("metadata.name");
        assertThat(volume("audit").at("/persistentVolumeClaim/claimName"))
                .isEqualTo(kind("PersistentVolumeClaim").at("/metadata/name"));
    }

    @Test
    void whoReachesItAndWhomItReachesIsListed() {
        JsonNode policy = kind("NetworkPolicy").path("spec");

        assertThat(Yaml.texts(policy.path("policyTypes"))).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.path("ingress").findValuesAsText("port")).containsExactlyInAnyOrder("https", "management");
        assertThat(policy.path("egress").findValuesAsText("port")).containsExactlyInAnyOrder("53", "53", "443", "5432");
        policy.path("ingress")
                .forEach(rule -> assertThat(rule.path("from").size()).isPositive());
        policy.path("egress").forEach(rule -> assertThat(rule.path("to").size()).isPositive());
        assertThat(policy.path("egress").toString()).contains("169.254.0.0/16");
    }

    private JsonNode kind(String kind) {
        JsonNode manifest = byKind.get(kind);
        if (manifest == null) {
            throw new AssertionError("no " + kind + " among " + byKind.keySet());
        }
        return manifest;
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(element -> names.add(element.path("name").asText()));
        return names;
    }

    private String portNamed(String name) {
        for (JsonNode port : gateway.path("ports")) {
            if (port.path("name").asText().equals(name)) {
                return port.path("containerPort").asText();
            }
        }
        throw new AssertionError("no port " + name);
    }

    private JsonNode volume(String name) {
        for (JsonNode volume : pod.path("volumes")) {
            if (volume.path("name").asText().equals(name)) {
                return volume;
            }
        }
        throw new AssertionError("no volume " + name);
    }
}
