package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all parts count is told in Prometheus's formats, with what is known of the Java runtime. */
@Timeout(30)
class MeterRegistriesTest {

    private static final String TEXT = "text/plain; version=0.0.4";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

    private final MeterRegistries metrics = MeterRegistries.create();

    @AfterEach
    void close() {
        metrics.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jvm_memory_used_bytes",
                "jvm_gc_memory_allocated_bytes_total",
                "jvm_threads_live_threads",
                "system_cpu_count",
                "process_uptime_seconds",
                "process_files_open_files"
            })
    void theJavaRuntimeIsCountedAlong(String name) {
        assertThat(new Scrape(metrics.scrape(TEXT)).samples()).contains(name);
    }

    @Test
    void whatAPartCountsIsTold() {
        metrics.registry().counter("gateway.of.the.test", "kind", "some").increment(3);

        assertThat(metrics.scrape(TEXT).lines()).contains("gateway_of_the_test_total{kind=\"some\"} 3.0");
    }

    @Test
    void theFormatIsTheOneThatIsAskedFor() {
        assertThat(metrics.scrape(OPEN_METRICS)).endsWith("# EOF\n");
        assertThat(metrics.scrape(TEXT)).doesNotContain("# EOF");
    }

    @Test
    void closedItTakesNoMoreCounts() {
        metrics.close();

        assertThat(metrics.registry().isClosed()).isTrue();
    }
}
