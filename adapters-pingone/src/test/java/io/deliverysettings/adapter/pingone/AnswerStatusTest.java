package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.ScriptedServer.Script;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each status means, with PingOne's envelope and without it. */
class AnswerStatusTest extends AdapterFixture {

    private static final String HTML = "<html><body>Please sign in</body></html>";

    @ParameterizedTest
    @CsvSource({
        "400, INVALID",
        "402, INVALID",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "405, OPERATION_NOT_SUPPORTED",
        "409, CONFLICT",
        "410, GONE",
        "412, INVALID",
        "415, MEDIA_TYPE_NOT_SUPPORTED",
        "418, INVALID",
        "422, UNPROCESSABLE",
        "499, INVALID"
    })
    void anEnvelopeWithAClientErrorIsARefusalInPingOnesWords(int status, PlatformRefusal.Kind kind) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(status, ENVELOPE))) {
            PingOneSettingsAdapter adapter = adapter(server);

            for (PlatformRefusal refusal :
                    new PlatformRefusal[] {refusal(read(adapter)), refusal(write(adapter)), refusal(remove(adapter))}) {
                assertThat(refusal.kind()).isEqualTo(kind);
                assertIsTheEnvelope(refusal.error());
            }
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, CREDENTIALS_REFUSED, NONE",
        "408, TIMEOUT, UNKNOWN",
        "429, THROTTLED, NONE",
        "500, FAILED, UNKNOWN",
        "501, FAILED, UNKNOWN",
        "502, UNREADABLE, UNKNOWN",
        "503, UNAVAILABLE, UNKNOWN",
        "504, TIMEOUT, UNKNOWN",
        "599, FAILED, UNKNOWN"
    })
    void anEnvelopeWithAnyOtherErrorIsAFaultThatKeepsPingOnesWords(int status, Kind kind, Effect effectOfWrites)
            throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(status, ENVELOPE))) {
            for (PortFault fault : everyFault(server, kind, effectOfWrites)) {
                assertThat(fault.platformError()).hasValueSatisfying(AnswerStatusTest::assertIsTheEnvelope);
            }
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, CREDENTIALS_REFUSED, NONE",
        "403, UNREADABLE, NONE",
        "404, UNREADABLE, NONE",
        "408, TIMEOUT, UNKNOWN",
        "429, THROTTLED, NONE",
        "500, UNREADABLE, UNKNOWN",
        "502, UNREADABLE, UNKNOWN",
        "503, UNAVAILABLE, UNKNOWN",
        "504, TIMEOUT, UNKNOWN"
    })
    void anErrorWithoutAnEnvelopeIsAFaultWithoutWords(int status, Kind kind, Effect effectOfWrites) throws Exception {
        String[] bodies = {"", HTML, "{}", "[]", "{\"code\":\"ONLY\"}", "{\"message\":\"Only.\"}", "{\"code\":1}"};
        for (String body : bodies) {
            try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(status, body))) {
                for (PortFault fault : everyFault(server, kind, effectOfWrites)) {
                    assertThat(fault.platformError()).as(body).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void aRedirectIsNeverFollowed(int status) throws Exception {
        try (ScriptedServer elsewhere = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS))) {
            String redirect = ScriptedServer.http(status, "Location: " + elsewhere.apiUrl() + "\r\n", "");
            try (ScriptedServer server = ScriptedServer.answering(redirect)) {
                everyFault(server, Kind.UNREADABLE, Effect.UNKNOWN);

                assertThat(server.requests()).hasSize(3);
                assertThat(elsewhere.connections()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HTML,
                "",
                "{}",
                "[]",
                "null",
                "\"text\"",
                "{\"whatsAppAccountBusinessId\":\"\"}",
                "{\"whatsAppAccountBusinessId\":1}",
                "{\"whatsAppAccountBusinessId\":\"1\"} {}",
                "{\"whatsAppAccountBusinessId\":\"1\"",
                "{\"whatsAppAccountBusinessId\":\"1\",\"numbers\":{}}",
                "{\"whatsAppAccountBusinessId\":\"1\",\"numbers\":[1]}"
            })
    void aSuccessThatIsNotTheDocumentIsUnreadable(String body) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, body))) {
            PingOneSettingsAdapter adapter = adapter(server);
            PortFault onRead = fault(read(adapter));
            PortFault onWrite = fault(write(adapter));

            assertThat(onRead.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(onRead.effect()).isEqualTo(Effect.NONE);
            assertThat(onWrite.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(onWrite.effect()).isEqualTo(Effect.UNKNOWN);
        }
    }

    @Test
    void settingsOfAnotherEnvironmentAreUnreadable() throws Exception {
        String another =
                SETTINGS.replace("abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6", "11111111-2222-4333-8444-555555555555");
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, another))) {
            assertThat(fault(read(adapter(server))).kind()).isEqualTo(Kind.UNREADABLE);
        }
    }

    @Test
    void theEnvironmentMayBeInUpperCase() throws Exception {
        String upper = SETTINGS.replace("abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6", "ABFBA8F6-49EB-49F5-A5D9-80AD5C98F9F6");
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, upper))) {
            assertThat(done(read(adapter(server))).environmentId()).contains("ABFBA8F6-49EB-49F5-A5D9-80AD5C98F9F6");
        }
    }

    @ParameterizedTest
    @CsvSource({"200, false", "201, true"})
    void theStatusOfAWriteTellsWhetherPingOneSpeaksOfCreation(int status, boolean created) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(status, SETTINGS))) {
            assertThat(done(write(adapter(server))).created()).isEqualTo(created);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 203, 206, 299})
    void aSuccessThatPingOneDoesNotDocumentIsUnreadable(int status) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(status, SETTINGS))) {
            everyFault(server, Kind.UNREADABLE, Effect.UNKNOWN);
        }
    }

    @Test
    void noContentIsNoAnswerToAReadOrAWrite() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            PingOneSettingsAdapter adapter = adapter(server);

            assertThat(fault(read(adapter)).kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(fault(write(adapter)).effect()).isEqualTo(Effect.UNKNOWN);
        }
    }

    @ParameterizedTest
    @CsvSource({"204, ''", "200, ''", "200, {}"})
    void aRemovalIsDoneWithoutAWordOrWithADocument(int status, String body) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(status, body))) {
            assertThat(done(remove(adapter(server)))).isNotNull();
        }
    }

    @Test
    void aRemovalThatIsAnsweredByAWebPageIsUnreadable() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, HTML))) {
            PortFault fault = fault(remove(adapter(server)));

            assertThat(fault.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(fault.effect()).isEqualTo(Effect.UNKNOWN);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                             | PT7S",
                "Mon, 23 Nov 2026 12:00:30 GMT | PT30S",
                "Mon, 23 Nov 2026 11:00:00 GMT | PT0S",
                "soon                          |",
                "-1                            |"
            })
    void aThrottledCallTellsHowLongPingOneWantsToBeLeftAlone(String header, Duration expected) throws Exception {
        String answer = ScriptedServer.http(429, "Retry-After: " + header + "\r\n", ENVELOPE);
        try (ScriptedServer server = ScriptedServer.answering(answer)) {
            assertThat(fault(write(adapter(server))).retryAfter()).isEqualTo(Optional.ofNullable(expected));
        }
    }

    @Test
    void anUnavailablePingOneMayTellHowLongToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.http(503, "Retry-After: 5\r\n", ""))) {
            assertThat(fault(read(adapter(server))).retryAfter()).contains(Duration.ofSeconds(5));
        }
    }

    @Test
    void anEnvelopeMayLackItsIdAndDetailsAndHoldMembersThatAreNew() throws Exception {
        String envelope = """
                {"code": "NEW_CODE", "message": "A sentence.", "helpUrl": "https://example.invalid", "details": [
                  {}, {"code": 4, "target": null, "message": "", "rangeMaximumValue": 1.50}]}
                """;
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(403, envelope))) {
            PlatformError error = refusal(read(adapter(server))).error();

            assertThat(error.id()).isEmpty();
            assertThat(error.code()).isEqualTo("NEW_CODE");
            assertThat(error.additional().jsonByName()).containsEntry("helpUrl", "\"https://example.invalid\"");
            assertThat(error.details()).hasSize(2);
            assertThat(error.details().get(1).additional().jsonByName())
                    .containsEntry("rangeMaximumValue", "1.50")
                    .containsEntry("code", "4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "[{\"code\":\"D\"},17]", "\"text\"", "null"})
    void detailsThatAreNoListOfObjectsAreHandedOnAsTheyAre(String details) throws Exception {
        String envelope = "{\"code\": \"C\", \"message\": \"M\", \"details\": " + details + "}";
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(400, envelope))) {
            PlatformError error = refusal(read(adapter(server))).error();

            assertThat(error.details()).isEmpty();
            assertThat(error.additional().jsonByName()).containsExactly(Map.entry("details", details));
        }
    }

    @Test
    void interimAnswersBeforeTheAnswerAreIgnored() throws Exception {
        Script script = exchange -> exchange.send(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + ScriptedServer.json(200, SETTINGS));
        try (ScriptedServer server = ScriptedServer.start(script)) {
            assertThat(done(read(adapter(server))).status()).contains("Created");
        }
    }

    /** Each from an adapter of its own, as a 429 holds back what comes after it. */
    private PortFault[] everyFault(ScriptedServer server, Kind kind, Effect effectOfWrites) throws IOException {
        PortFault[] faults = {
            fault(read(adapter(server))), fault(write(adapter(server))), fault(remove(adapter(server)))
        };
        assertThat(faults).extracting(PortFault::kind).containsOnly(kind);
        assertThat(faults).extracting(PortFault::effect).containsExactly(Effect.NONE, effectOfWrites, effectOfWrites);
        return faults;
    }

    private static void assertIsTheEnvelope(PlatformError error) {
        assertThat(error.id()).contains(ERROR_ID);
        assertThat(error.code()).isEqualTo("SOME_CODE");
        assertThat(error.message()).isEqualTo("A sentence.");
        assertThat(error.additional().jsonByName()).isEmpty();
        assertThat(error.details()).singleElement().satisfies(detail -> {
            assertThat(detail.code()).contains("SOME_DETAIL");
            assertThat(detail.target()).contains("numbers[0].numberId");
            assertThat(detail.message()).contains("Another one.");
            assertThat(detail.additional().jsonByName())
                    .containsExactly(Map.entry("innerError", "{\"allowedValues\":[\"a\",1.10]}"));
        });
    }
}
