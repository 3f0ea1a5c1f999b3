package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.testkit.Samples;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that PingOne gives back goes no further. */
class SecretsTest extends AdapterFixture {

    private static final String BEARER = "bearer-that-must-not-show";
    private static final String APP_SECRET = "app-secret-that-must-not-show";
    private static final String USER_TOKEN = "user-\"token\"-that-must-not-show";
    private static final String SHOWN = "that-must-not-show";

    @Test
    void secretMembersAreLeftOutWhereverTheyStand() throws Exception {
        String document = "{\"whatsAppAccountBusinessId\": \"1\", \"appSecret\": \"x\", \"userAccessToken\": \"y\","
                + " \"new\": {\"appSecret\": \"x\", \"list\": [{\"userAccessToken\": {\"a\": 1}, \"kept\": 1}]},"
                + " \"numbers\": [{\"appSecret\": \"x\", \"new\": [{\"userAccessToken\": \"y\"}]}],"
                + " \"_links\": {\"appSecret\": \"x\", \"new\": {\"userAccessToken\": \"y\"}}}";
        WhatsAppSettings settings = settingsFrom(document);

        assertThat(settings.additional().jsonByName()).containsExactly(Map.entry("new", "{\"list\":[{\"kept\":1}]}"));
        assertThat(settings.catalogue().numbers().get(0).additional().jsonByName())
                .containsExactly(Map.entry("new", "[{}]"));
        assertThat(settings.additionalLinks().jsonByName()).containsExactly(Map.entry("new", "{}"));
    }

    @Test
    void secretsWithinMembersThatAreNewAreMasked() throws Exception {
        String document = "{\"whatsAppAccountBusinessId\": \"1\", \"echo\": [\"a " + APP_SECRET + " b\", {\"x\": \""
                + USER_TOKEN.replace("\"", "\\\"") + "\"}], \"bearer\": \"Bearer " + BEARER + "\", \"names\": {\""
                + APP_SECRET + "\": 1}, \"" + APP_SECRET + "\": 2}";
        WhatsAppSettings settings = settingsFrom(document);

        assertThat(settings.toString()).doesNotContain(SHOWN);
        assertThat(settings.additional().jsonByName())
                .containsExactly(
                        Map.entry("echo", "[\"a ******** b\",{\"x\":\"********\"}]"),
                        Map.entry("bearer", "\"Bearer ********\""),
                        Map.entry("names", "{\"********\":1}"),
                        Map.entry("********", "2"));
    }

    @Test
    void secretsWithinARefusalAreMasked() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(400, errorWithSecrets()))) {
            PlatformError error = refusal(write(adapter(server), desired(APP_SECRET, USER_TOKEN)))
                    .error();

            assertThat(error.toString()).doesNotContain(SHOWN);
            assertThat(error.message()).isEqualTo("No ********!");
            assertThat(error.details()).singleElement().satisfies(detail -> {
                assertThat(detail.message()).contains("******** is wrong");
                assertThat(detail.additional().jsonByName())
                        .containsExactly(Map.entry("innerError", "{\"allowedPattern\":\"not ********\"}"));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500, 503})
    void secretsWithinAFaultAreMasked(int status) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(status, errorWithSecrets()))) {
            PortFault fault = fault(write(adapter(server), desired(APP_SECRET, USER_TOKEN)));

            assertThat(fault.platformError()).isPresent();
            assertThat(fault.platformError().toString()).doesNotContain(SHOWN);
            assertThat(everythingOf(fault)).doesNotContain(SHOWN);
        }
    }

    @Test
    void anUpstreamThatSendsTheRequestBackShowsNothingOfIt() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(exchange -> {
            exchange.send(exchange.request().body() + "\r\n\r\n");
        })) {
            List<String> logged = new CopyOnWriteArrayList<>();
            Handler log = new RecordingHandler(logged);
            Logger.getLogger("").addHandler(log);
            try {
                assertThat(everythingOf(fault(write(adapter(server), desired(APP_SECRET, "user-token-" + SHOWN)))))
                        .doesNotContain(SHOWN);
                assertThat(server.seesTheClientHangUp()).isTrue();
            } finally {
                Logger.getLogger("").removeHandler(log);
            }
            assertThat(logged).noneMatch(line -> line.toLowerCase(Locale.ROOT).contains(SHOWN));
        }
    }

    @Test
    void anUpstreamThatSendsTheTokenBackAsAHeaderShowsNothingOfIt() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(exchange -> {
            String token = exchange.request().header("Authorization").orElse("");
            exchange.send("HTTP/1.1 200 OK\r\n" + token + "\r\n" + token.replace(' ', '-') + "\0: 1\r\n\r\n");
            exchange.close();
        })) {
            assertThat(everythingOf(fault(write(adapter(server), desired(APP_SECRET, USER_TOKEN)))))
                    .doesNotContain(SHOWN);
        }
    }

    @Test
    void aSecretThatBeginsWithAnotherIsMaskedWhole() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(
                ScriptedServer.json(400, "{\"code\": \"C\", \"message\": \"no 12345678-the-rest, no 12345678\"}"))) {
            assertThat(refusal(write(adapter(server), desired("12345678", "12345678-the-rest")))
                            .error()
                            .message())
                    .isEqualTo("no ********, no ********");
        }
    }

    @Test
    void anAppSecretThatIsTheAppIdOrTheAccountIdGarblesNeither() throws Exception {
        String document = "{\"whatsAppAccountBusinessId\": \"107794359053209\", \"appId\": \"263386889724299\","
                + " \"app\": {\"id\": \"263386889724299\", \"account\": \"107794359053209\"}}";
        for (String secret : new String[] {"263386889724299", "107794359053209"}) {
            try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, document))) {
                WhatsAppSettings settings = done(write(adapter(server), desired(secret, USER_TOKEN)))
                        .settings();

                assertThat(settings.appId()).contains(new AppId("263386889724299"));
                assertThat(settings.additional().jsonByName())
                        .containsExactly(
                                Map.entry("app", "{\"id\":\"263386889724299\",\"account\":\"107794359053209\"}"));
            }
        }
    }

    @Test
    void anAppIdThatIsTheAccountIdIsNoTrouble() throws Exception {
        DesiredSettings desired = new DesiredSettings(
                Provider.CUSTOM_WHATSAPP,
                new BusinessAccountId("1"),
                new AppId("1"),
                Secret.of("1"),
                Secret.of("1"),
                Optional.empty());
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, SETTINGS))) {
            assertThat(done(write(adapter(server), desired)).settings().id()).isPresent();
        }
    }

    @Test
    void aShortSecretGarblesNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(400, ENVELOPE))) {
            PlatformError error =
                    refusal(write(adapter(server), desired("A", "numbers"))).error();

            assertThat(error.message()).isEqualTo("A sentence.");
            assertThat(error.details().get(0).target()).contains("numbers[0].numberId");
        }
    }

    private WhatsAppSettings settingsFrom(String document) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, document))) {
            return done(write(adapter(server), desired(APP_SECRET, USER_TOKEN))).settings();
        }
    }

    private static CompletionStage<Answer<Replaced>> write(PingOneSettingsAdapter adapter, DesiredSettings desired) {
        Caller caller = Samples.callerWith(Secret.of(BEARER));
        return adapter.replace(Samples.call(caller, ENVIRONMENT), desired, () -> {});
    }

    private static DesiredSettings desired(String appSecret, String userAccessToken) {
        return new DesiredSettings(
                Provider.CUSTOM_WHATSAPP,
                new BusinessAccountId("107794359053209"),
                new AppId("263386889724299"),
                Secret.of(appSecret),
                Secret.of(userAccessToken),
                Optional.empty());
    }

    private static String errorWithSecrets() {
        String userToken = USER_TOKEN.replace("\"", "\\\"");
        return "{\"id\": \"" + ERROR_ID + "\", \"code\": \"C_" + APP_SECRET + "\", \"message\": \"No " + APP_SECRET
                + "!\", \"appSecret\": \"" + APP_SECRET + "\", \"new\": [\"" + BEARER
                + "\"], \"details\": [{\"code\": \""
                + userToken + "\", \"target\": \"" + BEARER + "\", \"message\": \"" + userToken + " is wrong\","
                + " \"innerError\": {\"userAccessToken\": \"" + userToken + "\", \"allowedPattern\": \"not "
                + APP_SECRET
                + "\"}}]}";
    }

    /** Vert.x writes its log to java.util.logging when nothing else is there. */
    private static final class RecordingHandler extends Handler {

        private final List<String> lines;

        RecordingHandler(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** The message, the causes and the stack traces, in lower case as HTTP codecs change the case of what they quote. */
    private static String everythingOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
