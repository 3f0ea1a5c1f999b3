package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Gap;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a page of the environments ends is told without telling an id, and no page misses or repeats one. */
class EnvironmentsCursorTest {

    private static final int ROUNDS = 200;

    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, ffffffff-ffff-ffff-ffff-ffffffffffff",
        "7fffffff-ffff-ffff-ffff-ffffffffffff, 80000000-0000-0000-0000-000000000002",
        "00000000-0000-0000-7fff-ffffffffffff, 00000000-0000-0000-8000-000000000002",
        "00000000-0000-0000-ffff-ffffffffffff, 00000000-0000-0001-0000-000000000002",
        "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6, abfba8f6-49eb-49f5-a5d9-80ad5c98f9f8",
        "ffffffff-ffff-ffff-ffff-fffffffffff0, ffffffff-ffff-ffff-ffff-ffffffffffff"
    })
    void itLiesBetweenTheTwoInTheOrderOfTheirText(String last, String following) {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(within(last, following, random)).isGreaterThan(last).isLessThan(following);
        }
    }

    @Test
    void everyIdBetweenCanBeTheOne() {
        Random random = new Random(2);
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < ROUNDS; i++) {
            drawn.add(within("00000000-0000-0000-ffff-fffffffffffe", "00000000-0000-0001-0000-000000000002", random));
        }

        assertThat(drawn)
                .containsExactlyInAnyOrder(
                        "00000000-0000-0000-ffff-ffffffffffff",
                        "00000000-0000-0001-0000-000000000000",
                        "00000000-0000-0001-0000-000000000001");
    }

    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, 00000000-0000-0000-0000-000000000001",
        "7fffffff-ffff-ffff-ffff-ffffffffffff, 80000000-0000-0000-0000-000000000000",
        "00000000-0000-0000-ffff-ffffffffffff, 00000000-0000-0001-0000-000000000000"
    })
    void betweenNeighboursThereIsNothingElseToTell(String last, String following) {
        assertThat(within(last, following, new Random(3))).isEqualTo(last);
    }

    @RepeatedTest(5)
    void whateverIsDrawnEveryIdIsVisitedOnce(RepetitionInfo round) {
        Random random = new Random(round.getCurrentRepetition());
        TreeSet<String> known = new TreeSet<>();
        for (int i = 0; i < ROUNDS; i++) {
            known.add(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        // Some that are neighbours, and some around where the sign of a number would turn.
        LongStream.of(-2, -1, 0, 1, Long.MAX_VALUE, Long.MIN_VALUE).forEach(low -> {
            known.add(new UUID(0, low).toString());
            known.add(new UUID(Long.MIN_VALUE, low).toString());
            known.add(new UUID(Long.MAX_VALUE, low).toString());
        });
        List<String> visited = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            List<String> rest = after.map(start -> known.tailSet(start, false)).orElse(known).stream()
                    .toList();
            int most = 1 + random.nextInt(7);
            visited.addAll(rest.subList(0, Math.min(most, rest.size())));
            after = rest.size() > most
                    ? Optional.of(throughText(within(rest.get(most - 1), rest.get(most), random)))
                    : Optional.empty();
        } while (after.isPresent());

        assertThat(visited).containsExactlyElementsOf(known);
    }

    private static String throughText(String start) {
        return EnvironmentsCursor.parse(EnvironmentsCursor.of(EnvironmentId.of(start)))
                .orElseThrow()
                .toString();
    }

    private static String within(String last, String following, Random random) {
        return EnvironmentsCursor.within(new Gap(EnvironmentId.of(last), EnvironmentId.of(following)), random)
                .toString();
    }
}
