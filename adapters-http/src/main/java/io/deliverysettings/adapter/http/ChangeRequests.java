package io.deliverysettings.adapter.http;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.OperationId;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;

/** Has changes made as their requests prefer: while the caller waits, or as an operation that it can ask about. */
final class ChangeRequests {

    private final HttpApiAdapter.Ports ports;
    private final boolean trustsForwarded;

    ChangeRequests(HttpApiAdapter.Ports ports, boolean trustsForwarded) {
        this.ports = ports;
        this.trustsForwarded = trustsForwarded;
    }

    /** Has a change made that may be made later, and answers. */
    void answer(RoutingContext context, AcceptChangeUseCase.Command command) {
        Preferences.vary(context.response());
        Preferences preferences = Preferences.of(context.request());
        Action action = command.change().action();
        if (preferences.areNone()) {
            answer(context, action, command.environment(), made(command));
            return;
        }
        ChangeAnswers answers = answers(context, action, command.environment());
        Exchange.answer(
                context,
                ports.acceptChange().accept(command),
                result -> result.fold(
                        accepted -> () -> answer(context, command, accepted.id(), preferences),
                        refused -> writing(context, answers.requestRefused(refused.violations())),
                        full -> Exchange.failure(context, ApiError.tooManyOperations(full.retryAfter()))));
    }

    /** Answers with what comes of a change that is made while the caller waits. */
    void answer(
            RoutingContext context, Action action, EnvironmentId environment, CompletionStage<ChangeOutcome> stage) {
        ChangeAnswers answers = answers(context, action, environment);
        Exchange.answer(context, stage, outcome -> writing(context, outcome.fold(answers)));
    }

    /** The change is accepted for good by now, so the caller learns where to ask about it whatever happens here. */
    private void answer(
            RoutingContext context, AcceptChangeUseCase.Command command, OperationId id, Preferences preferences) {
        Runnable unseen = () -> {
            tellAccepted(context, command.environment(), id, preferences);
            OperationRoutes.writeUnseen(
                    context, id, command.environment(), command.change().action(), links(context));
        };
        Exchange.answer(
                context,
                () -> ports.readOperation()
                        .read(new ReadOperationUseCase.Query(
                                command.caller(), command.environment(), id, preferences.patience())),
                result -> result.fold(found -> seen(context, found, preferences), unknown -> unseen, refused -> unseen),
                failure -> () -> {
                    FailureWriter.log(context, failure);
                    unseen.run();
                });
    }

    private Runnable seen(RoutingContext context, ReadOperationUseCase.Result.Found found, Preferences preferences) {
        if (found.result().isEmpty()) {
            return () -> {
                tellAccepted(context, found.environment(), found.id(), preferences);
                OperationRoutes.write(context, 202, found, links(context));
            };
        }
        ChangeAnswer answer = answers(context, found.action(), found.environment())
                .of(found.result().get());
        return () -> {
            preferences.tellWaited(context.response());
            answer.writeTo(context);
        };
    }

    private void tellAccepted(
            RoutingContext context, EnvironmentId environment, OperationId id, Preferences preferences) {
        preferences.tellResponded(context.response());
        context.response().putHeader("Location", links(context).operation(environment.toString(), id));
    }

    private CompletionStage<ChangeOutcome> made(AcceptChangeUseCase.Command command) {
        return command.change()
                .fold(
                        configure -> ports.configureWhatsApp()
                                .configure(new ConfigureWhatsAppUseCase.Command(
                                        command.caller(),
                                        command.environment(),
                                        configure.desired(),
                                        command.precondition())),
                        select -> ports.selectNumber()
                                .select(new SelectNumberUseCase.Command(
                                        command.caller(),
                                        command.environment(),
                                        select.wanted(),
                                        select.refresh(),
                                        command.precondition())),
                        restore -> ports.restoreRevision()
                                .restore(new RestoreRevisionUseCase.Command(
                                        command.caller(),
                                        command.environment(),
                                        restore.revision(),
                                        command.precondition())));
    }

    private ChangeAnswers answers(RoutingContext context, Action action, EnvironmentId environment) {
        return ChangeAnswers.of(action, links(context), environment);
    }

    private Links links(RoutingContext context) {
        return Links.of(context.request(), trustsForwarded);
    }

    private static Runnable writing(RoutingContext context, ChangeAnswer answer) {
        return () -> answer.writeTo(context);
    }
}
