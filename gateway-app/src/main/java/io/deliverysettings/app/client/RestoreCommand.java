package io.deliverysettings.app.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code whatsapp restore}. */
@Command(
        name = "restore",
        description = "Set again what a revision of the history held, its secrets included.",
        sortOptions = false)
final class RestoreCommand extends ClientCommand {

    @Parameters(
            paramLabel = "REVISION",
            converter = ClientConverters.RevisionNumber.class,
            description = "The entry of the history.")
    Long revision = 0L;

    @Mixin
    ChangeOptions options = new ChangeOptions();

    @Override
    ExitCode run(Session session) throws CannotDo, InterruptedException {
        HttpRequest.Builder request =
                session.requests().to(session.target().restore(revision)).POST(BodyPublishers.noBody());
        return options.tell(options.changes(session).make(options.conditionOf(request)), session);
    }
}
