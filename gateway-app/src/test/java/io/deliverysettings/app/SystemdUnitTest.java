package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code deploy/systemd} promises; that systemd understands it is for {@code .ci/check-deploy}. */
@Timeout(30)
class SystemdUnitTest {

    private static final String UNIT = "deploy/systemd/delivery-settings-gateway.service";

    private final List<String> directives = directives();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DynamicUser=yes",
                "NoNewPrivileges=yes",
                "CapabilityBoundingSet=",
                "ProtectSystem=strict",
                "ProtectHome=yes",
                "PrivateTmp=yes",
                "PrivateDevices=yes",
                "SystemCallFilter=@system-service",
                "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
                "StateDirectory=delivery-settings-gateway",
                "StateDirectoryMode=0700",
                "UMask=0077",
                "LimitCORE=0",
                "Restart=on-failure"
            })
    void itHas(String directive) {
        assertThat(directives).contains(directive);
    }

    @Test
    void theFlagsAreThoseOfRun() {
        DeployedFlags flags = flags();

        // What is in the file of settings.
        flags.assertAccepted(
                Map.of(
                        "GATEWAY_HOST",
                        "0.0.0.0",
                        "GATEWAY_UPSTREAM",
                        "pingone",
                        "GATEWAY_REGION",
                        "eu",
                        "GATEWAY_AUTH",
                        "pingone-jwt",
                        "GATEWAY_TOKEN_ISSUERS",
                        "https://auth.pingone.eu/7d1c9f0e-3b52-4c6e-8a1e-2f4b6d8c0e12/as"),
                Repository.root().resolve("deploy/compose/access.example.yaml"));
        assertThat(flags.value("--management-host")).isEqualTo("127.0.0.1");
        assertThat(flags.value("--audit-file")).startsWith("%S/delivery-settings-gateway/");
        assertThat(flags.value("--data-dir")).isEqualTo("%S/delivery-settings-gateway");
    }

    @Test
    void secretsAreCredentialsAndNotVariables() {
        Set<String> credentials = all("LoadCredential").stream()
                .map(credential -> credential.split(":", 2)[0])
                .collect(Collectors.toSet());

        assertThat(credentials).contains("settings.yaml", "keyset.json", "tls.key");
        assertThat(flags().values().values().stream()
                        .filter(value -> value.startsWith("${CREDENTIALS_DIRECTORY}/"))
                        .map(value -> value.substring("${CREDENTIALS_DIRECTORY}/".length())))
                .isNotEmpty()
                .isSubsetOf(credentials);
        assertThat(all("Environment")).isEmpty();
        assertThat(all("EnvironmentFile")).isEmpty();
    }

    @Test
    void keysAreCopiedSoThatTheyAreTheirOwnersAlone() {
        String copying = all("ExecStartPre").get(0);

        assertThat(copying)
                .contains(
                        "install --mode=0400 --target-directory=%t/delivery-settings-gateway",
                        "/keyset.json", "/tls.key");
        assertThat(flags().value("--keyset")).isEqualTo("%t/delivery-settings-gateway/keyset.json");
        assertThat(flags().value("--tls-key")).isEqualTo("%t/delivery-settings-gateway/tls.key");
        assertThat(directives).contains("RuntimeDirectory=delivery-settings-gateway", "RuntimeDirectoryMode=0700");
    }

    @Test
    void thereIsTimeToFinishWhatIsRunningAndStoppingIsNoFailure() {
        String timeout = all("TimeoutStopSec").get(0);

        assertThat(timeout).matches("[0-9]+s");
        assertThat(Integer.parseInt(timeout.replace("s", ""))).isGreaterThan(flags().drainSeconds());
        assertThat(directives).contains("SuccessExitStatus=143");
    }

    @Test
    void javaCompilesAsUnderTheStartScript() {
        assertThat(all("ExecStart").get(0).split("\\s+")).contains(StartScriptTest.COMPILER.toArray(String[]::new));
    }

    private DeployedFlags flags() {
        List<String> words = List.of(all("ExecStart").get(0).split("\\s+"));
        return DeployedFlags.of(words.subList(words.indexOf("run"), words.size()));
    }

    private List<String> all(String name) {
        return directives.stream()
                .filter(directive -> directive.startsWith(name + "="))
                .map(directive -> directive.substring(name.length() + 1))
                .toList();
    }

    private static List<String> directives() {
        List<String> directives = new ArrayList<>();
        StringBuilder directive = new StringBuilder();
        for (String line : Repository.read(UNIT).lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            boolean continued = line.endsWith("\\");
            directive.append(continued ? line.substring(0, line.length() - 1) : line);
            if (!continued) {
                directives.add(directive.toString());
                directive.setLength(0);
            }
        }
        return directives;
    }
}
