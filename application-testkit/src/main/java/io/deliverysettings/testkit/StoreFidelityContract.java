package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.Confirmed;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes out of the store is what went in, to the last digit. */
public interface StoreFidelityContract extends StoreContract {

    /** Settings come back as they were, whatever PingOne put into them. */
    @Test
    default void elaborateSettingsComeBackExactly() {
        assertComesBack(StoreSamples.elaborateSettings());
    }

    /** What was not there does not come back as something empty, nor the other way round. */
    @Test
    default void bareSettingsComeBackExactly() {
        assertComesBack(StoreSamples.bareSettings());
    }

    /** Members that are not known come back in their order, as text that nobody has rewritten. */
    @Test
    default void additionalMembersKeepTheirOrderAndTheirText() {
        AdditionalMembers members = comingBack(StoreSamples.elaborateSettings()).additional();

        assertThat(List.copyOf(members.jsonByName().entrySet()))
                .isEqualTo(List.copyOf(
                        StoreSamples.additionalMembers().jsonByName().entrySet()));
    }

    /** Whether a number is there comes back, also that PingOne did not say. */
    @Test
    default void everyAvailabilityComesBack() {
        List<Availability> availabilities = comingBack(StoreSamples.elaborateSettings()).catalogue().numbers().stream()
                .map(CatalogueNumber::availability)
                .toList();

        assertThat(availabilities).containsAll(Arrays.asList(Availability.values()));
        assertThat(availabilities)
                .isEqualTo(StoreSamples.elaborateSettings().catalogue().numbers().stream()
                        .map(CatalogueNumber::availability)
                        .toList());
    }

    /** A character zero, which some databases do not take in a text, is no reason to lose what PingOne did. */
    @Test
    default void aCharacterZeroComesBack() {
        assertComesBack(StoreSamples.settings("before\u0000after"));
    }

    /** A large catalogue comes back whole and in its order. */
    @Test
    default void aLargeCatalogueComesBackWhole() {
        List<CatalogueNumber> elaborate =
                StoreSamples.elaborateSettings().catalogue().numbers();
        List<CatalogueNumber> many = IntStream.range(0, 1_000)
                .mapToObj(i -> elaborate.get(i % elaborate.size()))
                .toList();

        assertComesBack(StoreSamples.withCatalogue(StoreSamples.settings(), new Catalogue(many)));
    }

    /** Times come back to the nanosecond, those long past and those far ahead too. */
    @Test
    default void timesComeBackToTheNanosecond() {
        StoreSteps steps = new StoreSteps(store());
        for (String time : List.of(
                "2026-11-23T09:30:00.999999999Z",
                "1969-12-31T23:59:59.000000001Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z")) {
            EnvironmentId environment = fresh();
            Instant instant = Instant.parse(time);

            steps.done(
                    environment,
                    StoreSamples.selecting(),
                    new Conclusion(
                            Outcome.APPLIED,
                            Optional.of(new Confirmed(Optional.empty(), instant)),
                            List.of(),
                            Optional.empty(),
                            CredentialsFate.STAY,
                            instant));

            assertThat(steps.known(environment).confirmedAt()).isEqualTo(instant);
            assertThat(steps.history(environment).get(0).endedAt()).isEqualTo(instant);
        }
    }

    /** Changes come back in their order, awkward text and nothing at all included. */
    @Test
    default void changesComeBackExactly() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        List<MemberChange> changes = new ArrayList<>(StoreSamples.changes());
        changes.add(new MemberChange("before\u0000after", Optional.of("\u0000"), Optional.of("{\"a\":[1,2]}")));
        changes.add(new MemberChange(StoreSamples.AWKWARD_TEXT, Optional.empty(), Optional.empty()));
        IntStream.range(0, 500)
                .forEach(i -> changes.add(
                        new MemberChange("numbers[" + i + "].selected", Optional.of("true"), Optional.of("false"))));

        steps.done(
                environment,
                StoreSamples.selecting(),
                new Conclusion(
                        Outcome.APPLIED,
                        Optional.empty(),
                        changes,
                        Optional.empty(),
                        CredentialsFate.STAY,
                        StoreSamples.ENDED_AT));

        assertThat(steps.history(environment).get(0).changes()).isEqualTo(changes);
    }

    private void assertComesBack(WhatsAppSettings settings) {
        assertThat(comingBack(settings)).isEqualTo(settings);
    }

    /** What {@code find}, {@code begin} and {@code revision} agree on. */
    private WhatsAppSettings comingBack(WhatsAppSettings settings) {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision revision =
                steps.configured(environment, settings, StoreSamples.credentials(StoreSamples.AWKWARD_TEXT));
        Kept kept = steps.known(environment);

        assertThat(kept.credentials()).contains(StoreSamples.credentials(StoreSamples.AWKWARD_TEXT));
        assertThat(steps.revision(environment, revision)).contains(kept);
        assertThat(steps.begun(environment, StoreSamples.selecting(), StoreSteps.LONG)
                        .kept())
                .contains(kept);
        return kept.settings().orElseThrow();
    }
}
