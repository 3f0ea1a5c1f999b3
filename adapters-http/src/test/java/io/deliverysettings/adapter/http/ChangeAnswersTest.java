package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded.Reason;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What came of a change, as the caller reads it: the same from every route that makes one. */
class ChangeAnswersTest {

    private static final SelectionOutcome.Refused REFUSED = new SelectionOutcome.Refused(
            List.of(new Violation(Code.INVALID_VALUE, "numbers[0].numberId", "It is not available.")),
            List.of(Samples.NUMBER));

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIGURE, true, 201",
        "CONFIGURE, false, 200",
        "SELECT_NUMBER, true, 200",
        "SELECT_NUMBER, false, 200",
        "RESTORE, true, 200",
        "RESTORE, false, 200"
    })
    void settingsThatAreSetAreAnsweredWholeWithTheirRevision(ChangingRoute route, boolean created, int status)
            throws Exception {
        Answer answer = change(route, new ChangeOutcome.Configured(Samples.SETTINGS, created, new Revision(12)));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("ETag")).contains("\"12\"");
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo(Samples.exampleAnswer(gateway.origin()));
    }

    @Test
    void whatIsRemovedHasNoRevision() throws Exception {
        Answer answer = change(ChangingRoute.REMOVE, new ChangeOutcome.Removed());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("ETag")).isEmpty();
        assertThat(answer.body()).isEmpty();
    }

    static Stream<Arguments> refusals() {
        List<Arguments> refusals = List.of(
                arguments(
                        new ChangeOutcome.RequestRefused(
                                List.of(new Violation(Code.INVALID_VALUE, "appId", "It is none."))),
                        ErrorTable.INVALID),
                arguments(new ChangeOutcome.NumberNotSelectable(REFUSED), ErrorTable.INVALID),
                arguments(new ChangeOutcome.NumberRefused(Samples.SETTINGS, REFUSED), ErrorTable.NUMBER_REFUSED),
                arguments(
                        new ChangeOutcome.PreconditionFailed(Optional.of(Samples.REVISION)),
                        ErrorTable.PRECONDITION_FAILED),
                arguments(new ChangeOutcome.Busy(Duration.ofSeconds(2)), ErrorTable.BUSY),
                arguments(new ChangeOutcome.CredentialsNeeded(Reason.KEY_LOST), ErrorTable.CREDENTIALS_NEEDED),
                arguments(new ChangeOutcome.RevisionUnknown(), ErrorTable.NOT_FOUND),
                arguments(new ChangeOutcome.Overtaken(), ErrorTable.OVERTAKEN),
                arguments(new ChangeOutcome.Interrupted(Outcome.UNKNOWN, Samples.REVISION), ErrorTable.INTERRUPTED),
                arguments(
                        new SelectionFailed(Samples.SETTINGS, Samples.NUMBER, new SelectionFailed.Cause.Ignored()),
                        ErrorTable.SELECTION_IGNORED),
                arguments(
                        new SelectionFailed(
                                Samples.SETTINGS,
                                Samples.NUMBER,
                                new SelectionFailed.Cause.Faulted(
                                        new PortFault(PortFault.Kind.TIMEOUT, Effect.UNKNOWN))),
                        ErrorTable.UPSTREAM_TIMEOUT));
        return Arrays.stream(ChangingRoute.values())
                .flatMap(route ->
                        refusals.stream().map(Arguments::get).map(refusal -> arguments(route, refusal[0], refusal[1])));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalHasTheSameRowFromEveryRoute(ChangingRoute route, ChangeOutcome outcome, ErrorTable row)
            throws Exception {
        Answer answer = change(route, outcome).isError(row);

        assertThat(answer.header("ETag").isPresent()).isEqualTo(row == ErrorTable.PRECONDITION_FAILED);
        assertThat(answer.header("Retry-After").isPresent()).isEqualTo(row == ErrorTable.BUSY);
    }

    @ParameterizedTest
    @EnumSource(ChangingRoute.class)
    void pingOnesRefusalIsHandedOnByEveryRoute(ChangingRoute route) throws Exception {
        Answer answer =
                change(route, new ChangeOutcome.PlatformRefused(Samples.refusal(PlatformRefusal.Kind.FORBIDDEN)));

        answer.isErrorWith(403, "CODE_OF_PINGONE");
    }

    @ParameterizedTest
    @EnumSource(ChangingRoute.class)
    void aFaultIsAnsweredAsTheTableSaysByEveryRoute(ChangingRoute route) throws Exception {
        route.inPort(gateway).fails(new PortFault(PortFault.Kind.STORE_UNAVAILABLE, Effect.UNKNOWN));

        Answer answer = gateway.send(route.request(gateway)).isError(ErrorTable.STORE_UNAVAILABLE);

        assertThat(answer.message()).contains("The change may have been made all the same");
    }

    @Test
    void aConditionThatDoesNotHoldIsAnsweredWithWhatIsCurrent() throws Exception {
        Answer answer =
                change(ChangingRoute.CONFIGURE, new ChangeOutcome.PreconditionFailed(Optional.of(new Revision(12))));

        assertThat(answer.header("ETag")).contains("\"12\"");
        assertThat(answer.message()).isEqualTo(ErrorTable.PRECONDITION_FAILED.message() + " They are at \"12\" now.");
    }

    @Test
    void aConditionThatDoesNotHoldBecauseNothingIsSetSaysSo() throws Exception {
        Answer answer = change(ChangingRoute.CONFIGURE, new ChangeOutcome.PreconditionFailed(Optional.empty()));

        assertThat(answer.header("ETag")).isEmpty();
        assertThat(answer.message()).isEqualTo(ErrorTable.PRECONDITION_FAILED.message() + " Nothing is set now.");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.2S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT30S, 30"})
    void aBusyEnvironmentIsToBeTriedAgainAfterAWholeSecondOrMore(Duration wait, String seconds) throws Exception {
        Answer answer = change(ChangingRoute.CONFIGURE, new ChangeOutcome.Busy(wait));

        assertThat(answer.header("Retry-After")).contains(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE_STORED, none was written by way of the gateway",
        "KEY_LOST, the key that the stored one is sealed with is not at hand",
        "DAMAGED, the stored one is damaged"
    })
    void thatCredentialsAreNeededNamesBothAndSaysWhyAndWhatToDo(Reason reason, String why) throws Exception {
        Answer answer = change(ChangingRoute.SELECT_NUMBER, new ChangeOutcome.CredentialsNeeded(reason));

        assertThat(answer.targets()).containsExactly("appSecret", "userAccessToken");
        assertThat(answer.json().path("details")).allSatisfy(detail -> {
            assertThat(detail.path("code").textValue()).isEqualTo("REQUIRED_VALUE");
            assertThat(detail.path("message").textValue())
                    .contains(why, "Send a PUT of the whole resource once, with both secrets, by way of the gateway.");
        });
    }

    @Test
    void aNumberThatIsRefusedBeforeAnythingIsWrittenSaysNothingOfSavingAndWhatCanBeSelected() throws Exception {
        Answer answer = change(ChangingRoute.CONFIGURE, new ChangeOutcome.NumberNotSelectable(REFUSED));

        assertThat(answer.message()).isEqualTo(ErrorTable.INVALID.message());
        assertThat(answer.detail("numbers[0].numberId")
                        .path("innerError")
                        .path("selectableNumbers")
                        .path(0)
                        .path("numberId")
                        .textValue())
                .isEqualTo("116195731537720");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "APPLIED | The change was made.",
                "APPLIED_IN_PART | The change was made in part: PingOne holds the account that was wanted, but not the number.",
                "NOT_APPLIED | The change was not made: send it again.",
                "OVERTAKEN | Somebody else has changed the settings since: read them before sending the change again.",
                "UNKNOWN | Whether the change was made is not known: read the settings before sending it again."
            })
    void anInterruptedChangeSaysWhatWasFoundAndWhereTheHistoryTellsIt(Outcome found, String text) throws Exception {
        Answer answer = change(ChangingRoute.CONFIGURE, new ChangeOutcome.Interrupted(found, new Revision(12)));

        assertThat(answer.message())
                .isEqualTo(ErrorTable.INTERRUPTED.message() + " " + text + " The history tells of it as revision 12.");
    }

    @Test
    void anUnknownRevisionSaysWhatIsUnknown() throws Exception {
        Answer answer = change(ChangingRoute.RESTORE, new ChangeOutcome.RevisionUnknown());

        assertThat(answer.message()).contains("no such revision");
    }

    private Answer change(ChangingRoute route, ChangeOutcome outcome) throws Exception {
        route.inPort(gateway).answers(outcome);
        // A removal cannot come to all of this, so that the API document does not have it.
        return route == ChangingRoute.REMOVE
                ? gateway.sendUnjudged(route.request(gateway))
                : gateway.send(route.request(gateway));
    }
}
