package io.deliverysettings.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.app.client.ScriptedGateway.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The history, page by page. */
@Timeout(60)
class HistoryTest {

    /** As a gateway behind another address would say. */
    private static final String NEXT = "https://elsewhere.example/history?limit=200&cursor=a%2Bb_1";

    private static final Answer FIRST = ScriptedGateway.json(200, Samples.history(9, 7, NEXT));
    private static final Answer LAST = ScriptedGateway.json(200, Samples.history(6, 5, ""));

    private final FakeSurroundings surroundings = new FakeSurroundings();

    @Test
    void pagesAreFollowedByTheirCursorAtTheAddressThatWasSaid() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(FIRST, LAST)) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "history", "--all");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out().lines().map(line -> line.split(" ", -1)[0]))
                    .containsExactly("REVISION", "9", "8", "7", "6", "5");
            assertThat(run.out()).contains("SELECT_NUMBER  APPLIED  -   numbers[2052].selected");
            assertThat(gateway.received())
                    .extracting(ScriptedGateway.Received::path)
                    .containsExactly(
                            ClientRun.RESOURCE + "/history?limit=200",
                            ClientRun.RESOURCE + "/history?limit=200&cursor=a%2Bb_1");
        }
    }

    @Test
    void noMoreIsAskedForThanIsWanted() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(FIRST, LAST)) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "history", "--limit=3");

            assertThat(run.out()).hasLineCount(4);
            assertThat(run.err()).isEqualTo("gateway: there are more: --limit NUMBER or --all lists them\n");
            assertThat(gateway.received())
                    .extracting(ScriptedGateway.Received::path)
                    .containsExactly(ClientRun.RESOURCE + "/history?limit=3");
        }
        try (ScriptedGateway gateway = ScriptedGateway.answering(FIRST, LAST)) {
            ClientRun.of(surroundings, gateway.url(), "history", "--limit=5");

            assertThat(gateway.received().get(1).path()).contains("limit=2&cursor=");
        }
    }

    @Test
    void withJsonEachPageIsPrintedAsItCame() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(FIRST, LAST)) {
            assertThat(ClientRun.of(surroundings, gateway.url(), "history", "--all", "--json")
                            .out())
                    .isEqualTo(Samples.history(9, 7, NEXT) + "\n" + Samples.history(6, 5, "") + "\n");
        }
    }

    @Test
    void aPageThatLeadsToItselfIsNotFollowedForEver() throws IOException {
        Answer itself = ScriptedGateway.json(200, Samples.history(6, 5, NEXT));
        try (ScriptedGateway gateway = ScriptedGateway.answering(FIRST, itself)) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "history", "--all");

            assertThat(run.exitCode()).isEqualTo(8);
            assertThat(gateway.received()).hasSize(2);
        }
    }

    @Test
    void oneEntryIsShownWithWhatItChanged() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(FIRST, LAST)) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "history", "6");

            assertThat(run.exitCode()).isZero();
            assertThat(gateway.received().get(1).path()).endsWith("?limit=200&cursor=a%2Bb_1");
            assertThat(run.out()).startsWith("revision       6\n").endsWith("""
                            MEMBER                  BEFORE  AFTER
                            numbers[2052].selected  false   true
                            """);
        }
    }

    @Test
    void withJsonTheEntryIsPrintedAsItCame() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(FIRST, LAST)) {
            assertThat(ClientRun.of(surroundings, gateway.url(), "history", "6", "--json")
                            .out())
                    .isEqualTo(Samples.entry(6) + "\n");
        }
    }

    @Test
    void anEntryThatIsNotThereIsNotFound() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(FIRST, LAST)) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "history", "4");

            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(run.err()).isEqualTo("gateway: the history has no revision 4\n");
        }
    }

    @Test
    void anEmptyHistoryIsSaidToBeOne() throws IOException {
        try (ScriptedGateway gateway =
                ScriptedGateway.answering(ScriptedGateway.json(200, Samples.history(0, 1, "")))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "history");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("nothing was done");
            assertThat(ClientRun.of(surroundings, gateway.url(), "history", "--limit=0")
                            .exitCode())
                    .isEqualTo(2);
        }
    }
}
