package io.deliverysettings.adapter.http;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.UnaryOperator;

/** Turns what came of a change into an answer, the same way for every route that makes one. */
final class ChangeAnswers implements ChangeOutcome.Cases<Runnable> {

    private final RoutingContext context;
    private final Links links;
    private final EnvironmentId environment;
    private final boolean tellsCreation;
    private final UnaryOperator<Violation> naming;

    private ChangeAnswers(
            RoutingContext context,
            Links links,
            EnvironmentId environment,
            boolean tellsCreation,
            UnaryOperator<Violation> naming) {
        this.context = context;
        this.links = links;
        this.environment = environment;
        this.tellsCreation = tellsCreation;
        this.naming = naming;
    }

    /** For a change of the resource itself: whether it is created is PingOne's to say. */
    static ChangeAnswers ofResource(RoutingContext context, Links links, EnvironmentId environment) {
        return new ChangeAnswers(context, links, environment, true, UnaryOperator.identity());
    }

    /**
     * For a change by way of another address, where nothing is created.
     *
     * @param naming from a violation of the whole resource to one of what was sent to that address
     */
    static ChangeAnswers ofAction(
            RoutingContext context, Links links, EnvironmentId environment, UnaryOperator<Violation> naming) {
        return new ChangeAnswers(context, links, environment, false, naming);
    }

    @Override
    public Runnable configured(ChangeOutcome.Configured configured) {
        return () -> {
            Buffer document = SettingsDocument.of(configured.settings(), links, environment);
            context.response().putHeader("ETag", EntityTags.of(configured.revision()));
            SuccessWriter.write(context, tellsCreation && configured.created() ? 201 : 200, document);
        };
    }

    @Override
    public Runnable removed(ChangeOutcome.Removed removed) {
        return () -> SuccessWriter.writeEmpty(context);
    }

    @Override
    public Runnable requestRefused(ChangeOutcome.RequestRefused refused) {
        return failure(ApiError.invalid(named(refused.violations())));
    }

    @Override
    public Runnable platformRefused(ChangeOutcome.PlatformRefused refused) {
        return failure(ApiError.of(refused.refusal()));
    }

    @Override
    public Runnable numberNotSelectable(ChangeOutcome.NumberNotSelectable refused) {
        return failure(ApiError.numberRefused(named(refused.refusal())));
    }

    @Override
    public Runnable preconditionFailed(ChangeOutcome.PreconditionFailed failed) {
        return failure(ApiError.preconditionFailed(failed.current()));
    }

    @Override
    public Runnable busy(ChangeOutcome.Busy busy) {
        return failure(ApiError.busy(busy.retryAfter()));
    }

    @Override
    public Runnable credentialsNeeded(ChangeOutcome.CredentialsNeeded needed) {
        return failure(ApiError.credentialsNeeded(needed.reason()));
    }

    @Override
    public Runnable revisionUnknown(ChangeOutcome.RevisionUnknown unknown) {
        return failure(ApiError.revisionUnknown());
    }

    @Override
    public Runnable numberRefused(ChangeOutcome.NumberRefused refused) {
        return failure(ApiError.numberRefused(named(refused.refusal()), refused.saved()));
    }

    @Override
    public Runnable selectionFailed(ChangeOutcome.SelectionFailed failed) {
        return failed.cause()
                .fold(
                        refused -> failure(ApiError.selectionRefused(refused.refusal(), failed.wanted())),
                        faulted -> {
                            FailureWriter.log(context, faulted.fault());
                            return failure(ApiError.selectionFaulted(faulted.fault(), failed.wanted()));
                        },
                        ignored -> failure(ApiError.of(ErrorTable.SELECTION_IGNORED)));
    }

    @Override
    public Runnable overtaken(ChangeOutcome.Overtaken overtaken) {
        return failure(ApiError.of(ErrorTable.OVERTAKEN));
    }

    private Runnable failure(ApiError error) {
        return Exchange.failure(context, error);
    }

    private SelectionOutcome.Refused named(SelectionOutcome.Refused refusal) {
        return new SelectionOutcome.Refused(named(refusal.violations()), refusal.selectable());
    }

    private List<Violation> named(List<Violation> violations) {
        return violations.stream().map(naming).toList();
    }
}
