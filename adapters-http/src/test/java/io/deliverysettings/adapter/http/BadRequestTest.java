package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input has a clear error in the envelope, names every fault at once, and never reaches a use case. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestTest {

    private static final List<String> REQUIRED =
            List.of("appId", "appSecret", "provider", "userAccessToken", "whatsAppAccountBusinessId");

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void noUseCaseWasAsked() {
        assertThat(gateway.configure.forget()).isEmpty();
        assertThat(gateway.verify.forget()).isEmpty();
        assertThat(gateway.read.forget()).isEmpty();
        assertThat(gateway.remove.forget()).isEmpty();
    }

    @AfterAll
    void close() throws Exception {
        gateway.close();
    }

    static Stream<Arguments> malformedBodies() {
        return Stream.of(
                arguments(named("nothing", ""), "The body is empty; it must be a JSON object."),
                arguments(named("white space", " \r\n\t"), "The body is empty; it must be a JSON object."),
                arguments("[]", "The body must be a JSON object."),
                arguments("null", "The body must be a JSON object."),
                arguments("\"{}\"", "The body must be a JSON object."),
                arguments("12", "The body must be a JSON object."),
                arguments("{", "The body is not valid JSON, at line 1, column 2."),
                arguments("{\n  \"a\": x}", "The body is not valid JSON, at line 2, column 8."),
                arguments("{\"a\":1,}", "The body is not valid JSON, at line 1, column 8."),
                arguments("{'a':1}", "The body is not valid JSON, at line 1, column 2."),
                arguments("{\"a\":NaN}", "The body is not valid JSON, at line 1, column 9."),
                arguments("{\"a\":\"\u0001\"}", "The body is not valid JSON, at line 1, column 7."),
                arguments("{\"a\":\"\n\"}", "The body is not valid JSON, at line 1, column 7."),
                arguments("{\"a\":\"\\x\"}", "The body is not valid JSON, at line 1, column 8."),
                arguments("{\"a\":1}\\n{", "The body is not valid JSON, at line 1, column 8."),
                arguments("{\"a\":1,\n\"a\":1}", "The body has a member twice, at line 2, column 4."),
                arguments("{\"numbers\":[{\"a\":1,\"a\":1}]}", "The body has a member twice, at line 1, column 23."),
                arguments("{} {}", "The body goes on behind the JSON object, at line 1, column 4."),
                arguments("{}1", "The body goes on behind the JSON object, at line 1, column 3."),
                arguments(
                        named("33 levels", "{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"),
                        "The body is nested deeper than 32 levels, or a name or number in it is too long."),
                arguments(
                        named("30,000 levels", "{\"unknown\":" + "[".repeat(30_000)),
                        "The body is nested deeper than 32 levels, or a name or number in it is too long."),
                arguments(
                        named("1,001 digits", "{\"a\":" + "1".repeat(1001) + "}"),
                        "The body is nested deeper than 32 levels, or a name or number in it is too long."),
                arguments(
                        named("a name of 60,000", "{\"" + "a".repeat(60_000) + "\":1}"),
                        "The body is nested deeper than 32 levels, or a name or number in it is too long."));
    }

    @ParameterizedTest
    @MethodSource("malformedBodies")
    void aBodyThatIsNotOneJsonObjectIsMalformedAndTheCallerLearnsWhere(String body, String explanation)
            throws Exception {
        Answer answer = gateway.put(body).isError(ErrorTable.MALFORMED);

        assertThat(answer.targets()).containsExactly("body");
        assertThat(answer.detail("body").path("code").textValue()).isEqualTo("INVALID_VALUE");
        assertThat(answer.detail("body").path("message").textValue()).isEqualTo(explanation);
    }

    static Stream<Arguments> noUtf8() {
        return Stream.of(
                arguments(named("UTF-16 with a byte order mark", "{}".getBytes(UTF_16))),
                arguments(named("a stray byte", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})),
                arguments(
                        named("an overlong form", new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'})),
                arguments(named(
                        "half a surrogate pair", new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'})),
                arguments(named("a cut character", new byte[] {'{', '"', (byte) 0xe2, (byte) 0x82})));
    }

    @ParameterizedTest
    @MethodSource("noUtf8")
    void aBodyThatIsNotUtf8IsMalformed(byte[] body) throws Exception {
        Answer answer = gateway.put(body).isError(ErrorTable.MALFORMED);

        assertThat(answer.detail("body").path("message").textValue()).isEqualTo("The body is not UTF-8.");
    }

    @Test
    void utf16WithoutAMarkIsNotTakenForJson() throws Exception {
        gateway.put("{}".getBytes(UTF_16LE)).isError(ErrorTable.MALFORMED);
    }

    @Test
    void aPutWithoutAnyBodyIsMalformed() throws Exception {
        String contentType = "Content-Type: application/json";
        Answer answer =
                gateway.raw("PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n" + contentType + "\r\n\r\n");

        assertThat(answer.isError(ErrorTable.MALFORMED)
                        .detail("body")
                        .path("message")
                        .textValue())
                .isEqualTo("The body is empty; it must be a JSON object.");
    }

    @Test
    void missingMembersAreAllNamedInOneAnswer() throws Exception {
        Answer answer = gateway.put("{}").isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactlyElementsOf(REQUIRED);
        assertThat(answer.json().path("details")).allSatisfy(detail -> {
            String target = detail.path("target").textValue();
            assertThat(detail.path("code").textValue()).isEqualTo("REQUIRED_VALUE");
            assertThat(detail.path("message").textValue()).isEqualTo(target + " is required.");
        });
    }

    @Test
    void aMemberThatIsNullIsMissing() throws Exception {
        ObjectNode body = Samples.body();
        REQUIRED.forEach(body::putNull);

        assertThat(gateway.put(body.toString()).isError(ErrorTable.INVALID).targets())
                .containsExactlyElementsOf(REQUIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "provider, EMPTY_VALUE",
        "whatsAppAccountBusinessId, EMPTY_VALUE",
        "appId, EMPTY_VALUE",
        "appSecret, EMPTY_VALUE",
        "userAccessToken, EMPTY_VALUE"
    })
    void aMemberOfNothingOrOfBlanksIsEmpty(String member, String code) throws Exception {
        for (String blank : List.of("", "  \t", " ".repeat(100))) {
            Answer answer = invalid(body -> body.put(member, blank));

            assertThat(answer.targets()).containsExactly(member);
            assertThat(answer.detail(member).path("code").textValue()).isEqualTo(code);
        }
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of("true", "{}", "[]", "[\"a\"]", "12", "1.5e3")
                .flatMap(json -> REQUIRED.stream().map(member -> arguments(member, json)));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aMemberOfAnotherTypeIsBlamedForThatAndForNothingElse(String member, String json) throws Exception {
        Answer answer = invalid(body -> body.set(member, Answer.json(json)));

        assertThat(answer.targets()).containsExactly(member);
        assertThat(answer.detail(member).path("code").textValue()).isEqualTo("INVALID_VALUE");
        assertThat(answer.detail(member).path("message").textValue())
                .startsWith(member + " must be a string")
                .doesNotContain(json);
    }

    static Stream<Arguments> badNumbers() {
        return Stream.of(
                arguments("{}", List.of("numbers"), "INVALID_VALUE"),
                arguments("\"116195731537720\"", List.of("numbers"), "INVALID_VALUE"),
                arguments("false", List.of("numbers"), "INVALID_VALUE"),
                arguments("[null]", List.of("numbers[0]"), "INVALID_VALUE"),
                arguments("[[]]", List.of("numbers[0]"), "INVALID_VALUE"),
                arguments("[{},\"1\"]", List.of("numbers[1]"), "INVALID_VALUE"),
                arguments(
                        "[{\"selected\":true,\"numberId\":116195731537720}]",
                        List.of("numbers[0].numberId"),
                        "INVALID_VALUE"),
                arguments(
                        "[{\"selected\":true,\"number\":15550612978}]", List.of("numbers[0].number"), "INVALID_VALUE"),
                arguments("[{\"selected\":\"true\"}]", List.of("numbers[0].selected"), "INVALID_VALUE"),
                arguments("[{\"selected\":1}]", List.of("numbers[0].selected"), "INVALID_VALUE"),
                arguments("[{\"selected\":true}]", List.of("numbers[0].numberId"), "REQUIRED_VALUE"),
                arguments("[{\"selected\":true,\"number\":\"\"}]", List.of("numbers[0].number"), "INVALID_VALUE"),
                arguments(
                        "[{\"selected\":true,\"numberId\":\"123456789012345678901\"}]",
                        List.of("numbers[0].numberId"),
                        "INVALID_VALUE"),
                arguments(
                        "[{\"numberId\":\"" + "1".repeat(65) + "\"}]",
                        List.of("numbers[0].numberId"),
                        "SIZE_LIMIT_EXCEEDED"),
                arguments(
                        "[{\"number\":\"" + " ".repeat(65) + "\"}]",
                        List.of("numbers[0].number"),
                        "SIZE_LIMIT_EXCEEDED"),
                arguments(
                        "[{\"selected\":true,\"numberId\":\"1\"},{\"selected\":true,\"numberId\":\"2\"}]",
                        List.of("numbers[1].selected"),
                        "CONSTRAINT_VIOLATION"),
                arguments(
                        "[{\"selected\":true,\"numberId\":\"1\"},{\"numberId\":\"1\"}]",
                        List.of("numbers[1].selected"),
                        "UNIQUENESS_VIOLATION"),
                arguments(
                        "[{\"selected\":true,\"numberId\":\"1\\u0000\"}]",
                        List.of("numbers[0].numberId"),
                        "INVALID_VALUE"));
    }

    @ParameterizedTest
    @MethodSource("badNumbers")
    void aBadListOfNumbersIsBlamedAtTheElement(String numbers, List<String> targets, String code) throws Exception {
        Answer answer = invalid(body -> body.set("numbers", Answer.json(numbers)));

        assertThat(answer.targets()).isEqualTo(targets);
        assertThat(answer.detail(targets.get(0)).path("code").textValue()).isEqualTo(code);
    }

    @Test
    void moreThanAThousandNumbersAreRefusedAsAWhole() throws Exception {
        for (int count : new int[] {1001, 20_000}) {
            Answer answer = invalid(body -> {
                ArrayNode numbers = body.putArray("numbers");
                for (int i = 0; i < count; i++) {
                    numbers.add(1);
                }
            });

            assertThat(answer.targets()).containsExactly("numbers");
            JsonNode detail = answer.detail("numbers");
            assertThat(detail.path("code").textValue()).isEqualTo("SIZE_LIMIT_EXCEEDED");
            assertThat(detail.path("message").textValue()).isEqualTo("numbers must not have more than 1000 elements.");
            assertThat(detail.path("innerError").path("maximumValue").intValue())
                    .isEqualTo(1000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "provider, 65, SIZE_LIMIT_EXCEEDED, 64",
        "whatsAppAccountBusinessId, 65, SIZE_LIMIT_EXCEEDED, 64",
        "appId, 60000, SIZE_LIMIT_EXCEEDED, 64",
        "appSecret, 4097, SIZE_LIMIT_EXCEEDED, 4096",
        "userAccessToken, 60000, SIZE_LIMIT_EXCEEDED, 4096"
    })
    void anOverLongValueIsRefusedWithWhatIsAllowed(String member, int length, String code, int maximum)
            throws Exception {
        Answer answer = invalid(body -> body.put(member, "1".repeat(length)));

        assertThat(answer.targets()).containsExactly(member);
        assertThat(answer.detail(member).path("code").textValue()).isEqualTo(code);
        assertThat(answer.detail(member).path("innerError").path("maximumValue").intValue())
                .isEqualTo(maximum);
        assertThat(answer.body()).hasSizeLessThan(500).doesNotContain("1".repeat(65));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\nb", "a\\u007Fb", "a\\u0085b", "a\\uD800", "\\uDC00a", "\\uDC00\\uD800"})
    void noValueMayHoldControlCharactersOrHalvesOfCharacters(String escapes) throws Exception {
        ObjectNode body = Samples.body();
        REQUIRED.forEach(member -> body.put(member, "ESCAPES"));

        Answer answer = gateway.put(body.toString().replace("ESCAPES", escapes)).isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactlyInAnyOrderElementsOf(REQUIRED);
        assertThat(answer.json().path("details"))
                .allSatisfy(
                        detail -> assertThat(detail.path("code").textValue()).isEqualTo("INVALID_VALUE"));
    }

    @Test
    void aLoneSurrogateEscapeInASecretIsRefused() throws Exception {
        String body = Samples.body("SECRET", "token").toString().replace("SECRET", "\\ud800");

        assertThat(gateway.put(body).isError(ErrorTable.INVALID).targets()).containsExactly("appSecret");
    }

    @Test
    void aValueThatIsNoneSaysWhatWouldBe() throws Exception {
        Answer answer = invalid(body -> body.put("appId", "12a"));

        assertThat(answer.detail("appId")
                        .path("innerError")
                        .path("allowedPattern")
                        .textValue())
                .isEqualTo("^[0-9]{1,64}$");
    }

    @Test
    void everyFaultOfARequestIsInOneAnswer() throws Exception {
        String numbers = "[{\"selected\":true},{\"selected\":\"yes\",\"numberId\":7,\"number\":\"x\"},3,"
                + "{\"selected\":true,\"numberId\":\"1\"}]";

        Answer answer = gateway.send(gateway.putRequest(
                        Samples.path("x") + "?dryRun=maybe",
                        ("{\"provider\":1,\"appId\":\"a\",\"appSecret\":\"\\n\",\"numbers\":" + numbers + "}")
                                .getBytes(UTF_8)))
                .isError(ErrorTable.INVALID);

        assertThat(answer.targets())
                .containsExactlyInAnyOrder(
                        "envID",
                        "dryRun",
                        "provider",
                        "whatsAppAccountBusinessId",
                        "appId",
                        "appSecret",
                        "userAccessToken",
                        "numbers[0].numberId",
                        "numbers[1].selected",
                        "numbers[1].numberId",
                        "numbers[1].number",
                        "numbers[2]",
                        "numbers[3].selected");
    }

    @Test
    void aMalformedBodyDoesNotHideTheOtherFaults() throws Exception {
        Answer answer = gateway.send(gateway.putRequest(Samples.path("x") + "?dryRun=maybe", "{".getBytes(UTF_8)))
                .isError(ErrorTable.MALFORMED);

        assertThat(answer.targets()).containsExactlyInAnyOrder("envID", "dryRun", "body");
    }

    @Test
    void theFaultsOfAGetAreInOneAnswerToo() throws Exception {
        Answer answer = gateway.send(
                        gateway.request(Samples.path("x") + "?expand=x").GET())
                .isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly("envID", "expand");
    }

    @Test
    void anAnswerOfTheMostFaultsThatABodyCanHoldStaysBelowAMegabyte() throws Exception {
        Answer answer = invalid(body -> {
            ArrayNode numbers = body.putArray("numbers");
            for (int i = 0; i < 1000; i++) {
                numbers.addObject().put("selected", 1).put("number", 1).put("numberId", "");
            }
        });

        assertThat(answer.targets()).hasSize(3000);
        assertThat(answer.body()).hasSizeLessThan(1024 * 1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "1-1-1-1-1", "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6x", "%2F", "%0A", "%00", "%C3%A9", "+"})
    void anEnvironmentIdThatIsNoUuidIsRefusedByEveryMethod(String id) throws Exception {
        for (String method : List.of("GET", "DELETE", "PUT")) {
            HttpRequest.Builder request = gateway.putRequest(
                            Samples.path(id), Samples.body().toString().getBytes(UTF_8))
                    .method(
                            method,
                            method.equals("PUT")
                                    ? BodyPublishers.ofString(Samples.body().toString())
                                    : BodyPublishers.noBody());

            Answer answer = gateway.send(request).isError(ErrorTable.INVALID);

            assertThat(answer.targets()).containsExactly("envID");
            assertThat(answer.detail("envID").path("code").textValue()).isEqualTo("INVALID_PARAMETER");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expand=",
                "expand",
                "expand=whatsapptemplates",
                "expand=whatsAppTemplates,",
                "expand=whatsAppTemplates,x",
                "expand=whatsAppTemplates&expand=x",
                "expand=%20whatsAppTemplates",
                "EXPAND=x"
            })
    void anUnknownExpansionIsRefused(String query) throws Exception {
        Answer answer = gateway.get("?" + query).isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly("expand");
        assertThat(answer.detail("expand")
                        .path("innerError")
                        .path("allowedValues")
                        .path(0)
                        .textValue())
                .isEqualTo("whatsAppTemplates");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dryRun",
                "dryRun=",
                "dryRun=1",
                "dryRun=True",
                "dryrun=yes",
                "dryRun=true&dryRun=true",
                "dryRun=false&dryRun=true",
                "dryRun=true,false"
            })
    void anUnclearDryRunIsRefusedAndNothingIsWritten(String query) throws Exception {
        Answer answer = gateway.put("?" + query, Samples.body().toString()).isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly("dryRun");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun=true", "dryRun=x", "dryrun"})
    void aRemovalThatIsToBeADryRunIsRefusedSinceThereIsNone(String query) throws Exception {
        Answer answer = gateway.delete("?" + query).isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly("dryRun");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded; charset=UTF-8",
                "multipart/form-data; boundary=x",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/jsonp",
                "application/merge-patch+json",
                "json",
                ";"
            })
    void whatIsNotSaidToBeJsonInUtf8IsRefused(String type) throws Exception {
        gateway.send(gateway.request(Samples.PATH)
                        .header("Content-Type", type)
                        .PUT(BodyPublishers.ofString(Samples.body().toString())))
                .isError(ErrorTable.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void aBodyOfNoStatedTypeIsRefused() throws Exception {
        gateway.send(gateway.request(Samples.PATH)
                        .PUT(BodyPublishers.ofString(Samples.body().toString())))
                .isError(ErrorTable.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/environments/x",
                "/v2/environments/x",
                "/v1/environments//notificationsSettings/instantMessagingDeliverySettings/whatsApp",
                "/v1/environments/x/notificationsSettings/instantMessagingDeliverySettings/whatsapp"
            })
    void anUnknownPathIsNotFoundByAnyMethod(String path) throws Exception {
        for (String method : List.of("GET", "PUT", "OPTIONS", "POST")) {
            gateway.method(method, path).isError(ErrorTable.NOT_FOUND);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PATCH", "POST", "PROPFIND", "put"})
    void anotherMethodIsNotAllowedAndTheCallerLearnsWhichAre(String method) throws Exception {
        Answer answer =
                gateway.raw(method + " PATH HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");

        answer.isError(ErrorTable.METHOD_NOT_ALLOWED);
        assertThat(answer.header("Allow")).contains("DELETE, GET, HEAD, OPTIONS, PUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic dXNlcjpwYXNz",
                "token",
                "Bearer a b",
                "Bearer a,b",
                "Bearer \u00e9",
                "Bearer =",
                "Bearer a\"",
                "Bearertoken"
            })
    void whatIsNotOneBearerTokenIsRefusedByEveryMethod(String authorization) throws Exception {
        for (String method : List.of("GET", "HEAD", "DELETE", "PUT")) {
            Answer answer = gateway.raw(method + " PATH HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n"
                    + "Authorization: " + authorization + "\r\n\r\n{}");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
            if (!method.equals("HEAD")) {
                answer.isError(ErrorTable.NOT_AUTHENTICATED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer a", "BEARER a.b-c_d~e+f/g==", "Bearer   a", "Bearer a  "})
    void theSchemeMayBeWrittenInAnyCaseAndWithMoreSpaces(String authorization) throws Exception {
        Answer answer = gateway.raw(
                "GET PATH HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: " + authorization + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.read.forget().get(0).caller().accessToken().reveal()).startsWith("a");
    }

    @Test
    void twoBearerTokensAreRefused() throws Exception {
        gateway.raw("GET PATH HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAUTH\r\nAUTH\r\n\r\n")
                .isError(ErrorTable.NOT_AUTHENTICATED);
    }

    @Test
    void noTokenAtAllIsRefusedBeforeAnythingElseIsSaid() throws Exception {
        gateway.send(gateway.anonymous(Samples.path("x") + "?dryRun=x").PUT(BodyPublishers.ofString("{")))
                .isError(ErrorTable.NOT_AUTHENTICATED);
    }

    private Answer invalid(Consumer<ObjectNode> change) throws Exception {
        ObjectNode body = Samples.body();
        change.accept(body);
        return gateway.put(body.toString()).isError(ErrorTable.INVALID);
    }
}
