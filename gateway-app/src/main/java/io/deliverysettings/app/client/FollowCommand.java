package io.deliverysettings.app.client;

import io.deliverysettings.domain.history.OperationId;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatsapp follow}. */
@Command(
        name = "follow",
        description = "Wait for the end of a change that was accepted, and show what came of it.",
        sortOptions = false)
final class FollowCommand extends ClientCommand {

    @Parameters(paramLabel = "OPERATION", description = "The id that the change was accepted with.")
    String operation = "";

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "15m",
            converter = ClientConverters.TimeSpan.class,
            description = "How long to wait (default: ${DEFAULT-VALUE}).")
    Duration patience = Duration.ofMinutes(15);

    @Override
    void check() throws CannotDo {
        id();
    }

    @Override
    ExitCode run(Session session) throws CannotDo, InterruptedException {
        Change change = new Changes(session, patience).follow(id());
        return new ChangeOptions().tell(change, session);
    }

    private OperationId id() throws CannotDo {
        return OperationId.parse(operation, "operation")
                .toOptional()
                .orElseThrow(() -> CannotDo.because(ExitCode.USAGE, "an operation's id is a UUID"));
    }
}
