package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the README's tables of accounts, secrets and user access tokens. */
class TestValuesTest extends SandboxFixture {

    private static final Pattern NUMBER_ROW =
            Pattern.compile("\\| `(\\d+)` \\| `(\\d+)` \\| `(\\+[^`]+)` \\| ([^|]+) \\| ([A-Z]+) \\| (yes|no) \\|");

    @Test
    void everyNumberOfTheReadmeIsOffered() throws Exception {
        List<String> documented = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            Matcher row = NUMBER_ROW.matcher(line);
            if (row.matches()) {
                documented.add(line);
                if (!accounts.contains(row.group(1))) {
                    accounts.add(row.group(1));
                }
            }
        }

        List<String> offered = new ArrayList<>();
        for (String account : accounts) {
            for (OfferedNumber number : AccountCatalogue.numbersOf(account)) {
                offered.add("| `" + account + "` | `" + number.numberId() + "` | `" + number.number() + "` | "
                        + number.verifiedName() + " | " + number.qualityRating() + " | "
                        + (number.available() ? "yes" : "no") + " |");
            }
        }
        assertThat(documented).hasSize(14).containsExactlyElementsOf(offered);
    }

    @Test
    void theFiveNumbersAreAnsweredInTheirOrder() throws Exception {
        List<String> numbers = new ArrayList<>();
        for (JsonNode number : json(put(body("200000000000005"))).path("numbers")) {
            numbers.add(String.join(
                    " ",
                    number.path("numberId").textValue(),
                    number.path("number").textValue(),
                    number.path("verifiedName").textValue(),
                    number.path("qualityRating").textValue(),
                    number.path("available").asText()));
        }

        assertThat(numbers)
                .containsExactly(
                        "205000000000001 +1 555-010-0001 Acme Support GREEN true",
                        "205000000000002 +1 555-010-0002 Acme Sales GREEN true",
                        "205000000000003 +44 20 7946 0003 Acme London YELLOW true",
                        "205000000000004 +49 30 555 0004 Acme Berlin RED true",
                        "205000000000005 +33 1 55 50 00 05 Acme Paris GREEN false");
    }

    @Test
    void theAccountWithoutNumbersOffersAnEmptyList() throws Exception {
        HttpResponse<String> response = put(body("200000000000000"));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(json(response).path("numbers").isArray()).isTrue();
        assertThat(json(response).path("numbers")).isEmpty();
    }

    @Test
    void theSlowAccountIsSetAfterTheDelay() throws Exception {
        long start = System.nanoTime();
        HttpResponse<String> response = put(body("200000000000060"));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(taken).isGreaterThanOrEqualTo(OPTIONS.verificationDelay().minusMillis(10));
        assertThatItsOwnNumberCanBeSeen("200000000000060");
    }

    @Test
    void theSlowAccountIsAtOnceWithoutADelay() throws Exception {
        restart(OPTIONS.withVerificationDelay(Duration.ZERO));

        assertThat(put(body("200000000000060")).statusCode()).isEqualTo(201);
    }

    @Test
    void theThrottledAccountRefusesTwoPutsOfEachEnvironment() throws Exception {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response = put(body("200000000000429"));
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(header(response, "Retry-After")).isEqualTo("1");
            assertThat(json(response).path("code").textValue()).isEqualTo("REQUEST_LIMITED");
        }
        assertThat(get().statusCode()).isEqualTo(404);

        assertThat(put(body("200000000000429")).statusCode()).isEqualTo(201);
        assertThat(put(body("200000000000429")).statusCode()).isEqualTo(201);
        assertThatItsOwnNumberCanBeSeen("200000000000429");
        HttpResponse<String> elsewhere =
                send(request(settingsPath(UUID.randomUUID().toString()))
                        .header("Authorization", "Bearer any")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body("200000000000429").toString())));
        assertThat(elsewhere.statusCode()).isEqualTo(429);
    }

    @Test
    void theUnavailableAccountRefusesOnePutOfEachEnvironment() throws Exception {
        HttpResponse<String> response = put(body("200000000000503"));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEmpty();
        assertThat(get().statusCode()).isEqualTo(404);

        assertThat(put(body("200000000000503")).statusCode()).isEqualTo(201);
        assertThatItsOwnNumberCanBeSeen("200000000000503");
    }

    @Test
    void theDroppedAccountIsSetButNotAnswered() throws Exception {
        assertThatThrownBy(() -> put(body("200000000000499"))).isInstanceOf(IOException.class);

        assertThat(sandbox.received()).hasSize(1).allMatch(ReceivedCall::applied);
        assertThatItsOwnNumberCanBeSeen("200000000000499");
    }

    @Test
    void theHtmlAccountIsSetButAnsweredByAPage() throws Exception {
        HttpResponse<String> response = put(body("200000000000601"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("text/html");
        assertThat(response.body()).startsWith("<!DOCTYPE html>");
        assertThatItsOwnNumberCanBeSeen("200000000000601");
    }

    @Test
    void theTruncatedAccountIsSetButItsAnswerBreaksOff() throws Exception {
        String body = body("200000000000602").toString();
        String answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            socket.setSoTimeout(5_000);
            String request =
                    "PUT " + settingsPath(environment) + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer any\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        int bodyStart = answer.indexOf("\r\n\r\n") + 4;
        Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(answer);
        assertThat(answer).startsWith("HTTP/1.1 201 ");
        assertThat(length.find()).isTrue();
        assertThat(answer.length() - bodyStart).isPositive().isLessThan(Integer.parseInt(length.group(1)));
        assertThatThrownBy(() -> put(body)).isInstanceOf(IOException.class);
        assertThatItsOwnNumberCanBeSeen("200000000000602");
    }

    @Test
    void theOversizedAccountIsSetButAnsweredByMoreThanSixteenMebibytes() throws Exception {
        HttpResponse<InputStream> response =
                http.send(putRequest(body("200000000000603").toString()).build(), BodyHandlers.ofInputStream());

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Transfer-Encoding")).isEqualTo("chunked");
        try (InputStream stream = response.body()) {
            byte[] bytes = stream.readAllBytes();
            assertThat(bytes.length).isGreaterThan(16 * 1024 * 1024);
            assertThat(bytes[bytes.length - 1]).isEqualTo((byte) '}');
        }
        assertThatItsOwnNumberCanBeSeen("200000000000603");
    }

    @Test
    void aClientMayHangUpOnTheOversizedAnswer() throws Exception {
        HttpResponse<InputStream> response =
                http.send(putRequest(body("200000000000603").toString()).build(), BodyHandlers.ofInputStream());
        try (InputStream stream = response.body()) {
            assertThat(stream.read()).isEqualTo('{');
        }

        assertThatItsOwnNumberCanBeSeen("200000000000603");
    }

    @Test
    void theFutureAccountHasMembersAndValuesThatNobodyKnows() throws Exception {
        HttpResponse<String> written = put(body("200000000000604"));
        ObjectNode document = json(written);

        assertThat(written.statusCode()).isEqualTo(201);
        assertThat(document.at("/sandboxFutureMember/enabled").asBoolean()).isTrue();
        assertThat(document.at("/_links/sandboxFutureLink/href").textValue()).isNotBlank();
        assertThat(document.at("/type").textValue()).isEqualTo("WHATSAPP_FUTURE");
        assertThat(document.at("/status").textValue()).isEqualTo("FUTURE_STATUS");
        assertThat(document.at("/numbers/0/sandboxFutureMember").textValue()).isEqualTo("future");
        assertThat(document.at("/numbers/0/type").textValue()).isEqualTo("WHATSAPP_FUTURE");
        assertThat(document.at("/numbers/0/qualityRating").textValue()).isEqualTo("FUTURE_RATING");
        assertThat(document.at("/numbers/0/capabilities").toString()).isEqualTo("[\"WHATSAPP\",\"FUTURE_CAPABILITY\"]");
        assertThat(get().body()).isEqualTo(written.body());
        assertThatItsOwnNumberCanBeSeen("200000000000604");
    }

    @ParameterizedTest
    @CsvSource({
        "userAccessToken, sandbox-token-expired, expired",
        "userAccessToken, sandbox-token-no-scope, permission",
        "appSecret, sandbox-secret-wrong, secret of the app"
    })
    void credentialsThatMetaRefusesAreReportedWithTheirMember(String member, String value, String reason)
            throws Exception {
        HttpResponse<String> response = put(body(TestValues.EXAMPLE_ACCOUNT).put(member, value));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("code").textValue()).isEqualTo("INVALID_DATA");
        assertThat(json(response).path("details")).hasSize(1);
        assertThat(json(response).at("/details/0/code").textValue()).isEqualTo("INVALID_VALUE");
        assertThat(json(response).at("/details/0/target").textValue()).isEqualTo(member);
        assertThat(json(response).at("/details/0/message").textValue())
                .contains(reason)
                .doesNotContain(value);
        assertThat(get().statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app|secret", "anything at all"})
    void anyOtherSecretIsTaken(String secret) throws Exception {
        ObjectNode body =
                body(TestValues.EXAMPLE_ACCOUNT).put("appSecret", secret).put("userAccessToken", secret);

        assertThat(put(body).statusCode()).isEqualTo(201);
    }

    @Test
    void madeUpNumbersAreTheSameOnEveryJvm() {
        List<OfferedNumber> numbers = AccountCatalogue.numbersOf("300000000000001");

        assertThat(numbers)
                .element(1)
                .isEqualTo(new OfferedNumber("327004288432321", "+1 555-177-4611", "Sample Billing", "GREEN", true));
    }

    @Test
    void madeUpCataloguesHaveOneToFourDistinctNumbersTheFirstOfWhichIsTheExamples() {
        boolean[] seen = new boolean[5];
        for (int account = 0; account < 1_000; account++) {
            List<OfferedNumber> numbers = AccountCatalogue.numbersOf(Integer.toString(account));
            assertThat(numbers.size()).isBetween(1, 4);
            assertThat(numbers.get(0))
                    .isEqualTo(AccountCatalogue.numbersOf(TestValues.EXAMPLE_ACCOUNT)
                            .get(0));
            assertThat(numbers.stream().map(OfferedNumber::numberId)).doesNotHaveDuplicates();
            assertThat(numbers.stream().map(number -> OfferedNumber.digits(number.number())))
                    .doesNotHaveDuplicates()
                    .allMatch(digits -> digits.length() == 11);
            seen[numbers.size()] = true;
        }
        assertThat(seen).containsExactly(false, true, true, true, true);
    }

    private void assertThatItsOwnNumberCanBeSeen(String account) throws Exception {
        ObjectNode document = json(get());

        assertThat(document.path("whatsAppAccountBusinessId").textValue()).isEqualTo(account);
        assertThat(document.path("numbers")).hasSize(1);
        assertThat(document.at("/numbers/0/numberId").textValue())
                .isEqualTo("206000000000" + account.substring(account.length() - 3));
    }
}
