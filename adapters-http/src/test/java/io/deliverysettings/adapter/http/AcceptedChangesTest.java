package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.AcceptChangeUseCase.Change;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A change whose caller does not want to wait for it, or only so long: {@code Prefer} of RFC 7240. */
class AcceptedChangesTest {

    private final Gateway gateway = Gateway.start();
    private final CapturedLog log = CapturedLog.from(Level.INFO);

    @AfterEach
    void close() throws Exception {
        log.close();
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource(value = ChangingRoute.class, mode = Mode.EXCLUDE, names = "REMOVE")
    void aChangeThatIsAcceptedIsAnsweredWithItsOperationAndWhereToAskAboutIt(ChangingRoute route) throws Exception {
        gateway.readOperation.answers(Samples.operation(route.action(), Progress.WAITING_FOR_TURN));

        Answer answer = prefer(route, "respond-async");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).contains(gateway.origin() + Samples.OPERATION_PATH);
        assertThat(answer.header("Preference-Applied")).contains("respond-async");
        assertThat(answer.header("Retry-After")).contains("5");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Vary")).contains("Prefer");
        assertThat(answer.header("ETag")).isEmpty();
        assertThat(answer.json().path("action").textValue())
                .isEqualTo(route.action().name());
        assertThat(answer.json().path("state").textValue()).isEqualTo("RUNNING");
        assertThat(answer.body())
                .isEqualTo(gateway.send(gateway.request(Samples.OPERATION_PATH)).body());
        assertThat(route.inPort(gateway).received()).isEmpty();
        assertThat(log.problems()).isEmpty();
    }

    @Test
    void whatIsAcceptedIsWhatWasAskedFor() throws Exception {
        gateway.send(ChangingRoute.CONFIGURE.request(gateway).header("Prefer", "respond-async"));

        AcceptChangeUseCase.Command command = gateway.acceptChange.onlyQuestion();
        assertThat(command.environment()).isEqualTo(EnvironmentId.of(Samples.ENVIRONMENT));
        assertThat("Bearer " + command.caller().accessToken().reveal()).isEqualTo(Samples.BEARER);
        assertThat(command.precondition()).isEqualTo(new Precondition.Always());
        assertThat(command.change())
                .isInstanceOfSatisfying(
                        Change.Configure.class,
                        change -> assertThat(change.desired().appSecret().reveal())
                                .isEqualTo("the-app-secret"));
        ReadOperationUseCase.Query query = gateway.readOperation.onlyQuestion();
        assertThat(query.environment()).isEqualTo(command.environment());
        assertThat(query.id()).isEqualTo(Samples.OPERATION);
        assertThat(query.caller()).isEqualTo(command.caller());
        assertThat(query.patience()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'', false", "?refresh=true, true"})
    void theNumberThatIsAskedForIsAcceptedWithHowToLookForIt(String query, boolean refresh) throws Exception {
        gateway.send(
                gateway.putRequest(Samples.PATH + "/selectedNumber" + query, "{\"numberId\":\"1\"}".getBytes(UTF_8))
                        .header("Prefer", "wait=1"));

        assertThat(gateway.acceptChange.onlyQuestion().change())
                .isInstanceOfSatisfying(Change.SelectNumber.class, change -> {
                    assertThat(change.wanted().numberId()).contains(NumberId.of("1"));
                    assertThat(change.refresh()).isEqualTo(refresh);
                });
    }

    @Test
    void theRevisionThatIsAskedForIsAccepted() throws Exception {
        prefer(ChangingRoute.RESTORE, "respond-async");

        assertThat(gateway.acceptChange.onlyQuestion().change()).isEqualTo(new Change.Restore(new Revision(3)));
    }

    @ParameterizedTest
    @EnumSource(value = ChangingRoute.class, mode = Mode.EXCLUDE, names = "REMOVE")
    void aConditionIsAcceptedWithTheChange(ChangingRoute route) throws Exception {
        gateway.send(route.request(gateway).header("Prefer", "respond-async").header("If-Match", "\"7\""));

        assertThat(gateway.acceptChange.onlyQuestion().precondition())
                .isEqualTo(new Precondition.IsAt(Set.of(new Revision(7))));
    }

    @ParameterizedTest
    @EnumSource(value = ChangingRoute.class, mode = Mode.EXCLUDE, names = "REMOVE")
    void withoutAPreferenceTheCallerWaits(ChangingRoute route) throws Exception {
        Answer answer = prefer(route, "return=minimal, wait=x");

        assertThat(answer.status()).isBetween(200, 201);
        assertThat(answer.header("Vary")).contains("Prefer");
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(route.inPort(gateway).received()).hasSize(1);
        assertThat(gateway.acceptChange.received()).isEmpty();
    }

    @Test
    void aRemovalIsNotPutOff() throws Exception {
        Answer answer = prefer(ChangingRoute.REMOVE, "respond-async, wait=1");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(answer.header("Vary")).isEmpty();
        assertThat(gateway.acceptChange.received()).isEmpty();
    }

    @Test
    void aDryRunIsNotPutOff() throws Exception {
        Answer answer = gateway.send(gateway.putRequest(
                        Samples.PATH + "?dryRun=true", Samples.body().toString().getBytes(UTF_8))
                .header("Prefer", "respond-async, wait=1"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(answer.header("Vary")).isEmpty();
        assertThat(gateway.verify.received()).hasSize(1);
        assertThat(gateway.acceptChange.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=7 | 7 | wait=7",
                "wait=0 | 0 | wait=0",
                "wait=60 | 60 | wait=60",
                "wait=3600 | 60 | wait=60",
                "respond-async | 0 | respond-async",
                "respond-async, wait=7 | 7 | respond-async, wait=7",
                "wait=7, respond-async | 7 | respond-async, wait=7"
            })
    void theEndIsWaitedForAsLongAsIsPreferredAndAllowed(String preferences, int seconds, String applied)
            throws Exception {
        Answer answer = prefer(ChangingRoute.CONFIGURE, preferences);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).contains(applied);
        assertThat(gateway.readOperation.onlyQuestion().patience()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=7", "respond-async, wait=7"})
    void whatEndsWithinTheWaitIsAnsweredAsIfNothingHadBeenPreferred(String preferences) throws Exception {
        CompletableFuture<ReadOperationUseCase.Result> end = new CompletableFuture<>();
        gateway.readOperation.does(query -> {
            // Not before the adapter has the stage in its hands.
            gateway.vertx.runOnContext(later -> end.complete(Samples.operation(
                    ChangingRoute.CONFIGURE.action(),
                    completed(new ChangeOutcome.Configured(Samples.SETTINGS, true, new Revision(12))))));
            return end;
        });

        Answer answer = prefer(ChangingRoute.CONFIGURE, preferences);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("ETag")).contains("\"12\"");
        assertThat(answer.header("Preference-Applied")).contains("wait=7");
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("Retry-After")).isEmpty();
        assertThat(answer.header("Cache-Control")).isEmpty();
        assertThat(answer.body()).isEqualTo(Samples.exampleAnswer(gateway.origin()));
    }

    @Test
    void whatHasEndedAlreadyIsNotPutOff() throws Exception {
        gateway.readOperation.answers(Samples.operation(
                ChangingRoute.CONFIGURE.action(),
                completed(new ChangeOutcome.Configured(Samples.SETTINGS, false, new Revision(12)))));

        Answer answer = prefer(ChangingRoute.CONFIGURE, "respond-async");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEmpty();
    }

    static Stream<Arguments> results() {
        return Stream.of(ChangingRoute.values())
                .filter(route -> route != ChangingRoute.REMOVE)
                .flatMap(route -> Samples.operationResults().map(result -> arguments(route, result)));
    }

    @ParameterizedTest
    @MethodSource("results")
    void everyEndIsToldAsWhoeverHadWaitedWouldHaveBeenTold(ChangingRoute route, OperationResult result)
            throws Exception {
        Answer direct = direct(route, result);
        int logged = log.problems().size();
        gateway.readOperation.answers(Samples.operation(route.action(), result));

        JsonNode operation =
                gateway.send(gateway.request(Samples.OPERATION_PATH)).json();

        assertThat(log.problems()).as("reading an operation is no trouble").hasSize(logged);
        Answer waited = prefer(route, "wait=7");

        boolean succeeded = direct.status() < 400;
        assertThat(waited.status()).isEqualTo(direct.status());
        assertThat(operation.path("status").intValue()).isEqualTo(direct.status());
        assertThat(operation.path("state").textValue()).isEqualTo(succeeded ? "SUCCEEDED" : "FAILED");
        for (String header : List.of("ETag", "Retry-After", "WWW-Authenticate", "Allow", "Content-Type")) {
            assertThat(waited.header(header)).as(header).isEqualTo(direct.header(header));
        }
        assertThat(operation.path("etag").textValue())
                .isEqualTo(direct.header("ETag").orElse(null));
        assertThat(withoutIdOfOurs(waited.json())).isEqualTo(withoutIdOfOurs(direct.json()));
        assertThat(withoutIdOfOurs(operation.path(succeeded ? "result" : "error")))
                .isEqualTo(withoutIdOfOurs(direct.json()));
        assertThat(operation.has(succeeded ? "error" : "result")).isFalse();
    }

    @Test
    void aFaultOfAnOperationThatWasWaitedForIsLoggedAsOneThatTheCallerMet() throws Exception {
        gateway.readOperation.answers(Samples.operation(
                ChangingRoute.CONFIGURE.action(),
                new OperationResult.Faulted(new PortFault(PortFault.Kind.TIMEOUT, Effect.NONE))));

        prefer(ChangingRoute.CONFIGURE, "wait=7").isError(ErrorTable.UPSTREAM_TIMEOUT);

        assertThat(log.problems()).singleElement().asString().contains("TIMEOUT", "effect NONE");
    }

    @Test
    void aRequestWithFaultsIsRefusedRightAway() throws Exception {
        Answer answer = gateway.send(
                gateway.putRequest(Samples.PATH, new byte[] {'{', '}'}).header("Prefer", "respond-async"));

        answer.isError(ErrorTable.INVALID);
        assertThat(gateway.acceptChange.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CONFIGURE, numbers[0].numberId", "SELECT_NUMBER, numberId", "RESTORE, numbers[0].numberId"})
    void whatTheUseCaseRefusesIsRefusedAsWithoutAPreference(ChangingRoute route, String target) throws Exception {
        gateway.acceptChange.answers(new AcceptChangeUseCase.Result.RequestRefused(
                List.of(new Violation(Code.INVALID_VALUE, "numbers[0].numberId", "It is none."))));

        Answer answer = prefer(route, "respond-async, wait=7").isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly(target);
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(answer.header("Location")).isEmpty();
        assertThat(gateway.readOperation.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT10S, 10", "PT10.5S, 11"})
    void whenThereIsNoRoomTheCallerLearnsWhenToComeBack(Duration retryAfter, String seconds) throws Exception {
        gateway.acceptChange.answers(new AcceptChangeUseCase.Result.Full(retryAfter));

        Answer answer = prefer(ChangingRoute.RESTORE, "respond-async").isError(ErrorTable.TOO_MANY_OPERATIONS);

        assertThat(answer.header("Retry-After")).contains(seconds);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(gateway.readOperation.received()).isEmpty();
    }

    @Test
    void aFaultBeforeAnythingIsAcceptedIsAnsweredAsTheTableSays() throws Exception {
        gateway.acceptChange.fails(new PortFault(PortFault.Kind.STORE_UNAVAILABLE, Effect.UNKNOWN));

        prefer(ChangingRoute.CONFIGURE, "respond-async").isError(ErrorTable.STORE_UNAVAILABLE);
    }

    @ParameterizedTest
    @EnumSource(value = ChangingRoute.class, mode = Mode.EXCLUDE, names = "REMOVE")
    void whatIsAcceptedIsToldEvenWhenItCannotBeLookedAt(ChangingRoute route) throws Exception {
        gateway.readOperation.fails(new PortFault(PortFault.Kind.STORE_UNAVAILABLE, Effect.NONE));

        isUnseen(prefer(route, "respond-async, wait=7"), route);
        assertThat(log.problems()).singleElement().asString().contains("STORE_UNAVAILABLE");
    }

    @Test
    void whatIsAcceptedIsToldWhateverIsSaidOfItAfterwards() throws Exception {
        for (ReadOperationUseCase.Result odd : List.of(
                new ReadOperationUseCase.Result.Unknown(),
                new ReadOperationUseCase.Result.PlatformRefused(Samples.refusal(PlatformRefusal.Kind.FORBIDDEN)))) {
            gateway.readOperation.answers(odd);

            isUnseen(prefer(ChangingRoute.CONFIGURE, "respond-async, wait=7"), ChangingRoute.CONFIGURE);
        }
        assertThat(log.problems()).isEmpty();
    }

    @Test
    void aBugInLookingIsLoggedAndDoesNotHideThatTheChangeIsAccepted() throws Exception {
        gateway.readOperation.fails(new IllegalStateException("a bug"));
        isUnseen(prefer(ChangingRoute.CONFIGURE, "respond-async, wait=7"), ChangingRoute.CONFIGURE);
        gateway.readOperation.does(query -> {
            throw new IllegalStateException("a bug");
        });
        isUnseen(prefer(ChangingRoute.CONFIGURE, "respond-async, wait=7"), ChangingRoute.CONFIGURE);

        assertThat(log.problems())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("ERROR ").contains("IllegalStateException"));
    }

    @Test
    void theLocationIsTheGatewayAsTheClientAddressedIt() throws Exception {
        try (Gateway behindProxy = Gateway.start(new HttpApiOptions("127.0.0.1", 0, true, List.of()))) {
            for (boolean seen : List.of(true, false)) {
                if (!seen) {
                    behindProxy.readOperation.answers(new ReadOperationUseCase.Result.Unknown());
                }
                Answer answer = behindProxy.send(ChangingRoute.CONFIGURE
                        .request(behindProxy)
                        .header("Prefer", "respond-async")
                        .header("Forwarded", "proto=https;host=gateway.example.com"));

                String location = "https://gateway.example.com" + Samples.OPERATION_PATH;
                assertThat(answer.header("Location")).contains(location);
                assertThat(answer.json()
                                .path("_links")
                                .path("self")
                                .path("href")
                                .textValue())
                        .isEqualTo(location);
            }
        }
    }

    @Test
    void withoutATokenNothingIsAccepted() throws Exception {
        HttpRequest.Builder anonymous = gateway.anonymous(Samples.PATH + "/history/3/restore")
                .header("Prefer", "respond-async")
                .POST(HttpRequest.BodyPublishers.noBody());

        gateway.send(anonymous).isError(ErrorTable.NOT_AUTHENTICATED);

        assertThat(gateway.acceptChange.received()).isEmpty();
    }

    private void isUnseen(Answer answer, ChangingRoute route) {
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).contains(gateway.origin() + Samples.OPERATION_PATH);
        assertThat(answer.header("Preference-Applied")).contains("respond-async, wait=7");
        assertThat(answer.header("Retry-After")).contains("5");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"_links\":{\"self\":{\"href\":\"%s\"},".formatted(gateway.origin() + Samples.OPERATION_PATH)
                                + "\"environment\":{\"href\":\"%s/v1/environments/%s\"},"
                                        .formatted(gateway.origin(), Samples.ENVIRONMENT)
                                + "\"whatsApp\":{\"href\":\"%s\"}},".formatted(gateway.origin() + Samples.PATH)
                                + "\"id\":\"%s\",\"environment\":{\"id\":\"%s\"},"
                                        .formatted(Samples.OPERATION, Samples.ENVIRONMENT)
                                + "\"action\":\"%s\",\"correlationId\":\"%s\"}"
                                        .formatted(
                                                route.action(),
                                                answer.header("Correlation-Id").orElseThrow()));
    }

    private Answer prefer(ChangingRoute route, String preferences) throws Exception {
        return gateway.send(route.request(gateway).header("Prefer", preferences));
    }

    private Answer direct(ChangingRoute route, OperationResult result) throws Exception {
        result.fold(
                completed -> {
                    route.inPort(gateway).answers(completed.outcome());
                    return true;
                },
                faulted -> {
                    route.inPort(gateway).fails(faulted.fault());
                    return true;
                },
                broken -> {
                    route.inPort(gateway).fails(new IllegalStateException("a bug"));
                    return true;
                });
        return gateway.send(route.request(gateway));
    }

    private static OperationResult completed(ChangeOutcome outcome) {
        return new OperationResult.Completed(outcome);
    }

    /** What the gateway says itself has another id each time. */
    private static JsonNode withoutIdOfOurs(JsonNode document) {
        boolean isOurs =
                document.has("code") && !document.path("code").textValue().equals(Samples.WORDS.code());
        return isOurs ? document.<ObjectNode>deepCopy().without("id") : document;
    }
}
