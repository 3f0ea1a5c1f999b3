package io.deliverysettings.benchmark.selection;

import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.number.SelectionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Which number is to be sent from, out of an account that has {@code n} of them. The wanted one is the last. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NumberSelectionBenchmark {

    /** How many numbers the account has. */
    @Param({"5", "1000", "10000"})
    public int n;

    private Catalogue catalogue = Catalogue.EMPTY;
    private List<NumberEntry> byId = List.of();
    private List<NumberEntry> byDigits = List.of();
    private List<NumberEntry> wholeDocument = List.of();

    /** Makes the account and the requests. */
    @Setup
    public void prepare() {
        List<CatalogueNumber> numbers = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            numbers.add(CatalogueNumber.of(
                    NumberId.rebuild(Long.toString(116_195_731_500_000L + i)),
                    PhoneNumber.rebuild("+1 555-0" + (100_000 + i)),
                    "Number " + i,
                    QualityRating.GREEN,
                    i % 5 != 1));
        }
        catalogue = new Catalogue(numbers).select(numbers.get(0));
        CatalogueNumber wanted = numbers.get(n - 1);
        byId = List.of(new NumberEntry(wanted.numberId(), Optional.empty(), true));
        byDigits = List.of(new NumberEntry(Optional.empty(), wanted.number(), true));
        List<NumberEntry> entries = new ArrayList<>(n);
        for (CatalogueNumber number : numbers) {
            entries.add(new NumberEntry(number.numberId(), number.number(), number.equals(wanted)));
        }
        wholeDocument = List.copyOf(entries);
    }

    /** One entry with Meta's id. */
    @Benchmark
    public SelectionOutcome byId() {
        return selected(NumberSelection.decide(byId, catalogue, SelectionPolicy.DEFAULT));
    }

    /** One entry with the digits. */
    @Benchmark
    public SelectionOutcome byDigits() {
        return selected(NumberSelection.decide(byDigits, catalogue, SelectionPolicy.DEFAULT));
    }

    /** What was read, sent back with another number selected: as many entries as there are numbers. */
    @Benchmark
    public SelectionOutcome wholeDocument() {
        return selected(NumberSelection.decide(wholeDocument, catalogue, SelectionPolicy.DEFAULT));
    }

    /** A refusal would be another, shorter way through the rules. */
    private static SelectionOutcome selected(SelectionOutcome outcome) {
        if (!(outcome instanceof SelectionOutcome.Selected)) {
            throw new IllegalStateException("not selected: " + outcome);
        }
        return outcome;
    }
}
