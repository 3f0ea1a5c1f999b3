package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Precondition;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.Function;

/** The routes that change something, so that one test can ask the same of each. */
enum ChangingRoute {
    CONFIGURE,
    REMOVE,
    SELECT_NUMBER,
    RESTORE;

    /** A request without a fault. */
    HttpRequest.Builder request(Gateway gateway) {
        return switch (this) {
            case CONFIGURE ->
                gateway.putRequest(Samples.PATH, Samples.body().toString().getBytes(UTF_8));
            case REMOVE -> gateway.request(Samples.PATH).DELETE();
            case SELECT_NUMBER ->
                gateway.putRequest(Samples.PATH + "/selectedNumber", "{\"numberId\":\"1\"}".getBytes(UTF_8));
            case RESTORE -> gateway.request(Samples.PATH + "/history/3/restore").POST(BodyPublishers.noBody());
        };
    }

    /** What the history calls it. */
    Action action() {
        return Action.valueOf(name());
    }

    Stub<?, ChangeOutcome> inPort(Gateway gateway) {
        return switch (this) {
            case CONFIGURE -> gateway.configure;
            case REMOVE -> gateway.remove;
            case SELECT_NUMBER -> gateway.selectNumber;
            case RESTORE -> gateway.restoreRevision;
        };
    }

    /** What the use case was told to hold to, request by request. */
    List<Precondition> preconditions(Gateway gateway) {
        return switch (this) {
            case CONFIGURE -> of(gateway.configure, ConfigureWhatsAppUseCase.Command::precondition);
            case REMOVE -> of(gateway.remove, RemoveWhatsAppUseCase.Command::precondition);
            case SELECT_NUMBER -> of(gateway.selectNumber, SelectNumberUseCase.Command::precondition);
            case RESTORE -> of(gateway.restoreRevision, RestoreRevisionUseCase.Command::precondition);
        };
    }

    private static <C> List<Precondition> of(Stub<C, ?> inPort, Function<C, Precondition> precondition) {
        return inPort.received().stream().map(precondition).toList();
    }
}
