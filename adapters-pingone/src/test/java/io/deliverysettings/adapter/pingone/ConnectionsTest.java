package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.ScriptedServer.Script;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Removed;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.testkit.Samples;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections are kept and shared, never more than allowed, and no request goes out twice or late. */
class ConnectionsTest extends AdapterFixture {

    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void readsShareAConnectionAndWritesShareAnother() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS))) {
            PingOneSettingsAdapter adapter = adapter(server);
            done(read(adapter));
            done(write(adapter));
            done(remove(adapter));
            done(read(adapter));

            assertThat(server.requests()).hasSize(4);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aRefusalAndAFaultInPingOnesWordsKeepTheConnection() throws Exception {
        for (int status : new int[] {404, 429, 500}) {
            try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(status, ENVELOPE))) {
                PingOneSettingsAdapter adapter = adapter(server);
                await(read(adapter).handle((answer, failure) -> "over"));
                await(read(adapter).handle((answer, failure) -> "over"));

                assertThat(server.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void aKeptConnectionThatTheServerClosedIsReplaced() throws Exception {
        Script closesAfterwards = exchange -> {
            exchange.send(ScriptedServer.json(200, SETTINGS));
            exchange.socket().shutdownOutput();
        };
        try (ScriptedServer server = ScriptedServer.start(closesAfterwards)) {
            PingOneSettingsAdapter adapter = adapter(server);
            done(read(adapter));
            assertThat(server.seesTheClientHangUp()).isTrue();
            readOnceTheConnectionIsForgotten(adapter);

            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /** The pool learns that a connection is gone a moment after the socket is closed; until then it still hands it out. */
    private static void readOnceTheConnectionIsForgotten(PingOneSettingsAdapter adapter) throws Exception {
        for (int attempt = 1; attempt < 100; attempt++) {
            try {
                done(read(adapter));
                return;
            } catch (CompletionException stillHandedOut) {
                assertThat(PortFault.in(stillHandedOut)).map(PortFault::kind).contains(Kind.UNREADABLE);
                Thread.sleep(10);
            }
        }
        done(read(adapter));
    }

    @Test
    void aRequestOnAKeptConnectionThatIsClosedInsteadOfAnsweredIsNotSentAgain() throws Exception {
        Script answersOnce = exchange -> {
            if (exchange.request().line().startsWith("DELETE")) {
                exchange.send(ScriptedServer.json(200, SETTINGS));
            } else {
                exchange.close();
            }
        };
        try (ScriptedServer server = ScriptedServer.start(answersOnce)) {
            PingOneSettingsAdapter adapter = adapter(server);
            done(remove(adapter));
            PortFault fault = fault(write(adapter));

            assertThat(fault.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(fault.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void moreCallsThanConnectionsWaitForOne() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS))) {
            PingOneSettingsAdapter adapter = adapter(options(server.apiUrl()), CONNECTIONS.withMaxConnections(3));
            List<CompletionStage<Answer<WhatsAppSettings>>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                calls.add(read(adapter));
            }

            for (CompletionStage<Answer<WhatsAppSettings>> call : calls) {
                assertThat(done(call).status()).contains("Created");
            }
            assertThat(server.requests()).hasSize(40);
            assertThat(server.connections()).isBetween(1, 3);
        }
    }

    @Test
    void readsHaveNoMoreThan256ConnectionsHoweverManyWritesMayHave() throws Exception {
        CountDownLatch arrived = new CountDownLatch(256);
        CountDownLatch answered = new CountDownLatch(1);
        Script holdsBack = exchange -> {
            arrived.countDown();
            answered.await(20, TimeUnit.SECONDS);
            exchange.send(ScriptedServer.json(200, SETTINGS));
        };
        try (ScriptedServer server = ScriptedServer.start(holdsBack)) {
            PingOneSettingsAdapter adapter = adapter(options(server.apiUrl()), CONNECTIONS.withMaxConnections(1_000));
            List<CompletionStage<Answer<WhatsAppSettings>>> calls = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                calls.add(read(adapter));
            }
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            answered.countDown();

            for (CompletionStage<Answer<WhatsAppSettings>> call : calls) {
                assertThat(done(call).status()).contains("Created");
            }
            assertThat(server.connections()).isEqualTo(256);
        }
    }

    @Test
    void aCallBeyondThoseThatMayWaitIsUnavailableWithoutEffect() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Script holdsBack = exchange -> {
            arrived.countDown();
            answered.await(5, TimeUnit.SECONDS);
            exchange.send(ScriptedServer.json(200, SETTINGS));
        };
        try (ScriptedServer server = ScriptedServer.start(holdsBack)) {
            PingOneSettingsAdapter adapter = adapter(options(server.apiUrl()), CONNECTIONS.withMaxConnections(1));
            List<CompletionStage<Answer<Removed>>> accepted = new ArrayList<>();
            accepted.add(remove(adapter));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 16; i++) {
                accepted.add(remove(adapter));
            }
            PortFault fault = fault(write(adapter));

            assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(fault.effect()).isEqualTo(Effect.NONE);
            answered.countDown();
            for (CompletionStage<Answer<Removed>> call : accepted) {
                assertThat(done(call)).isNotNull();
            }
            assertThat(server.requests()).hasSize(17);
        }
    }

    @Test
    void aReadDoesNotWaitForWritesThatTakeTheirTime() throws Exception {
        Script answersReadsOnly = exchange -> {
            if (exchange.request().line().startsWith("GET")) {
                exchange.send(ScriptedServer.json(200, SETTINGS));
            }
        };
        try (ScriptedServer server = ScriptedServer.start(answersReadsOnly)) {
            PingOneSettingsAdapter adapter = adapter(options(server.apiUrl()), CONNECTIONS.withMaxConnections(1));
            CompletionStage<?> slow = write(adapter);
            CompletionStage<?> waiting = write(adapter);

            assertThat(done(read(adapter)).status()).contains("Created");
            assertThat(slow.toCompletableFuture()).isNotDone();
            assertThat(waiting.toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void aCallWhoseTimeIsOverBeforeItGotAConnectionIsNeverSent() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Script holdsBackTheFirst = exchange -> {
            answered.await(5, TimeUnit.SECONDS);
            exchange.send(ScriptedServer.json(200, SETTINGS));
        };
        try (ScriptedServer server = ScriptedServer.start(holdsBackTheFirst)) {
            PingOneSettingsAdapter adapter = adapter(options(server.apiUrl()), CONNECTIONS.withMaxConnections(1));
            CompletionStage<Answer<Removed>> occupying = remove(adapter);
            PortFault fault = fault(write(adapter, within(SHORT)));
            answered.countDown();

            assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(fault.effect()).isEqualTo(Effect.NONE);
            assertThat(done(occupying)).isNotNull();
            assertThat(done(remove(adapter))).isNotNull();
            assertThat(server.requests()).noneMatch(request -> request.line().startsWith("PUT"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void parallelCallsGetEachItsOwnAnswer() throws Exception {
        Script echoes = exchange -> {
            String environment = exchange.request().line().split("/", -1)[3];
            exchange.send(ScriptedServer.json(
                    200,
                    "{\"whatsAppAccountBusinessId\": \"1\", \"status\": \"" + environment
                            + "\", \"environment\": {\"id\": \"" + environment + "\"}}"));
        };
        try (ScriptedServer server = ScriptedServer.start(echoes)) {
            PingOneSettingsAdapter adapter = adapter(server);
            for (int i = 0; i < 50; i++) {
                EnvironmentId environment = EnvironmentId.of("00000000-0000-4000-8000-0000000000" + (10 + i));
                var one = adapter.read(Samples.call(environment), Expansion.NONE);
                var other = adapter.read(Samples.call(ENVIRONMENT), Expansion.NONE);

                assertThat(done(one).status()).contains(environment.toString());
                assertThat(done(other).status()).contains(ENVIRONMENT.toString());
            }
        }
    }

    @Test
    void closingTwiceDoesNothingMore() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS))) {
            PingOneSettingsAdapter adapter = adapter(server);
            done(read(adapter));
            await(adapter.close());
            await(adapter.close());

            assertThat(server.seesTheClientHangUp()).isTrue();
        }
    }

    @Test
    void aCallAfterClosingIsUnavailableWithoutEffect() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS))) {
            PingOneSettingsAdapter adapter = adapter(server);
            await(adapter.close());

            for (CompletionStage<?> call : List.of(read(adapter), write(adapter), remove(adapter))) {
                assertThat(fault(call).kind()).isEqualTo(Kind.UNAVAILABLE);
                assertThat(fault(call).effect()).isEqualTo(Effect.NONE);
            }
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void closingEndsCallsUnderWayAndThoseThatWait() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(exchange -> arrived.countDown())) {
            PingOneSettingsAdapter adapter = adapter(options(server.apiUrl()), CONNECTIONS.withMaxConnections(1));
            CompletionStage<?> underWay = write(adapter);
            CompletionStage<?> waiting = write(adapter);
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            await(adapter.close());

            assertThat(fault(underWay).effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(fault(waiting).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(fault(waiting).effect()).isEqualTo(Effect.NONE);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void closingVertxClosesTheConnections() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS))) {
            Vertx own = Vertx.vertx();
            PingOneSettingsAdapter adapter = new PingOneSettingsAdapter(
                    own, options(server.apiUrl()), CONNECTIONS, Optional.empty(), CLOCK, registry);
            done(read(adapter));
            own.close().await(10, TimeUnit.SECONDS);

            assertThat(server.seesTheClientHangUp()).isTrue();
        }
    }
}
