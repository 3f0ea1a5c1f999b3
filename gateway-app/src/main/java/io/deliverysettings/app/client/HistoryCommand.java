package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whatsapp history}. */
@Command(
        name = "history",
        description = "List what was done to the settings, the newest first; with a revision, what it changed.",
        sortOptions = false)
final class HistoryCommand extends ClientCommand {

    private static final int LONGEST_PAGE = 200;
    private static final String CURSOR = "cursor=";

    @Parameters(
            arity = "0..1",
            paramLabel = "REVISION",
            converter = ClientConverters.RevisionNumber.class,
            description = "Show this entry alone, with what was there before and after.")
    @Nullable
    Long revision;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "How many entries to list (default: ${DEFAULT-VALUE}).")
    int limit = 20;

    @Option(names = "--all", description = "List all of them.")
    boolean all;

    @Override
    void check() throws CannotDo {
        if (limit < 1) {
            throw CannotDo.because(ExitCode.USAGE, "--limit must be at least 1");
        }
    }

    @Override
    ExitCode run(Session session) throws CannotDo, InterruptedException {
        return revision == null ? list(session) : show(session, revision);
    }

    private ExitCode list(Session session) throws CannotDo, InterruptedException {
        Table table = new Table().row("REVISION", "WHEN", "ACTION", "OUTCOME", "BY", "CHANGES");
        int left = all ? Integer.MAX_VALUE : limit;
        Optional<String> cursor = Optional.of("");
        boolean hasAny = false;
        while (cursor.isPresent() && left > 0) {
            Reply reply = page(session, Math.min(left, LONGEST_PAGE), cursor.get());
            JsonNode page = Session.success(reply);
            JsonNode entries = page.at("/_embedded/history");
            if (session.isJson()) {
                session.document(reply.body());
            }
            entries.forEach(entry -> addRow(table, entry));
            hasAny |= !entries.isEmpty();
            left -= entries.size();
            cursor = next(page, cursor.get());
        }
        if (!session.isJson() && hasAny) {
            session.print(table);
        }
        if (!hasAny) {
            session.tell("nothing was done to the settings by way of this gateway yet");
        } else if (cursor.isPresent() && !session.isJson()) {
            session.tell("there are more: --limit NUMBER or --all lists them");
        }
        return ExitCode.DONE;
    }

    private static void addRow(Table table, JsonNode entry) {
        int changes = entry.path("changes").size();
        table.row(
                entry.path("revision").asText(),
                entry.path("startedAt").asText(),
                entry.path("action").asText(),
                entry.path("outcome").asText(),
                entry.path("actor").path("clientId").asText("-"),
                changes == 1 ? entry.path("changes").path(0).path("member").asText() : changes + " members");
    }

    /** Pages are gone through, the newest first, since an entry has no address of its own. */
    private static ExitCode show(Session session, long wanted) throws CannotDo, InterruptedException {
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            Reply reply = page(session, LONGEST_PAGE, cursor.get());
            JsonNode page = Session.success(reply);
            Optional<byte[]> found = RawJson.element(
                    reply.body(),
                    "_embedded",
                    "history",
                    entry -> Reply.parse(entry)
                            .filter(json -> json.path("revision").asLong() == wanted)
                            .isPresent());
            if (found.isPresent()) {
                show(session, found.get());
                return ExitCode.DONE;
            }
            JsonNode entries = page.at("/_embedded/history");
            boolean isPast = !entries.isEmpty()
                    && entries.path(entries.size() - 1).path("revision").asLong() < wanted;
            cursor = isPast ? Optional.empty() : next(page, cursor.get());
        }
        throw CannotDo.because(ExitCode.NOT_FOUND, "the history has no revision " + wanted);
    }

    private static void show(Session session, byte[] document) throws CannotDo {
        if (session.isJson()) {
            session.document(document);
            return;
        }
        JsonNode entry = Reply.parse(document).orElseThrow(ErrorText::unreadable);
        Table table = new Table();
        for (String member : new String[] {"revision", "action", "outcome", "startedAt", "endedAt", "correlationId"}) {
            table.row(member, entry.path(member).asText("-"));
        }
        table.row("by", entry.path("actor").path("clientId").asText("-"));
        entry.path("secrets")
                .properties()
                .forEach(secret -> table.row(secret.getKey(), secret.getValue().asText()));
        session.print(table);
        session.print("");
        Table changes = new Table().row("MEMBER", "BEFORE", "AFTER");
        for (JsonNode change : entry.path("changes")) {
            changes.row(
                    change.path("member").asText(),
                    change.path("before").asText("-"),
                    change.path("after").asText("-"));
        }
        session.print(entry.path("changes").isEmpty() ? new Table().row("no member changed") : changes);
    }

    private static Reply page(Session session, int size, String cursor) throws CannotDo, InterruptedException {
        return session.requests().get(session.target().history(size, cursor));
    }

    /** Where the next page begins. Of the link only that counts: it may be one for callers elsewhere. */
    private static Optional<String> next(JsonNode page, String current) throws CannotDo {
        String href = page.at("/_links/next/href").asText();
        if (href.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> cursor;
        try {
            cursor = Arrays.stream(Optional.ofNullable(URI.create(href).getRawQuery())
                            .orElse("")
                            .split("&", -1))
                    .filter(parameter -> parameter.startsWith(CURSOR))
                    .map(parameter -> URLDecoder.decode(parameter.substring(CURSOR.length()), StandardCharsets.UTF_8))
                    .findFirst();
        } catch (IllegalArgumentException malformed) {
            throw ErrorText.unreadable();
        }
        if (cursor.isEmpty() || cursor.get().equals(current)) {
            throw ErrorText.unreadable();
        }
        return cursor;
    }
}
