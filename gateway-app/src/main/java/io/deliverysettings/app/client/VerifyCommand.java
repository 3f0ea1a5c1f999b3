package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code whatsapp verify}: for whoever watches over the number, such as cron. */
@Command(
        name = "verify",
        description =
                "Ask PingOne whether the number that is sent from can still be used. Exit code 10 when it cannot.",
        sortOptions = false)
final class VerifyCommand extends ClientCommand {

    /** From the best to the worst; others have no place in the order. */
    private enum Quality {
        GREEN,
        YELLOW,
        RED
    }

    @Option(
            names = "--minimum-quality",
            paramLabel = "RATING",
            description =
                    "GREEN, YELLOW or RED: count a worse rating as not fit, whatever the gateway's own rules say.")
    @Nullable
    Quality minimum;

    @Override
    ExitCode run(Session session) throws CannotDo, InterruptedException {
        Reply fresh = session.requests()
                .send(
                        session.requests()
                                .to(session.target().settings())
                                .header("Cache-Control", "no-cache")
                                .GET(),
                        Duration.ZERO);
        Session.success(fresh);
        if (ShowCommand.isFromTheStore(fresh)) {
            throw CannotDo.because(ExitCode.LATER, "PingOne is away, so that nothing can be verified");
        }
        Reply reply = session.requests().get(session.target().numbers());
        JsonNode numbers = Session.success(reply).at("/_embedded/numbers");
        Optional<JsonNode> selected = NumberText.selected(numbers);
        List<String> faults = selected.map(this::faults).orElse(List.of("no number is selected"));
        if (session.isJson()) {
            session.document(reply.body());
        } else {
            session.print(selected.map(VerifyCommand::describe).orElse("no number is selected"));
        }
        if (faults.isEmpty()) {
            selected.map(number -> number.path("warnings"))
                    .ifPresent(warnings ->
                            warnings.forEach(warning -> session.tell("warning: " + ShownText.of(warning.asText()))));
            return ExitCode.DONE;
        }
        session.tell("not fit: " + String.join(", ", faults) + selectable(numbers));
        return ExitCode.NOT_FIT;
    }

    private List<String> faults(JsonNode number) {
        List<String> faults = new ArrayList<>();
        number.path("reasons").forEach(reason -> faults.add(ShownText.of(reason.asText())));
        if (faults.isEmpty() && !number.path("selectable").asBoolean()) {
            faults.add("NOT_SELECTABLE");
        }
        String rating = number.path("qualityRating").asText();
        for (Quality quality : Quality.values()) {
            if (minimum != null && quality.name().equals(rating) && quality.compareTo(minimum) > 0) {
                faults.add("its quality is " + quality + ", and " + minimum + " is wanted");
            }
        }
        return faults;
    }

    private static String describe(JsonNode number) {
        return "sends from " + NumberText.describe(number) + ", quality "
                + NumberText.text(number, "qualityRating").orElse("not given");
    }

    private String selectable(JsonNode numbers) {
        List<String> others = StreamSupport.stream(numbers.spliterator(), false)
                .filter(number ->
                        !number.path("selected").asBoolean() && faults(number).isEmpty())
                .map(NumberText::describe)
                .toList();
        return others.isEmpty() ? "" : ". Can be selected: " + String.join(", ", others);
    }
}
