package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.health.Component;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.in.CheckHealthUseCase;
import io.deliverysettings.application.port.in.CheckHealthUseCase.Readiness;
import io.deliverysettings.application.port.in.CheckHealthUseCase.Result;
import io.deliverysettings.application.port.out.HealthPort;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.number.SelectionPolicy;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What can be expected of the gateway follows from how its parts are, and no part can keep the answer back. */
class CheckHealthTest {

    private final Map<Component, InMemoryHealthAdapter> parts = parts();

    @Test
    void withEveryPartUpItIsReady() {
        Result result = check(parts);

        assertThat(result.readiness()).isEqualTo(Readiness.READY);
        assertThat(result.components())
                .containsOnlyKeys(Component.values())
                .allSatisfy((component, health) -> assertThat(health).isEqualTo(ComponentHealth.up()));
    }

    @Test
    void withoutTheStoreItIsNotReady() {
        part(Component.STORE).set(ComponentHealth.down("It is away."));

        assertThat(check(parts).readiness()).isEqualTo(Readiness.NOT_READY);
    }

    @Test
    void withoutTheStoreItIsNotReadyWhateverElseIsWrong() {
        for (Component component : Component.values()) {
            part(component).set(ComponentHealth.down("It is away."));
        }

        assertThat(check(parts).readiness()).isEqualTo(Readiness.NOT_READY);
    }

    @Test
    void withoutAnyOtherPartItIsDegraded() {
        ComponentHealth down = ComponentHealth.down("It is away.");
        for (Component component : EnumSet.complementOf(EnumSet.of(Component.STORE))) {
            assertIsDegradedBy(component, down);
        }
    }

    @Test
    void withAnyPartThatIsDegradedItIsDegraded() {
        ComponentHealth degraded = ComponentHealth.degraded("Some of it does not work.");
        for (Component component : Component.values()) {
            assertIsDegradedBy(component, degraded);
        }
    }

    private void assertIsDegradedBy(Component component, ComponentHealth health) {
        part(component).set(health);

        Result result = check(parts);

        assertThat(result.readiness()).as("%s", component).isEqualTo(Readiness.DEGRADED);
        assertThat(result.components()).containsEntry(component, health);
        part(component).set(ComponentHealth.up());
    }

    @Test
    void aPartThatDoesNotAnswerInTimeIsDown() {
        Map<Component, HealthPort> slow = new EnumMap<>(parts);
        slow.put(Component.STORE, CompletableFuture::new);

        Result result = check(slow);

        assertThat(result.readiness()).isEqualTo(Readiness.NOT_READY);
        assertSaysThatItIsDown(result, Component.STORE);
        assertThat(result.components()).containsEntry(Component.PINGONE, ComponentHealth.up());
    }

    @Test
    void aPartThatThrowsIsDown() {
        Map<Component, HealthPort> broken = new EnumMap<>(parts);
        broken.put(Component.KEYSET, () -> {
            throw new IllegalStateException("bug");
        });

        assertSaysThatItIsDown(check(broken), Component.KEYSET);
    }

    @Test
    void aPartWhoseAnswerFailsIsDown() {
        Map<Component, HealthPort> broken = new EnumMap<>(parts);
        broken.put(Component.PINGONE, () -> CompletableFuture.failedStage(new IllegalStateException("bug")));

        assertSaysThatItIsDown(check(broken), Component.PINGONE);
    }

    @Test
    void aPartThatNobodyWatchesDoesNotCount() {
        assertThat(check(Map.of(Component.STORE, part(Component.STORE))).readiness())
                .isEqualTo(Readiness.READY);
        assertThat(check(Map.of()).readiness()).isEqualTo(Readiness.READY);
    }

    @Test
    void eachQuestionIsAskedAnew() {
        UseCases useCases = useCases(parts);
        assertThat(outcome(useCases.checkHealth().check(new CheckHealthUseCase.Query()))
                        .readiness())
                .isEqualTo(Readiness.READY);

        part(Component.STORE).set(ComponentHealth.down("It is away."));

        assertThat(outcome(useCases.checkHealth().check(new CheckHealthUseCase.Query()))
                        .readiness())
                .isEqualTo(Readiness.NOT_READY);
    }

    private static void assertSaysThatItIsDown(Result result, Component component) {
        assertThat(result.components()).containsEntry(component, ComponentHealth.down("It does not answer."));
    }

    private InMemoryHealthAdapter part(Component component) {
        return parts.getOrDefault(component, new InMemoryHealthAdapter());
    }

    private static Map<Component, InMemoryHealthAdapter> parts() {
        Map<Component, InMemoryHealthAdapter> parts = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            parts.put(component, new InMemoryHealthAdapter());
        }
        return parts;
    }

    private static Result check(Map<Component, ? extends HealthPort> parts) {
        return outcome(useCases(parts).checkHealth().check(new CheckHealthUseCase.Query()));
    }

    private static UseCases useCases(Map<Component, ? extends HealthPort> parts) {
        UseCases.Ports ports = Fixtures.ports(
                new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK), new InMemorySettingsStoreAdapter(Fixtures.CLOCK));
        return UseCases.create(
                new UseCases.Ports(
                        ports.platform(),
                        ports.store(),
                        ports.queue(),
                        ports.sealing(),
                        ports.tokens(),
                        ports.rules(),
                        ports.audit(),
                        ports.waiting(),
                        Map.copyOf(parts)),
                SelectionPolicy.DEFAULT,
                UseCases.Admission.BY_PLATFORM,
                Fixtures.TIMING,
                Fixtures.LIMITS,
                Fixtures.CLOCK);
    }
}
