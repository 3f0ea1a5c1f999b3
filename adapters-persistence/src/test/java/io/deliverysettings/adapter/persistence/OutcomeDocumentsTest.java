package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.RequestedChange;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.testkit.QueueSamples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of changes and of what came of them; that each comes back exactly is the contract's to say. */
class OutcomeDocumentsTest {

    static Stream<String> documents() {
        return QueueSamples.results().stream().map(OutcomeDocuments::write);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyResultIsWrittenInAsciiAndAlwaysTheSame(String json) {
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(json)).isTrue();
        assertThat(OutcomeDocuments.write(OutcomeDocuments.result(json))).isEqualTo(json);
    }

    /** A newer program may know more kinds. To take one for another would tell a caller what is not so. */
    @ParameterizedTest
    @MethodSource("documents")
    void aResultOfAnUnknownKindIsUnreadable(String json) {
        for (String kind : kinds(json)) {
            String unknown = json.replaceFirst("\"kind\":\"" + kind + "\"", "\"kind\":\"later\"");

            assertThatThrownBy(() -> OutcomeDocuments.result(unknown))
                    .as(unknown)
                    .isInstanceOf(UnreadableRecord.class)
                    .hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anUnknownKindIsNamed() {
        assertThatThrownBy(() -> OutcomeDocuments.result("{\"kind\":\"later\"}"))
                .hasRootCauseMessage("an unknown kind of result: \"later\"");
        assertThatThrownBy(() -> OutcomeDocuments.result("{\"kind\":\"completed\",\"outcome\":{\"kind\":\"later\"}}"))
                .hasRootCauseMessage("an unknown kind of outcome: \"later\"");
        assertThatThrownBy(() -> ChangeDocuments.change("{\"kind\":\"later\"}"))
                .hasRootCauseMessage("an unknown kind of change: \"later\"");
        assertThatThrownBy(() -> ChangeDocuments.precondition("{\"kind\":\"later\"}"))
                .hasRootCauseMessage("an unknown kind of precondition: \"later\"");
    }

    @Test
    void whatIsNotADocumentOfOursIsUnreadable() {
        for (String damaged : List.of("", "null", "[]", "{}", "{\"kind\":7}", "{\"kind\":\"completed\"}")) {
            assertThatThrownBy(() -> OutcomeDocuments.result(damaged))
                    .as(damaged)
                    .isInstanceOf(UnreadableRecord.class);
            assertThatThrownBy(() -> ChangeDocuments.change(damaged))
                    .as(damaged)
                    .isInstanceOf(UnreadableRecord.class);
            assertThatThrownBy(() -> ChangeDocuments.precondition(damaged))
                    .as(damaged)
                    .isInstanceOf(UnreadableRecord.class);
        }
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() {
        OperationResult result = QueueSamples.result();
        RequestedChange change = QueueSamples.changes().get(0);
        Precondition precondition = QueueSamples.preconditions().get(3);

        assertThat(OutcomeDocuments.result(withMore(OutcomeDocuments.write(result))))
                .isEqualTo(result);
        assertThat(ChangeDocuments.change(withMore(ChangeDocuments.write(change))))
                .isEqualTo(change);
        assertThat(ChangeDocuments.precondition(withMore(ChangeDocuments.write(precondition))))
                .isEqualTo(precondition);
    }

    private static String withMore(String json) {
        return json.replace("{\"kind\"", "{\"later\":{\"a\":[1]},\"kind\"");
    }

    private static List<String> kinds(String json) {
        return Pattern.compile("\"kind\":\"([A-Za-z_]+)\"")
                .matcher(json)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
