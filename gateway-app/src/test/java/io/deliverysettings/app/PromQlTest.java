package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void metricsAreToldFromFunctionsLabelsValuesAndNumbers() {
        assertThat(PromQl.metrics("""
                        histogram_quantile(0.95, sum by (le, route) (
                          rate(one_seconds_bucket{job="$job",route=~"a{2}|two_total",x!="y"}[$__rate_interval])))
                          / ignoring (host) group_left () three_total > 2.5e3
                          and max by (job) (deriv(four[30m])) > 0 or 0.5 * five unless six offset 5m""")).containsExactly("five", "four", "one_seconds_bucket", "six", "three_total");
    }

    @Test
    void whatGrafanaFillsAListWithIsAMetricToo() {
        assertThat(PromQl.metrics("label_values(one_active{job=\"$job\"}, instance)"))
                .containsExactly("one_active");
    }
}
