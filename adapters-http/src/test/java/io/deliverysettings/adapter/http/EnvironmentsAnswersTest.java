package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Gap;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Known;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Page;
import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.access.EnvironmentScope;
import io.deliverysettings.domain.access.Grant;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v1/environments}. */
class EnvironmentsAnswersTest {

    private static final String ENVIRONMENTS = "/v1/environments";
    private static final String OTHER = "00000000-0000-0000-0000-00000000000a";
    private static final String FOLLOWING = "ffffffff-ffff-ffff-ffff-ffffffffffff";
    private static final Instant CONFIRMED = Instant.parse("2026-11-23T10:00:00.5Z");

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void everyEnvironmentIsAnsweredWithWhatIsKnownOfIt() throws Exception {
        gateway.listEnvironments.answers(new Page(
                List.of(
                        new Known(EnvironmentId.of(OTHER), sparse(), new Revision(1), CONFIRMED, 0),
                        new Known(
                                EnvironmentId.of(Samples.ENVIRONMENT),
                                Samples.SETTINGS,
                                new Revision(7),
                                CONFIRMED,
                                3)),
                Optional.empty()));

        Answer answer = get("");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"_links\":{\"self\":{\"href\":\"" + gateway.origin() + ENVIRONMENTS + "\"}},"
                        + "\"_embedded\":{\"environments\":["
                        + "{" + links(OTHER) + "\"id\":\"" + OTHER + "\",\"whatsAppAccountBusinessId\":\"1\","
                        + "\"revision\":1,\"confirmedAt\":\"2026-11-23T10:00:00.500Z\",\"openOperations\":0},"
                        + "{" + links(Samples.ENVIRONMENT) + "\"id\":\"" + Samples.ENVIRONMENT
                        + "\",\"provider\":\"CUSTOM_WHATSAPP\",\"whatsAppAccountBusinessId\":\"107794359053209\","
                        + "\"selectedNumber\":{\"numberId\":\"116195731537720\",\"number\":\"+1 555-061-2978\","
                        + "\"verifiedName\":\"Test Number\",\"qualityRating\":\"GREEN\",\"available\":true},"
                        + "\"status\":\"Created\",\"revision\":7,\"confirmedAt\":\"2026-11-23T10:00:00.500Z\","
                        + "\"openOperations\":3}]},\"size\":2}");
    }

    @Test
    void aNumberOfWhichPingOneTellsLittleIsShownWithThat() throws Exception {
        CatalogueNumber bare = new CatalogueNumber(
                Optional.of(NumberId.of("1")),
                Optional.empty(),
                true,
                Availability.UNSTATED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                AdditionalMembers.NONE);
        gateway.listEnvironments.answers(new Page(
                List.of(new Known(
                        EnvironmentId.of(OTHER),
                        settings(new Catalogue(List.of(bare))),
                        new Revision(1),
                        CONFIRMED,
                        0)),
                Optional.empty()));

        assertThat(get("").json().path("_embedded").path("environments").path(0).path("selectedNumber"))
                .hasToString("{\"numberId\":\"1\"}");
    }

    @Test
    void withoutAWishTheFirstFiftyAreAskedFor() throws Exception {
        get("");

        ListEnvironmentsUseCase.Query query = gateway.listEnvironments.onlyQuestion();
        assertThat(query.limit()).isEqualTo(50);
        assertThat(query.after()).isEmpty();
        assertThat("Bearer " + query.caller().accessToken().reveal()).isEqualTo(Samples.BEARER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 99, 100})
    void asManyAsTheCallerWantsAreAskedFor(int limit) throws Exception {
        assertThat(get("?limit=" + limit).status()).isEqualTo(200);

        assertThat(gateway.listEnvironments.onlyQuestion().limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=", "limit=0", "limit=101", "limit=x", "limit=1&limit=2"})
    void aLimitOutOfBoundsIsRefusedWithWhatIsAccepted(String query) throws Exception {
        Answer answer = get("?" + query).isError(ErrorTable.INVALID);

        assertThat(answer.json().path("details"))
                .hasToString("[{\"code\":\"INVALID_PARAMETER\",\"target\":\"limit\","
                        + "\"message\":\"limit must be a whole number from 1 to 100, and given once.\","
                        + "\"innerError\":{\"maximumValue\":100}}]");
        assertThat(gateway.listEnvironments.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "?limit=2, limit=2&"})
    void theNextPageBeginsWhereThisOneEndsAndIsAsLong(String query, String limit) throws Exception {
        gateway.listEnvironments.answers(
                new Page(List.of(), Optional.of(gapAfter(EnvironmentId.of(Samples.ENVIRONMENT)))));
        String next = link(get(query), "next");
        gateway.listEnvironments.forget();
        gateway.listEnvironments.answers(new Page(List.of(), Optional.empty()));

        Answer second = get(next.substring((gateway.origin() + ENVIRONMENTS).length()));

        assertThat(next).startsWith(gateway.origin() + ENVIRONMENTS + "?" + limit + "cursor=");
        ListEnvironmentsUseCase.Query asked = gateway.listEnvironments.onlyQuestion();
        assertThat(asked.after().orElseThrow().toString())
                .isGreaterThanOrEqualTo(Samples.ENVIRONMENT)
                .isLessThan(FOLLOWING);
        assertThat(asked.limit()).isEqualTo(limit.isEmpty() ? 50 : 2);
        assertThat(link(second, "self")).isEqualTo(next);
        assertThat(second.json().path("_links").has("next")).isFalse();
        assertThat(second.json().path("size").intValue()).isZero();
    }

    /** The caller may not be allowed to know of either. */
    @Test
    void aNextLinkGivesAwayNeitherOfTheEnvironmentsAtTheEndOfAPage() throws Exception {
        gateway.listEnvironments.answers(
                new Page(List.of(), Optional.of(gapAfter(EnvironmentId.of(Samples.ENVIRONMENT)))));
        String before = "";
        for (int i = 0; i < 20; i++) {
            String next = link(get(""), "next");
            String start = next.substring(next.indexOf("cursor=") + "cursor=".length());

            assertThat(EnvironmentsCursor.parse(start).orElseThrow().toString())
                    .isNotEqualTo(Samples.ENVIRONMENT)
                    .isNotEqualTo(FOLLOWING)
                    .isNotEqualTo(before);
            before = EnvironmentsCursor.parse(start).orElseThrow().toString();
        }
    }

    @Test
    void whatTheCallerMayDoDecidesOnWhatIsListed() throws Exception {
        Access access = new Access(List.of(
                new Grant(new EnvironmentScope.Listed(Set.of(EnvironmentId.of(OTHER))), Set.of(Permission.READ))));
        gateway.authorize.does(query -> CompletableFuture.completedFuture(new Permitted(
                new Caller(
                        query.accessToken().orElseThrow(),
                        Optional.of(new ClientId("client-1")),
                        query.origin().correlationId(),
                        Optional.empty(),
                        Optional.empty()),
                access)));

        get("");

        ListEnvironmentsUseCase.Query query = gateway.listEnvironments.onlyQuestion();
        assertThat(query.access()).isEqualTo(access);
        assertThat(query.caller().client()).contains(new ClientId("client-1"));
    }

    @Test
    void aCursorHoldsForEveryCaller() throws Exception {
        gateway.listEnvironments.answers(new Page(List.of(), Optional.of(gapAfter(EnvironmentId.of(OTHER)))));
        String next = link(get(""), "next").substring(gateway.origin().length());

        Answer answer = gateway.send(gateway.anonymous(next).header("Authorization", "Bearer of-somebody-else"));

        assertThat(answer.status()).isEqualTo(200);
    }

    static List<String> brokenCursors() {
        String valid = cursor(16);
        return List.of(
                "",
                "x",
                valid.substring(1),
                valid + "AA",
                cursor(8),
                cursor(24),
                "*" + valid,
                valid + "&cursor=" + valid);
    }

    @ParameterizedTest
    @MethodSource("brokenCursors")
    void aCursorThatIsBrokenOrOfSomethingElseIsRefused(String cursor) throws Exception {
        Answer answer = get("?cursor=" + cursor).isError(ErrorTable.INVALID);

        assertThat(answer.json().path("details"))
                .hasToString("[{\"code\":\"INVALID_PARAMETER\",\"target\":\"cursor\","
                        + "\"message\":\"cursor must be one of a next link of the environments, and given once.\"}]");
        assertThat(gateway.listEnvironments.received()).isEmpty();
    }

    @Test
    void everyFaultOfARequestIsInOneAnswer() throws Exception {
        assertThat(get("?limit=0&cursor=x").isError(ErrorTable.INVALID).targets())
                .containsExactly("limit", "cursor");
    }

    @ParameterizedTest
    @EnumSource(PortFault.Kind.class)
    void aFaultIsAnsweredAsTheTableSays(PortFault.Kind kind) throws Exception {
        gateway.listEnvironments.fails(new PortFault(kind, PortFault.Effect.NONE));

        get("").isError(ErrorTable.of(kind));
    }

    @Test
    void headHasTheHeadOfGetAndNoBody() throws Exception {
        Answer get = get("");
        Answer head = gateway.send(gateway.request(ENVIRONMENTS).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isPresent().isEqualTo(get.header("Content-Length"));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "PATCH", "DELETE"})
    void otherMethodsAreRefusedWithThoseThatAreNot(String method) throws Exception {
        Answer answer = gateway.method(method, ENVIRONMENTS).isError(ErrorTable.METHOD_NOT_ALLOWED);

        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(gateway.listEnvironments.received()).isEmpty();
    }

    @Test
    void optionsTellsTheMethodsWithoutAToken() throws Exception {
        Answer answer = gateway.send(gateway.anonymous(ENVIRONMENTS).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void withoutATokenNothingIsAsked() throws Exception {
        gateway.send(gateway.anonymous(ENVIRONMENTS)).isError(ErrorTable.NOT_AUTHENTICATED);

        assertThat(gateway.listEnvironments.received()).isEmpty();
    }

    @Test
    void anEnvironmentOfItsOwnIsNoResourceOfTheGateway() throws Exception {
        gateway.method("GET", ENVIRONMENTS + "/" + Samples.ENVIRONMENT).isError(ErrorTable.NOT_FOUND);
    }

    private Answer get(String query) throws Exception {
        return gateway.send(gateway.request(ENVIRONMENTS + query).GET());
    }

    private String links(String environment) {
        String whatsApp = gateway.origin() + Samples.path(environment);
        return "\"_links\":{\"self\":{\"href\":\"%s/%s\"},\"whatsApp\":{\"href\":\"%s\"},"
                        .formatted(gateway.origin() + ENVIRONMENTS, environment, whatsApp)
                + "\"numbers\":{\"href\":\"%s/numbers\"},\"history\":{\"href\":\"%s/history\"}},"
                        .formatted(whatsApp, whatsApp);
    }

    private static String link(Answer answer, String name) {
        return answer.json().path("_links").path(name).path("href").textValue();
    }

    /** What a cursor holds, made without the adapter, so that one with something wrong in it can be. */
    private static String cursor(int bytes) {
        UUID id = UUID.fromString(OTHER);
        byte[] content = ByteBuffer.allocate(Math.max(16, bytes))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(content, bytes));
    }

    private static WhatsAppSettings sparse() {
        return settings(Catalogue.EMPTY);
    }

    private static WhatsAppSettings settings(Catalogue catalogue) {
        return new WhatsAppSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new BusinessAccountId("1"),
                Optional.empty(),
                catalogue,
                Optional.empty(),
                AdditionalMembers.NONE,
                AdditionalMembers.NONE);
    }

    private static Gap gapAfter(EnvironmentId last) {
        return new Gap(last, EnvironmentId.of(FOLLOWING));
    }
}
