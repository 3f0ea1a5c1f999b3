package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;

/** {@code whatsapp show}. */
@Command(
        name = "show",
        description = "Show what is set: the account, the number that is sent from, and the verdict on each number.",
        sortOptions = false)
final class ShowCommand extends ClientCommand {

    private static final String AWAY = "upstream-unavailable";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    @Override
    ExitCode run(Session session) throws CannotDo, InterruptedException {
        Reply reply = session.requests().get(session.target().settings());
        if (reply.status() == 404) {
            throw ErrorText.of(reply)
                    .with("  If the environment is the right one, nothing is set there:"
                            + " ./gateway whatsapp set sets it.");
        }
        JsonNode settings = Session.success(reply);
        if (session.isJson()) {
            session.document(reply.body());
            return ExitCode.DONE;
        }
        JsonNode numbers =
                Session.success(session.requests().get(session.target().numbers()));
        session.print(SettingsText.table(settings, reply.header("ETag")));
        session.print("");
        session.print(NumberText.table(numbers.at("/_embedded/numbers")));
        if (isFromTheStore(reply)) {
            session.tell("PingOne is away; this is what it held " + age(reply) + " s ago");
        }
        return ExitCode.DONE;
    }

    /** Whether PingOne could not be asked. */
    static boolean isFromTheStore(Reply reply) {
        return reply.header("Cache-Status")
                .filter(status -> status.contains(AWAY))
                .isPresent();
    }

    private static String age(Reply reply) {
        Optional<String> age = reply.header("Age")
                .map(SECONDS::matcher)
                .filter(Matcher::matches)
                .map(Matcher::group);
        return age.orElse("some");
    }
}
