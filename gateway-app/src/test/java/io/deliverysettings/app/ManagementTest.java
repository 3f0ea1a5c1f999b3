package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.sealing.SealingAdapter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a running gateway tells those who watch over it, and that callers of its API learn none of it. */
@Timeout(120)
class ManagementTest {

    private static final List<String> PATHS = List.of("/health/live", "/health/ready", "/metrics", "/info");
    private static final String CLIENT = "client-of-the-management-test";

    @TempDir
    Path temporary = Path.of("");

    @Test
    void aGatewayThatCanDoItsWorkIsLiveAndReadyAndNamesItsParts() throws Exception {
        try (RunningGateway gateway = RunningGateway.with()) {
            Answer live = get(gateway, "/health/live");
            Answer ready = get(gateway, "/health/ready");

            assertThat(live.status()).isEqualTo(200);
            assertThat(live.json().path("status").asText()).isEqualTo("UP");
            assertStatus(ready, 200, "READY");
            for (String component : List.of("store", "pingOne", "keyset", "auditLog")) {
                assertThat(component(ready, component)).as(component).isEqualTo("UP");
            }
        }
    }

    @Test
    void infoTellsTheVersionAndTheCompositionAndNoSecret() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                RunningGateway gateway = RunningGateway.with(
                        pingOne.flags(WorkerFiles.flags(temporary, pingOne.authUrl(), pingOne.issuer())
                                .toArray(String[]::new)))) {
            // What would be told here if it were told at all.
            assertThat(gateway.client()
                            .with(pingOne.callersToken("caller"))
                            .put(Bodies.EXAMPLE)
                            .status())
                    .isEqualTo(201);

            Answer info = get(gateway, "/info");

            assertThat(info.status()).isEqualTo(200);
            assertThat(info.json().path("version").asText()).isEqualTo(Version.text());
            assertThat(info.json().path("upstream").asText()).isEqualTo("pingone");
            assertThat(info.json().path("pingOneAuth").asText()).isEqualTo("worker");
            assertThat(info.json().path("auth").asText()).isEqualTo("pingone-jwt");
            assertThat(info.json().path("store").asText()).isEqualTo("embedded");
            assertThat(info.body())
                    .doesNotContain("any-client-secret", "any-app-secret", "worker-of-the-test", temporary.toString());
        }
    }

    @Test
    void withoutItsStoreItIsNotReadyAndLivesOn() throws Exception {
        Path keyset = temporary.resolve("keyset.json");
        SealingAdapter.createKeyset(keyset);
        try (RestartablePostgres database = RestartablePostgres.start(temporary.resolve("database"));
                RunningGateway gateway = RunningGateway.with(database.flags(keyset))) {
            assertStatus(get(gateway, "/health/ready"), 200, "READY");

            database.stop();
            Answer away = Eventually.get(() -> get(gateway, "/health/ready"), answer -> answer.status() == 503);

            assertStatus(away, 503, "NOT_READY");
            assertThat(component(away, "store")).isEqualTo("DOWN");
            assertThat(component(away, "keyset")).isEqualTo("UP");
            assertThat(away.body()).doesNotContain("Exception", "postgres");
            assertThat(get(gateway, "/health/live").status())
                    .as("to start it again would be of no use")
                    .isEqualTo(200);

            database.startAgain();
            Eventually.get(() -> get(gateway, "/health/ready"), answer -> answer.status() == 200);
        }
    }

    @Test
    void withPingOneAwayItIsDegradedAndStaysReadyForWhatItKnows() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                RunningGateway gateway = RunningGateway.with(
                        pingOne.flags("--read-max-age", "0s", "--stale-if-error", "1h", "--read-timeout", "2s"))) {
            WhatsAppClient client = gateway.client();
            assertThat(client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"))
                            .status())
                    .isEqualTo(201);
            assertStatus(get(gateway, "/health/ready"), 200, "READY");

            pingOne.stop();
            Answer degraded = Eventually.get(
                    () -> {
                        client.get();
                        return get(gateway, "/health/ready");
                    },
                    answer -> component(answer, "pingOne").equals("DOWN"));

            assertStatus(degraded, 200, "DEGRADED");
            assertThat(component(degraded, "store")).isEqualTo("UP");
            assertThat(degraded.body()).doesNotContain("Exception", "127.0.0.1:" + pingOne.port());
            assertThat(client.get().selected()).as("what is known is told").containsExactly("205000000000001");
        }
    }

    @Test
    void withItsKeysetSpoiltItIsDegradedUntilThatIsMended() throws Exception {
        Path keyset = temporary.resolve("keyset.json");
        SealingAdapter.createKeyset(keyset);
        String good = Files.readString(keyset);
        try (RunningGateway gateway = RunningGateway.with("--keyset", keyset.toString(), "--lease", "3s")) {
            WhatsAppClient client = gateway.client();
            assertThat(client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"))
                            .status())
                    .isEqualTo(201);

            writePrivately(keyset, "spoilt");
            Answer degraded = Eventually.get(
                    () -> get(gateway, "/health/ready"),
                    answer -> !component(answer, "keyset").equals("UP"));

            assertStatus(degraded, 200, "DEGRADED");
            assertThat(component(degraded, "keyset")).isEqualTo("DEGRADED");
            assertThat(Steps.selectNumber(client, "205000000000002").status())
                    .as("the keys that were read before stay in use")
                    .isEqualTo(200);

            writePrivately(keyset, good);
            Eventually.get(
                    () -> get(gateway, "/health/ready"),
                    answer -> answer.json().path("status").asText().equals("READY"));
        }
    }

    @Test
    void noMetricTellsWhoCalledWhereAndNoneHasASecret() throws Exception {
        String marker = "Mark3dS3cretOfThisTest";
        try (ExternalPingOne pingOne = ExternalPingOne.start()) {
            CallerTokens tokens = CallerTokens.of(pingOne, WhatsAppClient.EXAMPLE_ENVIRONMENT);
            try (RunningGateway gateway = RunningGateway.with(pingOne.flags(
                    "--auth",
                    "pingone-jwt",
                    "--token-issuers",
                    tokens.issuer().toString(),
                    "--new-environment-window",
                    "0s"))) {
                WhatsAppClient client = gateway.client().with(tokens.issuedTo(CLIENT));
                assertThat(client.put(Bodies.withSecrets(
                                        Bodies.FIVE_NUMBERS, "secret-" + marker, "meta-" + marker, "205000000000001"))
                                .status())
                        .isEqualTo(201);
                assertThat(Steps.selectNumber(client, "205000000000002").status())
                        .isEqualTo(200);
                assertThat(Steps.history(client).status()).isEqualTo(200);
                assertThat(client.get("/operations/00000000-0000-4000-8000-000000000000")
                                .status())
                        .isEqualTo(404);
                assertThat(client.with("bearer-" + marker).get().status()).isEqualTo(401);
                assertThat(client.in(marker).get().status()).isEqualTo(400);
                assertThat(WhatsAppClient.send(client.requestTo(URI.create(gateway.apiUrl() + "/" + marker))
                                        .method("M" + marker, BodyPublishers.noBody()))
                                .status())
                        .isGreaterThanOrEqualTo(400);

                for (String format : List.of("text/plain", "application/openmetrics-text; version=1.0.0")) {
                    Answer metrics = WhatsAppClient.send(management(gateway, "/metrics")
                            .header("Accept", format)
                            .GET());

                    assertThat(metrics.status()).isEqualTo(200);
                    assertThat(new Scrape(metrics.body()).samples()).hasSizeGreaterThan(50);
                    assertThat(metrics.body())
                            .doesNotContain(client.environment(), CLIENT, client.bearer(), marker, "20500000000000")
                            .doesNotContain(WhatsAppClient.EXAMPLE_ENVIRONMENT);
                    assertThat(SecretSearch.of(marker).findIn(metrics.body())).isEmpty();
                    assertThat(Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}")
                                    .matcher(metrics.body())
                                    .find())
                            .as("an id of whatever")
                            .isFalse();
                }
            }
        }
    }

    @Test
    void neitherPortAnswersWhatBelongsToTheOther() throws Exception {
        try (RunningGateway gateway = RunningGateway.with()) {
            WhatsAppClient client = gateway.client();
            assertThat(client.put(Bodies.EXAMPLE).status()).isEqualTo(201);
            URI api = gateway.apiUrl().resolve("/");
            for (String path : PATHS) {
                assertThat(get(gateway, path).status()).isEqualTo(200);
                Answer fromTheApi =
                        WhatsAppClient.send(client.requestTo(api.resolve(path)).GET());
                assertThat(fromTheApi.status()).as(path).isEqualTo(404);
                assertThat(fromTheApi.body()).doesNotContain("READY", "gateway_", Version.text());
                assertThat(WhatsAppClient.send(management(gateway, path).POST(BodyPublishers.ofString("{}")))
                                .status())
                        .isEqualTo(405);
            }

            for (URI resource : List.of(client.resource(), URI.create(gateway.apiUrl() + "/environments"))) {
                Answer fromManagement =
                        WhatsAppClient.send(client.requestTo(URI.create(gateway.managementUrl() + resource.getPath()))
                                .GET());
                assertThat(fromManagement.status()).as(resource.getPath()).isEqualTo(404);
                assertThat(fromManagement.body()).isEmpty();
            }
        }
    }

    private static Answer get(RunningGateway gateway, String path) throws Exception {
        return WhatsAppClient.send(management(gateway, path).GET());
    }

    private static HttpRequest.Builder management(RunningGateway gateway, String path) {
        return HttpRequest.newBuilder(URI.create(gateway.managementUrl() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private static void assertStatus(Answer answer, int status, String text) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("status").asText()).as(answer.body()).isEqualTo(text);
    }

    private static String component(Answer ready, String name) {
        return ready.json().at("/components/" + name + "/status").asText();
    }

    private static void writePrivately(Path file, String text) throws Exception {
        Path next = Files.createFile(
                file.resolveSibling("next"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
