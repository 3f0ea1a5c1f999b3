package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.deliverysettings.domain.secret.Secret;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code whatsapp set}. */
@Command(
        name = "set",
        description = "Set the account and its secrets, and select a number. The secrets are read from files, from the"
                + " environment or at the terminal.",
        sortOptions = false)
final class SetCommand extends ClientCommand {

    static final String APP_SECRET_FILE = "--app-secret-file";
    static final String USER_ACCESS_TOKEN_FILE = "--user-access-token-file";

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            description = "The id of the WhatsApp business account at Meta.")
    String account = "";

    @Option(names = "--app", paramLabel = "ID", required = true, description = "The id of the app at Meta.")
    String app = "";

    @Option(
            names = APP_SECRET_FILE,
            paramLabel = "FILE",
            description = "The file of the app secret, its owner's alone; - for standard input. Without it"
                    + " DELIVERY_SETTINGS_APP_SECRET in the environment counts, and else it is asked for.")
    @Nullable
    String appSecretFile;

    @Option(
            names = USER_ACCESS_TOKEN_FILE,
            paramLabel = "FILE",
            description = "The file of the user access token, likewise; DELIVERY_SETTINGS_USER_ACCESS_TOKEN in the"
                    + " environment.")
    @Nullable
    String userAccessTokenFile;

    @Option(
            names = "--select",
            paramLabel = "NUMBER",
            description = "The number to send from: its id, or the number with its +. Needed when the account has"
                    + " several and none is selected yet.")
    @Nullable
    String number;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            defaultValue = "CUSTOM_WHATSAPP",
            description = "PingOne's name for the kind of account (default: ${DEFAULT-VALUE}).")
    String provider = "CUSTOM_WHATSAPP";

    @Option(names = "--dry-run", description = "Check whatever can be checked, and change nothing.")
    boolean dryRun;

    @Mixin
    ChangeOptions options = new ChangeOptions();

    @Override
    ExitCode run(Session session) throws CannotDo, InterruptedException {
        Secret userAccessToken = session.secrets()
                .read("user access token", Optional.ofNullable(userAccessTokenFile), USER_ACCESS_TOKEN_FILE);
        Secret appSecret = session.secrets().read("app secret", Optional.ofNullable(appSecretFile), APP_SECRET_FILE);
        byte[] body = Wire.settings(new Wire.Settings(
                provider,
                account,
                app,
                userAccessToken,
                appSecret,
                Optional.ofNullable(number).map(NumberChoice::new)));
        if (dryRun) {
            return tellDryRun(
                    session,
                    session.requests()
                            .send(
                                    Requests.withBody(
                                            session.requests()
                                                    .to(session.target().dryRun()),
                                            body),
                                    Duration.ZERO));
        }
        HttpRequest.Builder request =
                Requests.withBody(session.requests().to(session.target().settings()), body);
        return options.tell(options.changes(session).make(options.conditionOf(request)), session);
    }

    private static ExitCode tellDryRun(Session session, Reply reply) throws CannotDo {
        JsonNode document = Session.success(reply);
        if (session.isJson()) {
            session.document(reply.body());
            return ExitCode.DONE;
        }
        JsonNode selection = document.path("selection");
        session.print(
                switch (selection.path("outcome").asText()) {
                    case "SELECTED" -> "would be sent from: " + NumberText.describe(selection.path("number"));
                    case "CHOICE_REQUIRED" -> "the account would be saved, and no number selected: it has several";
                    case "NOTHING_SELECTABLE" -> "the account would be saved, and no number selected: none can be";
                    default -> "the numbers are not known before the account is set";
                });
        if (document.path("numbers").isArray()) {
            session.print("");
            session.print(NumberText.table(document.path("numbers")));
        }
        session.tell("dry run: nothing was changed, and the secrets were not tried");
        return ExitCode.DONE;
    }
}
