package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Query;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Reason;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls, and whether it may, is asked before anything else; whoever is turned away learns nothing. */
class AuthorizationTest {

    private static final String NO_ACCESS =
            "The request could not be completed. You do not have access to this resource. ";
    private static final String UNKNOWN = "00000000-0000-4000-8000-00000000000f";
    private static final String CURSOR = HistoryCursor.of(EnvironmentId.of(Samples.ENVIRONMENT), Samples.REVISION);

    /** Every way in, with the permissions of which it takes one. A new one has to be put down here, with what it takes. */
    private static final Map<String, String> NEEDS = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /v1/environments", "read"),
            Map.entry("HEAD /v1/environments", "read"),
            Map.entry("GET " + Links.WHATS_APP_ROUTE, "read"),
            Map.entry("HEAD " + Links.WHATS_APP_ROUTE, "read"),
            Map.entry("PUT " + Links.WHATS_APP_ROUTE, "write"),
            Map.entry("DELETE " + Links.WHATS_APP_ROUTE, "write"),
            Map.entry("GET " + Links.NUMBERS_ROUTE, "read"),
            Map.entry("HEAD " + Links.NUMBERS_ROUTE, "read"),
            Map.entry("PUT " + Links.SELECTED_NUMBER_ROUTE, "select-number"),
            Map.entry("GET " + Links.HISTORY_ROUTE, "history"),
            Map.entry("HEAD " + Links.HISTORY_ROUTE, "history"),
            Map.entry("POST " + Links.RESTORE_ROUTE, "write"),
            Map.entry("GET " + Links.OPERATION_ROUTE, "operate or select-number or write"),
            Map.entry("HEAD " + Links.OPERATION_ROUTE, "operate or select-number or write")));

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    static Stream<String> waysIn() {
        return NEEDS.keySet().stream();
    }

    @Test
    void everyRouteThatIsMountedIsKnownHere() {
        Router router = Router.router(gateway.vertx);

        HttpApiAdapter.mountRoutes(router, gateway.ports(), false, 1024, HttpApiAdapter.Traces.NONE);

        Set<String> mounted = router.getRoutes().stream()
                .flatMap(route -> Stream.ofNullable(route.methods())
                        .flatMap(Set::stream)
                        .map(method -> method.name() + " " + route.getPath()))
                .collect(Collectors.toSet());
        assertThat(mounted)
                .filteredOn(way -> way.contains(" /v1/"))
                .containsExactlyInAnyOrderElementsOf(NEEDS.keySet());
        // All else are files of the program, which say nothing of what it is used for.
        assertThat(mounted)
                .filteredOn(way -> !way.contains(" /v1/"))
                .isNotEmpty()
                .allMatch(way -> way.matches("(GET|HEAD) .+"));
    }

    /** A route that is mounted for every method answers none that the table above does not have. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "POST", "DELETE", "PATCH", "TRACE", "PROPFIND"})
    void aMethodThatIsNotKnownHereIsNotAnswered(String method) throws Exception {
        for (String path : NEEDS.keySet().stream()
                .map(way -> way.substring(way.indexOf(' ') + 1))
                .distinct()
                .toList()) {
            if (!NEEDS.containsKey(method + " " + path)) {
                gateway.send(gateway.anonymous(filled(path)).method(method, BodyPublishers.noBody()))
                        .isError(ErrorTable.METHOD_NOT_ALLOWED);
            }
        }
        assertThat(gateway.authorize.received()).isEmpty();
        assertThat(gateway.asked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void withoutATokenNoRouteIsReached(String way) throws Exception {
        Answer answer = answer(way, "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        assertThat(gateway.asked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void withoutThePermissionNoRouteIsReached(String way) throws Exception {
        gateway.authorize.answers(new Result.Forbidden());

        Answer answer = answer(way, Samples.BEARER);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer error=\"insufficient_scope\"");
        assertThat(gateway.asked()).isEmpty();
        if (!way.startsWith("HEAD")) {
            String explanation = "It takes the permission " + need(way) + ", which the caller does not have there.";
            answer.isError(ErrorTable.FORBIDDEN);
            assertThat(answer.message()).isEqualTo(NO_ACCESS + explanation);
            assertThat(answer.json().path("details"))
                    .hasToString("[{\"code\":\"INSUFFICIENT_PERMISSIONS\",\"target\":\"Authorization\",\"message\":\""
                            + explanation + "\"}]");
        }
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void everyRouteAsksForItsPermissionInTheEnvironmentOfItsPath(String way) throws Exception {
        answer(way, Samples.BEARER);

        Query query = gateway.authorize.onlyQuestion();
        assertThat(query.need().anyOf())
                .containsExactlyInAnyOrderElementsOf(Stream.of(need(way).split(" or ", -1))
                        .map(text -> Permission.of(text).orElseThrow())
                        .toList());
        assertThat(query.need().environment())
                .isEqualTo(
                        way.endsWith("/environments")
                                ? Optional.empty()
                                : Optional.of(EnvironmentId.of(Samples.ENVIRONMENT)));
        assertThat(query.accessToken().orElseThrow().reveal()).isEqualTo(Samples.BEARER.substring(7));
        assertThat(query.origin().address()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"PUT, '?dryRun=true', WRITE", "GET, '?expand=whatsAppTemplates', READ"})
    void aQueryChangesNothingAboutThePermission(String method, String query, Permission permission) throws Exception {
        answer(method + " " + Links.WHATS_APP_ROUTE + query, Samples.BEARER);

        assertThat(gateway.authorize.onlyQuestion().need().anyOf()).containsExactly(permission);
    }

    @Test
    void everyIdByWhichACallIsTracedIsHandedOn() throws Exception {
        gateway.send(gateway.request(Samples.PATH)
                .header("Correlation-Id", "call-1")
                .header("X-Ping-External-Transaction-ID", "transaction-1")
                .header("X-Ping-External-Session-ID", "session-1"));

        assertThat(gateway.authorize.onlyQuestion().origin())
                .hasToString("Origin[address=127.0.0.1, correlationId=call-1, "
                        + "transactionId=Optional[ExternalId[value=transaction-1]], "
                        + "sessionId=Optional[ExternalId[value=session-1]]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%20", "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6x", "1-1-1-1-1"})
    void anIdThatIsNoneTakesThePermissionSomewhereAndIsThenABadRequest(String environment) throws Exception {
        Answer permitted = gateway.send(gateway.request(Samples.path(environment)));
        assertThat(gateway.authorize.onlyQuestion().need().environment()).isEmpty();
        permitted.isError(ErrorTable.INVALID);
        assertThat(permitted.targets()).containsExactly("envID");

        gateway.authorize.answers(new Result.Forbidden());
        gateway.send(gateway.request(Samples.path(environment))).isError(ErrorTable.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT PATH?dryRun=maybe HTTP/1.1\r\nJSON\r\nContent-Length: 1\r\nIf-Match: x\r\n",
                "PUT PATH HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 99999\r\n",
                "PUT PATH/selectedNumber?refresh=x HTTP/1.1\r\nJSON\r\nTransfer-Encoding: chunked\r\n",
                "POST PATH/history/x/restore HTTP/1.1\r\nContent-Length: 99999\r\n",
                "PUT PATH HTTP/1.1\r\nJSON\r\nContent-Length: 2\r\nExpect: miracles\r\n",
                "DELETE PATH?dryRun=true HTTP/1.1\r\nIf-Match: x\r\n",
                "GET PATH?expand=x HTTP/1.1\r\n",
                "GET PATH/history?limit=x&cursor=x HTTP/1.1\r\n",
                "GET PATH/operations/x HTTP/1.1\r\n",
                "GET /v1/environments?limit=x HTTP/1.1\r\n"
            })
    void whoeverIsTurnedAwayIsNotToldWhatElseIsWrongAndNeedNotSendItsBody(String head) throws Exception {
        gateway.authorize.answers(new Result.Forbidden());
        try (var socket = gateway.connect()) {
            Gateway.write(socket, Gateway.fill(head) + "Host: a\r\n" + Gateway.fill("AUTH") + "\r\n\r\n");

            byte[] start = socket.getInputStream().readNBytes(12);

            assertThat(new String(start, UTF_8)).isEqualTo("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_TOKEN | Bearer | Send one header Authorization, with Bearer and a token of PingOne. | ",
                "TOKEN_REFUSED | Bearer error=\"invalid_token\" | The access token is not accepted. | INVALID_TOKEN",
                "TOKEN_EXPIRED | Bearer error=\"invalid_token\", error_description=\"The access token expired\""
                        + " | The access token expired. Get a new one. | INVALID_TOKEN"
            })
    void whoeverIsNotKnownIsToldWhy(Reason reason, String challenge, String explanation, String code) throws Exception {
        gateway.authorize.answers(new Result.NotAuthenticated(reason));

        Answer answer = gateway.get().isError(ErrorTable.NOT_AUTHENTICATED);

        assertThat(answer.header("WWW-Authenticate")).contains(challenge);
        assertThat(answer.message()).isEqualTo(NO_ACCESS + explanation);
        if (code == null) {
            assertThat(answer.json().has("details")).isFalse();
        } else {
            assertThat(answer.json().path("details"))
                    .hasToString("[{\"code\":\"" + code + "\",\"target\":\"Authorization\",\"message\":\"" + explanation
                            + "\"}]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: \r\n",
                "Authorization: Bearer\r\n",
                "Authorization: Basic YTpi\r\n",
                "Authorization: Bearer a b\r\n",
                "Authorization: Bearer a,Bearer b\r\n",
                "Authorization: Bearer a\r\nAuthorization: Bearer a\r\n",
                "Authorization: Basic YTpi\r\nAuthorization: Bearer a\r\n"
            })
    void anythingButOneBearerTokenIsNone(String headers) throws Exception {
        gateway.raw("GET PATH HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + headers + "\r\n")
                .isError(ErrorTable.NOT_AUTHENTICATED);

        assertThat(gateway.authorize.onlyQuestion().accessToken()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PortFault.Kind.class)
    void aFaultWhileTheTokenIsVerifiedIsAnsweredAsTheTableSays(PortFault.Kind kind) throws Exception {
        gateway.authorize.fails(new PortFault(kind, PortFault.Effect.NONE));

        gateway.put(Samples.body().toString()).isError(ErrorTable.of(kind));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void aBugWhileTheTokenIsVerifiedLetsNobodyIn() throws Exception {
        gateway.authorize.fails(new IllegalStateException("a bug"));
        gateway.get().isError(ErrorTable.UNEXPECTED);
        gateway.authorize.does(query -> {
            throw new IllegalStateException("a bug");
        });
        gateway.get().isError(ErrorTable.UNEXPECTED);

        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void whatPingOneForbidsIsHandedOnInItsOwnWords() throws Exception {
        gateway.read.answers(
                new ReadWhatsAppUseCase.Result.PlatformRefused(Samples.refusal(PlatformRefusal.Kind.FORBIDDEN)));

        Answer answer = gateway.get();

        answer.isErrorWith(403, Samples.WORDS.code());
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
    }

    static Stream<List<String>> pathsOfWhatIsThereAndWhatIsNot() {
        return Stream.of(
                List.of(Samples.PATH, Samples.path(UNKNOWN), Samples.path("x")),
                List.of(Samples.PATH + "/numbers", Samples.path(UNKNOWN) + "/numbers"),
                List.of(
                        Samples.OPERATION_PATH,
                        Samples.PATH + "/operations/" + UNKNOWN,
                        Samples.PATH + "/operations/x",
                        Samples.path(UNKNOWN) + "/operations/" + Samples.OPERATION),
                List.of(
                        Samples.PATH + "/history",
                        Samples.path(UNKNOWN) + "/history",
                        Samples.PATH + "/history?cursor=" + CURSOR,
                        Samples.path(UNKNOWN) + "/history?cursor=" + CURSOR),
                List.of(
                        Samples.PATH + "/history/7/restore",
                        Samples.PATH + "/history/8/restore",
                        Samples.path(UNKNOWN) + "/history/7/restore"));
    }

    /** Whatever is there: nothing but the token, the permissions, the method and the path decides, and it is all that is asked. */
    @ParameterizedTest
    @MethodSource("pathsOfWhatIsThereAndWhatIsNot")
    void whoeverIsTurnedAwayDoesNotLearnWhatIsThere(List<String> paths) throws Exception {
        String method = paths.get(0).endsWith("/restore") ? "POST" : "GET";
        for (Result denied : List.of(
                new Result.Forbidden(),
                new Result.NotAuthenticated(Reason.TOKEN_EXPIRED),
                new Result.NotAuthenticated(Reason.TOKEN_REFUSED))) {
            gateway.authorize.answers(denied);
            Answer first = gateway.method(method, paths.get(0));
            for (String path : paths) {
                Answer answer = gateway.method(method, path);

                assertThat(withoutIds(answer)).isEqualTo(withoutIds(first));
            }
        }
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void whatSaysNothingOfWhatThereIsNeedsNoPermission() throws Exception {
        gateway.authorize.answers(new Result.Forbidden());

        gateway.send(gateway.anonymous("/v1/nothing")).isError(ErrorTable.NOT_FOUND);
        gateway.send(gateway.anonymous(Samples.PATH).method("PATCH", BodyPublishers.noBody()))
                .isError(ErrorTable.METHOD_NOT_ALLOWED);
        assertThat(gateway.send(gateway.anonymous(Samples.PATH).method("OPTIONS", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(204);
        assertThat(gateway.authorize.received()).isEmpty();
    }

    private Answer answer(String way, String authorization) throws Exception {
        int space = way.indexOf(' ');
        HttpMethod method = HttpMethod.valueOf(way.substring(0, space));
        var request = gateway.anonymous(filled(way.substring(space + 1)))
                .header("Content-Type", "application/json")
                .method(
                        method.name(),
                        method.equals(HttpMethod.PUT) ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
        return gateway.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private static String need(String way) {
        return Objects.requireNonNull(NEEDS.get(way));
    }

    private static String filled(String path) {
        return path.replace(":envID", Samples.ENVIRONMENT)
                .replace(":revision", "7")
                .replace(":operationId", Samples.OPERATION.toString());
    }

    private static String withoutIds(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers());
        // What is left shrinks with each request, whatever it asks for.
        headers.remove("ratelimit");
        headers.remove("Correlation-Id");
        return answer.status()
                + headers.toString()
                + answer.body().replaceFirst("\"id\":\"[0-9a-f-]{36}\"", "\"id\":\"\"");
    }
}
