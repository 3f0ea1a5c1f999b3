package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The whole history of an environment as a gateway tells it.
 *
 * @param entries newest first
 */
record History(String environment, List<Entry> entries) {

    /** What may be said of what PingOne has not done: whether there was anything to remove, nobody can tell afterwards. */
    private static final Map<String, List<String>> OUTCOMES_OF_NOTHING = Map.of(
            "CONFIGURE", List.of("NOT_APPLIED"),
            "SELECT_NUMBER", List.of("NOT_APPLIED"),
            "REMOVE", List.of("NOT_APPLIED", "UNKNOWN"));

    /** What is said of one change. */
    record Entry(long revision, String action, String outcome, String correlationId) {

        boolean isApplied() {
            return outcome.equals("APPLIED");
        }
    }

    /** Reads it page by page. */
    static History of(WhatsAppClient client) throws IOException, InterruptedException {
        List<Entry> entries = new ArrayList<>();
        URI page = URI.create(client.resource() + "/history?limit=200");
        while (true) {
            Answer answer = WhatsAppClient.send(client.requestTo(page).GET());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            answer.json().at("/_embedded/history").forEach(entry -> entries.add(entry(entry)));
            JsonNode next = answer.json().at("/_links/next/href");
            if (next.isMissingNode()) {
                return new History(client.environment(), List.copyOf(entries));
            }
            page = URI.create(next.asText());
        }
    }

    private static Entry entry(JsonNode entry) {
        return new Entry(
                entry.path("revision").asLong(),
                entry.path("action").asText(),
                entry.path("outcome").asText(),
                entry.path("correlationId").asText());
    }

    /** What was done on behalf of a request. */
    List<Entry> of(String correlationId) {
        return entries.stream()
                .filter(entry -> entry.correlationId().equals(correlationId))
                .toList();
    }

    /** Every revision has its entry, and every entry says of its change what PingOne did. */
    void assertTellsWhatPingOneDid(WatchedPingOne pingOne) {
        assertThat(entries)
                .extracting(Entry::revision)
                .as("revisions without a gap, newest first")
                .containsExactlyElementsOf(
                        LongStream.iterate(entries.size(), revision -> revision > 0, revision -> revision - 1)
                                .boxed()
                                .toList());
        assertThat(entries)
                .extracting(Entry::correlationId)
                .as("no change is told twice")
                .doesNotHaveDuplicates();
        Map<String, Long> applied = pingOne.writes(environment).stream()
                .collect(Collectors.groupingBy(
                        WatchedPingOne.Write::correlationId,
                        Collectors.filtering(WatchedPingOne.Write::applied, Collectors.counting())));
        for (Entry entry : entries) {
            long times = applied.getOrDefault(entry.correlationId(), 0L);
            assertThat(entry.outcome())
                    .as("%s, of which PingOne did %d", entry, times)
                    .isIn(times > 0 ? List.of("APPLIED") : OUTCOMES_OF_NOTHING.get(entry.action()));
        }
        applied.values().removeIf(times -> times == 0);
        assertThat(entries)
                .extracting(Entry::correlationId)
                .as("what PingOne did is told")
                .containsAll(applied.keySet());
    }
}
