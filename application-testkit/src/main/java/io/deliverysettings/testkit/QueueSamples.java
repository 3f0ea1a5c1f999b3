package io.deliverysettings.testkit;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.RequestedChange;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed.Cause;
import io.deliverysettings.application.port.out.OperationQueuePort.Acceptance;
import io.deliverysettings.application.port.out.OperationQueuePort.SealedCaller;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformError.Detail;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.validation.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values that go into the queue. Times have nanoseconds, so that a store that keeps less shows. Sealed secrets are made up: no
 * key opens them.
 */
public final class QueueSamples {

    /** When the changes of the samples were accepted. */
    public static final Instant ACCEPTED_AT = StoreSamples.STARTED_AT;

    /** When the changes of the samples were ended. */
    public static final Instant ENDED_AT = StoreSamples.ENDED_AT;

    private static final PlatformError BARE_ERROR =
            new PlatformError(Optional.empty(), "", "", List.of(), AdditionalMembers.NONE);

    private static final PlatformError ELABORATE_ERROR = new PlatformError(
            Optional.of("5c9d6f3e-1d2b-4f0a-9f5e-2f8d6f3e1d2b"),
            "INVALID_DATA",
            StoreSamples.AWKWARD_TEXT,
            List.of(
                    new Detail(
                            Optional.of("INVALID_VALUE"),
                            Optional.of("userAccessToken"),
                            Optional.of(StoreSamples.AWKWARD_TEXT + "\u0000"),
                            StoreSamples.additionalMembers()),
                    new Detail(Optional.empty(), Optional.empty(), Optional.empty(), AdditionalMembers.NONE)),
            StoreSamples.additionalMembers());

    private QueueSamples() {}

    /**
     * A switch to another number, by a caller of whom everything is known.
     *
     * @param environment whose settings are to be changed
     * @return what is taken in
     */
    public static Acceptance selecting(EnvironmentId environment) {
        return accepting(environment, changes().get(2), new Precondition.Always());
    }

    /**
     * A whole configuration with credentials.
     *
     * @param environment whose settings are to be changed
     * @param credentials what is to be written
     * @return what is taken in
     */
    public static Acceptance configuring(EnvironmentId environment, SealedCredentials credentials) {
        return new Acceptance(
                environment,
                changes().get(0),
                new Precondition.Always(),
                Optional.of(credentials),
                caller(),
                ACCEPTED_AT);
    }

    /**
     * A change without credentials.
     *
     * @param environment whose settings are to be changed
     * @param change the change
     * @param precondition what has to hold
     * @return what is taken in
     */
    public static Acceptance accepting(EnvironmentId environment, RequestedChange change, Precondition precondition) {
        return new Acceptance(environment, change, precondition, Optional.empty(), caller(), ACCEPTED_AT);
    }

    /**
     * Somebody of whom everything is known.
     *
     * @return with both external ids, one of them in another script
     */
    public static SealedCaller caller() {
        return new SealedCaller(
                StoreSamples.sealed("caller token"),
                Optional.of(new ClientId("sample-client")),
                new CorrelationId("sample-correlation"),
                Optional.of(new ExternalId("transaction=1")),
                Optional.of(new ExternalId("セッション-1")));
    }

    /**
     * Somebody of whom nothing is known but what has to be.
     *
     * @return without application and external ids
     */
    public static SealedCaller unknownCaller() {
        return new SealedCaller(
                StoreSamples.sealed("another caller's token"),
                Optional.empty(),
                new CorrelationId("another-correlation"),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Changes of every kind.
     *
     * @return a configuration with numbers, of which one has nothing but text that is hard to keep; one without a list; one with
     *     an empty list; switches with and without looking first; a restore
     */
    public static List<RequestedChange> changes() {
        NumberEntry wanted = NumberEntry.selecting(Samples.FIVE_NUMBERS.get(1));
        NumberEntry awkward = new NumberEntry(
                Optional.of(NumberId.rebuild(StoreSamples.AWKWARD_TEXT)),
                Optional.of(PhoneNumber.rebuild(StoreSamples.AWKWARD_TEXT)),
                false);
        return List.of(
                configure(Optional.of(
                        List.of(wanted, awkward, new NumberEntry(Optional.empty(), Optional.empty(), false)))),
                configure(Optional.empty()),
                new RequestedChange.SelectNumber(wanted, false),
                new RequestedChange.SelectNumber(awkward, true),
                new RequestedChange.Restore(new Revision(7)),
                configure(Optional.of(List.of())));
    }

    private static RequestedChange configure(Optional<List<NumberEntry>> numbers) {
        return new RequestedChange.Configure(
                new Provider("CUSTOM " + StoreSamples.AWKWARD_TEXT),
                Samples.ACCOUNT_WITH_FIVE_NUMBERS,
                new AppId("263386889724299"),
                numbers);
    }

    /**
     * Preconditions of every kind.
     *
     * @return each kind once, and revisions that are many, one and none
     */
    public static List<Precondition> preconditions() {
        return List.of(
                new Precondition.Always(),
                new Precondition.Exists(),
                new Precondition.Absent(),
                new Precondition.IsAt(Set.of(new Revision(1), new Revision(2), new Revision(Long.MAX_VALUE))),
                new Precondition.IsAt(Set.of(new Revision(3))),
                new Precondition.IsAt(Set.of()));
    }

    /**
     * That a change was made.
     *
     * @return a result
     */
    public static OperationResult result() {
        return new OperationResult.Completed(
                new ChangeOutcome.Configured(StoreSamples.settings(), true, new Revision(1)));
    }

    /**
     * Results of every kind: each variant, with everything that it can hold and with nothing that it need not.
     *
     * @return at least one of each outcome, of each cause and of each kind of fault
     */
    public static List<OperationResult> results() {
        return Stream.of(
                        outcomes().stream().map(OperationResult.Completed::new),
                        faults().stream().map(OperationResult.Faulted::new),
                        Stream.of(new OperationResult.Broken()))
                .<OperationResult>flatMap(results -> results)
                .toList();
    }

    /**
     * Outcomes of every kind.
     *
     * @return at least one of each
     */
    public static List<ChangeOutcome> outcomes() {
        SelectionOutcome.Refused numberRefusal = new SelectionOutcome.Refused(
                violations(), StoreSamples.elaborateSettings().catalogue().numbers());
        SelectionOutcome.Refused bareNumberRefusal =
                new SelectionOutcome.Refused(violations().subList(0, 1), List.of());
        Stream<ChangeOutcome> plain = Stream.of(
                new ChangeOutcome.Configured(StoreSamples.elaborateSettings(), true, new Revision(Long.MAX_VALUE)),
                new ChangeOutcome.Configured(StoreSamples.bareSettings(), false, new Revision(1)),
                new ChangeOutcome.Removed(),
                new ChangeOutcome.RequestRefused(violations()),
                new ChangeOutcome.NumberNotSelectable(numberRefusal),
                new ChangeOutcome.NumberNotSelectable(bareNumberRefusal),
                new ChangeOutcome.PreconditionFailed(Optional.of(new Revision(12))),
                new ChangeOutcome.PreconditionFailed(Optional.empty()),
                new ChangeOutcome.Busy(Duration.ofNanos(1_500_000_001)),
                new ChangeOutcome.RevisionUnknown(),
                new ChangeOutcome.NumberRefused(StoreSamples.elaborateSettings(), numberRefusal),
                new ChangeOutcome.Overtaken());
        return Stream.of(
                        plain,
                        refusals().stream().map(ChangeOutcome.PlatformRefused::new),
                        Arrays.stream(ChangeOutcome.CredentialsNeeded.Reason.values())
                                .map(ChangeOutcome.CredentialsNeeded::new),
                        Arrays.stream(Outcome.values())
                                .map(found -> new ChangeOutcome.Interrupted(found, new Revision(4))),
                        causes().stream()
                                .map(cause -> new ChangeOutcome.SelectionFailed(
                                        StoreSamples.settings(),
                                        StoreSamples.elaborateSettings()
                                                .catalogue()
                                                .numbers()
                                                .get(0),
                                        cause)))
                .<ChangeOutcome>flatMap(outcomes -> outcomes)
                .toList();
    }

    private static List<Cause> causes() {
        return List.of(
                new Cause.Refused(new PlatformRefusal(PlatformRefusal.Kind.INVALID, ELABORATE_ERROR)),
                new Cause.Faulted(faults().get(0)),
                new Cause.Faulted(new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.UNKNOWN)),
                new Cause.Ignored());
    }

    private static List<PlatformRefusal> refusals() {
        return Arrays.stream(PlatformRefusal.Kind.values())
                .flatMap(kind -> Stream.of(ELABORATE_ERROR, BARE_ERROR).map(error -> new PlatformRefusal(kind, error)))
                .toList();
    }

    private static List<PortFault> faults() {
        return Arrays.stream(PortFault.Kind.values())
                .flatMap(kind -> Stream.of(
                        new PortFault(
                                kind,
                                PortFault.Effect.UNKNOWN,
                                Optional.of(ELABORATE_ERROR),
                                Optional.of(Duration.ofNanos(90_000_000_001L)),
                                Optional.empty()),
                        new PortFault(kind, PortFault.Effect.NONE)))
                .toList();
    }

    private static List<Violation> violations() {
        Stream<Violation> ofEveryCode = Arrays.stream(Violation.Code.values())
                .map(code -> new Violation(code, StoreSamples.AWKWARD_TEXT, StoreSamples.AWKWARD_TEXT));
        Stream<Violation> ofEveryExpectation = Stream.of(
                        new Violation.MatchOf("^[0-9]{1,20}$"),
                        new Violation.OneOf(List.of("205000000000001", StoreSamples.AWKWARD_TEXT, "")),
                        new Violation.OneOf(List.of()),
                        new Violation.AtMost(Long.MAX_VALUE))
                .map(accepted -> new Violation(Violation.Code.INVALID_VALUE, "numbers[0].numberId", "", accepted));
        return Stream.concat(ofEveryCode, ofEveryExpectation).toList();
    }
}
