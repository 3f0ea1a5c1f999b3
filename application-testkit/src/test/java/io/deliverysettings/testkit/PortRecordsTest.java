package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.ONLY_NUMBER;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase.Result.SelectionFailed.Cause;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every record of the ports: no {@code null}, no shared lists, no secret in print, no case mistaken. */
class PortRecordsTest {

    private static final Violation VIOLATION = new Violation(Violation.Code.INVALID_VALUE, "numbers", "No.");
    private static final PlatformRefusal REFUSAL = Fixtures.refusal(PlatformRefusal.Kind.INVALID);
    private static final SelectionOutcome.Refused NUMBER_REFUSAL =
            new SelectionOutcome.Refused(List.of(VIOLATION), List.of());
    private static final DesiredSettings DESIRED =
            Samples.desired(ACCOUNT_WITH_ONE_NUMBER, Fixtures.selecting(ONLY_NUMBER));
    private static final UseCases USE_CASES =
            UseCases.create(new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK), SelectionPolicy.DEFAULT);

    private final PortFault fault = new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.UNKNOWN);
    private final WhatsAppSettings settings = settings();

    private final List<ConfigureWhatsAppUseCase.Result> configureResults = List.of(
            new ConfigureWhatsAppUseCase.Result.Configured(settings, true),
            new ConfigureWhatsAppUseCase.Result.RequestRefused(List.of(VIOLATION)),
            new ConfigureWhatsAppUseCase.Result.PlatformRefused(REFUSAL),
            new ConfigureWhatsAppUseCase.Result.NumberRefused(settings, NUMBER_REFUSAL),
            new ConfigureWhatsAppUseCase.Result.SelectionFailed(settings, ONLY_NUMBER, new Cause.Ignored()));
    private final List<Cause> causes =
            List.of(new Cause.Refused(REFUSAL), new Cause.Faulted(fault), new Cause.Ignored());
    private final List<VerifyWhatsAppUseCase.Result> verifyResults = List.of(
            new VerifyWhatsAppUseCase.Result.Acceptable(new SelectionOutcome.NothingSelectable(), List.of()),
            new VerifyWhatsAppUseCase.Result.NumbersUnknown(),
            new VerifyWhatsAppUseCase.Result.RequestRefused(List.of(VIOLATION)),
            new VerifyWhatsAppUseCase.Result.NumberRefused(NUMBER_REFUSAL),
            new VerifyWhatsAppUseCase.Result.PlatformRefused(REFUSAL));
    private final List<ReadWhatsAppUseCase.Result> readResults = List.of(
            new ReadWhatsAppUseCase.Result.Found(settings), new ReadWhatsAppUseCase.Result.PlatformRefused(REFUSAL));
    private final List<RemoveWhatsAppUseCase.Result> removeResults = List.of(
            new RemoveWhatsAppUseCase.Result.Removed(), new RemoveWhatsAppUseCase.Result.PlatformRefused(REFUSAL));
    private final List<Answer<String>> answers = List.of(new Answer.Done<>("done"), new Answer.Refused<>(REFUSAL));
    private final List<Record> requests = List.of(
            new ConfigureWhatsAppUseCase.Command(Samples.caller(), ENVIRONMENT, DESIRED),
            new VerifyWhatsAppUseCase.Query(Samples.caller(), ENVIRONMENT, DESIRED),
            new ReadWhatsAppUseCase.Query(Samples.caller(), ENVIRONMENT, true),
            new RemoveWhatsAppUseCase.Command(Samples.caller(), ENVIRONMENT));

    @Test
    void theSamplesHoldEveryVariantOfEverySealedType() {
        assertVariants(ConfigureWhatsAppUseCase.Result.class, configureResults);
        assertVariants(Cause.class, causes);
        assertVariants(VerifyWhatsAppUseCase.Result.class, verifyResults);
        assertVariants(ReadWhatsAppUseCase.Result.class, readResults);
        assertVariants(RemoveWhatsAppUseCase.Result.class, removeResults);
        assertVariants(Answer.class, answers);
    }

    @TestFactory
    Stream<DynamicTest> noRecordTakesNull() {
        return samples()
                .flatMap(sample -> Arrays.stream(sample.getClass().getRecordComponents())
                        .filter(component -> !component.getType().isPrimitive())
                        .map(component -> DynamicTest.dynamicTest(
                                sample.getClass().getName() + " without " + component.getName(),
                                () -> assertThatThrownBy(() -> rebuildWithout(sample, component))
                                        .isInstanceOf(NullPointerException.class))));
    }

    @Test
    void theFactoryNeedsEveryPortAndThePolicy() throws ReflectiveOperationException {
        // Reflection, since the compiler already refuses a null here.
        var factory = UseCases.class.getMethod("create", PlatformSettingsPort.class, SelectionPolicy.class);
        Object platform = new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK);

        assertThatThrownBy(() -> factory.invoke(null, null, SelectionPolicy.DEFAULT))
                .hasRootCauseInstanceOf(NullPointerException.class)
                .hasRootCauseMessage("platform");
        assertThatThrownBy(() -> factory.invoke(null, platform, null))
                .hasRootCauseInstanceOf(NullPointerException.class)
                .hasRootCauseMessage("policy");
    }

    @Test
    void noRequestShowsASecret() {
        assertThat(requests)
                .allSatisfy(request -> assertThat(request.toString())
                        .contains(ENVIRONMENT.toString())
                        .contains("********")
                        .doesNotContain("must-not-show"));
        assertThat(requests.get(0).toString()).contains("263386889724299", "116195731537720");
    }

    @Test
    void aListHandedInIsCopied() {
        List<Violation> violations = new ArrayList<>(List.of(VIOLATION));
        List<NumberVerdict> verdicts = new ArrayList<>(List.of(new NumberVerdict(ONLY_NUMBER, List.of(), List.of())));

        var configureRefused = new ConfigureWhatsAppUseCase.Result.RequestRefused(violations);
        var verifyRefused = new VerifyWhatsAppUseCase.Result.RequestRefused(violations);
        var acceptable =
                new VerifyWhatsAppUseCase.Result.Acceptable(new SelectionOutcome.NothingSelectable(), verdicts);
        violations.clear();
        verdicts.clear();

        assertThat(configureRefused.violations()).hasSize(1);
        assertThat(verifyRefused.violations()).hasSize(1);
        assertThat(acceptable.verdicts()).hasSize(1);
    }

    @Test
    void everyResultOfConfigureIsHandledAsItself() {
        assertThat(configureResults)
                .allSatisfy(result -> assertThat(result.<Handled>fold(
                                it -> new Handled("Configured", it),
                                it -> new Handled("RequestRefused", it),
                                it -> new Handled("PlatformRefused", it),
                                it -> new Handled("NumberRefused", it),
                                it -> new Handled("SelectionFailed", it)))
                        .isEqualTo(asItself(result)));
    }

    @Test
    void everyCauseOfAFailedSelectionIsHandledAsItself() {
        assertThat(causes)
                .allSatisfy(cause -> assertThat(cause.<Handled>fold(
                                it -> new Handled("Refused", it),
                                it -> new Handled("Faulted", it),
                                it -> new Handled("Ignored", it)))
                        .isEqualTo(asItself(cause)));
    }

    @Test
    void everyResultOfVerifyIsHandledAsItself() {
        assertThat(verifyResults)
                .allSatisfy(result -> assertThat(result.<Handled>fold(
                                it -> new Handled("Acceptable", it),
                                it -> new Handled("NumbersUnknown", it),
                                it -> new Handled("RequestRefused", it),
                                it -> new Handled("NumberRefused", it),
                                it -> new Handled("PlatformRefused", it)))
                        .isEqualTo(asItself(result)));
    }

    @Test
    void everyResultOfReadIsHandledAsItself() {
        assertThat(readResults)
                .allSatisfy(result -> assertThat(result.<Handled>fold(
                                it -> new Handled("Found", it), it -> new Handled("PlatformRefused", it)))
                        .isEqualTo(asItself(result)));
    }

    @Test
    void everyResultOfRemoveIsHandledAsItself() {
        assertThat(removeResults)
                .allSatisfy(result -> assertThat(result.<Handled>fold(
                                it -> new Handled("Removed", it), it -> new Handled("PlatformRefused", it)))
                        .isEqualTo(asItself(result)));
    }

    @Test
    void everyAnswerOfThePlatformIsHandledAsItself() {
        assertThat(answers.get(0).<Handled>fold(it -> new Handled("Done", it), it -> new Handled("Refused", it)))
                .isEqualTo(new Handled("Done", "done"));
        assertThat(answers.get(1).<Handled>fold(it -> new Handled("Done", it), it -> new Handled("Refused", it)))
                .isEqualTo(new Handled("Refused", REFUSAL));
    }

    /** Which branch got what. */
    private record Handled(String branch, Object value) {}

    private static Handled asItself(Object variant) {
        return new Handled(variant.getClass().getSimpleName(), variant);
    }

    private Stream<Record> samples() {
        return Stream.<List<?>>of(
                        configureResults,
                        causes,
                        verifyResults,
                        readResults,
                        removeResults,
                        answers,
                        requests,
                        List.of(new Replaced(settings, true), USE_CASES))
                .flatMap(List::stream)
                .map(Record.class::cast);
    }

    private static void assertVariants(Class<?> sealed, List<?> samples) {
        assertThat(samples.stream().<Object>map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(List.<Object>of((Object[]) sealed.getPermittedSubclasses()));
    }

    private static Object rebuildWithout(Record sample, RecordComponent missing) throws Throwable {
        RecordComponent[] components = sample.getClass().getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            if (!components[i].getName().equals(missing.getName())) {
                arguments[i] = components[i].getAccessor().invoke(sample);
            }
        }
        Constructor<?> constructor = sample.getClass()
                .getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause() == null ? failure : failure.getCause();
        }
    }

    private static WhatsAppSettings settings() {
        return outcome(new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK)
                        .replace(Samples.caller(), ENVIRONMENT, DESIRED))
                .fold(Replaced::settings, refusal -> {
                    throw new AssertionError("refused: " + refusal);
                });
    }
}
