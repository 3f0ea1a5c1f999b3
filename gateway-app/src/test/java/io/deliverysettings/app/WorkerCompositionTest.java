package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The composition that calls PingOne with credentials of its own. */
@Timeout(60)
class WorkerCompositionTest {

    /** PingOne would refuse it, whatever it came with. */
    private static final String REFUSED_BY_PINGONE = "sandbox-bearer-401";

    @TempDir
    Path files = Path.of("");

    @TempDir
    Path data = Path.of("");

    private String[] worker(ExternalPingOne pingOne, String... more) throws Exception {
        return pingOne.flags(
                Stream.concat(WorkerFiles.flags(files, pingOne.authUrl(), pingOne.issuer()).stream(), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void theCallersTokenNeverReachesPingOne() throws Exception {
        // In front of the sandbox on the same machine nobody finds out who calls: any token will do.
        try (RunningGateway worker = RunningGateway.with("--pingone-auth", "worker");
                RunningGateway forward = RunningGateway.with()) {
            WhatsAppClient caller = worker.client().with(REFUSED_BY_PINGONE);

            assertThat(caller.put(Bodies.EXAMPLE).status()).isEqualTo(201);
            assertThat(caller.getFresh().status()).isEqualTo(200);
            assertThat(forward.client().with(REFUSED_BY_PINGONE).get().status()).isEqualTo(401);
        }
    }

    @Test
    void oneTokenOfTheWorkerIsEnoughForAllCallers() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                RunningGateway gateway = RunningGateway.with(worker(pingOne))) {
            WhatsAppClient caller = gateway.client().with(pingOne.callersToken("one"));
            WhatsAppClient another = caller.with(pingOne.callersToken("another"));
            long tokensOfCallers = pingOne.tokenCalls();

            assertThat(caller.put(Bodies.EXAMPLE).status()).isEqualTo(201);
            assertThat(caller.getFresh().status()).isEqualTo(200);
            assertThat(another.getFresh().status()).isEqualTo(200);
            assertThat(pingOne.tokenCalls() - tokensOfCallers).isOne();
        }
    }

    @Test
    void aTokenThatTheGatewayDoesNotAcceptIsUsedForNothing() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                ExternalPingOne elsewhere = ExternalPingOne.start();
                RunningGateway gateway = RunningGateway.with(worker(pingOne))) {
            WhatsAppClient client = gateway.client();
            WhatsAppClient stranger = client.with(elsewhere.callersToken("one"));
            long tokensOfCallers = pingOne.tokenCalls();

            assertThat(client.get().status()).isEqualTo(401);
            assertThat(stranger.get().status()).isEqualTo(401);
            assertThat(stranger.put(Bodies.EXAMPLE).status()).isEqualTo(401);
            assertThat(pingOne.received(client)).isEmpty();
            assertThat(pingOne.tokenCalls()).isEqualTo(tokensOfCallers);
        }
    }

    @Test
    void itListsTheEnvironmentsToWhoeverMayAskAndAsksPingOneAboutNone() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                // Nothing is known from just before either.
                RunningGateway gateway = RunningGateway.with(worker(pingOne, "--read-max-age", "0s"))) {
            WhatsAppClient one = gateway.client().with(pingOne.callersToken("one"));
            WhatsAppClient other = gateway.client().with(one.bearer());
            assertThat(one.put(Bodies.EXAMPLE).status()).isEqualTo(201);
            assertThat(other.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000002"))
                            .status())
                    .isEqualTo(201);
            int callsBefore = pingOne.received(one).size();

            Answer listed = list(gateway, pingOne.callersToken("another"));

            assertThat(environments(listed)).containsExactlyInAnyOrder(one.environment(), other.environment());
            assertThat(pingOne.received(one)).hasSize(callsBefore);
        }
    }

    @Test
    void withTheTokenOfTheCallerOnlyThoseEnvironmentsAreListedThatPingOneLetsItSee() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                // A refusal counts at once: the environment is not new.
                RunningGateway gateway = RunningGateway.with(pingOne.flags("--new-environment-window", "0s"))) {
            WhatsAppClient client = gateway.client();
            assertThat(client.put(Bodies.EXAMPLE).status()).isEqualTo(201);

            assertThat(environments(list(gateway, "another"))).containsExactly(client.environment());
            assertThat(environments(list(gateway, "sandbox-bearer-403"))).isEmpty();
        }
    }

    @Test
    void whatNobodyAsksAboutIsConfirmedOnDemandAndWhatHasChangedIsInTheHistory() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start()) {
            WhatsAppClient client;
            try (RunningGateway gateway = RunningGateway.in(data, worker(pingOne))) {
                client = gateway.client().with(pingOne.callersToken("one"));
                assertThat(client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"))
                                .status())
                        .isEqualTo(201);
            }
            assertThat(pingOne.directly(client)
                            .put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000002"))
                            .status())
                    .isEqualTo(201);
            // As if it had been a while ago.
            StoreFile.in(data).change("UPDATE environments SET confirmed_at = '2026-01-01T00:00:00.000Z'");
            List<String> before = pingOne.received(client);

            try (RunningGateway gateway = RunningGateway.in(data, worker(pingOne))) {
                assertThat(environments(list(gateway, client.bearer()))).hasSize(1);
            }
            assertThat(pingOne.received(client)).as("not unless it is set").isEqualTo(before);

            try (CapturedLog log = CapturedLog.from(Level.INFO);
                    RunningGateway gateway = RunningGateway.in(data, worker(pingOne, "--confirm-every", "1m"))) {
                Eventually.get(log::text, text -> text.contains("confirmed 1 environments: 1 had changed"));
                WhatsAppClient again = new WhatsAppClient(gateway.apiUrl(), client.environment(), client.bearer());
                Answer history = Steps.history(again);

                assertThat(Steps.entries(history)).containsExactly("2 OBSERVE OVERTAKEN", "1 CONFIGURE APPLIED");
                assertThat(history.json().at("/_embedded/history/0/changes").toString())
                        .contains("numbers[205000000000002].selected");
            }
        }
    }

    private static Answer list(RunningGateway gateway, String bearer) throws Exception {
        return WhatsAppClient.send(gateway.client()
                .with(bearer)
                .requestTo(URI.create(gateway.apiUrl() + "/environments"))
                .GET());
    }

    private static List<String> environments(Answer listed) {
        assertThat(listed.status()).as(listed.body()).isEqualTo(200);
        return StreamSupport.stream(listed.json().at("/_embedded/environments").spliterator(), false)
                .map(environment -> environment.path("id").asText())
                .toList();
    }
}
