package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Gap;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Known;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Page;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.application.service.UseCases.Admission;
import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.access.EnvironmentScope;
import io.deliverysettings.domain.access.Grant;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.NumberEntry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of environments holds those that the caller's access lets it read, and gives nothing away of the others. */
class ListedByAccessTest {

    private final World world = new World();
    private final WatchedPlatform watched = new WatchedPlatform(world.pingOne);
    private final UseCases ofTheGateway = world.with(watched, world.store, Admission.BY_GATEWAY, Duration.ZERO);

    @BeforeEach
    void configureFive() {
        configure(1, 5);
    }

    private void configure(int first, int last) {
        for (int number = first; number <= last; number++) {
            outcome(world.useCases
                    .configureWhatsApp()
                    .configure(new ConfigureWhatsAppUseCase.Command(
                            world.caller,
                            environment(number),
                            desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(SALES)),
                            World.ALWAYS)));
        }
    }

    @Test
    void whatTheAccessDoesNotLetTheCallerReadIsLeftOut() {
        assertThat(listed(page(ofTheGateway, reading(2, 4), Optional.empty(), 10)))
                .containsExactly(environment(2), environment(4));
        assertThat(listed(page(world.useCases, reading(2, 4), Optional.empty(), 10)))
                .containsExactly(environment(2), environment(4));
    }

    @Test
    void otherPermissionsListNothing() {
        Access everythingElse = new Access(List.of(new Grant(
                new EnvironmentScope.Every(),
                Set.of(Permission.WRITE, Permission.SELECT_NUMBER, Permission.HISTORY, Permission.OPERATE))));

        assertThat(listed(page(ofTheGateway, everythingElse, Optional.empty(), 10)))
                .isEmpty();
    }

    @Test
    void whatTheCallerMayNotReadNeitherFillsAPageNorEndsIt() {
        Page page = page(ofTheGateway, reading(4), Optional.empty(), 2);

        assertThat(listed(page)).containsExactly(environment(4));
        assertThat(page.next()).isEmpty();
        assertThat(page(ofTheGateway, reading(2, 5), Optional.empty(), 1).next())
                .contains(new Gap(environment(2), environment(5)));
    }

    /** A cursor can be made up: with one between any two ids, an answer that depended on the others would tell all of them. */
    @Test
    void noCursorTellsWhereEnvironmentsAreThatTheCallerMayNotRead() {
        for (int after = 1; after <= 60; after++) {
            Page page = page(ofTheGateway, reading(1), Optional.of(new EnvironmentId(new UUID(9, 10L + after))), 1);

            assertThat(page.environments()).isEmpty();
            assertThat(page.next()).isEmpty();
        }
    }

    @Test
    void whatTheCallerMayReadIsFoundBehindAnyNumberOfOthers() {
        int last = 2 * ListEnvironmentsUseCase.MOST_ENVIRONMENTS + 10;
        configure(6, last);

        assertThat(listed(page(ofTheGateway, reading(last - 1, last), Optional.empty(), 1)))
                .containsExactly(environment(last - 1));
        assertThat(listed(page(ofTheGateway, reading(last), Optional.empty(), 100)))
                .containsExactly(environment(last));
    }

    @Test
    void theStoreIsLookedAtNoMoreOftenThanEnvironmentsMayBeRead() {
        configure(6, 1_000);
        AtomicInteger looks = new AtomicInteger();
        UseCases counted = world.with(watched, counting(looks), Admission.BY_GATEWAY, Duration.ZERO);

        Page page = page(counted, reading(500, 1_000), Optional.empty(), 5);

        assertThat(listed(page)).containsExactly(environment(500), environment(1_000));
        // A page is looked for twice, since PingOne is asked in between.
        assertThat(looks).hasValueLessThanOrEqualTo(2 * 2);
    }

    private SettingsStorePort counting(AtomicInteger looks) {
        return (SettingsStorePort) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SettingsStorePort.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("environments")) {
                        looks.incrementAndGet();
                    }
                    return method.invoke(world.store, arguments);
                });
    }

    @Test
    void theLastPageHasNoGap() {
        assertThat(page(ofTheGateway, reading(4), Optional.empty(), 5).next()).isEmpty();
    }

    @Test
    void anyIdInTheGapGoesOnWithoutAHole() {
        UUID justBeforeTheThird = new UUID(9, 29);
        for (EnvironmentId after : List.of(environment(2), new EnvironmentId(justBeforeTheThird))) {
            assertThat(listed(page(ofTheGateway, reading(3, 4), Optional.of(after), 2)))
                    .containsExactly(environment(3), environment(4));
        }
    }

    @Test
    void throughAllPagesTheCallerSeesWhatItMayReadOnce() {
        List<EnvironmentId> seen = new ArrayList<>();
        Optional<EnvironmentId> after = Optional.empty();
        do {
            Page page = page(ofTheGateway, reading(1, 3, 5), after, 1);
            seen.addAll(listed(page));
            after = page.next().map(Gap::last);
        } while (after.isPresent());

        assertThat(seen).containsExactly(environment(1), environment(3), environment(5));
    }

    @Test
    void pingOneIsNotAskedAboutWhatTheAccessLeavesOut() {
        UseCases ofThePlatform = world.with(watched);

        page(ofThePlatform, reading(2), Optional.empty(), 10);

        assertThat(watched.calls()).hasSize(1);
    }

    private static EnvironmentId environment(int number) {
        return new EnvironmentId(new UUID(9, 10L * number));
    }

    private static Access reading(Integer... numbers) {
        return new Access(Stream.of(numbers)
                .map(number ->
                        new Grant(new EnvironmentScope.Listed(Set.of(environment(number))), Set.of(Permission.READ)))
                .toList());
    }

    private Page page(UseCases useCases, Access access, Optional<EnvironmentId> after, int limit) {
        return outcome(useCases.listEnvironments()
                .list(new ListEnvironmentsUseCase.Query(world.another, access, after, limit)));
    }

    private static List<EnvironmentId> listed(Page page) {
        return page.environments().stream().map(Known::environment).toList();
    }
}
