package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in by a gateway that verifies tokens itself, what each caller may do, and what those learn who may not. */
@Timeout(120)
class CallersTest {

    /** The applications are in another environment than those that they ask about. */
    private static final String APPLICATIONS = "11111111-1111-4111-8111-111111111111";

    private static final String ONE = "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6";
    private static final String OTHER = "7d1d2b4e-5f0c-4c7e-8e1d-3a5f0b6c9d22";

    /** Nobody has put anything there, and every client with rules for {@link #ONE} has them for this one as well. */
    private static final String EMPTY = "5e2f4a10-9c0b-4b5f-8a58-0d6f3a1b2c33";

    /** There is none in the rules. */
    private static final String UNKNOWN = "99999999-9999-4999-8999-999999999999";

    private static final String FIRST_NUMBER = "205000000000001";
    private static final String SECOND_NUMBER = "205000000000002";
    private static final String NO_OPERATION = "00000000-0000-4000-8000-000000000000";

    private static final String RULES = """
            rules:
              - {client: console, environments: [%1$s, %2$s], permissions: [read, write, select-number, history, operate]}
              - {client: reader, environments: [%1$s, %2$s], permissions: [read]}
              - {client: writer, environments: [%1$s, %2$s], permissions: [write]}
              - {client: switcher, environments: [%1$s, %2$s], permissions: [select-number]}
              - {client: historian, environments: [%1$s, %2$s], permissions: [history]}
              - {client: operator, environments: [%1$s, %2$s], permissions: [operate]}
              - {client: neighbour, environments: [%3$s], permissions: [read, write, select-number, history, operate]}
            """.formatted(ONE, EMPTY, OTHER);

    @TempDir
    static Path temporary = Path.of("");

    private static ExternalPingOne pingOne;
    private static CallerTokens tokens;
    private static Path accessFile = Path.of("");
    private static AuditFile audit;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        pingOne = ExternalPingOne.start();
        tokens = CallerTokens.of(pingOne, APPLICATIONS);
        accessFile = Files.writeString(temporary.resolve("access.yaml"), RULES);
        audit = new AuditFile(temporary.resolve("audit.jsonl"));
        gateway = RunningGateway.with(
                verifying(accessFile, "--audit-file", audit.path().toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        pingOne.close();
    }

    /** With a short lease files are looked at often. */
    private static String[] verifying(Path access, String... more) {
        return pingOne.flags(Stream.concat(
                        Stream.of(
                                "--auth",
                                "pingone-jwt",
                                "--token-issuers",
                                tokens.issuer().toString(),
                                "--access-file",
                                access.toString(),
                                "--new-environment-window",
                                "0s",
                                "--lease",
                                "3s"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static WhatsAppClient caller(String client, String environment) throws Exception {
        return caller(gateway, client, environment);
    }

    private static WhatsAppClient caller(RunningGateway of, String client, String environment) throws Exception {
        return new WhatsAppClient(of.apiUrl(), environment, tokens.issuedTo(client));
    }

    @Test
    void whoShowsNoGoodTokenIsTurnedAwayWhateverIsWrongWithIt() throws Exception {
        assertThat(caller("console", ONE).put(Bodies.EXAMPLE).status()).isEqualTo(201);
        JsonNode published = tokens.publishedKey();
        String keyId = published.path("kid").asText();
        String good = tokens.issuedTo("console");
        String claims = tokens.claims("console");
        KeyPair own = ownKey();
        byte[] publicKey = CallerTokens.publicKey(published).getEncoded();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("no JWT", "any-token");
        bad.put("alg none", CallerTokens.unsigned(keyId, claims));
        bad.put("HS256 by the public key", CallerTokens.signedByHmac(publicKey, keyId, claims));
        bad.put("HS256 by the public key in PEM", CallerTokens.signedByHmac(pem(publicKey), keyId, claims));
        bad.put(
                "HS256 by the published modulus",
                CallerTokens.signedByHmac(
                        published.path("n").asText().getBytes(StandardCharsets.US_ASCII), keyId, claims));
        bad.put("a key of its own under the name of the issuer's", signedBy(own, keyId, claims));
        bad.put("a key that nobody knows", signedBy(own, "unknown", claims));
        bad.put("another issuer's", CallerTokens.of(pingOne, OTHER).issuedTo("console"));
        bad.put("tampered", CallerTokens.tampered(good, "\"console\"", "\"consol3\""));
        Map<String, String> reasons = Map.of(
                "no JWT", "TOKEN_UNREADABLE",
                "alg none", "TOKEN_ALGORITHM",
                "HS256 by the public key", "TOKEN_ALGORITHM",
                "HS256 by the public key in PEM", "TOKEN_ALGORITHM",
                "HS256 by the published modulus", "TOKEN_ALGORITHM",
                "a key of its own under the name of the issuer's", "TOKEN_SIGNATURE",
                "a key that nobody knows", "TOKEN_UNKNOWN_KEY",
                "another issuer's", "TOKEN_ISSUER",
                "tampered", "TOKEN_SIGNATURE");
        WhatsAppClient console = caller("console", ONE);
        String expected = null;
        for (Map.Entry<String, String> entry : bad.entrySet()) {
            String correlationId = UUID.randomUUID().toString();
            WhatsAppClient impostor = console.with(entry.getValue());

            Answer answer = WhatsAppClient.send(impostor.request("").GET().header("Correlation-Id", correlationId));

            assertNotAuthenticated(answer, "Bearer error=\"invalid_token\"");
            String withoutId = withoutId(answer);
            assertThat(withoutId)
                    .as("the same for every reason: %s", entry.getKey())
                    .isEqualTo(expected == null ? withoutId : expected);
            expected = withoutId;
            JsonNode line = audit.lineOf(correlationId);
            assertThat(line.path("event").asText()).isEqualTo("denied");
            assertThat(line.path("reason").asText()).as(entry.getKey()).isEqualTo(reasons.get(entry.getKey()));
            assertThat(line.has("client")).as("nobody vouches for it").isFalse();
            for (HttpRequest.Builder request :
                    requests(impostor, 1, NO_OPERATION).values()) {
                assertNotAuthenticated(WhatsAppClient.send(request), "Bearer error=\"invalid_token\"");
            }
        }
        assertThat(console.get().status()).as("the real one").isEqualTo(200);
        for (String jwt : bad.values()) {
            assertThat(Files.readString(audit.path())).doesNotContain(jwt);
        }
    }

    @Test
    void withoutATokenNothingIsAnswered() throws Exception {
        for (String environment : List.of(ONE, UNKNOWN)) {
            for (Map.Entry<String, HttpRequest.Builder> request :
                    requests(caller("console", environment), 1, NO_OPERATION).entrySet()) {
                String correlationId = UUID.randomUUID().toString();
                HttpRequest.Builder bare = HttpRequest.newBuilder(
                        request.getValue().build(), (name, value) -> !name.equalsIgnoreCase("Authorization"));

                Answer answer = WhatsAppClient.send(bare.header("Correlation-Id", correlationId));

                assertNotAuthenticated(answer, "Bearer");
                assertThat(audit.lineOf(correlationId).path("reason").asText())
                        .as(request.getKey())
                        .isEqualTo("NO_TOKEN");
            }
        }
    }

    @Test
    void aTokenThatIsMeantForSomebodyElseIsTurnedAway() throws Exception {
        Path log = temporary.resolve("audience.jsonl");
        try (RunningGateway elsewhere = RunningGateway.with(verifying(
                accessFile, "--token-audience", "https://elsewhere.example", "--audit-file", log.toString()))) {
            assertNotAuthenticated(caller(elsewhere, "console", ONE).get(), "Bearer error=\"invalid_token\"");
            assertThat(new AuditFile(log).lines().get(0).path("reason").asText())
                    .isEqualTo("TOKEN_AUDIENCE");
        }
    }

    @Test
    void aTokenWhoseTimeIsOverIsTurnedAwayAndToldSo() throws Exception {
        Path log = temporary.resolve("expired.jsonl");
        try (ExternalPingOne brief = ExternalPingOne.withTokensGoodFor(Duration.ofSeconds(2))) {
            CallerTokens itsTokens = CallerTokens.of(brief, APPLICATIONS);
            try (RunningGateway strict = RunningGateway.with(brief.flags(
                    "--auth",
                    "pingone-jwt",
                    "--token-issuers",
                    itsTokens.issuer().toString(),
                    "--access-file",
                    accessFile.toString(),
                    "--token-leeway",
                    "0s",
                    "--audit-file",
                    log.toString()))) {
                // The gateway has its keys when the token comes that counts.
                WhatsAppClient early = new WhatsAppClient(strict.apiUrl(), ONE, itsTokens.issuedTo("console"));
                Eventually.get(early::get, answer -> answer.status() == 401);
                WhatsAppClient console = new WhatsAppClient(strict.apiUrl(), ONE, itsTokens.issuedTo("console"));
                assertThat(console.get().status()).as("while it is good").isEqualTo(404);

                // The call that is under way at that moment may be turned away by PingOne, which says no more.
                Eventually.get(console::get, answer -> answer.status() == 401);
                Answer expired = console.get();

                assertNotAuthenticated(
                        expired, "Bearer error=\"invalid_token\", error_description=\"The access token expired\"");
                assertThat(new AuditFile(log).lines())
                        .extracting(line -> line.path("reason").asText())
                        .containsOnly("TOKEN_EXPIRED");
            }
        }
    }

    @Test
    void eachCallerMayDoWhatItsPermissionsSayAndNothingMore() throws Exception {
        WhatsAppClient console = caller("console", EMPTY);
        assertThat(console.put(Bodies.put(Bodies.FIVE_NUMBERS, FIRST_NUMBER)).status())
                .isEqualTo(201);
        String operation = acceptedOperation(console);
        Map<String, Set<String>> mayDo = Map.of(
                "console",
                Set.of(
                        "get",
                        "numbers",
                        "list",
                        "put",
                        "dry run",
                        "delete",
                        "restore",
                        "select",
                        "history",
                        "operation"),
                "reader",
                Set.of("get", "numbers", "list"),
                "writer",
                Set.of("put", "dry run", "delete", "restore", "operation"),
                "switcher",
                Set.of("select", "operation"),
                "historian",
                Set.of("history"),
                "operator",
                Set.of("operation"),
                "neighbour",
                Set.of("list"),
                "stranger",
                Set.of());
        for (Map.Entry<String, Set<String>> client : mayDo.entrySet()) {
            Set<String> did = new TreeSet<>();
            for (Map.Entry<String, HttpRequest.Builder> request :
                    requests(caller(client.getKey(), EMPTY), 1, operation).entrySet()) {
                String correlationId = UUID.randomUUID().toString();

                Answer answer = WhatsAppClient.send(request.getValue().header("Correlation-Id", correlationId));

                if (answer.status() == 403) {
                    assertForbidden(answer);
                    JsonNode line = audit.lineOf(correlationId);
                    assertThat(line.path("reason").asText()).isEqualTo("NOT_PERMITTED");
                    assertThat(line.path("client").asText()).isEqualTo(client.getKey());
                } else {
                    assertThat(answer.status())
                            .as("%s by %s: %s", request.getKey(), client.getKey(), answer.body())
                            .isIn(200, 201, 204);
                    did.add(request.getKey());
                    // What the next ones ask for is there again.
                    assertThat(console.put(Bodies.put(Bodies.FIVE_NUMBERS, FIRST_NUMBER))
                                    .status())
                            .isIn(200, 201);
                }
            }
            assertThat(did).as(client.getKey()).isEqualTo(client.getValue());
        }
    }

    @Test
    void whoMayNotLearnsNothingOfWhatThereIsInAnotherEnvironment() throws Exception {
        WhatsAppClient console = caller("console", ONE);
        assertThat(console.put(Bodies.put(Bodies.FIVE_NUMBERS, FIRST_NUMBER)).status())
                .isEqualTo(201);
        String operation = acceptedOperation(console);
        int callsBefore = pingOne.received(console).size();
        WhatsAppClient neighbour = caller("neighbour", OTHER);

        Map<String, HttpRequest.Builder> there = requests(neighbour.in(ONE), 1, operation);
        Map<String, HttpRequest.Builder> nowhere = requests(neighbour.in(UNKNOWN), 77, NO_OPERATION);

        there.remove("list");
        for (Map.Entry<String, HttpRequest.Builder> request : there.entrySet()) {
            Answer answer = WhatsAppClient.send(request.getValue());
            assertForbidden(answer);
            assertAlike(answer, WhatsAppClient.send(Objects.requireNonNull(nowhere.get(request.getKey()))));
        }
        assertThat(pingOne.received(console)).hasSize(callsBefore);
        assertThat(console.get().selected()).containsExactly(FIRST_NUMBER);
    }

    @Test
    void anOperationOfAnotherEnvironmentIsNoneHere() throws Exception {
        WhatsAppClient console = caller("console", ONE);
        String operation = acceptedOperation(console);
        WhatsAppClient neighbour = caller("neighbour", OTHER);

        Answer foreign = neighbour.get("/operations/" + operation);

        assertThat(foreign.status()).as(foreign.body()).isEqualTo(404);
        assertAlike(foreign, neighbour.get("/operations/" + NO_OPERATION));
        assertThat(console.get("/operations/" + operation).status()).isEqualTo(200);
    }

    @Test
    void aRevisionAndACursorOfAnotherEnvironmentsHistoryMeanNothingHere() throws Exception {
        WhatsAppClient console = caller("console", ONE);
        Answer last = console.put(Bodies.EXAMPLE);
        for (int i = 0; i < 3; i++) {
            last = console.put(Bodies.put(Bodies.FIVE_NUMBERS, i % 2 == 0 ? FIRST_NUMBER : SECOND_NUMBER));
            assertThat(last.status()).as(last.body()).isIn(200, 201);
        }
        long revision = last.revision().orElseThrow();
        String cursor = cursorOf(console.get("/history?limit=1"));
        WhatsAppClient neighbour = caller("neighbour", OTHER);
        assertThat(neighbour.get("/history").json().at("/_embedded/history")).isEmpty();
        List<String> before = writes(neighbour);

        Answer foreignCursor = neighbour.get("/history?limit=1&cursor=" + cursor);
        Answer foreignRevision = Steps.restore(neighbour, Math.toIntExact(revision));

        assertThat(foreignCursor.status()).as(foreignCursor.body()).isEqualTo(400);
        assertAlike(foreignCursor, neighbour.get("/history?limit=1&cursor=" + cursorOf(UNKNOWN, 5)));
        assertThat(foreignRevision.status()).as(foreignRevision.body()).isEqualTo(404);
        assertAlike(foreignRevision, Steps.restore(neighbour, 99_999));
        assertThat(writes(neighbour)).isEqualTo(before);
    }

    @Test
    void onlyPermittedEnvironmentsAreListedWhateverTheCursorSays() throws Exception {
        assertThat(caller("console", ONE).put(Bodies.EXAMPLE).status()).isEqualTo(201);
        assertThat(caller("console", EMPTY).put(Bodies.EXAMPLE).status()).isEqualTo(201);

        WhatsAppClient neighbour = caller("neighbour", OTHER);
        assertThat(listed(neighbour, "")).isEmpty();
        assertThat(listed(caller("console", ONE), "")).containsExactlyInAnyOrder(ONE, EMPTY);
        assertThat(list(caller("historian", ONE), "").status())
                .as("no read anywhere")
                .isEqualTo(403);
        for (String environment : List.of(ONE, EMPTY, UNKNOWN)) {
            assertThat(listed(neighbour, "?limit=1&cursor=" + cursorOf(environment)))
                    .isEmpty();
        }
        assertAlike(
                list(neighbour, "?limit=1&cursor=" + cursorOf(EMPTY)),
                list(neighbour, "?limit=1&cursor=" + cursorOf("00000000-0000-4000-8000-000000000001")));
        Answer page = list(caller("console", ONE), "?limit=1");
        assertThat(ids(page)).hasSize(1);
        String next = cursorOf(page);
        assertThat(Base64.getUrlDecoder().decode(next))
                .isNotEqualTo(Base64.getUrlDecoder().decode(cursorOf(ONE)));
        assertThat(listed(caller("console", ONE), "?limit=1&cursor=" + next))
                .hasSize(1)
                .doesNotContain(ids(page).get(0));
    }

    @Test
    void changedRulesHoldWithinSecondsAndUnusableOnesLeaveTheEarlierInForce() throws Exception {
        Path changing = Files.writeString(temporary.resolve("changing.yaml"), RULES);
        try (CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway reloading = RunningGateway.with(verifying(changing))) {
            WhatsAppClient newcomer = caller(reloading, "newcomer", UNKNOWN);
            WhatsAppClient neighbour = caller(reloading, "neighbour", OTHER);
            assertForbidden(newcomer.get());
            assertThat(neighbour.get().status()).isEqualTo(404);

            Files.writeString(changing, """
                    rules:
                      - {client: newcomer, environments: "*", permissions: [read]}
                    """);
            Eventually.get(newcomer::get, answer -> answer.status() == 404);
            assertForbidden(neighbour.get());

            Files.writeString(changing, "rules: [{client: neighbour, environments: \"*\", permissions: [admin]}]");
            Eventually.get(log::text, text -> text.contains("the access file cannot be read again"));
            assertThat(log.text()).contains("'admin' is no permission");
            assertThat(newcomer.get().status()).isEqualTo(404);
            assertForbidden(neighbour.get());

            Files.delete(changing);
            // Two rounds at least.
            TimeUnit.MILLISECONDS.sleep(1200);
            assertThat(newcomer.get().status()).isEqualTo(404);

            Files.writeString(changing, RULES);
            Eventually.get(neighbour::get, answer -> answer.status() == 404);
            assertForbidden(newcomer.get());
        }
    }

    @Test
    void withAWorkersCredentialsTheRulesDecideAndTheCallersTokenStaysHere() throws Exception {
        Path files = Files.createDirectory(temporary.resolve("worker"));
        try (RunningGateway worker = RunningGateway.with(verifying(
                accessFile, WorkerFiles.workerFlags(files, pingOne.authUrl()).toArray(String[]::new)))) {
            WhatsAppClient neighbour = caller(worker, "neighbour", OTHER);
            long tokenCalls = pingOne.tokenCalls();

            assertForbidden(neighbour.in(ONE).get());
            assertForbidden(neighbour.in(ONE).put(Bodies.EXAMPLE));
            assertNotAuthenticated(neighbour.with("any-token").get(), "Bearer error=\"invalid_token\"");
            assertThat(pingOne.tokenCalls()).as("nobody was asked for them").isEqualTo(tokenCalls);

            assertThat(neighbour.put(Bodies.EXAMPLE).status()).isEqualTo(201);
            assertThat(pingOne.tokenCalls()).isEqualTo(tokenCalls + 1);
            assertThat(neighbour.method("DELETE").status()).isEqualTo(204);
        }
    }

    @Test
    void secretsAndTokensAreNowhereToBeFound() throws Exception {
        String marker = "Mark3dS3cretOfThisTest";
        Path data = temporary.resolve("searched");
        List<String> shown = new ArrayList<>();
        try (CapturedLog log = CapturedLog.from(Level.DEBUG)) {
            try (RunningGateway searched = RunningGateway.in(data, verifying(accessFile))) {
                WhatsAppClient console = caller(searched, "console", ONE);
                shown.add(console.bearer());
                shown.add(tokens.issuedTo("stranger"));
                shown.add(CallerTokens.of(pingOne, OTHER).issuedTo("console"));
                shown.add(CallerTokens.unsigned("any", tokens.claims(marker)));
                shown.add("token-" + marker);
                for (String bearer : shown) {
                    WhatsAppClient caller = console.with(bearer);
                    caller.put(Bodies.withSecrets(
                            Bodies.FIVE_NUMBERS, "secret-" + marker, "meta-" + marker, FIRST_NUMBER));
                    Steps.selectNumber(caller, SECOND_NUMBER);
                    Steps.history(caller);
                    WhatsAppClient.send(caller.requestTo(URI.create(console.resource() + "?access_token=" + bearer))
                            .GET());
                }
                assertThat(console.get().status()).isEqualTo(200);
                assertNowhere(marker, shown, data, log);
            }
            assertNowhere(marker, shown, data, log);
        }
        List<JsonNode> lines = new AuditFile(data.resolve("audit.jsonl")).lines();
        assertThat(lines).extracting(line -> line.path("event").asText()).contains("denied", "changeEnded");
    }

    private static void assertNowhere(String marker, List<String> bearers, Path data, CapturedLog log)
            throws Exception {
        assertThat(SecretSearch.of(marker).findBelow(data)).isEmpty();
        assertThat(SecretSearch.of(marker).findIn(log.text())).isEmpty();
        for (String bearer : bearers) {
            // The signature is what makes it a token; the last part of one without is its claims.
            String telling = bearer.substring(bearer.lastIndexOf('.', bearer.length() - 2) + 1);
            assertThat(SecretSearch.of(telling).findBelow(data)).isEmpty();
            assertThat(log.text()).doesNotContain(telling);
        }
        assertThat(log.text()).contains("listening on");
        assertThat(SecretSearch.of(ONE).findIn(Files.readString(data.resolve("audit.jsonl"))))
                .as("what is searched holds something")
                .isNotEmpty();
    }

    /** One of each kind that takes a permission. */
    private static Map<String, HttpRequest.Builder> requests(WhatsAppClient client, int revision, String operation) {
        Map<String, HttpRequest.Builder> requests = new LinkedHashMap<>();
        String body = Bodies.put(Bodies.FIVE_NUMBERS, FIRST_NUMBER);
        requests.put("get", client.request("").GET());
        requests.put("numbers", client.request("/numbers").GET());
        requests.put(
                "list",
                client.requestTo(URI.create(client.apiUrl() + "/environments")).GET());
        requests.put("history", client.request("/history").GET());
        requests.put("operation", client.request("/operations/" + operation).GET());
        requests.put("put", client.putRequest("", body));
        requests.put("dry run", client.putRequest("?dryRun=true", body));
        requests.put("select", client.putRequest("/selectedNumber", "{\"numberId\": \"" + SECOND_NUMBER + "\"}"));
        requests.put(
                "restore", client.request("/history/" + revision + "/restore").POST(BodyPublishers.noBody()));
        requests.put("delete", client.request("").DELETE());
        return requests;
    }

    private static String acceptedOperation(WhatsAppClient client) throws Exception {
        Answer accepted = WhatsAppClient.send(client.putRequest("", Bodies.put(Bodies.FIVE_NUMBERS, FIRST_NUMBER))
                .header("Prefer", "respond-async"));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String location = accepted.header("Location");
        String operation = location.substring(location.lastIndexOf('/') + 1);
        Eventually.get(
                () -> client.get("/operations/" + operation),
                answer -> answer.json().path("state").asText().equals("SUCCEEDED"));
        return operation;
    }

    private static List<String> writes(WhatsAppClient client) {
        return pingOne.received(client).stream()
                .filter(method -> !method.equals("GET"))
                .toList();
    }

    private static Answer list(WhatsAppClient client, String query) throws Exception {
        return WhatsAppClient.send(client.requestTo(URI.create(client.apiUrl() + "/environments" + query))
                .GET());
    }

    private static List<String> listed(WhatsAppClient client, String query) throws Exception {
        Answer answer = list(client, query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return ids(answer);
    }

    private static List<String> ids(Answer listed) {
        return StreamSupport.stream(listed.json().at("/_embedded/environments").spliterator(), false)
                .map(environment -> environment.path("id").asText())
                .toList();
    }

    private static String cursorOf(Answer page) {
        String next = page.json().at("/_links/next/href").asText();
        assertThat(next).as(page.body()).contains("cursor=");
        return next.replaceFirst(".*[?&]cursor=([^&]+).*", "$1");
    }

    /** As the gateway writes them, which is no secret. */
    private static String cursorOf(String environment, long... more) {
        UUID id = UUID.fromString(environment);
        ByteBuffer bytes = ByteBuffer.allocate((2 + more.length) * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        for (long number : more) {
            bytes.putLong(number);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static void assertNotAuthenticated(Answer answer, String challenge) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(challenge);
        assertEnvelope(answer);
    }

    private static void assertForbidden(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
        assertEnvelope(answer);
    }

    private static void assertEnvelope(Answer answer) {
        assertThat(answer.json().path("id").asText()).isNotEmpty();
        assertThat(answer.code()).isNotEmpty();
        assertThat(answer.message()).isNotEmpty();
    }

    /** Apart from what makes every answer another one. */
    private static void assertAlike(Answer one, Answer another) {
        assertThat(one.status()).isEqualTo(another.status());
        assertThat(withoutId(one)).isEqualTo(withoutId(another));
        assertThat(one.headers().map().keySet())
                .isEqualTo(another.headers().map().keySet());
    }

    private static String withoutId(Answer answer) {
        String text = answer.body().replaceAll("\"id\" ?: ?\"[^\"]*\",?", "");
        return text.replaceAll("cursor=[A-Za-z0-9_-]+", "cursor=any");
    }

    private static String signedBy(KeyPair own, String keyId, String claims) throws Exception {
        return CallerTokens.signedByRsa(own.getPrivate(), keyId, claims);
    }

    private static KeyPair ownKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static byte[] pem(byte[] key) {
        String text = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
