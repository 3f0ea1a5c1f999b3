package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.ScriptedServer.Request;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.testkit.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, to the byte. */
class SentRequestTest extends AdapterFixture {

    private static final String PATH =
            "/v1/environments/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/notificationsSettings/instantMessagingDeliverySettings/whatsApp";
    private static final Caller CALLER = new Caller(
            Secret.of("a.bearer-token_~+/="),
            Optional.empty(),
            new CorrelationId("correlation-1"),
            Optional.of(new ExternalId("transaction#1")),
            Optional.of(new ExternalId("session@1")));

    @SuppressWarnings("NullAway.Init")
    private ScriptedServer server;

    @BeforeAll
    void startServer() throws IOException {
        server = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS));
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void aWriteSendsTheDocumentInTheOrderOfPingOnesExample() {
        DesiredSettings desired = desired(Optional.of(List.of(new NumberEntry(
                Optional.of(NumberId.of("116195731537720")), Optional.of(PhoneNumber.of("+1 555-061-2978")), true))));

        assertThat(sentBy(desired).body())
                .isEqualTo(
                        "{\"provider\":\"CUSTOM_WHATSAPP\",\"whatsAppAccountBusinessId\":\"107794359053209\","
                                + "\"appId\":\"0263386889724299\",\"userAccessToken\":\"EAAt\u00F6ken\",\"appSecret\":\"263|s\\\"e\\\\c\","
                                + "\"numbers\":[{\"selected\":true,\"number\":\"+1 555-061-2978\",\"numberId\":\"116195731537720\"}]}");
    }

    @Test
    void aWriteSendsEveryEntryAsItWasGiven() {
        DesiredSettings desired = desired(Optional.of(List.of(
                Samples.selectingId("00042"),
                new NumberEntry(Optional.empty(), Optional.of(PhoneNumber.of("(0049) 30.555 0004")), false),
                new NumberEntry(Optional.empty(), Optional.empty(), false))));

        assertThat(sentBy(desired).body())
                .endsWith("\"numbers\":[{\"selected\":true,\"numberId\":\"00042\"},"
                        + "{\"selected\":false,\"number\":\"(0049) 30.555 0004\"},{\"selected\":false}]}");
    }

    @Test
    void noNumbersAndAnEmptyListOfThemAreNotTheSame() {
        assertThat(sentBy(desired(Optional.empty())).body()).doesNotContain("numbers");
        assertThat(sentBy(desired(Optional.of(List.of()))).body()).endsWith(",\"numbers\":[]}");
    }

    @Test
    void aWriteSendsTheseHeadersAndNoOther() {
        Request request = sentBy(desired(Optional.empty()));

        assertThat(request.line()).isEqualTo("PUT " + PATH + " HTTP/1.1");
        assertThat(names(request))
                .containsExactlyInAnyOrder(
                        "accept",
                        "authorization",
                        "content-length",
                        "content-type",
                        "correlation-id",
                        "host",
                        "x-ping-external-session-id",
                        "x-ping-external-transaction-id");
        assertThat(request.header("Accept")).contains("application/json");
        assertThat(request.header("Authorization")).contains("Bearer a.bearer-token_~+/=");
        assertThat(request.header("Content-Type")).contains("application/json");
        assertThat(request.header("Correlation-Id")).contains("correlation-1");
        assertThat(request.header("Host")).contains(server.apiUrl().getAuthority());
        assertThat(request.header("X-Ping-External-Transaction-ID")).contains("transaction#1");
        assertThat(request.header("X-Ping-External-Session-ID")).contains("session@1");
    }

    @Test
    void aReadSendsNoBodyAndNoHeadersForWhichThereIsNoValue() {
        done(adapter(server).read(Samples.call(ENVIRONMENT), Expansion.NONE));
        Request request = last();

        assertThat(request.line()).isEqualTo("GET " + PATH + " HTTP/1.1");
        assertThat(names(request)).containsExactlyInAnyOrder("accept", "authorization", "correlation-id", "host");
        assertThat(request.body()).isEmpty();
    }

    @Test
    void aReadWithTemplatesAsksForTheExpansion() {
        done(adapter(server).read(Samples.call(CALLER, ENVIRONMENT), Expansion.TEMPLATES));

        assertThat(last().line()).isEqualTo("GET " + PATH + "?expand=whatsAppTemplates HTTP/1.1");
    }

    @Test
    void aRemovalSendsNoBody() {
        done(remove(adapter(options(server.apiUrl().resolve("/other/v1")))));

        assertThat(last().line()).isEqualTo("DELETE /other" + PATH + " HTTP/1.1");
        assertThat(names(last())).doesNotContain("content-type");
        assertThat(last().body()).isEmpty();
    }

    @Test
    void theEnvironmentIsSentInLowerCase() {
        done(adapter(server)
                .read(Samples.call(CALLER, EnvironmentId.of("ABFBA8F6-49EB-49F5-A5D9-80AD5C98F9F6")), Expansion.NONE));

        assertThat(last().line()).isEqualTo("GET " + PATH + " HTTP/1.1");
    }

    @Test
    void aLetterOutsideLatin1CannotBreakAHeader() {
        // The low bytes of these two letters are CR and LF.
        ExternalId id = new ExternalId("a\u010D\u010AX-Evil=1");
        done(adapter(server)
                .read(
                        Samples.call(
                                new Caller(
                                        CALLER.accessToken(),
                                        Optional.empty(),
                                        CALLER.correlationId(),
                                        Optional.of(id),
                                        Optional.empty()),
                                ENVIRONMENT),
                        Expansion.NONE));

        assertThat(names(last()))
                .containsExactlyInAnyOrder(
                        "accept", "authorization", "correlation-id", "host", "x-ping-external-transaction-id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a token\nX-Evil: 1",
                "a token\r\n\r\nGET / HTTP/1.1",
                "a token\u0000",
                "a-tok\u00E9n",
                "tok\u010Aen"
            })
    void anAccessTokenThatCannotStandInAHeaderIsRefusedUnsentAndDoesNotShow(String token) {
        int before = server.requests().size();

        PortFault fault = fault(
                adapter(server).read(Samples.call(Samples.callerWith(Secret.of(token)), ENVIRONMENT), Expansion.NONE));

        assertThat(fault.kind()).isEqualTo(Kind.CREDENTIALS_REFUSED);
        assertThat(fault.effect()).isEqualTo(Effect.NONE);
        assertThat(fault).hasNoCause();
        assertThat(server.requests()).hasSize(before);
    }

    private Request sentBy(DesiredSettings desired) {
        done(adapter(server).replace(Samples.call(CALLER, ENVIRONMENT), desired, () -> {}));
        return last();
    }

    private Request last() {
        return server.requests().get(server.requests().size() - 1);
    }

    private static List<String> names(Request request) {
        return request.headers().stream()
                .map(header -> header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static DesiredSettings desired(Optional<List<NumberEntry>> numbers) {
        return new DesiredSettings(
                Provider.CUSTOM_WHATSAPP,
                new BusinessAccountId("107794359053209"),
                new AppId("0263386889724299"),
                Secret.of("263|s\"e\\c"),
                Secret.of("EAAt\u00F6ken"),
                numbers);
    }
}
