package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.benchmark.BarChart.Bar;
import io.deliverysettings.benchmark.Contest.Standing;
import io.deliverysettings.benchmark.Contest.Turn;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final MissedTargets NO_TEXTS = new MissedTargets(Map.of());
    private static final Figure HOLDS = Figure.ratio("quick & small", Series.of(1, 2, 3), Target.atMost(2));
    private static final Figure MISSED = Figure.ratio("slow", Series.of(9, 9.5, 10), Target.atMost(2));
    private static final Figure NOISY = Figure.ratio("noisy", Series.of(1, 3, 3), Target.atMost(2));
    private static final Figure OTHER = Figure.forComparison("another", Series.of(4), "s");

    @Test
    void oneThatIsMissedByMoreThanItsNoiseFailsTheRun() {
        assertThat(report(HOLDS, NOISY, OTHER).isAnyMissed()).isFalse();
        assertThat(report(HOLDS, NOISY, OTHER, MISSED).isAnyMissed()).isTrue();
    }

    @Test
    void theSummaryCountsWhatHasATarget() {
        assertThat(report(HOLDS, HOLDS, NOISY, OTHER, MISSED).summary())
                .isEqualTo("targets: 2 holds; 1 missed, but by no more than the noise; 1 MISSED");
    }

    @Test
    void eachFigureIsShownWithItsNoiseItsTargetAndWhetherItHolds() {
        assertThat(Report.line(MISSED).replaceAll(" +", " ")).isEqualTo("slow 9.50 ± 0.50 x at most 2.00 MISSED");
        assertThat(Report.line(OTHER).replaceAll(" +", " ")).isEqualTo("another 4.00 ± 0.00 s for comparison");
        assertThat(report(HOLDS).markdown())
                .contains("| quick & small | 2.00 | 1.00 | x | at most 2.00 | holds |\n")
                .contains("- not that\n");
    }

    @Test
    void aMissedTargetIsShownWithByHowMuchAndWhy() {
        assertThat(report(HOLDS, MISSED).markdown())
                .contains(
                        "### Missed: slow\n\n9.50 x instead of at most 2.00 x: 375 % above it.\n\nIt is the weather.\n")
                .doesNotContain("Not shown", "not written down");
    }

    @Test
    void aMissedTargetThatNobodyHasExplainedIsShownAsThat() {
        Figure other = Figure.ratio("other", Series.of(9), Target.atMost(2));
        assertThat(report(other).markdown()).contains("### Missed: other\n", "is not written down yet");
    }

    @Test
    void oneMissedByItsNoiseNeedsNoReason() {
        assertThat(report(NOISY).markdown())
                .contains("### Missed by no more than the noise: noisy\n\n3.00 x instead of at most 2.00 x")
                .doesNotContain("not written down");
    }

    @Test
    void textsForFiguresThatAreNotThereAreTold() {
        assertThat(report(HOLDS, MISSED).unknownTexts()).containsExactly("gone");
    }

    @Test
    void thePageStandsBesideTheChartsThatItShows(@TempDir Path docs) throws Exception {
        BarChart chart =
                new BarChart("a < b", "ms", List.of(new Bar("\"a\"", Series.of(1, 2, 3)), new Bar("b", Series.of(4))));
        new Report(
                        "benchmarks/run quick",
                        List.of("a machine"),
                        List.of(new Section("Writes", List.of("A remark."), List.of(HOLDS), Map.of("put", chart))),
                        List.of(),
                        NO_TEXTS)
                .write(docs);

        assertThat(docs.resolve("performance.md"))
                .content()
                .contains("![a < b, ms](performance/put.svg)", "- a machine");
        String svg = Files.readString(docs.resolve("performance/put.svg"));
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                        .getElementsByTagName("rect")
                        .getLength())
                .isEqualTo(2);
    }

    @Test
    void contendersAreComparedAndTheirErrorsCounted() {
        Comparison comparison = new Comparison("PUT", Map.of("gateway", standing(20, 0), "proxy", standing(10, 1)))
                .processorTime("gateway", "proxy", Target.atMost(2.5));

        assertThat(comparison.figures())
                .extracting(Figure::name, Figure::value, Figure::verdict)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple(
                                "PUT, processor time: gateway to proxy", 2.0, Verdict.HOLDS),
                        org.assertj.core.api.Assertions.tuple("PUT, gateway: not answered well", 0.0, Verdict.HOLDS),
                        org.assertj.core.api.Assertions.tuple("PUT, proxy: not answered well", 1.0, Verdict.MISSED));
        assertThat(comparison.charts()).containsOnlyKeys("put-processor-time", "put-throughput", "put-p99");
    }

    private static Standing standing(double micros, long errors) {
        return new Standing(List.of(new Turn(new LoadResult(100, errors, 1, 1, 2, Map.of()), micros, "")));
    }

    private static Report report(Figure... figures) {
        return new Report(
                "benchmarks/run quick",
                List.of(),
                List.of(new Section("Writes", List.of(), Arrays.asList(figures))),
                List.of("not that"),
                new MissedTargets(
                        Map.of("slow", "It is the weather.", "quick & small", "Not shown.", "gone", "Gone.")));
    }
}
