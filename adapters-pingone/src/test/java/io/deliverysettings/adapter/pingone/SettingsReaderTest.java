package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.testkit.Samples;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PingOne's document as a value: what is known is read, and all the rest is handed on as it is. */
class SettingsReaderTest {

    private static final String ACCOUNT = "\"whatsAppAccountBusinessId\": \"1\"";

    @Test
    void pingOnesOwnExampleIsReadCompletely() {
        WhatsAppSettings settings = read(AdapterFixture.SETTINGS);

        assertThat(settings.id()).contains("7d9b2232-7589-4721-8381-1aa848c4030c");
        assertThat(settings.environmentId()).contains("abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6");
        assertThat(settings.createdAt()).contains(Instant.parse("2024-09-19T09:19:02.448Z"));
        assertThat(settings.updatedAt()).contains(Instant.parse("2024-11-03T14:39:43.743Z"));
        assertThat(settings.provider()).contains(Provider.CUSTOM_WHATSAPP);
        assertThat(settings.type()).contains("WHATSAPP");
        assertThat(settings.accountId()).isEqualTo(new BusinessAccountId("107794359053209"));
        assertThat(settings.appId()).contains(new AppId("263386889724299"));
        assertThat(settings.status()).contains("Created");
        assertThat(settings.additional()).isEqualTo(AdditionalMembers.NONE);
        assertThat(settings.additionalLinks()).isEqualTo(AdditionalMembers.NONE);
        assertThat(settings.catalogue().numbers())
                .containsExactly(new CatalogueNumber(
                        Optional.of(NumberId.of("116195731537720")),
                        Optional.of(PhoneNumber.of("+1 555-061-2978")),
                        true,
                        Availability.AVAILABLE,
                        Optional.of("Test Number"),
                        Optional.of(QualityRating.GREEN),
                        Optional.of("WHATSAPP"),
                        List.of("WHATSAPP"),
                        Optional.of(Instant.parse("2024-11-03T14:39:44.631Z")),
                        AdditionalMembers.NONE));
    }

    @Test
    void anAccountIsAllThatHasToBeThere() {
        WhatsAppSettings settings = read("{" + ACCOUNT + "}");

        assertThat(settings.catalogue().numbers()).isEmpty();
        assertThat(settings.id()).isEmpty();
        assertThat(settings.additional().jsonByName()).isEmpty();
    }

    @Test
    void membersThatAreNewAreHandedOnInTheirOrder() {
        WhatsAppSettings settings = read(
                "{\"z\": {\"b\": [1, null, true], \"a\": \"\\u00e4\\n\"}, " + ACCOUNT
                        + ", \"whatsAppTemplates\": [{\"id\": \"1\"}], \"_embedded\": {\"whatsAppTemplates\": []}, \"a\": \"\"}");

        assertThat(settings.additional().jsonByName())
                .containsExactly(
                        Map.entry("z", "{\"b\":[1,null,true],\"a\":\"\u00e4\\n\"}"),
                        Map.entry("whatsAppTemplates", "[{\"id\":\"1\"}]"),
                        Map.entry("_embedded", "{\"whatsAppTemplates\":[]}"),
                        Map.entry("a", "\"\""));
    }

    @Test
    void membersOfNumbersAndLinksThatAreNewAreHandedOn() {
        WhatsAppSettings settings = read("{" + ACCOUNT
                + ", \"numbers\": [{\"numberId\": \"1\", \"throughput\": {\"level\": \"HIGH\"}}],"
                + " \"_links\": {\"self\": {}, \"new\": {\"href\": \"x\"}, \"environment\": {}}}");

        assertThat(number(settings).additional().jsonByName())
                .containsExactly(Map.entry("throughput", "{\"level\":\"HIGH\"}"));
        assertThat(settings.additionalLinks().jsonByName()).containsExactly(Map.entry("new", "{\"href\":\"x\"}"));
        assertThat(settings.additional().jsonByName()).isEmpty();
    }

    @Test
    void anEnvironmentWithMembersThatAreNewIsHandedOnWhole() {
        String environment = "{\"id\":\"abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6\",\"name\":\"Production\"}";
        WhatsAppSettings settings = read("{" + ACCOUNT + ", \"environment\": " + environment + "}");

        assertThat(settings.additional().jsonByName()).containsExactly(Map.entry("environment", environment));
        assertThat(settings.environmentId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"11111111-2222-4333-8444-555555555555\",\"name\":\"x\"}", "{\"id\":\"no-uuid\"}"})
    void anEnvironmentThatIsAnotherIsNotTheOneThatWasAskedFor(String environment) {
        assertThat(tryRead("{" + ACCOUNT + ", \"environment\": " + environment + "}"))
                .isEmpty();
    }

    @Test
    void valuesOutsideTheKnownSetsAreHandedOn() {
        WhatsAppSettings settings = read("{" + ACCOUNT + ", \"provider\": \"META_CLOUD\", \"type\": \"RCS\","
                + " \"status\": \"VERIFYING\", \"appId\": \"app-x\", \"numbers\": [{\"numberId\": \"not digits\","
                + " \"number\": \"short code\", \"qualityRating\": \"PURPLE\", \"type\": \"RCS\","
                + " \"capabilities\": [\"WHATSAPP\", \"CALLING\"]}]}");

        assertThat(settings.provider()).contains(new Provider("META_CLOUD"));
        assertThat(settings.type()).contains("RCS");
        assertThat(settings.status()).contains("VERIFYING");
        assertThat(settings.appId()).contains(new AppId("app-x"));
        assertThat(number(settings).numberId()).contains(NumberId.rebuild("not digits"));
        assertThat(number(settings).number()).contains(PhoneNumber.rebuild("short code"));
        assertThat(number(settings).qualityRating()).contains(new QualityRating("PURPLE"));
        assertThat(number(settings).capabilities()).containsExactly("WHATSAPP", "CALLING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "123456789012345678901234567890",
                "0.1234567890123456789012345678901",
                "-7",
                "0",
                "1E+400"
            })
    void numbersKeepEveryDigit(String number) {
        assertThat(read("{" + ACCOUNT + ", \"n\": [" + number + "]}")
                        .additional()
                        .jsonByName())
                .containsEntry("n", "[" + number + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e-400", "1.0E+2", "12345678901234567890.50e10", "-0.00"})
    void numbersInOtherFormsKeepTheirValue(String number) {
        String json = read("{" + ACCOUNT + ", \"n\": " + number + "}")
                .additional()
                .jsonByName()
                .getOrDefault("n", "missing");

        assertThat(new BigDecimal(json)).isEqualByComparingTo(new BigDecimal(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483647", "1e2147483648", "1e-2147483648", "1e99999999999999999999"})
    void aNumberWithAnAbsurdExponentDoesNotBlowUp(String number) {
        tryRead("{" + ACCOUNT + ", \"n\": " + number + "}")
                .ifPresent(settings ->
                        assertThat(settings.additional().jsonByName()).containsKey("n"));
    }

    @Test
    void membersOfAnUnexpectedTypeAreHandedOnAsTheyAre() {
        WhatsAppSettings settings = read("{" + ACCOUNT + ", \"id\": 1, \"environment\": \"e\", \"createdAt\": 17,"
                + " \"updatedAt\": null, \"provider\": {}, \"type\": [], \"appId\": 263386889724299, \"status\": false,"
                + " \"_links\": [], \"numbers\": [{\"numberId\": 1161, \"number\": {}, \"selected\": \"true\","
                + " \"available\": 1, \"verifiedName\": null, \"qualityRating\": 3, \"type\": true,"
                + " \"capabilities\": [\"WHATSAPP\", 1], \"createdAt\": {}}]}");

        assertThat(settings.additional().jsonByName())
                .containsExactly(
                        Map.entry("id", "1"),
                        Map.entry("environment", "\"e\""),
                        Map.entry("createdAt", "17"),
                        Map.entry("updatedAt", "null"),
                        Map.entry("provider", "{}"),
                        Map.entry("type", "[]"),
                        Map.entry("appId", "263386889724299"),
                        Map.entry("status", "false"));
        assertThat(settings.additionalLinks().jsonByName()).isEmpty();
        assertThat(number(settings).additional().jsonByName())
                .containsExactly(
                        Map.entry("numberId", "1161"),
                        Map.entry("number", "{}"),
                        Map.entry("selected", "\"true\""),
                        Map.entry("available", "1"),
                        Map.entry("verifiedName", "null"),
                        Map.entry("qualityRating", "3"),
                        Map.entry("type", "true"),
                        Map.entry("capabilities", "[\"WHATSAPP\",1]"),
                        Map.entry("createdAt", "{}"));
        assertThat(number(settings).selected()).isFalse();
        assertThat(number(settings).capabilities()).isEmpty();
    }

    @Test
    void emptyTextsAndListsAreHandedOnAsTheyAre() {
        WhatsAppSettings settings = read("{" + ACCOUNT + ", \"status\": \"\", \"numbers\": [{\"capabilities\": []}]}");

        assertThat(settings.additional().jsonByName()).containsExactly(Map.entry("status", "\"\""));
        assertThat(number(settings).additional().jsonByName()).containsExactly(Map.entry("capabilities", "[]"));
    }

    @ParameterizedTest
    @CsvSource({"true, AVAILABLE", "false, UNAVAILABLE", "null, UNSTATED"})
    void availabilityIsWhatPingOneSays(String json, Availability availability) {
        assertThat(number(read("{" + ACCOUNT + ", \"numbers\": [{\"available\": " + json + "}]}"))
                        .availability())
                .isEqualTo(availability);
    }

    @Test
    void aNumberOfWhichPingOneDoesNotSayWhetherItIsAvailableIsUnstated() {
        assertThat(number(read("{" + ACCOUNT + ", \"numbers\": [{}]}")).availability())
                .isEqualTo(Availability.UNSTATED);
    }

    @Test
    void numbersThatAreNullAreNone() {
        WhatsAppSettings settings = read("{" + ACCOUNT + ", \"numbers\": null}");

        assertThat(settings.catalogue().numbers()).isEmpty();
        assertThat(settings.additional().jsonByName()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-09-19T09:19:02Z, 2024-09-19T09:19:02Z",
        "2024-09-19T09:19:02.448123456Z, 2024-09-19T09:19:02.448123456Z",
        "2024-09-19T11:19:02.448+02:00, 2024-09-19T09:19:02.448Z",
        "2024-09-19T09:19Z, 2024-09-19T09:19:00Z"
    })
    void datesWithAnOffsetOrAnotherPrecisionAreRead(String text, Instant expected) {
        WhatsAppSettings settings = read("{" + ACCOUNT + ", \"createdAt\": \"" + text + "\"}");

        assertThat(settings.createdAt()).contains(expected);
        assertThat(settings.additional().jsonByName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-09-19",
                "2024-09-19T09:19:02",
                "Thu, 19 Sep 2024 09:19:02 GMT",
                "2024-02-30T00:00:00Z",
                "2024-09-19T09:19:02.448+0000",
                "yesterday"
            })
    void datesInAnotherFormAreHandedOnAsTheyAre(String text) {
        WhatsAppSettings settings = read("{" + ACCOUNT + ", \"createdAt\": \"" + text + "\"}");

        assertThat(settings.createdAt()).isEmpty();
        assertThat(settings.additional().jsonByName()).containsExactly(Map.entry("createdAt", "\"" + text + "\""));
    }

    @Test
    void ofAMemberThatIsThereTwiceTheLastOneCounts() {
        WhatsAppSettings settings = read("{" + ACCOUNT + ", \"whatsAppAccountBusinessId\": \"2\", \"a\": 1, \"a\": 2,"
                + " \"status\": \"Created\", \"status\": 3}");

        assertThat(settings.accountId().value()).isEqualTo("2");
        assertThat(settings.status()).isEmpty();
        assertThat(settings.additional().jsonByName()).containsExactly(Map.entry("a", "2"), Map.entry("status", "3"));
    }

    @Test
    void aDocumentThatIsNotUtf8IsNone() {
        byte[] bytes = ("{" + ACCOUNT + ", \"status\": \"\u00ff\"}").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Json.object(Buffer.buffer(bytes))).isEmpty();
    }

    @Test
    void aDocumentThatIsNestedBeyondReasonIsNone() {
        assertThat(Json.object(Buffer.buffer("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")))
                .isEmpty();
    }

    private static CatalogueNumber number(WhatsAppSettings settings) {
        return settings.catalogue().numbers().get(0);
    }

    private static WhatsAppSettings read(String json) {
        return tryRead(json).orElseThrow(() -> new AssertionError("not read: " + json));
    }

    private static Optional<WhatsAppSettings> tryRead(String json) {
        return Json.object(Buffer.buffer(json))
                .flatMap(document ->
                        SettingsReader.read(document, Samples.ENVIRONMENT, new SecretScrubber(List.of(), List.of())));
    }
}
