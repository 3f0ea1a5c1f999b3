package io.deliverysettings.adapter.http;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.adapter.http.ApiContract.Operation;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase;
import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.ext.web.Router;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing stands in the API document that the gateway does not do: each operation is made to give each answer that it is said to have,
 * and {@link ApiContract} judges what comes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private interface Way {
        Answer get(Gateway gateway) throws Exception;
    }

    private static final ApiContract CONTRACT = ApiContract.ours();
    private static final String CONSOLE = "https://console.example.com";

    private static final SelectionOutcome.Refused NUMBER_REFUSED = new SelectionOutcome.Refused(
            List.of(new Violation(Violation.Code.INVALID_VALUE, "numbers[0].numberId", "It is not available.")),
            List.of(Samples.NUMBER));

    /** What a change has to end with for an error that only changes have. */
    private static final Map<ErrorTable, ChangeOutcome> OUTCOMES = Map.of(
            ErrorTable.NUMBER_REFUSED,
            new ChangeOutcome.NumberRefused(Samples.SETTINGS, NUMBER_REFUSED),
            ErrorTable.SELECTION_IGNORED,
            new ChangeOutcome.SelectionFailed(
                    Samples.SETTINGS, Samples.NUMBER, new ChangeOutcome.SelectionFailed.Cause.Ignored()),
            ErrorTable.CREDENTIALS_NEEDED,
            new ChangeOutcome.CredentialsNeeded(ChangeOutcome.CredentialsNeeded.Reason.NONE_STORED),
            ErrorTable.PRECONDITION_FAILED,
            new ChangeOutcome.PreconditionFailed(Optional.of(Samples.REVISION)),
            ErrorTable.BUSY,
            new ChangeOutcome.Busy(Duration.ofSeconds(3)),
            ErrorTable.OVERTAKEN,
            new ChangeOutcome.Overtaken(),
            ErrorTable.INTERRUPTED,
            new ChangeOutcome.Interrupted(Outcome.NOT_APPLIED, Samples.REVISION));

    /** What an operation is asked with, and whom it asks. */
    private record Asked(String target, String body, Stub<?, ?> port) {}

    private final Map<HttpApiOptions, Gateway> gateways = new HashMap<>();

    @BeforeAll
    void allGateways() {
        gateways.put(Gateway.PLAIN, Gateway.start());
    }

    @AfterAll
    void close() throws Exception {
        for (Gateway gateway : gateways.values()) {
            gateway.close();
        }
    }

    static List<Operation> operations() {
        return CONTRACT.operations();
    }

    static Stream<Operation> protectedOperations() {
        return operations().stream().filter(operation -> !operation.isPublic());
    }

    static Stream<Arguments> documentedErrors() {
        return operations().stream()
                .flatMap(operation -> operation.definition().path("responses").properties().stream()
                        .flatMap(
                                response -> ApiContract.errors(CONTRACT.response(operation, response.getKey())).stream()
                                        .map(row -> arguments(operation, response.getKey(), ErrorTable.valueOf(row)))));
    }

    static Stream<Arguments> documentedSuccesses() {
        return operations().stream()
                .flatMap(operation -> operation.definition().path("responses").properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(status -> ApiContract.errors(CONTRACT.response(operation, status))
                                .isEmpty())
                        .map(status -> arguments(operation, status)));
    }

    @ParameterizedTest
    @MethodSource("documentedErrors")
    void everyErrorOfEveryOperationIsOneThatItHas(Operation operation, String status, ErrorTable row) throws Exception {
        Gateway gateway = gateway(optionsFor(row));

        Answer answer = provoke(row, operation, gateway);

        assertThat(answer.status()).as(answer.body()).isEqualTo(row.status());
        assertThat(status).isEqualTo(String.valueOf(row.status()));
        boolean isSaidByPingOne = answer.body().contains(Samples.WORDS.code());
        assertThat(answer.message()).startsWith(isSaidByPingOne ? Samples.WORDS.message() : row.message());
    }

    @ParameterizedTest
    @MethodSource("documentedSuccesses")
    void everySuccessOfEveryOperationIsOneThatItHas(Operation operation, String status) throws Exception {
        Way way = Optional.ofNullable(SUCCESSES.get(operation.id() + " " + status))
                .or(() -> Optional.of(operation).filter(Operation::isPublic).map(open -> publicFile(open, status)))
                .orElseThrow(() -> new AssertionError("nothing here leads to " + operation + " " + status));

        try (Gateway gateway = Gateway.start()) {
            Answer answer = way.get(gateway);

            assertThat(answer.status()).as(answer.body()).isEqualTo(Integer.parseInt(status));
        }
    }

    private static final Map<String, Way> SUCCESSES = Map.ofEntries(
            entry("listEnvironments 200", gateway -> gateway.send(gateway.request("/v1/environments"))),
            entry("readWhatsApp 200", Gateway::get),
            entry(
                    "readWhatsApp 304",
                    gateway -> gateway.send(gateway.request(Samples.PATH).header("If-None-Match", "\"7\""))),
            entry("configureWhatsApp 200", gateway -> {
                Answer dryRun = gateway.put("?dryRun=true", Samples.body().toString());
                assertThat(dryRun.status()).isEqualTo(200);
                gateway.configure.answers(new ChangeOutcome.Configured(Samples.SETTINGS, false, Samples.REVISION));
                return gateway.put(Samples.body().toString());
            }),
            entry("configureWhatsApp 201", gateway -> gateway.put(Samples.body().toString())),
            entry("configureWhatsApp 202", gateway -> accepted(ChangingRoute.CONFIGURE, gateway)),
            entry("removeWhatsApp 204", gateway -> gateway.delete("")),
            entry("listNumbers 200", gateway -> gateway.send(gateway.request(Samples.PATH + "/numbers"))),
            entry("selectNumber 200", gateway -> gateway.send(ChangingRoute.SELECT_NUMBER.request(gateway))),
            entry("selectNumber 202", gateway -> accepted(ChangingRoute.SELECT_NUMBER, gateway)),
            entry("listHistory 200", gateway -> gateway.send(gateway.request(Samples.PATH + "/history"))),
            entry("restoreRevision 200", gateway -> gateway.send(ChangingRoute.RESTORE.request(gateway))),
            entry("restoreRevision 202", gateway -> accepted(ChangingRoute.RESTORE, gateway)),
            entry("readOperation 200", gateway -> {
                for (OperationResult result : Samples.operationResults().toList()) {
                    gateway.readOperation.answers(Samples.operation(Action.CONFIGURE, result));
                    gateway.send(gateway.request(Samples.OPERATION_PATH));
                }
                return gateway.send(gateway.request(Samples.OPERATION_PATH));
            }));

    /** Whatever PingOne, the store or the audit log do, the document has it. */
    @ParameterizedTest
    @MethodSource("protectedOperations")
    void everyFaultOfTheSurroundingsIsDocumentedForEveryOperation(Operation operation) throws Exception {
        Gateway gateway = gateway(Gateway.PLAIN);
        for (PortFault.Kind kind : PortFault.Kind.values()) {
            Asked asked = asked(operation, gateway);
            asked.port().fails(new PortFault(kind, Effect.NONE));

            Answer answer = gateway.send(request(operation, gateway, asked));

            assertThat(answer.status()).isEqualTo(ErrorTable.of(kind).status());
        }
    }

    @ParameterizedTest
    @MethodSource("protectedOperations")
    void thePermissionsThatAnOperationTakesAreDocumented(Operation operation) throws Exception {
        Answer answer = forbidden(operation);

        assertThat(answer.message())
                .contains("It takes the permission "
                        + StreamSupport.stream(
                                        operation
                                                .definition()
                                                .path("x-permissions")
                                                .spliterator(),
                                        false)
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(" or "))
                        + ",");
        assertThat(operation.definition().path("x-permissions"))
                .allSatisfy(name -> assertThat(Permission.of(name.asText())).isPresent());
    }

    @Test
    void theTableOfErrorsIsTheGatewaysOwn() {
        Map<String, List<String>> documented = CONTRACT.document().path("x-error-table").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        row -> List.of(
                                row.getValue().path("status").asText(),
                                row.getValue().path("code").asText(),
                                row.getValue().path("message").asText())));

        assertThat(documented)
                .containsExactlyInAnyOrderEntriesOf(Arrays.stream(ErrorTable.values())
                        .collect(Collectors.toMap(
                                ErrorTable::name,
                                row -> List.of(String.valueOf(row.status()), row.code(), row.message()))));
        assertThat(CONTRACT.document().path("x-error-table"))
                .allSatisfy(row -> assertThat(row.path("action").asText()).isNotBlank());
    }

    @Test
    void everyErrorOfTheGatewayIsOneOfAnOperation() {
        assertThat(documentedErrors().map(arguments -> arguments.get()[2]).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder((Object[]) ErrorTable.values());
    }

    @Test
    void everyErrorStandsAtTheResponseOfItsStatusWithItsCode() {
        for (Operation operation : operations()) {
            operation.definition().path("responses").properties().forEach(response -> {
                JsonNode definition = CONTRACT.response(operation, response.getKey());
                for (String name : ApiContract.errors(definition)) {
                    ErrorTable row = ErrorTable.valueOf(name);
                    assertThat(response.getKey()).as(name).isEqualTo(String.valueOf(row.status()));
                    assertThat(definition.path("description").asText()).contains("`" + row.code() + "`");
                }
            });
        }
    }

    @Test
    void whatIsMountedIsDocumentedAndWhatIsDocumentedIsMounted() {
        Router router = Router.router(gateway(Gateway.PLAIN).vertx);

        HttpApiAdapter.mountRoutes(router, gateway(Gateway.PLAIN).ports(), false, 1024, HttpApiAdapter.Traces.NONE);

        Set<String> mounted = router.getRoutes().stream()
                .flatMap(route -> Stream.ofNullable(route.methods())
                        .flatMap(Set::stream)
                        // HEAD is what the document says it is of every GET.
                        .filter(method -> !method.name().equals("HEAD"))
                        .map(method -> method.name() + " " + route.getPath().replaceAll(":(\\w+)", "{$1}")))
                .filter(way -> !ApiContract.isPartOfAPage(way.substring(way.indexOf('/'))))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(operations())
                .extracting(operation -> operation.method().toUpperCase(Locale.ROOT) + " " + operation.path())
                .containsExactlyInAnyOrderElementsOf(mounted);
    }

    @Test
    void theBoundsAreThoseOfTheGateway() {
        assertThat(bound("/components/schemas/Uuid/pattern"))
                .isEqualTo(regex(EnvironmentId.parse("?", "t")))
                .isEqualTo(regex(OperationId.parse("?", "t")));
        assertThat(bound("/components/schemas/Digits/pattern"))
                .isEqualTo(regex(AppId.parse("?", "t")))
                .isEqualTo(regex(BusinessAccountId.parse("?", "t")));
        assertThat(bound("/components/schemas/NumberId/pattern")).isEqualTo(regex(NumberId.parse("?", "t")));
        assertThat(bound("/components/schemas/WhatsAppSettingsRequest/properties/provider/pattern"))
                .isEqualTo(regex(Provider.parse("?", "t")));
        assertThat(bound("/components/parameters/Revision/schema/pattern")).isEqualTo(regex(Revision.parse("?", "t")));
        assertThat(bound("/components/schemas/WhatsAppSettingsRequest/properties/numbers/maxItems"))
                .isEqualTo(String.valueOf(WhatsAppRequest.MOST_NUMBERS));
        assertThat(bound("/components/schemas/Secret/maxLength"))
                .isEqualTo(Secret.parse("x".repeat(10_000), "t").fold(valid -> "none", OpenApiTest::accepted));
        assertThat(bound("/components/parameters/HistoryLimit/schema/maximum"))
                .isEqualTo(String.valueOf(ListHistoryUseCase.MOST_ENTRIES));
        assertThat(bound("/components/parameters/EnvironmentsLimit/schema/maximum"))
                .isEqualTo(String.valueOf(ListEnvironmentsUseCase.MOST_ENVIRONMENTS));
    }

    private static String bound(String pointer) {
        return CONTRACT.document().at(pointer).asText();
    }

    private static String regex(Parsed<?> refused) {
        return refused.fold(valid -> "none", OpenApiTest::accepted);
    }

    private static String accepted(List<Violation> violations) {
        Violation.Accepted accepted = violations.get(0).accepted();
        return accepted instanceof Violation.MatchOf match
                ? match.regex()
                : accepted instanceof Violation.AtMost most ? String.valueOf(most.maximum()) : accepted.toString();
    }

    /** Also where PingOne may add members: in the sandbox it does not. */
    @Test
    void everyMemberOfEveryExampleIsDocumented() {
        ObjectNode closed = CONTRACT.document().deepCopy();
        closed.findParents("additionalProperties")
                .forEach(schema -> ((ObjectNode) schema).remove("additionalProperties"));
        ApiContract strict = new ApiContract(closed);
        for (Operation operation : operations()) {
            String pointer = "#/paths/" + operation.path().replace("/", "~1") + "/" + operation.method();
            assertExamples(strict, operation.definition().path("requestBody"), pointer + "/requestBody");
            operation.definition().path("responses").properties().forEach(response -> {
                String reference = response.getValue().path("$ref").asText();
                assertExamples(
                        strict,
                        CONTRACT.resolved(response.getValue()),
                        reference.isEmpty() ? pointer + "/responses/" + response.getKey() : reference);
            });
        }
    }

    private static void assertExamples(ApiContract contract, JsonNode parent, String pointer) {
        parent.path("content")
                .properties()
                .forEach(media -> media.getValue()
                        .path("examples")
                        .forEach(example -> contract.assertValid(
                                pointer + "/content/" + media.getKey().replace("/", "~1") + "/schema",
                                CONTRACT.resolved(example).path("value"),
                                example.toString())));
    }

    private Answer provoke(ErrorTable row, Operation operation, Gateway gateway) throws Exception {
        Asked asked = asked(operation, gateway);
        String line = operation.method().toUpperCase(Locale.ROOT) + " " + asked.target();
        return switch (row) {
            case MALFORMED -> gateway.raw(head(line + "?%zz", ""));
            case URI_TOO_LONG -> gateway.raw(head(line + "?" + "x".repeat(5_000), ""));
            case HEADERS_TOO_LARGE -> gateway.raw(head(line, "X: " + "x".repeat(20_000) + "\r\n"));
            case EXPECTATION_FAILED ->
                gateway.raw(head(line, "JSON\r\nExpect: miracles\r\nContent-Length: 2\r\n") + "{}");
            case HTTP_VERSION_NOT_SUPPORTED ->
                judged(line, gateway.rawText(line + " HTTP/9.9\r\nHost: a\r\nAUTH\r\n\r\n"));
            case REQUEST_TIMEOUT -> judged(line, gateway.rawText(line + " HTTP/1.1\r\nHost: a\r\n"));
            case INVALID -> gateway.send(request(operation, gateway, invalid(asked)));
            case NOT_AUTHENTICATED ->
                gateway.send(anonymous(operation, gateway, asked).header("Content-Type", MediaType.JSON));
            case FORBIDDEN ->
                operation.isPublic()
                        ? gateway.send(request(operation, gateway, asked).header("Origin", "https://evil.example.com"))
                        : forbidden(operation);
            case TOO_LARGE ->
                gateway.send(request(
                        operation, gateway, new Asked(asked.target(), " ".repeat(64 * 1024 + 1), asked.port())));
            case TOO_MANY_REQUESTS -> {
                gateway.send(request(operation, gateway, asked));
                yield gateway.send(request(operation, gateway, asked));
            }
            case TOO_MANY_AT_ONCE, OVERLOADED -> whileAnotherIsUnderWay(operation, gateway, asked);
            case TOO_MANY_OPERATIONS -> {
                gateway.acceptChange.answers(new AcceptChangeUseCase.Result.Full(Duration.ofSeconds(3)));
                yield gateway.send(request(operation, gateway, asked).header("Prefer", "respond-async"));
            }
            case UNEXPECTED -> {
                asked.port().fails(new IllegalStateException("a bug"));
                yield gateway.send(request(operation, gateway, asked));
            }
            case NUMBER_REFUSED,
                    SELECTION_IGNORED,
                    CREDENTIALS_NEEDED,
                    PRECONDITION_FAILED,
                    BUSY,
                    OVERTAKEN,
                    INTERRUPTED -> {
                answer(asked.port(), Optional.ofNullable(OUTCOMES.get(row)).orElseThrow());
                yield gateway.send(request(operation, gateway, asked));
            }
            default -> {
                Optional<PortFault.Kind> fault = Arrays.stream(PortFault.Kind.values())
                        .filter(kind -> ErrorTable.of(kind) == row)
                        .findFirst();
                if (fault.isPresent()) {
                    asked.port().fails(new PortFault(fault.get(), Effect.NONE));
                } else {
                    refuse(
                            asked.port(),
                            gateway,
                            Arrays.stream(PlatformRefusal.Kind.values())
                                    .filter(kind -> ErrorTable.of(kind) == row)
                                    .findFirst()
                                    .orElseThrow(() -> new AssertionError("nothing here provokes " + row)));
                }
                yield gateway.send(request(operation, gateway, asked));
            }
        };
    }

    private static String head(String line, String headers) {
        return line + " HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private static Answer judged(String line, String text) {
        return Answer.to(line + " HTTP/1.1\r\n\r\n", text);
    }

    private static Asked invalid(Asked asked) {
        return new Asked(
                asked.target().contains(Samples.ENVIRONMENT)
                        ? asked.target().replace(Samples.ENVIRONMENT, "nobody")
                        : asked.target() + "?limit=0",
                asked.body(),
                asked.port());
    }

    private static Answer forbidden(Operation operation) throws Exception {
        try (Gateway strict = Gateway.start()) {
            strict.authorize.answers(new AuthorizeCallerUseCase.Result.Forbidden());
            return strict.send(request(operation, strict, asked(operation, strict)));
        }
    }

    private static Answer whileAnotherIsUnderWay(Operation operation, Gateway gateway, Asked asked) throws Exception {
        CompletableFuture<ReadWhatsAppUseCase.Result> pending = new CompletableFuture<>();
        CountDownLatch reached = new CountDownLatch(1);
        gateway.read.does(query -> {
            reached.countDown();
            return pending;
        });
        try (Socket underWay = gateway.connect()) {
            Gateway.write(underWay, Gateway.fill("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n\r\n"));
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            Answer answer = gateway.send(request(operation, gateway, asked));
            pending.complete(Samples.found(Samples.SETTINGS));
            underWay.getInputStream().readAllBytes();
            return answer;
        }
    }

    private static HttpRequest.Builder request(Operation operation, Gateway gateway, Asked asked) {
        return anonymous(operation, gateway, asked)
                // A caller of its own, so that what one has used up is not missing to another.
                .header("Authorization", "Bearer token-for-" + operation.id())
                .header("Content-Type", MediaType.JSON);
    }

    private static HttpRequest.Builder anonymous(Operation operation, Gateway gateway, Asked asked) {
        return gateway.anonymous(asked.target())
                .method(
                        operation.method().toUpperCase(Locale.ROOT),
                        asked.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(asked.body()));
    }

    private static Asked asked(Operation operation, Gateway gateway) {
        return switch (operation.id()) {
            case "listEnvironments" -> new Asked("/v1/environments", "", gateway.listEnvironments);
            case "readWhatsApp" -> new Asked(Samples.PATH, "", gateway.read);
            case "configureWhatsApp" -> new Asked(Samples.PATH, Samples.body().toString(), gateway.configure);
            case "removeWhatsApp" -> new Asked(Samples.PATH, "", gateway.remove);
            case "listNumbers" -> new Asked(Samples.PATH + "/numbers", "", gateway.listNumbers);
            case "selectNumber" ->
                new Asked(Samples.PATH + "/selectedNumber", "{\"numberId\":\"1\"}", gateway.selectNumber);
            case "listHistory" -> new Asked(Samples.PATH + "/history", "", gateway.listHistory);
            case "restoreRevision" -> new Asked(Samples.PATH + "/history/3/restore", "", gateway.restoreRevision);
            case "readOperation" -> new Asked(Samples.OPERATION_PATH, "", gateway.readOperation);
            // A file asks nobody.
            default -> new Asked(operation.path(), "", gateway.remove);
        };
    }

    private static void refuse(Stub<?, ?> port, Gateway gateway, PlatformRefusal.Kind kind) {
        PlatformRefusal refusal = Samples.refusal(kind);
        if (port == gateway.read) {
            gateway.read.answers(new ReadWhatsAppUseCase.Result.PlatformRefused(refusal));
        } else if (port == gateway.listNumbers) {
            gateway.listNumbers.answers(new ListNumbersUseCase.Result.PlatformRefused(refusal));
        } else if (port == gateway.listHistory) {
            gateway.listHistory.answers(new ListHistoryUseCase.Result.PlatformRefused(refusal));
        } else if (port == gateway.readOperation) {
            gateway.readOperation.answers(new ReadOperationUseCase.Result.PlatformRefused(refusal));
        } else {
            answer(port, new ChangeOutcome.PlatformRefused(refusal));
        }
    }

    @SuppressWarnings("unchecked") // of changes, whose in-ports all answer with this
    private static void answer(Stub<?, ?> port, ChangeOutcome outcome) {
        ((Stub<?, ChangeOutcome>) port).answers(outcome);
    }

    private static Answer accepted(ChangingRoute route, Gateway gateway) throws Exception {
        return gateway.send(route.request(gateway).header("Prefer", "respond-async, wait=0"));
    }

    private static Way publicFile(Operation operation, String status) {
        return gateway -> {
            Answer whole = gateway.send(gateway.anonymous(operation.path()));
            return status.equals("200")
                    ? whole
                    : gateway.send(gateway.anonymous(operation.path())
                            .header("If-None-Match", whole.header("ETag").orElseThrow()));
        };
    }

    private Gateway gateway(HttpApiOptions options) {
        return gateways.computeIfAbsent(options, Gateway::start);
    }

    /** Such that what is to be refused is. */
    private static HttpApiOptions optionsFor(ErrorTable row) {
        return switch (row) {
            case REQUEST_TIMEOUT -> Limits.gatewayOptions(Limits.head(Duration.ofMillis(100)));
            case TOO_MANY_REQUESTS -> Limits.gatewayOptions(Limits.perMinutePerCaller(1));
            case TOO_MANY_AT_ONCE -> Limits.gatewayOptions(Limits.inFlightPerAddress(1));
            case OVERLOADED -> Limits.gatewayOptions(Limits.inFlight(1));
            case FORBIDDEN -> new HttpApiOptions("127.0.0.1", 0, false, List.of(CONSOLE));
            default -> Gateway.PLAIN;
        };
    }
}
