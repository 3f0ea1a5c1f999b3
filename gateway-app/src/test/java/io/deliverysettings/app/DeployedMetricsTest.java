package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard, the alerts and the page of metrics name what running gateways tell, one over each kind of store. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployedMetricsTest {

    private static final String DASHBOARD = "deploy/grafana/dashboard.json";
    private static final String ALERTS = "deploy/prometheus/alerts.yaml";

    /** Prometheus's own: whether it got an answer. */
    private static final String UP = "up";

    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(gateway_[a-z_]+)` \\|");
    private static final Pattern ALERT_DOCUMENTED = Pattern.compile("(?m)^\\| `(Gateway[A-Za-z0-9]+)` \\|");

    @SuppressWarnings("NullAway.Init")
    private Scrape scrape;

    @BeforeAll
    void scrapeGateways(@TempDir Path directory) throws Exception {
        try (SharedStore store = SharedStore.start(directory);
                WatchedPingOne pingOne = WatchedPingOne.start(Duration.ZERO);
                RunningGateway postgres = RunningGateway.with(store.flags(pingOne));
                RunningGateway embedded = RunningGateway.with()) {
            scrape = scraped(embedded).and(scraped(postgres));
        }
    }

    /** After a request of each kind, as some metrics are not there before. */
    private static Scrape scraped(RunningGateway gateway) throws IOException, InterruptedException {
        WhatsAppClient client = gateway.client();
        client.put(Bodies.put(Bodies.EXAMPLE_ACCOUNT));
        client.get();
        HttpRequest request = HttpRequest.newBuilder(gateway.managementUrl().resolve("/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return new Scrape(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    @Test
    void everyMetricOfTheDashboardIsOneThatAGatewayTells() throws JsonProcessingException {
        Set<String> asked = metrics(expressions(new JsonMapper(), DASHBOARD));

        assertThat(asked).hasSizeGreaterThan(40);
        assertThat(scrape.samples()).containsAll(asked);
    }

    @Test
    void everyMetricOfTheAlertsIsOneThatAGatewayTells() throws JsonProcessingException {
        Set<String> asked = metrics(expressions(new YAMLMapper(), ALERTS));

        assertThat(asked).hasSizeGreaterThan(10).contains(UP);
        asked.remove(UP);
        assertThat(scrape.samples()).containsAll(asked);
    }

    @Test
    void everyMetricOfAGatewayIsDocumentedAndNoOther() {
        Set<String> told = scrape.metrics().stream()
                .filter(name -> name.startsWith("gateway_"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented(DOCUMENTED)).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void everyAlertIsDocumentedAndNoOther() throws JsonProcessingException {
        List<String> alerts = new YAMLMapper().readTree(Repository.read(ALERTS)).findValuesAsText("alert");

        assertThat(documented(ALERT_DOCUMENTED)).containsExactlyElementsOf(alerts);
    }

    private static List<String> documented(Pattern row) {
        return row.matcher(Repository.read("docs/metrics.md"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** In a dashboard, {@code query} fills the lists to choose from. */
    private static Stream<String> expressions(ObjectMapper mapper, String file) throws JsonProcessingException {
        JsonNode document = mapper.readTree(Repository.read(file));
        return Stream.concat(
                        document.findValues("expr").stream(),
                        document.findParents("refId").stream()
                                .map(parent -> parent.path("query"))
                                .filter(JsonNode::isTextual))
                .map(JsonNode::textValue);
    }

    private static Set<String> metrics(Stream<String> expressions) {
        return expressions.map(PromQl::metrics).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }
}
