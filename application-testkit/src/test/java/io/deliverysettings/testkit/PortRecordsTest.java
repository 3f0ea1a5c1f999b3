package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.ONLY_NUMBER;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.RequestedChange;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed.Cause;
import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    private static final OperationId OPERATION =
            new OperationId(UUID.fromString("8e4c2d4a-2b2f-4f3c-9f0e-6a1f3f0f9b11"));
    private static final UseCases USE_CASES = Fixtures.useCases(new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK));

    private final PortFault fault = new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.UNKNOWN);
    private final WhatsAppSettings settings = settings();

    private final List<ChangeOutcome> changeOutcomes = List.of(
            new ChangeOutcome.Configured(settings, true, new Revision(1)),
            new ChangeOutcome.Removed(),
            new ChangeOutcome.RequestRefused(List.of(VIOLATION)),
            new ChangeOutcome.PlatformRefused(REFUSAL),
            new ChangeOutcome.NumberNotSelectable(NUMBER_REFUSAL),
            new ChangeOutcome.PreconditionFailed(Optional.empty()),
            new ChangeOutcome.Busy(Duration.ZERO),
            new ChangeOutcome.CredentialsNeeded(ChangeOutcome.CredentialsNeeded.Reason.NONE_STORED),
            new ChangeOutcome.RevisionUnknown(),
            new ChangeOutcome.NumberRefused(settings, NUMBER_REFUSAL),
            new ChangeOutcome.SelectionFailed(settings, ONLY_NUMBER, new Cause.Ignored()),
            new ChangeOutcome.Overtaken(),
            new ChangeOutcome.Interrupted(Outcome.APPLIED_IN_PART, new Revision(1)));
    private final List<Cause> causes =
            List.of(new Cause.Refused(REFUSAL), new Cause.Faulted(fault), new Cause.Ignored());
    private final List<VerifyWhatsAppUseCase.Result> verifyResults = List.of(
            new VerifyWhatsAppUseCase.Result.Acceptable(new SelectionOutcome.NothingSelectable(), List.of()),
            new VerifyWhatsAppUseCase.Result.NumbersUnknown(),
            new VerifyWhatsAppUseCase.Result.RequestRefused(List.of(VIOLATION)),
            new VerifyWhatsAppUseCase.Result.NumberRefused(NUMBER_REFUSAL),
            new VerifyWhatsAppUseCase.Result.PlatformRefused(REFUSAL));
    private final List<ReadWhatsAppUseCase.Result> readResults = List.of(
            new ReadWhatsAppUseCase.Result.Found(
                    settings, Optional.empty(), ReadWhatsAppUseCase.Source.PLATFORM, Duration.ZERO),
            new ReadWhatsAppUseCase.Result.PlatformRefused(REFUSAL));
    private final List<ListHistoryUseCase.Result> historyResults = List.of(
            new ListHistoryUseCase.Result.Listed(List.of(), Optional.empty()),
            new ListHistoryUseCase.Result.PlatformRefused(REFUSAL));
    private final List<AcceptChangeUseCase.Change> changes = List.of(
            new AcceptChangeUseCase.Change.Configure(DESIRED),
            new AcceptChangeUseCase.Change.SelectNumber(Fixtures.selecting(ONLY_NUMBER), false),
            new AcceptChangeUseCase.Change.Restore(new Revision(1)));
    private final List<AcceptChangeUseCase.Result> acceptResults = List.of(
            new AcceptChangeUseCase.Result.Accepted(OPERATION),
            new AcceptChangeUseCase.Result.RequestRefused(List.of(VIOLATION)),
            new AcceptChangeUseCase.Result.Full(Duration.ZERO));
    private final List<OperationResult> operationResults = List.of(
            new OperationResult.Completed(new ChangeOutcome.Removed()),
            new OperationResult.Faulted(fault),
            new OperationResult.Broken());
    private final List<RequestedChange> requestedChanges = List.of(
            RequestedChange.Configure.of(DESIRED),
            new RequestedChange.SelectNumber(Fixtures.selecting(ONLY_NUMBER), false),
            new RequestedChange.Restore(new Revision(1)));
    private final List<Answer<String>> answers = List.of(new Answer.Done<>("done"), new Answer.Refused<>(REFUSAL));
    private final List<Record> requests = List.of(
            new ConfigureWhatsAppUseCase.Command(Samples.caller(), ENVIRONMENT, DESIRED, new Precondition.Always()),
            new VerifyWhatsAppUseCase.Query(Samples.caller(), ENVIRONMENT, DESIRED),
            new ReadWhatsAppUseCase.Query(Samples.caller(), ENVIRONMENT, true, false),
            new RemoveWhatsAppUseCase.Command(Samples.caller(), ENVIRONMENT, new Precondition.Always()),
            new SelectNumberUseCase.Command(
                    Samples.caller(), ENVIRONMENT, Fixtures.selecting(ONLY_NUMBER), false, new Precondition.Always()),
            new RestoreRevisionUseCase.Command(
                    Samples.caller(), ENVIRONMENT, new Revision(1), new Precondition.Always()),
            new ListHistoryUseCase.Query(Samples.caller(), ENVIRONMENT, Optional.empty(), 1),
            new AcceptChangeUseCase.Command(
                    Samples.caller(),
                    ENVIRONMENT,
                    new AcceptChangeUseCase.Change.Configure(DESIRED),
                    new Precondition.Always()),
            new ReadOperationUseCase.Query(Samples.caller(), ENVIRONMENT, OPERATION, Duration.ZERO));

    @Test
    void theSamplesHoldEveryVariantOfEverySealedType() {
        assertVariants(ChangeOutcome.class, changeOutcomes);
        assertVariants(Cause.class, causes);
        assertVariants(VerifyWhatsAppUseCase.Result.class, verifyResults);
        assertVariants(ReadWhatsAppUseCase.Result.class, readResults);
        assertVariants(ListHistoryUseCase.Result.class, historyResults);
        assertVariants(Answer.class, answers);
        assertVariants(AcceptChangeUseCase.Change.class, changes);
        assertVariants(AcceptChangeUseCase.Result.class, acceptResults);
        assertVariants(OperationResult.class, operationResults);
        assertVariants(RequestedChange.class, requestedChanges);
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
    void theFactoryNeedsEverythingThatItIsGiven() throws ReflectiveOperationException {
        // Reflection, since the compiler already refuses a null here.
        Method factory = Arrays.stream(UseCases.class.getMethods())
                .filter(method -> method.getName().equals("create"))
                .findFirst()
                .orElseThrow();
        InMemorySettingsStoreAdapter store = new InMemorySettingsStoreAdapter(Fixtures.CLOCK);
        List<Object> given = List.of(
                Fixtures.ports(new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK), store),
                SelectionPolicy.DEFAULT,
                UseCases.Admission.BY_PLATFORM,
                Fixtures.TIMING,
                new UseCases.OperationLimits(1, 1),
                Fixtures.CLOCK);
        for (int missing = 0; missing < given.size(); missing++) {
            Object[] arguments = given.toArray();
            arguments[missing] = null;

            assertThatThrownBy(() -> factory.invoke(null, arguments))
                    .hasRootCauseInstanceOf(NullPointerException.class)
                    .hasRootCauseMessage(factory.getParameters()[missing(arguments)].getName());
        }
    }

    private static int missing(Object[] arguments) {
        return Arrays.asList(arguments).indexOf(null);
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

        var configureRefused = new ChangeOutcome.RequestRefused(violations);
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
    void everyOutcomeOfAChangeIsHandledAsItself() {
        assertThat(changeOutcomes)
                .allSatisfy(
                        outcome -> assertThat(outcome.fold(new HandledChange())).isEqualTo(asItself(outcome)));
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
    void everyResultOfListHistoryIsHandledAsItself() {
        assertThat(historyResults)
                .allSatisfy(result -> assertThat(result.<Handled>fold(
                                it -> new Handled("Listed", it), it -> new Handled("PlatformRefused", it)))
                        .isEqualTo(asItself(result)));
    }

    @Test
    void everyResultOfAnOperationIsHandledAsItself() {
        assertThat(operationResults)
                .allSatisfy(result -> assertThat(result.<Handled>fold(
                                it -> new Handled("Completed", it),
                                it -> new Handled("Faulted", it),
                                it -> new Handled("Broken", it)))
                        .isEqualTo(asItself(result)));
    }

    @Test
    void everyRequestedChangeIsHandledAsItself() {
        assertThat(requestedChanges)
                .allSatisfy(change -> assertThat(change.<Handled>fold(
                                it -> new Handled("Configure", it),
                                it -> new Handled("SelectNumber", it),
                                it -> new Handled("Restore", it)))
                        .isEqualTo(asItself(change)));
        assertThat(requestedChanges)
                .extracting(RequestedChange::action)
                .containsExactly(Action.CONFIGURE, Action.SELECT_NUMBER, Action.RESTORE);
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

    private static final class HandledChange implements ChangeOutcome.Cases<Handled> {
        @Override
        public Handled configured(ChangeOutcome.Configured it) {
            return new Handled("Configured", it);
        }

        @Override
        public Handled removed(ChangeOutcome.Removed it) {
            return new Handled("Removed", it);
        }

        @Override
        public Handled requestRefused(ChangeOutcome.RequestRefused it) {
            return new Handled("RequestRefused", it);
        }

        @Override
        public Handled platformRefused(ChangeOutcome.PlatformRefused it) {
            return new Handled("PlatformRefused", it);
        }

        @Override
        public Handled numberNotSelectable(ChangeOutcome.NumberNotSelectable it) {
            return new Handled("NumberNotSelectable", it);
        }

        @Override
        public Handled preconditionFailed(ChangeOutcome.PreconditionFailed it) {
            return new Handled("PreconditionFailed", it);
        }

        @Override
        public Handled busy(ChangeOutcome.Busy it) {
            return new Handled("Busy", it);
        }

        @Override
        public Handled credentialsNeeded(ChangeOutcome.CredentialsNeeded it) {
            return new Handled("CredentialsNeeded", it);
        }

        @Override
        public Handled revisionUnknown(ChangeOutcome.RevisionUnknown it) {
            return new Handled("RevisionUnknown", it);
        }

        @Override
        public Handled numberRefused(ChangeOutcome.NumberRefused it) {
            return new Handled("NumberRefused", it);
        }

        @Override
        public Handled selectionFailed(ChangeOutcome.SelectionFailed it) {
            return new Handled("SelectionFailed", it);
        }

        @Override
        public Handled overtaken(ChangeOutcome.Overtaken it) {
            return new Handled("Overtaken", it);
        }

        @Override
        public Handled interrupted(ChangeOutcome.Interrupted it) {
            return new Handled("Interrupted", it);
        }
    }

    private static Handled asItself(Object variant) {
        return new Handled(variant.getClass().getSimpleName(), variant);
    }

    private Stream<Record> samples() {
        return Stream.<List<?>>of(
                        changeOutcomes,
                        causes,
                        verifyResults,
                        readResults,
                        historyResults,
                        answers,
                        changes,
                        acceptResults,
                        operationResults,
                        requestedChanges,
                        requests,
                        List.of(new Replaced(settings, true), USE_CASES))
                .flatMap(List::stream)
                .map(Record.class::cast);
    }

    private static void assertVariants(Class<?> sealed, List<?> samples) {
        assertThat(samples.stream().<Object>map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(List.<Object>of((Object[]) sealed.getPermittedSubclasses()));
    }

    static Object rebuildWithout(Record sample, RecordComponent missing) throws Throwable {
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
                        .replace(Samples.call(ENVIRONMENT), DESIRED, () -> {}))
                .fold(Replaced::settings, refusal -> {
                    throw new AssertionError("refused: " + refusal);
                });
    }
}
