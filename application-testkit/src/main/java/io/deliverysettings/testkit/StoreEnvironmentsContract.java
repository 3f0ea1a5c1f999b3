package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreContract.await;
import static io.deliverysettings.testkit.StoreSteps.NONE;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.Confirmed;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.KnownEnvironment;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The environments that are known can be gone through, and those that PingOne has not confirmed lately can be found. */
public interface StoreEnvironmentsContract extends StoreContract {

    /** Longer ago than what any other test confirms. */
    Instant LONG_AGO = Instant.parse("1903-01-01T00:00:00.000000001Z");

    /** An environment of which something is set comes with all that is known of it. */
    @Test
    default void anEnvironmentComesWithWhatIsKnownOfIt() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        EnvironmentId without = fresh();
        steps.configured(environment, StoreSamples.elaborateSettings(), StoreSamples.credentials("known"));
        steps.done(
                without,
                StoreSamples.selecting(),
                StoreSamples.applied(StoreSamples.bareSettings(), CredentialsFate.STAY));

        assertThat(steps.environments(environment, without))
                .containsExactlyInAnyOrder(
                        new KnownEnvironment(environment, steps.find(environment), 0),
                        new KnownEnvironment(without, steps.find(without), 0));
    }

    /** Where nothing is set and nothing is being done, nothing is to be told. */
    @Test
    default void anEnvironmentInWhichNothingIsSetIsNotTold() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId never = fresh();
        EnvironmentId removed = fresh();
        EnvironmentId refused = fresh();
        EnvironmentId abandoned = fresh();
        steps.find(never);
        steps.configured(removed, "removed");
        steps.done(removed, StoreSamples.removing(), StoreSamples.removed());
        steps.done(
                refused, StoreSamples.selecting(), StoreSamples.unconfirmed(Outcome.NOT_APPLIED, CredentialsFate.STAY));
        steps.abandon(steps.turn(abandoned));

        assertThat(steps.environments(never, removed, refused, abandoned)).isEmpty();
    }

    /** While an environment is being changed, it is told whatever is known of it, with its one open operation. */
    @Test
    default void anEnvironmentThatIsBeingChangedIsTold() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId first = fresh();
        EnvironmentId removed = fresh();
        EnvironmentId set = fresh();
        EnvironmentId expired = fresh();
        steps.configured(removed, "removed");
        steps.done(removed, StoreSamples.removing(), StoreSamples.removed());
        steps.configured(set, "set");
        Stream.of(first, removed, set).forEach(steps::turn);
        steps.turn(expired, NONE);

        assertThat(steps.environments(first, removed, set, expired))
                .containsExactlyInAnyOrder(
                        new KnownEnvironment(first, Optional.empty(), 1),
                        new KnownEnvironment(removed, steps.find(removed), 1),
                        new KnownEnvironment(set, steps.find(set), 1),
                        new KnownEnvironment(expired, Optional.empty(), 1));
    }

    /** A turn of which the change is not in the queue any more, or never was, counts all the same. */
    @Test
    default void aTurnOfAnUnknownChangeCounts() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        steps.turn(environment, StoreSamples.accepted(new OperationId(UUID.randomUUID()), StoreSamples.selecting()));

        assertThat(steps.openOperations(environment)).isEqualTo(1);
    }

    /** Pages follow the ids, and no environment is left out or comes twice. */
    @Test
    default void environmentsComeInPagesInTheOrderOfTheirIds() {
        StoreSteps steps = new StoreSteps(store());
        // Those from 8 on are smaller than the others to who compares ids as signed numbers.
        List<EnvironmentId> inOrder = Stream.of("00000000", "7fffffff", "80000000", "ffffffff")
                .map(beginning ->
                        EnvironmentId.of(beginning + fresh().toString().substring(8)))
                .toList();
        for (int last = inOrder.size() - 1; last >= 0; last--) {
            steps.configured(inOrder.get(last), "listed");
        }

        assertThat(steps.environments(inOrder.toArray(EnvironmentId[]::new)))
                .extracting(KnownEnvironment::environment)
                .containsExactlyElementsOf(inOrder);
        List<EnvironmentId> all = new ArrayList<>();
        List<KnownEnvironment> page = await(store().environments(Optional.empty(), 2));
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(known -> all.add(known.environment()));
            page = await(store().environments(Optional.of(all.get(all.size() - 1)), 2));
        }
        assertThat(all)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.comparing(EnvironmentId::toString))
                .containsAll(inOrder);
        assertThat(await(store().environments(Optional.of(inOrder.get(0)), 1)))
                .extracting(KnownEnvironment::environment)
                .containsExactly(all.get(all.indexOf(inOrder.get(0)) + 1));
    }

    /** Those that were confirmed before are found, the longest ago first, and not more than asked for. */
    @Test
    default void theLongestUnconfirmedAreFoundFirst() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId latest = confirmed(LONG_AGO.plusNanos(2));
        EnvironmentId longest = confirmed(LONG_AGO);
        EnvironmentId longer = confirmed(LONG_AGO.plusNanos(1));

        assertThat(unconfirmed(LONG_AGO.plusNanos(3), 1000)).containsExactly(longest, longer, latest);
        assertThat(unconfirmed(LONG_AGO.plusNanos(3), 2)).containsExactly(longest, longer);
        assertThat(unconfirmed(LONG_AGO.plusNanos(2), 1000)).containsExactly(longest, longer);
        assertThat(unconfirmed(LONG_AGO, 1000)).isEmpty();

        for (EnvironmentId environment : List.of(latest, longest, longer)) {
            await(store().confirm(environment, steps.known(environment).revision(), StoreSamples.CONFIRMED_AT));
        }
        assertThat(unconfirmed(LONG_AGO.plusNanos(3), 1000)).isEmpty();
    }

    /** Where nothing is set there is nothing to confirm, and where nothing is known neither. */
    @Test
    default void anEnvironmentInWhichNothingIsSetIsNotUnconfirmed() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId removed = confirmed(LONG_AGO);
        steps.done(removed, StoreSamples.removing(), applied(new Confirmed(Optional.empty(), LONG_AGO.plusNanos(1))));
        steps.turn(fresh());

        assertThat(unconfirmed(LONG_AGO.plusNanos(3), 1000)).isEmpty();
    }

    private EnvironmentId confirmed(Instant at) {
        EnvironmentId environment = fresh();
        new StoreSteps(store())
                .done(
                        environment,
                        StoreSamples.selecting(),
                        applied(new Confirmed(Optional.of(StoreSamples.settings()), at)));
        return environment;
    }

    private static Conclusion applied(Confirmed confirmed) {
        return new Conclusion(
                Outcome.APPLIED,
                Optional.of(confirmed),
                List.of(),
                Optional.empty(),
                CredentialsFate.STAY,
                StoreSamples.ENDED_AT);
    }

    private List<EnvironmentId> unconfirmed(Instant before, int limit) {
        return await(store().unconfirmed(before, limit));
    }
}
