package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.PingOneOptions;
import io.deliverysettings.adapter.pingone.PingOneOptions.RateLimits;
import io.deliverysettings.application.service.UseCases;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the settings of how much PingOne is asked, how patiently, and of changes that nobody waits for. */
@Timeout(30)
class UpstreamLimitSettingsTest {

    private static final String[] PINGONE = {"--upstream=pingone", "--region=eu"};

    @Test
    void pingOneIsAskedAsOftenAsItDocumentsUnlessOtherwiseSet() {
        assertThat(ofPingOne(PINGONE).rateLimits())
                .isEqualTo(new RateLimits(600, 210, 10_000))
                .isEqualTo(RateLimits.documented());
    }

    @Test
    void theSandboxIsAskedAsOftenAsThereAreCallsUnlessOtherwiseSet() {
        assertThat(ofSandbox().rateLimits()).isEqualTo(new RateLimits(1_000_000, 1_000_000, 10_000));
    }

    @Test
    void aRateThatIsSetLeavesTheOtherAsItIs() {
        assertThat(ofPingOne("--upstream=pingone", "--region=eu", "--rate-per-licence=1200")
                        .rateLimits())
                .isEqualTo(new RateLimits(1200, 210, 10_000));
        assertThat(ofSandbox("--rate-per-environment=210", "--max-waiting-calls=7")
                        .rateLimits())
                .isEqualTo(new RateLimits(1_000_000, 210, 7));
    }

    @Test
    void aTryHasItsOwnTimeAndTheCallAsAWholeAnother() {
        String[] line = {"--attempt-timeout=3s", "--read-timeout=20s", "--write-timeout=40s", "--settling-time=2s"};

        assertThat(ofSandbox(line).readTimeout()).hasSeconds(3);
        assertThat(settings(line).timing()).satisfies(timing -> {
            assertThat(timing.readLimit()).hasSeconds(20);
            assertThat(timing.changeLimit()).hasSeconds(40);
            assertThat(timing.settling()).hasSeconds(2);
        });
    }

    @Test
    void theWindowOfNewEnvironmentsMayBeShutAndTheSettlingTimeBeNone() {
        RunSettings settings = settings("--new-environment-window=0s", "--settling-time=0s");

        assertThat(settings.pingOne(Optional.of(URI.create("http://127.0.0.1:1/v1")))
                        .newEnvironmentWindow())
                .isZero();
        assertThat(settings.timing().settling()).isZero();
    }

    @Test
    void environmentsAreNewForAWhileButNotThoseOfTheSandbox() {
        assertThat(ofPingOne("--upstream=pingone", "--region=eu").newEnvironmentWindow())
                .hasSeconds(10);
        assertThat(ofSandbox().newEnvironmentWindow()).isZero();
        assertThat(ofSandbox("--new-environment-window=7s").newEnvironmentWindow())
                .hasSeconds(7);
    }

    @Test
    void connectionsAreBounded() {
        assertThat(settings("--max-connections=9").connections().maxConnections())
                .isEqualTo(9);
    }

    @Test
    void changesThatNobodyWaitsForAreBounded() {
        assertThat(settings("--max-open-operations=12", "--max-running-operations=3")
                        .operations
                        .limits())
                .isEqualTo(new UseCases.OperationLimits(12, 3));
    }

    @Test
    void whoDecidesWhatCallersSeeFollowsFromWhoseCredentialsAreUsed() {
        assertThat(settings().admission()).isEqualTo(UseCases.Admission.BY_PLATFORM);
        assertThat(settings("--pingone-auth=worker").admission()).isEqualTo(UseCases.Admission.BY_GATEWAY);
    }

    @Test
    void environmentsAreConfirmedOnlyWhenThatIsAskedFor() {
        assertThat(settings("--pingone-auth=worker").operations.confirmEvery).isNull();
        assertThat(settings("--pingone-auth=worker", "--confirm-every=6h").operations.confirmEvery)
                .isEqualTo(Duration.ofHours(6));
    }

    private static PingOneOptions ofPingOne(String... line) {
        return settings(line).pingOne(Optional.empty());
    }

    private static PingOneOptions ofSandbox(String... line) {
        return settings(line).pingOne(Optional.of(URI.create("http://127.0.0.1:1/v1")));
    }

    /** As they are when the gateway is started: none of them is refused. */
    private static RunSettings settings(String... line) {
        // Who calls makes no difference to these.
        RunCommand run = CliRun.of(Map.of("GATEWAY_AUTH", "forward"), line)
                .command()
                .map(RunCommand.class::cast)
                .orElseThrow();
        run.settings.check(run.spec);
        return run.settings;
    }
}
