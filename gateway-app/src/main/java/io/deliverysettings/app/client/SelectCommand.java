package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.deliverysettings.domain.number.PhoneNumber;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatsapp select}. */
@Command(
        name = "select",
        description = "Switch the number that is sent from. It takes no secrets of Meta: the gateway has them.",
        sortOptions = false)
final class SelectCommand extends ClientCommand {

    @Parameters(paramLabel = "NUMBER", description = "The number, by its id or by its digits however they are written.")
    String number = "";

    @Option(
            names = "--refresh",
            description = "Have PingOne asked for the account's numbers first, whatever is known of them.")
    boolean refresh;

    @Mixin
    ChangeOptions options = new ChangeOptions();

    @Override
    ExitCode run(Session session) throws CannotDo, InterruptedException {
        byte[] body = Wire.selection(wanted(session));
        HttpRequest.Builder request =
                Requests.withBody(session.requests().to(session.target().selectedNumber(refresh)), body);
        return options.tell(options.changes(session).make(options.conditionOf(request)), session);
    }

    /**
     * The number by its id, where it can be found among those of the account. Whoever may switch numbers need not be allowed to
     * look at them.
     */
    private NumberChoice wanted(Session session) throws CannotDo, InterruptedException {
        Reply reply = session.requests().get(session.target().numbers());
        if (reply.status() == 403) {
            return new NumberChoice(number);
        }
        JsonNode numbers = Session.success(reply).at("/_embedded/numbers");
        Optional<String> digits =
                PhoneNumber.parse(number, "number").toOptional().map(PhoneNumber::digits);
        List<String> byId =
                ids(numbers, entry -> entry.path("numberId").asText().equals(number));
        List<String> byDigits = ids(
                numbers,
                entry -> digits.isPresent()
                        && entry.path("number").isTextual()
                        && PhoneNumber.rebuild(entry.path("number").asText("-"))
                                .digits()
                                .equals(digits.get()));
        if (byId.isEmpty() && byDigits.size() == 1) {
            return new NumberChoice(byDigits.get(0));
        }
        if (!byId.isEmpty() && !byDigits.isEmpty() && !byDigits.equals(byId)) {
            throw CannotDo.because(
                    ExitCode.USAGE,
                    ShownText.of(number) + " is the id of one number and the digits of another; write the number with"
                            + " its +, or give the other's id");
        }
        // What is not there is for the gateway to refuse: it says what is.
        return new NumberChoice(number);
    }

    private static List<String> ids(JsonNode numbers, Predicate<JsonNode> isMeant) {
        return StreamSupport.stream(numbers.spliterator(), false)
                .filter(isMeant)
                .map(entry -> entry.path("numberId"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }
}
