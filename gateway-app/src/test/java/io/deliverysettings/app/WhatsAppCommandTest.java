package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that call a gateway, with a real one and the sandbox behind it. */
@Timeout(120)
class WhatsAppCommandTest {

    private static RunningGateway gateway;

    @TempDir
    Path directory = Path.of("");

    private WhatsAppClient client;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void startTheGateway() throws Gateway.CannotStart {
        gateway = RunningGateway.with("--sandbox-verification-delay", "3s");
    }

    @AfterAll
    static void stopTheGateway() {
        gateway.close();
    }

    @BeforeEach
    void nameTheEnvironment() {
        client = gateway.client();
        environment.putAll(Map.of(
                "DELIVERY_SETTINGS_GATEWAY",
                gateway.apiUrl().toString(),
                "DELIVERY_SETTINGS_ENVIRONMENT",
                client.environment(),
                "DELIVERY_SETTINGS_TOKEN",
                "any-token"));
    }

    private CliRun whatsApp(String... line) {
        List<String> all = new ArrayList<>(List.of("whatsapp"));
        all.addAll(List.of(line));
        return CliRun.started(environment, all.toArray(String[]::new));
    }

    private String secretFile(String name, String content) throws Exception {
        Path file = Files.writeString(directory.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    private String[] set(String account, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                "set",
                "--account",
                account,
                "--app",
                "263386889724299",
                "--app-secret-file",
                secretFile("app-secret", "any-app-secret\n"),
                "--user-access-token-file",
                secretFile("user-access-token", "any-user-access-token\n")));
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }

    @Test
    void anAccountIsSetUpAndItsNumberSwitched() throws Exception {
        assertThat(whatsApp("show").exitCode()).isEqualTo(5);

        CliRun set = whatsApp(set(Bodies.FIVE_NUMBERS));
        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(set.out()).contains("no number is selected", "+49 30 555 0004");

        CliRun select = whatsApp("select", "+1 (555) 010-0002");
        assertThat(select.exitCode()).as(select.err()).isZero();
        assertThat(select.err()).isEmpty();
        assertThat(select.out()).contains("sends from   205000000000002 (+1 555-010-0002, \"Acme Sales\")");
        assertThat(client.get().selected()).containsExactly("205000000000002");

        assertThat(whatsApp("select", "205000000000001", "--if-match", "1").exitCode())
                .as("somebody else's change")
                .isEqualTo(6);
        assertThat(whatsApp("numbers").out())
                .containsPattern("\\* +\\+1 555-010-0002 +205000000000002 +Acme Sales +GREEN");
        assertThat(whatsApp("verify").exitCode()).isZero();
        assertThat(whatsApp("history").out())
                .containsPattern("2 .+ SELECT_NUMBER +APPLIED")
                .containsPattern("1 .+ CONFIGURE");
        assertThat(whatsApp("history", "2").out()).contains("numbers[205000000000002].selected  false   true");
    }

    @Test
    void aNumberThatCannotBeSelectedIsRefusedWithThoseThatCan() throws Exception {
        whatsApp(set(Bodies.FIVE_NUMBERS, "--select", "205000000000001"));

        CliRun run = whatsApp("select", "205000000000005");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("numberId: 205000000000005 (+33 1 55 50 00 05, \"Acme Paris\") is not available")
                .contains("Can be selected: 205000000000001 (")
                .as("what has been said is not said again")
                .doesNotContain("accepted:");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void withJsonTheDocumentsAreThoseOfTheGateway() throws Exception {
        CliRun set = whatsApp(set(Bodies.FIVE_NUMBERS, "--select=205000000000003", "--json"));

        assertThat(set.err()).isEmpty();
        assertThat(set.out()).isEqualTo(client.get().body() + "\n");
        assertThat(whatsApp("show", "--json").out()).isEqualTo(client.get().body() + "\n");
        assertThat(whatsApp("numbers", "--json").out())
                .isEqualTo(client.get("/numbers").body() + "\n");
        assertThat(whatsApp("history", "--json", "--limit", "1").out())
                .isEqualTo(client.get("/history?limit=1").body() + "\n");
        assertThat(Answer.json(whatsApp("select", "1", "--json").out())
                        .path("code")
                        .asText())
                .isEqualTo("INVALID_DATA");
    }

    @Test
    void aDryRunChecksAndChangesNothing() throws Exception {
        whatsApp(set(Bodies.FIVE_NUMBERS, "--select", "205000000000001"));

        CliRun run = whatsApp(set(Bodies.FIVE_NUMBERS, "--select", "205000000000002", "--dry-run"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("would be sent from: 205000000000002 (")
                .contains("NOT_AVAILABLE");
        assertThat(client.get().selected()).containsExactly("205000000000001");
        assertThat(whatsApp(set(Bodies.FIVE_NUMBERS, "--select", "205000000000005", "--dry-run"))
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void aRevisionIsSetAgain() throws Exception {
        whatsApp(set(Bodies.FIVE_NUMBERS, "--select", "205000000000001"));
        whatsApp("select", "205000000000002");

        CliRun run = whatsApp("restore", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(client.get().selected()).containsExactly("205000000000001");
        assertThat(whatsApp("restore", "77").exitCode()).isEqualTo(5);
    }

    @Test
    void aLongVerificationIsLeftAndFollowedLater() throws Exception {
        CliRun left = whatsApp(set(Bodies.SLOW, "--select", "206000000000060", "--wait", "1s"));
        assertThat(left.exitCode()).isEqualTo(11);
        String follow = "./gateway whatsapp follow ";
        assertThat(left.err()).contains(follow);

        String operation = left.err()
                .substring(left.err().indexOf(follow) + follow.length())
                .strip();
        CliRun followed = whatsApp("follow", operation);

        assertThat(followed.exitCode()).as(followed.err()).isZero();
        assertThat(followed.out()).contains("sends from   206000000000060 (");
        assertThat(client.get().selected()).containsExactly("206000000000060");
    }

    @Test
    void whoMayNotIsToldSo() {
        environment.put("DELIVERY_SETTINGS_TOKEN", "sandbox-bearer-401");
        CliRun refused = whatsApp("show");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("The token was given by").doesNotContain("sandbox-bearer-401");

        environment.put("DELIVERY_SETTINGS_TOKEN", "sandbox-bearer-403");
        assertThat(whatsApp("show").exitCode()).isEqualTo(4);
    }

    @Test
    void aFileOfASecretThatOthersMayReadIsRefused() throws Exception {
        String file = secretFile("token", "any-token\n");
        environment.remove("DELIVERY_SETTINGS_TOKEN");
        assertThat(whatsApp("show", "--token-file", file).exitCode()).isEqualTo(5);
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-r--r--"));

        CliRun run = whatsApp("show", "--token-file", file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is not its owner's alone (rw-r--r--)", "chmod 600");
    }

    @Test
    void aSecretIsReadFromStandardInput() {
        environment.remove("DELIVERY_SETTINGS_TOKEN");
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("any-token\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(whatsApp("show", "--token-file", "-").exitCode()).isEqualTo(5);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void theSettingsOfAGatewayHereAreNothingToIt() throws Exception {
        environment.putAll(Map.of("GATEWAY_CONFIG", "/no/such/file", "GATEWAY_PORT", "x", "GATEWAY_NO_SETTING", "1"));

        CliRun run = whatsApp(set(Bodies.EXAMPLE_ACCOUNT));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("116195731537720");
    }

    @Test
    void overTlsItTrustsTheAuthoritiesItIsGiven() throws Exception {
        OwnAuthority authority = OwnAuthority.in(directory);
        Path trusted = directory.resolve("authority.crt");
        Path certificate = directory.resolve("tls.crt");
        Path privateKey = directory.resolve("tls.key");
        authority.writeCertificate(trusted);
        authority.issue(certificate, privateKey);
        try (RunningGateway secure =
                RunningGateway.with("--tls-certificate", certificate.toString(), "--tls-key", privateKey.toString())) {
            environment.put("DELIVERY_SETTINGS_GATEWAY", secure.apiUrl().toString());
            assertThat(secure.apiUrl()).hasScheme("https");

            CliRun known = whatsApp("show", "--ca", trusted.toString());
            CliRun unknown = whatsApp("show");

            assertThat(known.exitCode()).as(known.err()).isEqualTo(5);
            assertThat(unknown.exitCode()).isEqualTo(9);
            assertThat(unknown.err()).contains("its certificate is not trusted", "--ca");
            URI plain = URI.create(secure.apiUrl().toString().replace("https:", "http:"));
            environment.put("DELIVERY_SETTINGS_GATEWAY", plain.toString());
            assertThat(whatsApp("show").exitCode()).isEqualTo(9);
        }
    }

    @Test
    void helpNamesEveryCommandAndItsOptions() {
        CliRun all = whatsApp("--help");
        assertThat(all.exitCode()).isZero();
        assertThat(all.out())
                .startsWith("Usage: gateway whatsapp ")
                .contains(
                        "show", "numbers", "set", "select", "history", "restore", "verify", "follow", "Exit codes: 0 ");
        environment.put("DELIVERY_SETTINGS_NONE", "x");
        CliRun one = whatsApp("set", "--help");
        assertThat(one.err()).isEmpty();
        assertThat(one.out())
                .as("defaults, and not what is set")
                .containsIgnoringWhitespaces("(default: http://127.0.0.1:8080)");
        assertThat(one.out()).startsWith("Usage: gateway whatsapp set ").contains("--app-secret-file", "--dry-run");
        environment.remove("DELIVERY_SETTINGS_NONE");
        assertThat(whatsApp().err()).startsWith("gateway: Missing command: show, ");
    }
}
