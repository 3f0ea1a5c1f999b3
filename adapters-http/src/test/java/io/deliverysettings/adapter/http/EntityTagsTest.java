package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.deliverysettings.domain.history.Revision;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a list of entity tags, and which of them can be the gateway's. */
class EntityTagsTest {

    static Stream<Arguments> lists() {
        return Stream.of(
                arguments("\"7\"", Set.of(7L), Set.of()),
                arguments("\"7\", \"9\"", Set.of(7L, 9L), Set.of()),
                arguments("\"7\",\"9\"", Set.of(7L, 9L), Set.of()),
                arguments("\"7\" \t,\t \"9\" ", Set.of(7L, 9L), Set.of()),
                arguments(",, \"7\", ,", Set.of(7L), Set.of()),
                arguments("\"7\", \"7\"", Set.of(7L), Set.of()),
                arguments("W/\"7\"", Set.of(), Set.of(7L)),
                arguments("W/\"7\", \"9\", W/\"8\"", Set.of(9L), Set.of(7L, 8L)),
                arguments("\"999999999999999999\"", Set.of(999_999_999_999_999_999L), Set.of()),
                arguments("\"9999999999999999999\"", Set.of(), Set.of()),
                arguments("\"\"", Set.of(), Set.of()),
                arguments("\"*\"", Set.of(), Set.of()),
                arguments("\"0\"", Set.of(), Set.of()),
                arguments("\"07\"", Set.of(), Set.of()),
                arguments("\"-7\"", Set.of(), Set.of()),
                arguments("\"7,9\"", Set.of(), Set.of()),
                arguments("\"7\\\", \"9\"", Set.of(9L), Set.of()),
                arguments("\"a\u00ff!~\", \"7\"", Set.of(7L), Set.of()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListHoldsTheRevisionsThatItsTagsName(String text, Set<Long> strong, Set<Long> weak) {
        EntityTags tags = EntityTags.parse(text).orElseThrow();

        assertThat(tags.any()).isFalse();
        assertThat(tags.strong()).isEqualTo(revisions(strong));
        assertThat(tags.weak()).isEqualTo(revisions(weak));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " *", "*\t"})
    void aStarIsAny(String text) {
        assertThat(EntityTags.parse(text)).hasValue(new EntityTags(true, Set.of(), Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "7",
                "\"7",
                "7\"",
                "'7'",
                "\"7\" \"9\"",
                "\"7\"\"9\"",
                "\"7\";\"9\"",
                "*, \"7\"",
                "\"7\", *",
                "*,*",
                "**",
                "w/\"7\"",
                "W/7",
                "W/ \"7\"",
                "W \"7\"",
                "\"7\", x",
                "\"a b\"",
                "\"a\u0100\"",
                "\"7\",\n\"9\""
            })
    void anythingElseIsNone(String text) {
        assertThat(EntityTags.parse(text)).isEmpty();
    }

    @Test
    void aLongHeaderIsReadInOneGo() {
        String many =
                LongStream.rangeClosed(1, 3_000).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));

        assertThat(EntityTags.parse(many).orElseThrow().strong()).hasSize(3_000);
        assertThat(EntityTags.parse(" ".repeat(100_000) + "x")).isEmpty();
        assertThat(EntityTags.parse("\"" + "7".repeat(100_000))).isEmpty();
    }

    @Test
    void aTagIsReadAsTheRevisionThatItWasWrittenFor() {
        Revision revision = new Revision(12);

        assertThat(EntityTags.of(revision)).isEqualTo("\"12\"");
        assertThat(EntityTags.parse(EntityTags.of(revision)).orElseThrow().strong())
                .containsExactly(revision);
    }

    private static Set<Revision> revisions(Set<Long> numbers) {
        return numbers.stream().map(Revision::new).collect(Collectors.toSet());
    }
}
