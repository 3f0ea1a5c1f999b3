package io.deliverysettings.adapter.http;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Turns what came of a change into an answer, the same way for every route that makes one, at once or later. */
final class ChangeAnswers implements ChangeOutcome.Cases<ChangeAnswer> {

    private final Links links;
    private final EnvironmentId environment;
    private final boolean tellsCreation;
    private final UnaryOperator<Violation> naming;

    private ChangeAnswers(
            Links links, EnvironmentId environment, boolean tellsCreation, UnaryOperator<Violation> naming) {
        this.links = links;
        this.environment = environment;
        this.tellsCreation = tellsCreation;
        this.naming = naming;
    }

    /**
     * The answers to a kind of change. Whether the resource is created is PingOne's to say where it was written itself; by way
     * of another address nothing is. Violations are named as in the body that was sent.
     */
    static ChangeAnswers of(Action action, Links links, EnvironmentId environment) {
        return new ChangeAnswers(
                links,
                environment,
                action == Action.CONFIGURE,
                action == Action.SELECT_NUMBER ? SelectedNumberParser::named : UnaryOperator.identity());
    }

    /** The answer that whoever had waited for an operation would have got. */
    ChangeAnswer of(OperationResult result) {
        return result.fold(
                completed -> completed.outcome().fold(this),
                faulted -> failure(ApiError.of(faulted.fault()), faulted.fault()),
                broken -> failure(ApiError.of(ErrorTable.UNEXPECTED)));
    }

    @Override
    public ChangeAnswer configured(ChangeOutcome.Configured configured) {
        return new ChangeAnswer.Succeeded(
                tellsCreation && configured.created() ? 201 : 200,
                Optional.of(configured.revision()),
                Optional.of(SettingsDocument.of(configured.settings(), links, environment)));
    }

    @Override
    public ChangeAnswer removed(ChangeOutcome.Removed removed) {
        return new ChangeAnswer.Succeeded(204, Optional.empty(), Optional.empty());
    }

    @Override
    public ChangeAnswer requestRefused(ChangeOutcome.RequestRefused refused) {
        return requestRefused(refused.violations());
    }

    /** For a request that is refused before anything is begun, too. */
    ChangeAnswer requestRefused(List<Violation> violations) {
        return failure(ApiError.invalid(named(violations)));
    }

    @Override
    public ChangeAnswer platformRefused(ChangeOutcome.PlatformRefused refused) {
        return failure(ApiError.of(refused.refusal()));
    }

    @Override
    public ChangeAnswer numberNotSelectable(ChangeOutcome.NumberNotSelectable refused) {
        return failure(ApiError.numberRefused(named(refused.refusal())));
    }

    @Override
    public ChangeAnswer preconditionFailed(ChangeOutcome.PreconditionFailed failed) {
        return failure(ApiError.preconditionFailed(failed.current()));
    }

    @Override
    public ChangeAnswer busy(ChangeOutcome.Busy busy) {
        return failure(ApiError.busy(busy.retryAfter()));
    }

    @Override
    public ChangeAnswer credentialsNeeded(ChangeOutcome.CredentialsNeeded needed) {
        return failure(ApiError.credentialsNeeded(needed.reason()));
    }

    @Override
    public ChangeAnswer revisionUnknown(ChangeOutcome.RevisionUnknown unknown) {
        return failure(ApiError.revisionUnknown());
    }

    @Override
    public ChangeAnswer numberRefused(ChangeOutcome.NumberRefused refused) {
        return failure(ApiError.numberRefused(named(refused.refusal()), refused.saved()));
    }

    @Override
    public ChangeAnswer selectionFailed(ChangeOutcome.SelectionFailed failed) {
        return failed.cause()
                .fold(
                        refused -> failure(ApiError.selectionRefused(refused.refusal(), failed.wanted())),
                        faulted ->
                                failure(ApiError.selectionFaulted(faulted.fault(), failed.wanted()), faulted.fault()),
                        ignored -> failure(ApiError.of(ErrorTable.SELECTION_IGNORED)));
    }

    @Override
    public ChangeAnswer overtaken(ChangeOutcome.Overtaken overtaken) {
        return failure(ApiError.of(ErrorTable.OVERTAKEN));
    }

    @Override
    public ChangeAnswer interrupted(ChangeOutcome.Interrupted interrupted) {
        return failure(ApiError.interrupted(interrupted.found(), interrupted.entry()));
    }

    private static ChangeAnswer failure(ApiError error) {
        return new ChangeAnswer.Failed(error, Optional.empty());
    }

    private static ChangeAnswer failure(ApiError error, PortFault fault) {
        return new ChangeAnswer.Failed(error, Optional.of(fault));
    }

    private SelectionOutcome.Refused named(SelectionOutcome.Refused refusal) {
        return new SelectionOutcome.Refused(named(refusal.violations()), refusal.selectable());
    }

    private List<Violation> named(List<Violation> violations) {
        return violations.stream().map(naming).toList();
    }
}
