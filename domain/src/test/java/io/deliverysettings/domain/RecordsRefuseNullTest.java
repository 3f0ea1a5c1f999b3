package io.deliverysettings.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.access.AccessRule;
import io.deliverysettings.domain.access.AccessRule.Holder;
import io.deliverysettings.domain.access.AccessRules;
import io.deliverysettings.domain.access.EnvironmentScope;
import io.deliverysettings.domain.access.Grant;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionOutcome.Basis;
import io.deliverysettings.domain.number.SelectionOutcome.ChoiceRequired;
import io.deliverysettings.domain.number.SelectionOutcome.Refused;
import io.deliverysettings.domain.number.SelectionOutcome.Selected;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformError.Detail;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import io.deliverysettings.domain.validation.Violation.OneOf;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No value of the domain holds {@code null}: each component of each record, one at a time. */
class RecordsRefuseNullTest {

    private static final CatalogueNumber NUMBER = CatalogueNumber.of(
            NumberId.of("116195731537720"),
            PhoneNumber.of("+1 555-061-2978"),
            "Test Number",
            QualityRating.GREEN,
            true);
    private static final Violation VIOLATION =
            new Violation(Code.INVALID_VALUE, "appId", "No.", new MatchOf("^[0-9]+$"));
    private static final AccessRule RULE =
            new AccessRule(new Holder.Everybody(), new Grant(new EnvironmentScope.Every(), Set.of(Permission.READ)));
    private static final SealedSecret SEALED = new SealedSecret("c", "d");
    private static final PlatformError ERROR =
            new PlatformError(Optional.empty(), "INVALID_DATA", "No.", List.of(), AdditionalMembers.NONE);

    @TestFactory
    Stream<DynamicTest> everyComponentOfEveryRecordRefusesNull() {
        return records()
                .flatMap(sample -> Arrays.stream(sample.getClass().getRecordComponents())
                        .filter(component -> !component.getType().isPrimitive())
                        .map(component -> DynamicTest.dynamicTest(
                                sample.getClass().getSimpleName() + "." + component.getName(),
                                () -> assertThatNullPointerException().isThrownBy(() -> withNull(sample, component)))));
    }

    private static Stream<Record> records() {
        return Stream.of(
                Access.unrestricted(),
                AccessRules.unrestricted(),
                RULE,
                RULE.grant(),
                new Holder.Client(new ClientId("c")),
                new Holder.Claim("n", "v"),
                new EnvironmentScope.Listed(Set.of()),
                Identity.of(Optional.empty()),
                new AdditionalMembers(Map.of("a", "1")),
                new AppId("1"),
                new BusinessAccountId("1"),
                new Caller(
                        Secret.of("t"), Optional.empty(), new CorrelationId("c"), Optional.empty(), Optional.empty()),
                new Catalogue(List.of(NUMBER)),
                new ClientId("c"),
                new HistoryEntry(
                        new Revision(1),
                        Action.OBSERVE,
                        Outcome.OVERTAKEN,
                        Optional.empty(),
                        new CorrelationId("c"),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        List.of(),
                        Optional.empty()),
                Intent.NOTHING,
                new MemberChange("appId", Optional.empty(), Optional.empty()),
                new Precondition.IsAt(Set.of()),
                new SealedCredentials(SEALED, SEALED),
                SEALED,
                NUMBER,
                new ChoiceRequired(List.of(NUMBER)),
                new CorrelationId("c"),
                new DesiredSettings(
                        Provider.CUSTOM_WHATSAPP,
                        new BusinessAccountId("1"),
                        new AppId("1"),
                        Secret.of("s"),
                        Secret.of("t"),
                        Optional.empty()),
                new Detail(Optional.empty(), Optional.empty(), Optional.empty(), AdditionalMembers.NONE),
                EnvironmentId.of("abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6"),
                new ExternalId("e"),
                new MatchOf("^a$"),
                NumberEntry.selecting(NUMBER),
                NumberId.of("1"),
                new NumberVerdict(NUMBER, List.of(), List.of()),
                new OneOf(List.of("a")),
                new Parsed.Invalid<>(List.of(VIOLATION)),
                new Parsed.Valid<>("a"),
                PhoneNumber.of("5550612"),
                ERROR,
                new PlatformRefusal(PlatformRefusal.Kind.INVALID, ERROR),
                Provider.CUSTOM_WHATSAPP,
                QualityRating.GREEN,
                new Refused(List.of(VIOLATION), List.of()),
                new Selected(NUMBER, Basis.KEPT, List.of()),
                SelectionPolicy.DEFAULT,
                VIOLATION,
                new WhatsAppSettings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new BusinessAccountId("1"),
                        Optional.empty(),
                        Catalogue.EMPTY,
                        Optional.empty(),
                        AdditionalMembers.NONE,
                        AdditionalMembers.NONE));
    }

    private static void withNull(Record sample, RecordComponent absent) throws Throwable {
        RecordComponent[] components = sample.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : components) {
            arguments.add(component.getAccessor().invoke(sample));
        }
        Object[] withNull = arguments.toArray();
        withNull[positionOf(absent, components)] = null;
        Constructor<?> constructor = sample.getClass().getDeclaredConstructor(types);
        assertThat(constructor.newInstance(arguments.toArray())).isEqualTo(sample);
        try {
            constructor.newInstance(withNull);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Record components have no equality of their own. */
    private static int positionOf(RecordComponent wanted, RecordComponent[] components) {
        return Arrays.stream(components).map(RecordComponent::getName).toList().indexOf(wanted.getName());
    }
}
