package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.application.port.in.ListHistoryUseCase.Result;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET …/whatsApp/history}. */
class HistoryAnswersTest {

    private static final String HISTORY = Samples.PATH + "/history";
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void everyEntryIsAnsweredWithAllThatIsKnownOfIt() throws Exception {
        gateway.listHistory.answers(new Result.Listed(
                List.of(
                        new HistoryEntry(
                                new Revision(9),
                                Action.CONFIGURE,
                                Outcome.APPLIED,
                                Optional.of(new ClientId("client-1")),
                                new CorrelationId("call-9"),
                                START,
                                START.plusMillis(1_234),
                                List.of(
                                        new MemberChange("appId", Optional.of("1"), Optional.of("2")),
                                        new MemberChange("status", Optional.empty(), Optional.of("Created")),
                                        new MemberChange("numbers[1].number", Optional.of("+1"), Optional.empty())),
                                Optional.of(new SecretChanges(true, false))),
                        new HistoryEntry(
                                new Revision(8),
                                Action.REMOVE,
                                Outcome.UNKNOWN,
                                Optional.empty(),
                                new CorrelationId("call-8"),
                                START,
                                START,
                                List.of(),
                                Optional.empty())),
                Optional.empty()));

        Answer answer = get("");

        String base = gateway.origin() + HISTORY;
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"_links\":{\"self\":{\"href\":\"%s\"},\"whatsApp\":{\"href\":\"%s\"}},"
                                .formatted(base, gateway.origin() + Samples.PATH)
                        + "\"_embedded\":{\"history\":["
                        + "{\"_links\":{\"restore\":{\"href\":\"" + base + "/9/restore\"}},"
                        + "\"revision\":9,\"action\":\"CONFIGURE\",\"outcome\":\"APPLIED\","
                        + "\"actor\":{\"clientId\":\"client-1\"},\"correlationId\":\"call-9\","
                        + "\"startedAt\":\"2026-11-23T10:00:00.000Z\",\"endedAt\":\"2026-11-23T10:00:01.234Z\","
                        + "\"durationMs\":1234,\"changes\":["
                        + "{\"member\":\"appId\",\"before\":\"1\",\"after\":\"2\"},"
                        + "{\"member\":\"status\",\"after\":\"Created\"},"
                        + "{\"member\":\"numbers[1].number\",\"before\":\"+1\"}],"
                        + "\"secrets\":{\"appSecret\":\"changed\",\"userAccessToken\":\"unchanged\"}},"
                        + "{\"revision\":8,\"action\":\"REMOVE\",\"outcome\":\"UNKNOWN\",\"correlationId\":\"call-8\","
                        + "\"startedAt\":\"2026-11-23T10:00:00.000Z\",\"endedAt\":\"2026-11-23T10:00:00.000Z\","
                        + "\"durationMs\":0,\"changes\":[]}]},\"size\":2}");
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void onlyWhatLeftSettingsThatCanBeSetAgainLeadsToItsRestoration(Action action) throws Exception {
        for (Outcome outcome : Outcome.values()) {
            gateway.listHistory.answers(new Result.Listed(List.of(entry(3, action, outcome)), Optional.empty()));

            boolean leadsThere = entries(get("")).path(0).path("_links").has("restore");

            boolean tellsWhatWasHeld =
                    !Set.of(Outcome.NOT_APPLIED, Outcome.UNKNOWN).contains(outcome);
            assertThat(leadsThere).as("%s %s", action, outcome).isEqualTo(tellsWhatWasHeld && action != Action.REMOVE);
        }
    }

    @Test
    void whereEverythingWasFoundToBeGoneThereIsNothingToRestore() throws Exception {
        HistoryEntry gone = entry(
                3, Action.OBSERVE, Outcome.OVERTAKEN, new MemberChange("appId", Optional.of("1"), Optional.empty()));
        HistoryEntry changed = entry(
                2,
                Action.OBSERVE,
                Outcome.OVERTAKEN,
                new MemberChange("appId", Optional.of("1"), Optional.empty()),
                new MemberChange("status", Optional.empty(), Optional.of("Created")));
        gateway.listHistory.answers(new Result.Listed(List.of(gone, changed), Optional.empty()));

        JsonNode entries = entries(get(""));

        assertThat(entries.path(0).path("_links").has("restore")).isFalse();
        assertThat(entries.path(1).path("_links").has("restore")).isTrue();
    }

    @Test
    void aLinkToRestoreIsOneThatCanBeFollowed() throws Exception {
        gateway.listHistory.answers(
                new Result.Listed(List.of(entry(3, Action.RESTORE, Outcome.APPLIED)), Optional.empty()));
        String link = entries(get(""))
                .path(0)
                .path("_links")
                .path("restore")
                .path("href")
                .textValue();

        assertThat(gateway.post(link.substring(gateway.origin().length())).status())
                .isEqualTo(200);
        assertThat(gateway.restoreRevision.onlyQuestion().revision()).isEqualTo(new Revision(3));
    }

    @Test
    void withoutAWishTheNewestFiftyAreAskedFor() throws Exception {
        get("");

        ListHistoryUseCase.Query query = gateway.listHistory.onlyQuestion();
        assertThat(query.limit()).isEqualTo(50);
        assertThat(query.before()).isEmpty();
        assertThat(query.environment()).isEqualTo(EnvironmentId.of(Samples.ENVIRONMENT));
        assertThat("Bearer " + query.caller().accessToken().reveal()).isEqualTo(Samples.BEARER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 199, 200})
    void asManyAsTheCallerWantsAreAskedFor(int limit) throws Exception {
        assertThat(get("?limit=" + limit).status()).isEqualTo(200);

        assertThat(gateway.listHistory.onlyQuestion().limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit",
                "limit=",
                "limit=0",
                "limit=-1",
                "limit=201",
                "limit=1000",
                "limit=99999999999999999999",
                "limit=1.5",
                "limit=x",
                "limit=007",
                "limit=%2B1",
                "limit=%201",
                "limit=%D9%A1",
                "limit=1&limit=2",
                "limit=1&limit=1"
            })
    void aLimitOutOfBoundsIsRefusedWithWhatIsAccepted(String query) throws Exception {
        Answer answer = get("?" + query).isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly("limit");
        assertThat(answer.detail("limit"))
                .hasToString("{\"code\":\"INVALID_PARAMETER\",\"target\":\"limit\","
                        + "\"message\":\"limit must be a whole number from 1 to 200, and given once.\","
                        + "\"innerError\":{\"maximumValue\":200}}");
        assertThat(gateway.listHistory.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "?limit=2, limit=2&"})
    void theNextPageIsWhereThisOneEndsAndAsLong(String query, String limit) throws Exception {
        gateway.listHistory.answers(new Result.Listed(
                List.of(entry(9, Action.OBSERVE, Outcome.APPLIED)),
                Optional.of(new Revision(999_999_999_999_999_999L))));
        String next = link(get(query), "next");
        gateway.listHistory.forget();
        gateway.listHistory.answers(new Result.Listed(List.of(), Optional.empty()));

        Answer second = get(next.substring((gateway.origin() + HISTORY).length()));

        assertThat(next).startsWith(gateway.origin() + HISTORY + "?" + limit + "cursor=");
        ListHistoryUseCase.Query asked = gateway.listHistory.onlyQuestion();
        assertThat(asked.before()).contains(new Revision(999_999_999_999_999_999L));
        assertThat(asked.limit()).isEqualTo(limit.isEmpty() ? 50 : 2);
        assertThat(link(second, "self")).isEqualTo(next);
        assertThat(second.json().path("_links").has("next")).isFalse();
        assertThat(second.json().path("size").intValue()).isZero();
        assertThat(entries(second)).hasToString("[]");
    }

    @Test
    void aCursorDoesNotShowTheRevisionInPlainSight() throws Exception {
        gateway.listHistory.answers(new Result.Listed(List.of(), Optional.of(new Revision(4_711))));

        assertThat(link(get(""), "next")).doesNotContain("4711", "before");
    }

    static List<String> brokenCursors() {
        String valid = cursor(Samples.ENVIRONMENT, 7);
        return List.of(
                "",
                "x",
                valid.substring(1),
                valid + "A",
                valid + "AAAA",
                valid.substring(0, 31) + "*",
                valid.substring(0, 31) + "+",
                cursor("00000000-0000-0000-0000-000000000001", 7),
                cursor(Samples.ENVIRONMENT, 0),
                cursor(Samples.ENVIRONMENT, -1),
                cursor(Samples.ENVIRONMENT, Long.MAX_VALUE),
                valid + "&cursor=" + valid);
    }

    @ParameterizedTest
    @MethodSource("brokenCursors")
    void aCursorThatIsBrokenOrOfAnotherEnvironmentIsRefused(String cursor) throws Exception {
        Answer answer = get("?cursor=" + cursor).isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly("cursor");
        assertThat(answer.detail("cursor").path("code").textValue()).isEqualTo("INVALID_PARAMETER");
        assertThat(gateway.listHistory.received()).isEmpty();
    }

    @Test
    void aCursorHoldsForTheEnvironmentHoweverItIsWritten() throws Exception {
        String path = Samples.path("ABFBA8F6-49EB-49F5-A5D9-80AD5C98F9F6") + "/history";

        gateway.send(gateway.request(path + "?cursor=" + cursor(Samples.ENVIRONMENT, 7)));

        assertThat(gateway.listHistory.onlyQuestion().before()).contains(new Revision(7));
    }

    @Test
    void everyFaultOfARequestIsInOneAnswer() throws Exception {
        assertThat(get("?limit=0&cursor=x").isError(ErrorTable.INVALID).targets())
                .containsExactly("limit", "cursor");
        assertThat(gateway.send(gateway.request(Samples.path("x") + "/history?limit=0&cursor=x"))
                        .isError(ErrorTable.INVALID)
                        .targets())
                .containsExactly("envID", "limit");
    }

    @Test
    void headHasTheHeadOfGetAndNoBody() throws Exception {
        Answer get = get("");
        Answer head = gateway.send(gateway.request(HISTORY).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "PATCH", "DELETE"})
    void otherMethodsAreRefusedWithThoseThatAreNot(String method) throws Exception {
        Answer answer = gateway.method(method, HISTORY).isError(ErrorTable.METHOD_NOT_ALLOWED);

        assertThat(answer.header("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void withoutATokenNothingIsAsked() throws Exception {
        gateway.send(gateway.anonymous(HISTORY).GET()).isError(ErrorTable.NOT_AUTHENTICATED);

        assertThat(gateway.listHistory.received()).isEmpty();
    }

    @Test
    void pingOnesRefusalIsHandedOn() throws Exception {
        gateway.listHistory.answers(new Result.PlatformRefused(Samples.refusal(PlatformRefusal.Kind.FORBIDDEN)));

        get("").isErrorWith(403, "CODE_OF_PINGONE");
    }

    @Test
    void aFaultIsAnsweredAsTheTableSays() throws Exception {
        gateway.listHistory.fails(new PortFault(PortFault.Kind.STORE_UNAVAILABLE, PortFault.Effect.NONE));

        get("").isError(ErrorTable.STORE_UNAVAILABLE);
    }

    private Answer get(String query) throws Exception {
        return gateway.send(gateway.request(HISTORY + query).GET());
    }

    private static JsonNode entries(Answer answer) {
        return answer.json().path("_embedded").path("history");
    }

    private static String link(Answer answer, String name) {
        return answer.json().path("_links").path(name).path("href").textValue();
    }

    /** What a cursor holds, made without the adapter, so that one with something wrong in it can be. */
    private static String cursor(String environment, long revision) {
        UUID id = UUID.fromString(environment);
        byte[] bytes = ByteBuffer.allocate(24)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(revision)
                .array();
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static HistoryEntry entry(long revision, Action action, Outcome outcome, MemberChange... changes) {
        return new HistoryEntry(
                new Revision(revision),
                action,
                outcome,
                Optional.empty(),
                new CorrelationId("call"),
                START,
                START,
                List.of(changes),
                Optional.empty());
    }
}
