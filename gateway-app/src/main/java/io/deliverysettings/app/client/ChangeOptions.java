package io.deliverysettings.app.client;

import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes that changes something. */
final class ChangeOptions {

    @Option(
            names = "--if-match",
            paramLabel = "REVISION",
            converter = ClientConverters.EntityTag.class,
            description = "Change something only if this revision is what is set now; * if anything is.")
    @Nullable
    String ifMatch;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "15m",
            converter = ClientConverters.TimeSpan.class,
            description = "How long to wait for the end of the change (default: ${DEFAULT-VALUE}). It goes on without"
                    + " anybody waiting.")
    Duration patience = Duration.ofMinutes(15);

    @Option(names = "--no-wait", description = "Return as soon as the change is accepted.")
    boolean noWait;

    Changes changes(Session session) {
        return new Changes(session, noWait ? Duration.ZERO : patience);
    }

    HttpRequest.Builder conditionOf(HttpRequest.Builder request) {
        return ifMatch == null ? request : request.header("If-Match", ifMatch);
    }

    /** For a change that is on its way: its operation, and how to follow it. */
    ExitCode tellOpen(Change change, Session session) throws CannotDo {
        String follow = Changes.goesOn(Changes.operation(change.json()));
        if (session.isJson()) {
            session.document(change.document());
        }
        if (noWait) {
            session.tell(follow);
            return ExitCode.DONE;
        }
        session.tell("not over yet; " + follow);
        return ExitCode.STILL_OPEN;
    }

    /** For a change that was made: what is set now. */
    static ExitCode tellSet(Change change, Session session) throws CannotDo {
        if (session.isJson()) {
            session.document(change.document());
            return ExitCode.DONE;
        }
        session.print(SettingsText.table(change.json(), change.etag()));
        if (NumberText.selected(change.json().path("numbers")).isEmpty()) {
            session.print("");
            session.print(NumberText.table(change.json().path("numbers")));
            session.tell("no number is selected. To select one: ./gateway whatsapp select NUMBER");
        }
        return ExitCode.DONE;
    }

    ExitCode tell(Change change, Session session) throws CannotDo {
        return change.isOver() ? tellSet(change, session) : tellOpen(change, session);
    }
}
