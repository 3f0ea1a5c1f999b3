package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed.Cause;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.NumberVerdict.Remark;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.number.SelectionOutcome.Basis;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every result of every use case, and every fault, as the caller reads it. */
class ResultsAndFaultsTest {

    private static final String WORDS_AS_JSON = "{\"id\":\"0b6f1a34-9a07-4a5e-8c39-6b1f6a0f0c01\","
            + "\"code\":\"CODE_OF_PINGONE\",\"message\":\"%s\",\"details\":[{\"code\":\"INVALID_VALUE\","
            + "\"target\":\"appSecret\",\"message\":\"Meta does not accept it.\","
            + "\"innerError\":{\"allowedPattern\":\"^a$\"}}],\"helpUrl\":\"https://example.com/help\"}";

    private static final CatalogueNumber OTHER =
            CatalogueNumber.of(NumberId.of("2"), PhoneNumber.of("+49 30 1234567"), "Other", QualityRating.RED, false);

    private static final Violation UNAVAILABLE = new Violation(
            Code.INVALID_VALUE, "numbers[0].numberId", "It is not available.", new OneOf(List.of("116195731537720")));

    private static final SelectionOutcome.Refused NUMBER_REFUSED =
            new SelectionOutcome.Refused(List.of(UNAVAILABLE), List.of(Samples.NUMBER));

    private static final String SELECTABLE =
            "[{\"numberId\":\"116195731537720\",\"number\":\"+1 555-061-2978\",\"verifiedName\":\"Test Number\"}]";

    private static final String MAYBE_APPLIED =
            " The change may have been made all the same: read the settings before sending it again.";

    private final Gateway gateway = Gateway.start();
    private final CapturedLog log = CapturedLog.from(Level.INFO);

    @AfterEach
    void close() throws Exception {
        log.close();
        gateway.close();
    }

    @Test
    void aRequestThatIsRefusedByItsOwnRulesNamesThem() throws Exception {
        gateway.configure.answers(new ChangeOutcome.RequestRefused(List.of(UNAVAILABLE)));
        gateway.verify.answers(new VerifyWhatsAppUseCase.Result.RequestRefused(List.of(UNAVAILABLE)));

        for (Answer answer : List.of(put(), dryRun())) {
            assertThat(answer.isError(ErrorTable.INVALID).json().path("details"))
                    .hasToString("[{\"code\":\"INVALID_VALUE\",\"target\":\"numbers[0].numberId\","
                            + "\"message\":\"It is not available.\","
                            + "\"innerError\":{\"allowedValues\":[\"116195731537720\"]}}]");
        }
    }

    @Test
    void aRefusalOfPingOneIsHandedOnWordForWordByEveryMethod() throws Exception {
        PlatformRefusal refusal = Samples.refusal(PlatformRefusal.Kind.FORBIDDEN);
        gateway.configure.answers(new ChangeOutcome.PlatformRefused(refusal));
        gateway.verify.answers(new VerifyWhatsAppUseCase.Result.PlatformRefused(refusal));
        gateway.read.answers(new ReadWhatsAppUseCase.Result.PlatformRefused(refusal));
        gateway.remove.answers(new ChangeOutcome.PlatformRefused(refusal));

        for (Answer answer : List.of(put(), dryRun(), gateway.get(), gateway.delete(""))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo(WORDS_AS_JSON.formatted("PingOne says why."));
        }
        assertThat(log.problems()).isEmpty();
    }

    @Test
    void anErrorOfPingOneWithoutAnIdGetsOneAndWhatItLeavesOutStaysOut() throws Exception {
        PlatformError sparse = new PlatformError(
                Optional.empty(),
                "ACCESS_FAILED",
                "No.",
                List.of(new PlatformError.Detail(
                        Optional.of("LICENSE_EXCEEDED"), Optional.empty(), Optional.empty(), AdditionalMembers.NONE)),
                AdditionalMembers.NONE);
        gateway.read.answers(new ReadWhatsAppUseCase.Result.PlatformRefused(
                new PlatformRefusal(PlatformRefusal.Kind.FORBIDDEN, sparse)));

        Answer answer = gateway.get();

        String id = answer.json().path("id").textValue();
        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(answer.body())
                .isEqualTo("{\"id\":\"" + id + "\",\"code\":\"ACCESS_FAILED\",\"message\":\"No.\","
                        + "\"details\":[{\"code\":\"LICENSE_EXCEEDED\"}]}");
    }

    @Test
    void anOperationThatPingOneDoesNotOfferIsNotAmongWhatIsAllowed() throws Exception {
        gateway.remove.answers(
                new ChangeOutcome.PlatformRefused(Samples.refusal(PlatformRefusal.Kind.OPERATION_NOT_SUPPORTED)));

        Answer answer = gateway.delete("");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS, PUT");
    }

    @Test
    void aNumberThatCannotBeSelectedSaysThatTheAccountIsSavedAndWhatCanBe() throws Exception {
        gateway.configure.answers(new ChangeOutcome.NumberRefused(Samples.SETTINGS, NUMBER_REFUSED));

        Answer answer = put().isError(ErrorTable.NUMBER_REFUSED);

        assertThat(answer.message())
                .isEqualTo(ErrorTable.NUMBER_REFUSED.message()
                        + " As PingOne last told, selected is 116195731537720 (+1 555-061-2978, \"Test Number\").");
        assertThat(answer.detail("numbers[0].numberId").path("innerError"))
                .hasToString("{\"allowedValues\":[\"116195731537720\"],\"selectableNumbers\":" + SELECTABLE + "}");
    }

    @Test
    void aNumberThatCannotBeSelectedSaysSoAlsoWhenNoneIs() throws Exception {
        gateway.configure.answers(new ChangeOutcome.NumberRefused(
                Samples.settings(Instant.EPOCH, OTHER, AdditionalMembers.NONE, AdditionalMembers.NONE),
                NUMBER_REFUSED));

        assertThat(put().message()).endsWith(" As PingOne last told, no number is selected.");
    }

    @Test
    void whatCanBeSelectedStandsOnceHoweverManyViolationsThereAre() throws Exception {
        gateway.configure.answers(new ChangeOutcome.NumberRefused(
                Samples.SETTINGS,
                new SelectionOutcome.Refused(
                        List.of(
                                UNAVAILABLE,
                                new Violation(Code.UNIQUENESS_VIOLATION, "numbers[1].selected", "It is contradicted.")),
                        List.of(Samples.NUMBER))));

        assertThat(put().body()).containsOnlyOnce("selectableNumbers");
    }

    @Test
    void aNumberThatADryRunFindsUnselectableSaysNothingOfSaving() throws Exception {
        gateway.verify.answers(new VerifyWhatsAppUseCase.Result.NumberRefused(NUMBER_REFUSED));

        Answer answer = dryRun().isError(ErrorTable.INVALID);

        assertThat(answer.message()).isEqualTo(ErrorTable.INVALID.message());
        assertThat(answer.detail("numbers[0].numberId").path("innerError").path("selectableNumbers"))
                .hasToString(SELECTABLE);
    }

    @Test
    void anAccountWithNothingToSelectSaysSoWithAnEmptyList() throws Exception {
        gateway.verify.answers(new VerifyWhatsAppUseCase.Result.NumberRefused(new SelectionOutcome.Refused(
                List.of(new Violation(Code.INVALID_VALUE, "numbers[0].number", "There is none.")), List.of())));

        assertThat(dryRun().detail("numbers[0].number").path("innerError")).hasToString("{\"selectableNumbers\":[]}");
    }

    @Test
    void aSelectionThatPingOneRefusedSaysThatTheAccountIsSavedAndHandsOnTheDetails() throws Exception {
        gateway.configure.answers(selectionFailed(new Cause.Refused(Samples.refusal(PlatformRefusal.Kind.INVALID))));

        Answer answer = put();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(WORDS_AS_JSON.formatted(
                        "The WhatsApp account was saved, but PingOne refused to select 116195731537720 (+1 555-061-2978,"
                                + " \\\"Test Number\\\"): PingOne says why."));
    }

    @Test
    void aSelectionThatPingOneIgnoredIsItsFault() throws Exception {
        gateway.configure.answers(selectionFailed(new Cause.Ignored()));

        put().isError(ErrorTable.SELECTION_IGNORED);
    }

    @ParameterizedTest
    @EnumSource(PortFault.Kind.class)
    void aSelectionThatMetAFaultSaysThatTheAccountIsSavedAndWhichNumberWasMeant(PortFault.Kind kind) throws Exception {
        gateway.configure.answers(selectionFailed(new Cause.Faulted(new PortFault(kind, Effect.UNKNOWN))));

        Answer answer = put().isError(ErrorTable.of(kind));

        assertThat(answer.message())
                .isEqualTo("The WhatsApp account was saved, but selecting 116195731537720 (+1 555-061-2978,"
                        + " \"Test Number\") failed. " + ErrorTable.of(kind).message() + MAYBE_APPLIED);
        assertThat(log.problems()).hasSize(1).first().asString().contains(kind.name(), "effect UNKNOWN");
    }

    static Stream<Arguments> faults() {
        return Stream.of(PortFault.Kind.values())
                .flatMap(kind -> Stream.of(Effect.values())
                        .flatMap(effect -> Stream.of(Optional.of(Samples.WORDS), Optional.<PlatformError>empty())
                                .map(words -> arguments(
                                        kind,
                                        effect,
                                        named(words.isPresent() ? "with words" : "without words", words)))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultHasTheStatusOfItsKindAndPingOnesWordsWhereItSaidAny(
            PortFault.Kind kind, Effect effect, Optional<PlatformError> words) throws Exception {
        gateway.configure.fails(
                new PortFault(kind, effect, words, Optional.of(Duration.ofSeconds(7)), Optional.empty()));

        Answer answer = put();

        ErrorTable row = ErrorTable.of(kind);
        // A caller would take what PingOne says of the gateway's own credentials for what it says of the caller's.
        boolean areHandedOn = words.isPresent() && kind != PortFault.Kind.OWN_CREDENTIALS_REFUSED;
        String message =
                words.filter(said -> areHandedOn).map(PlatformError::message).orElse(row.message())
                        + (effect == Effect.UNKNOWN ? MAYBE_APPLIED : "");
        assertThat(answer.status()).isEqualTo(row.status());
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.header("Retry-After")).contains("7");
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo(row.status() == 401 ? Optional.of("Bearer") : Optional.empty());
        if (areHandedOn) {
            assertThat(answer.body()).isEqualTo(WORDS_AS_JSON.formatted(message));
        } else {
            answer.isError(row);
            assertThat(answer.json().has("details")).isFalse();
        }
        assertThat(log.problems())
                .containsExactly("WARN io.deliverysettings.adapter.http.FailureWriter: PUT " + Samples.PATH + ": "
                        + kind + " (effect " + effect + ", cause none) ["
                        + answer.header("Correlation-Id").orElseThrow() + "]");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT0.000000001S, 1", "PT1S, 1", "PT30.0005S, 31", "PT1M0.999S, 61", "P1D, 86400"})
    void retryAfterIsRoundedUpToSeconds(Duration wait, String seconds) throws Exception {
        gateway.read.fails(new PortFault(
                PortFault.Kind.THROTTLED, Effect.NONE, Optional.empty(), Optional.of(wait), Optional.empty()));

        assertThat(gateway.get().header("Retry-After")).contains(seconds);
    }

    @Test
    void theLongestWaitThatPingOneCanAskForIsHandedOn() throws Exception {
        gateway.read.fails(new PortFault(
                PortFault.Kind.THROTTLED,
                Effect.NONE,
                Optional.empty(),
                Optional.of(Duration.ofSeconds(Long.MAX_VALUE)),
                Optional.empty()));

        assertThat(gateway.get().header("Retry-After")).contains(String.valueOf(Long.MAX_VALUE));
    }

    @Test
    void aFaultBehindOtherStagesAndOneThatIsThrownAreFaultsToo() throws Exception {
        PortFault fault = new PortFault(PortFault.Kind.TIMEOUT, Effect.NONE);
        gateway.read.fails(new CompletionException(new CompletionException(fault)));
        gateway.get().isError(ErrorTable.UPSTREAM_TIMEOUT);

        gateway.read.does(query -> {
            throw fault;
        });
        gateway.get().isError(ErrorTable.UPSTREAM_TIMEOUT);
    }

    @Test
    void theLogOfAFaultNamesTheTypeOfItsCauseAndNotItsText() throws Exception {
        gateway.read.fails(new PortFault(
                PortFault.Kind.UNREADABLE,
                Effect.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new IllegalStateException("what PingOne said"))));

        gateway.get().isError(ErrorTable.UPSTREAM_UNREADABLE);

        assertThat(log.problems())
                .singleElement()
                .asString()
                .contains("cause java.lang.IllegalStateException")
                .doesNotContain("what PingOne said");
    }

    interface Bug {
        CompletionStage<ReadWhatsAppUseCase.Result> happen();
    }

    static Stream<Arguments> bugs() {
        return Stream.of(
                arguments(named(
                        "fails", (Bug) () -> CompletableFuture.failedFuture(new IllegalStateException("bug-text")))),
                arguments(named("fails wrapped", (Bug) () -> CompletableFuture.failedFuture(
                        new CompletionException(new IllegalStateException("bug-text"))))),
                arguments(named("fails with an error", (Bug)
                        () -> CompletableFuture.failedFuture(new AssertionError("bug-text")))),
                arguments(named("throws", (Bug) () -> {
                    throw new IllegalStateException("bug-text");
                })),
                arguments(named("throws an error", (Bug) () -> {
                    throw new StackOverflowError("bug-text");
                })),
                arguments(named("gives no stage", (Bug) ResultsAndFaultsTest::nothing)),
                arguments(named("gives no result", (Bug)
                        () -> CompletableFuture.completedFuture(ResultsAndFaultsTest.nothing()))),
                arguments(named("gives a result that cannot be written", (Bug) () ->
                        CompletableFuture.completedFuture(Samples.found(Samples.settings(
                                Instant.EPOCH,
                                Samples.NUMBER,
                                new AdditionalMembers(Collections.singletonMap("bug-text", nothing())),
                                AdditionalMembers.NONE))))));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void aBugIsAnsweredWithNothingOfItAndLoggedOnce(Bug bug) throws Exception {
        gateway.read.does(query -> bug.happen());

        Answer answer = gateway.get().isError(ErrorTable.UNEXPECTED);

        assertThat(answer.message()).isEqualTo(ErrorTable.UNEXPECTED.message());
        assertThat(answer.body()).doesNotContain("bug-text", "Exception", "java");
        assertThat(log.problems())
                .singleElement()
                .asString()
                .startsWith("ERROR io.deliverysettings.adapter.http.FailureWriter: GET " + Samples.PATH)
                .contains("[" + answer.header("Correlation-Id").orElseThrow() + "]", "\tat io.deliverysettings");
    }

    @Test
    void theGatewayGoesOnAfterABug() throws Exception {
        gateway.configure.fails(new IllegalStateException("a bug"));
        put().isError(ErrorTable.UNEXPECTED);
        gateway.configure.answers(new ChangeOutcome.Configured(Samples.SETTINGS, false, Samples.REVISION));

        assertThat(put().status()).isEqualTo(200);
    }

    @Test
    void aStageThatAForeignThreadCompletesIsAnsweredOnTheRequestsEventLoop() throws Exception {
        CompletableFuture<ChangeOutcome> pending = new CompletableFuture<>();
        CompletableFuture<String> eventLoop = new CompletableFuture<>();
        PortFault fault = new PortFault(PortFault.Kind.TIMEOUT, Effect.UNKNOWN);
        gateway.configure.does(command -> {
            eventLoop.complete(Thread.currentThread().getName());
            // Not before the adapter has the stage in its hands.
            Vertx.currentContext()
                    .runOnContext(later -> new Thread(() -> pending.completeExceptionally(fault)).start());
            return pending;
        });

        put().isError(ErrorTable.UPSTREAM_TIMEOUT);

        assertThat(log.threadsOfProblems()).containsExactly(eventLoop.get());
    }

    static Stream<Arguments> acceptable() {
        return Stream.of(
                arguments(
                        new SelectionOutcome.Selected(Samples.NUMBER, Basis.REQUESTED, List.of()),
                        "{\"outcome\":\"SELECTED\",\"basis\":\"REQUESTED\",\"number\":" + unlisted(SELECTABLE)
                                + ",\"warnings\":[]}"),
                arguments(
                        new SelectionOutcome.Selected(Samples.NUMBER, Basis.KEPT, List.of(Remark.QUALITY_NOT_STATED)),
                        "{\"outcome\":\"SELECTED\",\"basis\":\"KEPT\",\"number\":" + unlisted(SELECTABLE)
                                + ",\"warnings\":[\"QUALITY_NOT_STATED\"]}"),
                arguments(
                        new SelectionOutcome.Selected(Samples.NUMBER, Basis.ONLY_AVAILABLE, List.of()),
                        "{\"outcome\":\"SELECTED\",\"basis\":\"ONLY_AVAILABLE\",\"number\":" + unlisted(SELECTABLE)
                                + ",\"warnings\":[]}"),
                arguments(
                        new SelectionOutcome.ChoiceRequired(List.of(Samples.NUMBER)),
                        "{\"outcome\":\"CHOICE_REQUIRED\"}"),
                arguments(new SelectionOutcome.NothingSelectable(), "{\"outcome\":\"NOTHING_SELECTABLE\"}"));
    }

    @ParameterizedTest
    @MethodSource("acceptable")
    void aDryRunSaysWhatWouldBeSelectedAndWritesNothing(SelectionOutcome selection, String json) throws Exception {
        gateway.verify.answers(new VerifyWhatsAppUseCase.Result.Acceptable(
                selection,
                List.of(
                        new NumberVerdict(Samples.NUMBER, List.of(), List.of()),
                        new NumberVerdict(
                                OTHER, List.of(Remark.NOT_AVAILABLE), List.of(Remark.QUALITY_BELOW_MINIMUM)))));

        Answer answer = dryRun();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"_links\":{\"whatsApp\":{\"href\":\"" + gateway.origin() + Samples.PATH + "\"}},"
                        + "\"dryRun\":true,\"selection\":" + json + ",\"notChecked\":[\"CREDENTIALS\"],\"numbers\":["
                        + "{\"numberId\":\"116195731537720\",\"number\":\"+1 555-061-2978\","
                        + "\"verifiedName\":\"Test Number\",\"qualityRating\":\"GREEN\",\"selected\":true,"
                        + "\"available\":true,\"selectable\":true,\"reasons\":[],\"warnings\":[]},"
                        + "{\"numberId\":\"2\",\"number\":\"+49 30 1234567\",\"verifiedName\":\"Other\","
                        + "\"qualityRating\":\"RED\",\"selected\":false,\"available\":false,\"selectable\":false,"
                        + "\"reasons\":[\"NOT_AVAILABLE\"],\"warnings\":[\"QUALITY_BELOW_MINIMUM\"]}]}");
        assertThat(gateway.verify.onlyQuestion().environment()).hasToString(Samples.ENVIRONMENT);
        assertThat(gateway.configure.received()).isEmpty();
    }

    @Test
    void aDryRunOverAnotherAccountSaysWhatItCouldNotCheck() throws Exception {
        JsonNode answer = dryRun().json();

        assertThat(answer.path("selection")).hasToString("{\"outcome\":\"UNKNOWN\"}");
        assertThat(answer.path("notChecked")).hasToString("[\"CREDENTIALS\",\"NUMBERS\"]");
        assertThat(answer.has("numbers")).isFalse();
    }

    @Test
    void aDryRunThatIsSwitchedOffWrites() throws Exception {
        assertThat(gateway.put("?dryRun=false", Samples.body().toString()).status())
                .isEqualTo(201);
        assertThat(gateway.verify.received()).isEmpty();
    }

    @Test
    void aRemovalThatIsExplicitlyNoDryRunRemoves() throws Exception {
        assertThat(gateway.delete("?dryRun=false").status()).isEqualTo(204);
    }

    private Answer put() throws Exception {
        return gateway.put(Samples.body().toString());
    }

    private Answer dryRun() throws Exception {
        return gateway.put("?dryRun=true", Samples.body().toString());
    }

    private static SelectionFailed selectionFailed(Cause cause) {
        return new SelectionFailed(Samples.SETTINGS, Samples.NUMBER, cause);
    }

    private static String unlisted(String json) {
        return json.substring(1, json.length() - 1);
    }

    /** What no port may give, and what a bug gives all the same. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return (@Nullable T) null;
    }
}
