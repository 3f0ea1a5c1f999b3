package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** {@code whatsapp numbers}. */
@Command(
        name = "numbers",
        description = "List the numbers of the account that is set, with the verdict on each. A * marks the one that is"
                + " sent from.",
        sortOptions = false)
final class NumbersCommand extends ClientCommand {

    @Override
    ExitCode run(Session session) throws CannotDo, InterruptedException {
        Reply reply = session.requests().get(session.target().numbers());
        JsonNode numbers = Session.success(reply).at("/_embedded/numbers");
        if (session.isJson()) {
            session.document(reply.body());
        } else if (numbers.isEmpty()) {
            session.tell("the account has no numbers");
        } else {
            session.print(NumberText.table(numbers));
        }
        return ExitCode.DONE;
    }
}
