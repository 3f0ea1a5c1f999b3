package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JmhResultsTest {

    private static final String CSV = """
            "Benchmark","Mode","Threads","Samples","Score","Score Error (99.9%)","Unit","Param: n"
            "a.b.Selection.byId","avgt",1,4,1500.000000,150.000000,"ns/op",1000
            "a.b.Selection.byId:gc.alloc.rate.norm","avgt",1,4,2048.000000,0.100000,"B/op",1000
            "a.b.Selection.byId","avgt",1,4,18000.000000,900.000000,"ns/op",10000
            "a.b.Selection.byId","avgt",1,1,500.000000,NaN,"ns/op",5
            """;
    private static final Target ANY = Target.atMost(1);

    @Test
    void timesAreInMicroseconds() throws Exception {
        Figure time = JmhResults.parse(CSV).time("a name", "byId", 1000, ANY);

        assertThat(time.value()).isEqualTo(1.5);
        assertThat(time.noise()).isEqualTo(0.15);
    }

    @Test
    void whatIsAllocatedIsInKibibytes() throws Exception {
        assertThat(JmhResults.parse(CSV).allocated("a name", "byId", 1000, ANY).value())
                .isEqualTo(2);
    }

    @Test
    void inARatioTheErrorsOfBothCount() throws Exception {
        Figure ratio = JmhResults.parse(CSV).ratio("a name", "byId", 10000, 1000, ANY);

        assertThat(ratio.value()).isEqualTo(12);
        assertThat(ratio.noise()).isCloseTo(12 * (0.05 + 0.1), within(1e-9));
    }

    @Test
    void anErrorThatJmhCannotTellIsNone() throws Exception {
        assertThat(JmhResults.parse(CSV).time("a name", "byId", 5, ANY).noise()).isZero();
    }

    @Test
    void whatWasNotMeasuredIsSaid() throws Exception {
        JmhResults results = JmhResults.parse(CSV);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> results.time("a name", "byDigits", 5, ANY))
                .withMessage("JMH has not measured byDigits with n = 5");
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> JmhResults.parse("")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JmhResults.parse("a,b\n")).isInstanceOf(IOException.class);
    }
}
