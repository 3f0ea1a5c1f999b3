package io.deliverysettings.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.app.client.ScriptedGateway.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether the selected number can be relied on, as a cron job would ask. */
@Timeout(60)
class VerifyTest {

    private static final Answer FRESH = ScriptedGateway.json(200, Samples.SETTINGS);

    private final FakeSurroundings surroundings = new FakeSurroundings();

    private ClientRun verify(String numbers, String... line) throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(FRESH, ScriptedGateway.json(200, numbers))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), line);

            assertThat(gateway.received().get(0).header("Cache-Control")).isEqualTo("no-cache");
            return run;
        }
    }

    @Test
    void aNumberThatCanBeSelectedIsFit() throws IOException {
        ClientRun run = verify(Samples.NUMBERS, "verify");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("sends from 2052 (+1 555-010-0002, \"Acme Sales\"), quality GREEN\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aNumberThatCouldNotBeSelectedAnyMoreIsNotFit() throws IOException {
        ClientRun run = verify(Samples.numbers("GREEN", true, false, "NOT_AVAILABLE"), "verify");

        assertThat(run.exitCode()).isEqualTo(10);
        assertThat(run.err())
                .isEqualTo(
                        "gateway: not fit: NOT_AVAILABLE. Can be selected: 2053 (+44 20 7946 0003, \"Acme London\")\n");
        assertThat(verify(Samples.numbers("GREEN", true, false, ""), "verify").exitCode())
                .isEqualTo(10);
    }

    @Test
    void noSelectedNumberIsNotFit() throws IOException {
        ClientRun run = verify(Samples.numbers("GREEN", false, true, ""), "verify", "--json");

        assertThat(run.exitCode()).isEqualTo(10);
        assertThat(run.err()).contains("no number is selected");
        assertThat(run.out()).isEqualTo(Samples.numbers("GREEN", false, true, "") + "\n");
    }

    @Test
    void aWorseQualityThanIsWantedIsNotFit() throws IOException {
        String red = Samples.numbers("RED", true, true, "");

        assertThat(verify(red, "verify").exitCode()).isZero();
        assertThat(verify(red, "verify", "--minimum-quality=red").exitCode()).isZero();
        assertThat(verify(red, "verify", "--minimum-quality=YELLOW").exitCode()).isEqualTo(10);
        assertThat(verify(red, "verify", "--minimum-quality=GREEN").err())
                .contains("its quality is RED, and GREEN is wanted")
                .as("a number that is no better is not offered")
                .doesNotContain("Can be selected");
    }

    @Test
    void aRatingOutsideOfTheOrderNeverCounts() throws IOException {
        assertThat(verify(Samples.numbers("PLATINUM", true, true, ""), "verify", "--minimum-quality=GREEN")
                        .exitCode())
                .isZero();
    }

    @Test
    void whatIsStoredIsNoVerdict() throws IOException {
        try (ScriptedGateway gateway = ScriptedGateway.answering(ScriptedGateway.json(
                200, Samples.SETTINGS, "Cache-Status: delivery-settings-gateway; hit; detail=upstream-unavailable"))) {
            ClientRun run = ClientRun.of(surroundings, gateway.url(), "verify");

            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(run.err()).contains("nothing can be verified");
            assertThat(gateway.received()).hasSize(1);
        }
    }

    @Test
    void aWarningIsToldAndChangesNothing() throws IOException {
        ClientRun run = verify(
                Samples.NUMBERS.replaceFirst("\"warnings\": \\[]", "\"warnings\": [\"QUALITY_NOT_STATED\"]"), "verify");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo("gateway: warning: QUALITY_NOT_STATED\n");
    }
}
