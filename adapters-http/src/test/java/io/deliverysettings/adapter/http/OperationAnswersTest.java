package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.in.ReadOperationUseCase.Result;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET …/whatsApp/operations/{id}}. */
class OperationAnswersTest {

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void anOperationThatHasSucceededIsAnsweredWithAllThatIsKnownOfItAndTheResource() throws Exception {
        gateway.readOperation.answers(Samples.operation(
                Action.CONFIGURE,
                new OperationResult.Completed(new ChangeOutcome.Configured(Samples.SETTINGS, true, new Revision(12)))));

        Answer answer = get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Vary")).contains("Prefer");
        assertThat(answer.header("Retry-After")).isEmpty();
        assertThat(answer.header("ETag")).isEmpty();
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(answer.body())
                .isEqualTo(start("CONFIGURE")
                        + "\"state\":\"SUCCEEDED\",\"progress\":\"ENDED\","
                        + "\"acceptedAt\":\"2026-11-23T10:00:00.000Z\",\"startedAt\":\"2026-11-23T10:00:00.250Z\","
                        + "\"endedAt\":\"2026-11-23T10:01:30.000Z\",\"status\":201,\"etag\":\"\\\"12\\\"\","
                        + "\"result\":" + Samples.exampleAnswer(gateway.origin()) + "}");
    }

    @Test
    void anOperationThatHasFailedIsReadAllTheSameAndTellsTheErrorByOneIdEachTime() throws Exception {
        gateway.readOperation.answers(Samples.operation(Action.RESTORE, new OperationResult.Broken()));

        Answer answer = get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(start("RESTORE")
                        + "\"state\":\"FAILED\",\"progress\":\"ENDED\","
                        + "\"acceptedAt\":\"2026-11-23T10:00:00.000Z\",\"startedAt\":\"2026-11-23T10:00:00.250Z\","
                        + "\"endedAt\":\"2026-11-23T10:01:30.000Z\",\"status\":500,"
                        + "\"error\":{\"id\":\"" + Samples.OPERATION + "\",\"code\":\"UNEXPECTED_ERROR\","
                        + "\"message\":\"" + ErrorTable.UNEXPECTED.message() + "\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, QUEUED, 5",
        "WAITING_FOR_TURN, RUNNING, 5",
        "SENT, RUNNING, 5",
        "VERIFYING, RUNNING, 5",
        "CONFIRMING, RUNNING, 1"
    })
    void anOperationThatIsOpenSaysHowFarItIsAndWhenToAskAgain(Progress progress, String state, String seconds)
            throws Exception {
        gateway.readOperation.answers(Samples.operation(Action.SELECT_NUMBER, progress));

        Answer answer = get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Retry-After")).contains(seconds);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        String begun = progress == Progress.QUEUED ? "" : ",\"startedAt\":\"2026-11-23T10:00:00.250Z\"";
        assertThat(answer.body())
                .isEqualTo(start("SELECT_NUMBER") + "\"state\":\"" + state + "\",\"progress\":\"" + progress
                        + "\",\"acceptedAt\":\"2026-11-23T10:00:00.000Z\"" + begun + "}");
    }

    @Test
    void anOperationWithNothingToShowHasNeitherResultNorError() throws Exception {
        gateway.readOperation.answers(
                Samples.operation(Action.REMOVE, new OperationResult.Completed(new ChangeOutcome.Removed())));

        // A removal is always waited for, so that the API document does not have it.
        Answer answer = gateway.sendUnjudged(gateway.request(Samples.OPERATION_PATH));

        assertThat(answer.json().path("status").intValue()).isEqualTo(204);
        assertThat(answer.json().path("state").textValue()).isEqualTo("SUCCEEDED");
        assertThat(answer.json().has("result")).isFalse();
        assertThat(answer.json().has("error")).isFalse();
    }

    @Test
    void whatIsAskedIsWhatThePathNamesOnBehalfOfTheCaller() throws Exception {
        get();

        ReadOperationUseCase.Query query = gateway.readOperation.onlyQuestion();
        assertThat(query.environment()).isEqualTo(EnvironmentId.of(Samples.ENVIRONMENT));
        assertThat(query.id()).isEqualTo(Samples.OPERATION);
        assertThat(query.patience()).isZero();
        assertThat("Bearer " + query.caller().accessToken().reveal()).isEqualTo(Samples.BEARER);
    }

    @ParameterizedTest
    @CsvSource({"wait=7, 7, wait=7", "wait=0, 0, wait=0", "wait=3600, 60, wait=60", "respond-async, 0,", "wait=x, 0,"})
    void theEndIsWaitedForAsLongAsIsPreferredAndAllowed(String preference, int seconds, String applied)
            throws Exception {
        Answer answer = gateway.send(gateway.request(Samples.OPERATION_PATH).header("Prefer", preference));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied").orElse(null)).isEqualTo(applied);
        assertThat(gateway.readOperation.onlyQuestion().patience()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void whatEndsWithinTheWaitIsToldThen() throws Exception {
        CompletableFuture<Result> end = new CompletableFuture<>();
        gateway.readOperation.does(query -> {
            // Not before the adapter has the stage in its hands.
            gateway.vertx.runOnContext(
                    later -> end.complete(Samples.operation(Action.RESTORE, new OperationResult.Broken())));
            return end;
        });

        Answer answer = gateway.send(gateway.request(Samples.OPERATION_PATH).header("Prefer", "wait=7"));

        assertThat(answer.json().path("state").textValue()).isEqualTo("FAILED");
        assertThat(answer.header("Preference-Applied")).contains("wait=7");
    }

    @Test
    void anOperationThatIsNotKnownIsNotFound() throws Exception {
        gateway.readOperation.answers(new Result.Unknown());

        Answer answer = get().isError(ErrorTable.NOT_FOUND);

        assertThat(answer.message())
                .isEqualTo(ErrorTable.NOT_FOUND.message()
                        + " There is no such operation of this environment, or no more.");
        assertThat(answer.header("Preference-Applied")).isEmpty();
    }

    @Test
    void pingOnesRefusalIsHandedOn() throws Exception {
        gateway.readOperation.answers(new Result.PlatformRefused(Samples.refusal(PlatformRefusal.Kind.FORBIDDEN)));

        get().isErrorWith(403, "CODE_OF_PINGONE");
    }

    @ParameterizedTest
    @EnumSource(PortFault.Kind.class)
    void aFaultIsAnsweredAsTheTableSays(PortFault.Kind kind) throws Exception {
        gateway.readOperation.fails(new PortFault(kind, PortFault.Effect.NONE));

        get().isError(ErrorTable.of(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1", "0d2c7f5e-31c4-4b0a-9d5b-6a3f0e8c1b7", "%20"})
    void anIdThatIsNoneIsRefusedBesideWhateverElseIsWrong(String id) throws Exception {
        Answer answer = gateway.send(gateway.request(Samples.path("x") + "/operations/" + id))
                .isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly("envID", "operationId");
        assertThat(gateway.readOperation.received()).isEmpty();
    }

    @Test
    void headHasTheHeadOfGetAndNoBody() throws Exception {
        Answer get = get();
        Answer head = gateway.send(gateway.request(Samples.OPERATION_PATH).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        for (String header : new String[] {"Content-Length", "Retry-After", "Cache-Control", "Vary"}) {
            assertThat(head.header(header)).isPresent().isEqualTo(get.header(header));
        }
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "PATCH", "DELETE"})
    void otherMethodsAreRefusedWithThoseThatAreNot(String method) throws Exception {
        Answer answer = gateway.method(method, Samples.OPERATION_PATH).isError(ErrorTable.METHOD_NOT_ALLOWED);

        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(gateway.readOperation.received()).isEmpty();
    }

    @Test
    void optionsTellsTheMethodsWithoutAToken() throws Exception {
        Answer answer =
                gateway.send(gateway.anonymous(Samples.OPERATION_PATH).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void withoutATokenNothingIsAsked() throws Exception {
        gateway.send(gateway.anonymous(Samples.OPERATION_PATH)).isError(ErrorTable.NOT_AUTHENTICATED);

        assertThat(gateway.readOperation.received()).isEmpty();
    }

    @Test
    void thereIsNoListOfThem() throws Exception {
        gateway.method("GET", Samples.PATH + "/operations").isError(ErrorTable.NOT_FOUND);
    }

    private Answer get() throws Exception {
        return gateway.send(gateway.request(Samples.OPERATION_PATH).GET());
    }

    private String start(String action) {
        return "{\"_links\":{\"self\":{\"href\":\"%s\"},\"environment\":{\"href\":\"%s/v1/environments/%s\"},"
                        .formatted(gateway.origin() + Samples.OPERATION_PATH, gateway.origin(), Samples.ENVIRONMENT)
                + "\"whatsApp\":{\"href\":\"%s\"}},".formatted(gateway.origin() + Samples.PATH)
                + "\"id\":\"%s\",\"environment\":{\"id\":\"%s\"},".formatted(Samples.OPERATION, Samples.ENVIRONMENT)
                + "\"action\":\"" + action + "\",\"correlationId\":\"call-1\",";
    }
}
