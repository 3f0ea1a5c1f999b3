package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PUT …/whatsApp/selectedNumber}. */
class SelectedNumberTest {

    private static final String SELECTED_NUMBER = Samples.PATH + "/selectedNumber";
    private static final Optional<NumberId> ID = Optional.of(NumberId.of("116195731537720"));
    private static final Optional<PhoneNumber> NUMBER = Optional.of(PhoneNumber.of("+1 555-061-2978"));

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("{\"numberId\":\"116195731537720\"}", new NumberEntry(ID, Optional.empty(), true)),
                arguments("{\"number\":\"+1 555-061-2978\"}", new NumberEntry(Optional.empty(), NUMBER, true)),
                arguments(
                        "{\"number\":\"+1 555-061-2978\",\"numberId\":\"116195731537720\"}",
                        new NumberEntry(ID, NUMBER, true)),
                arguments(
                        "{\"numberId\":\"116195731537720\",\"number\":null,\"selected\":false,\"new\":[1]}",
                        new NumberEntry(ID, Optional.empty(), true)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theNumberThatTheBodyNamesIsToBeSentFrom(String body, NumberEntry wanted) throws Exception {
        assertThat(put("", body).status()).isEqualTo(200);

        SelectNumberUseCase.Command command = gateway.selectNumber.onlyQuestion();
        assertThat(command.wanted()).isEqualTo(wanted);
        assertThat(command.refresh()).isFalse();
        assertThat(command.environment()).hasToString(Samples.ENVIRONMENT);
        assertThat("Bearer " + command.caller().accessToken().reveal()).isEqualTo(Samples.BEARER);
    }

    @ParameterizedTest
    @CsvSource({"?refresh=true, true", "?refresh=false, false", "?unknown=1, false"})
    void pingOneIsAskedFirstWhenTheCallerSaysSo(String query, boolean refresh) throws Exception {
        put(query, "{\"numberId\":\"1\"}");

        assertThat(gateway.selectNumber.onlyQuestion().refresh()).isEqualTo(refresh);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"refresh", "refresh=", "refresh=1", "refresh=True", "refresh=true&refresh=true", "refresh=no"})
    void anUnclearRefreshIsRefused(String query) throws Exception {
        Answer answer = put("?" + query, "{\"numberId\":\"1\"}").isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly("refresh");
        assertThat(answer.detail("refresh").path("innerError")).hasToString("{\"allowedValues\":[\"true\",\"false\"]}");
        assertThat(gateway.selectNumber.received()).isEmpty();
    }

    static Stream<Arguments> badBodies() {
        String tooLong = "1".repeat(65);
        return Stream.of(
                arguments("{}", "numberId", "REQUIRED_VALUE"),
                arguments("{\"numberId\":null,\"number\":null}", "numberId", "REQUIRED_VALUE"),
                arguments("{\"numberId\":1}", "numberId", "INVALID_VALUE"),
                arguments("{\"numberId\":\"x\"}", "numberId", "INVALID_VALUE"),
                arguments("{\"numberId\":\"\"}", "numberId", "INVALID_VALUE"),
                arguments("{\"numberId\":\"" + tooLong + "\"}", "numberId", "SIZE_LIMIT_EXCEEDED"),
                arguments("{\"number\":[]}", "number", "INVALID_VALUE"),
                arguments("{\"number\":\"none\"}", "number", "INVALID_VALUE"),
                arguments("{\"number\":\"" + tooLong + "\"}", "number", "SIZE_LIMIT_EXCEEDED"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void aBodyThatNamesNoNumberIsBlamedByItsOwnMemberAndForNothingElse(String body, String target, String code)
            throws Exception {
        Answer answer = put("", body).isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly(target);
        assertThat(answer.detail(target).path("code").textValue()).isEqualTo(code);
        assertThat(answer.body()).doesNotContain("numbers[");
        assertThat(gateway.selectNumber.received()).isEmpty();
    }

    @Test
    void everyFaultOfARequestIsInOneAnswer() throws Exception {
        Answer answer = gateway.send(gateway.putRequest(
                        Samples.path("x") + "/selectedNumber?refresh=x",
                        "{\"numberId\":1,\"number\":2}".getBytes(UTF_8)))
                .isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactlyInAnyOrder("envID", "refresh", "numberId", "number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"1\"", "{} {}", "{\"numberId\":\"1\",\"numberId\":\"2\"}"})
    void aBodyThatIsNotOneJsonObjectIsMalformed(String body) throws Exception {
        Answer answer = put("", body).isError(ErrorTable.MALFORMED);

        assertThat(answer.targets()).containsExactly("body");
        assertThat(gateway.selectNumber.received()).isEmpty();
    }

    @Test
    void aBodyThatIsNotJsonOrTooLargeIsRefused() throws Exception {
        gateway.send(gateway.request(SELECTED_NUMBER)
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofString("{\"numberId\":\"1\"}")))
                .isError(ErrorTable.UNSUPPORTED_MEDIA_TYPE);
        put("", "{\"numberId\":\"1\"}" + " ".repeat(64 * 1024)).isError(ErrorTable.TOO_LARGE);

        assertThat(gateway.selectNumber.received()).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of("numberId", "number").flatMap(member -> {
            List<Violation> violations = List.of(new Violation(
                    Code.INVALID_VALUE, "numbers[0]." + member, "It is not available.", new OneOf(List.of("1"))));
            SelectionOutcome.Refused refusal = new SelectionOutcome.Refused(violations, List.of(Samples.NUMBER));
            return Stream.of(
                    arguments(member, new ChangeOutcome.RequestRefused(violations)),
                    arguments(member, new ChangeOutcome.NumberNotSelectable(refusal)),
                    arguments(member, new ChangeOutcome.NumberRefused(Samples.SETTINGS, refusal)));
        });
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalNamesTheMemberOfThisBody(String member, ChangeOutcome outcome) throws Exception {
        gateway.selectNumber.answers(outcome);

        Answer answer = put("", "{\"numberId\":\"1\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.targets()).containsExactly(member);
        assertThat(answer.detail(member).path("message").textValue()).isEqualTo("It is not available.");
        assertThat(answer.detail(member).path("innerError").path("allowedValues"))
                .hasToString("[\"1\"]");
    }

    @Test
    void aRefusalThatIsNotAboutTheNumberKeepsItsTarget() throws Exception {
        gateway.selectNumber.answers(new ChangeOutcome.RequestRefused(
                List.of(new Violation(Code.INVALID_VALUE, "numbers[1].numberId", "It is none."))));

        assertThat(put("", "{\"numberId\":\"1\"}").targets()).containsExactly("numbers[1].numberId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PATCH", "DELETE"})
    void otherMethodsAreRefusedWithThoseThatAreNot(String method) throws Exception {
        Answer answer = gateway.method(method, SELECTED_NUMBER);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("OPTIONS, PUT");
    }

    @Test
    void optionsTellsTheMethodsWithoutAToken() throws Exception {
        Answer answer = gateway.send(gateway.anonymous(SELECTED_NUMBER).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).contains("OPTIONS, PUT");
    }

    @Test
    void withoutATokenNothingIsAsked() throws Exception {
        gateway.send(gateway.anonymous(SELECTED_NUMBER).PUT(BodyPublishers.ofString("{")))
                .isError(ErrorTable.NOT_AUTHENTICATED);

        assertThat(gateway.selectNumber.received()).isEmpty();
    }

    private Answer put(String query, String body) throws Exception {
        return gateway.send(gateway.putRequest(SELECTED_NUMBER + query, body.getBytes(UTF_8)));
    }
}
