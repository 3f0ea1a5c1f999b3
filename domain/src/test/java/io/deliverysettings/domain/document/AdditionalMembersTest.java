package io.deliverysettings.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdditionalMembersTest {

    @Test
    void theOrderOfTheDocumentIsKept() {
        Map<String, String> members = new LinkedHashMap<>();
        for (String name : new String[] {"zulu", "alpha", "mike", "bravo", "yankee", "charlie"}) {
            members.put(name, "1");
        }

        assertThat(new AdditionalMembers(members).jsonByName().keySet())
                .containsExactly("zulu", "alpha", "mike", "bravo", "yankee", "charlie");
    }

    @Test
    void theMapIsCopiedAndCannotBeChanged() {
        Map<String, String> members = new LinkedHashMap<>(Map.of("a", "1"));
        AdditionalMembers additional = new AdditionalMembers(members);
        members.put("b", "2");

        assertThat(additional.jsonByName()).containsExactly(Map.entry("a", "1"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> additional.jsonByName().put("c", "3"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> AdditionalMembers.NONE.jsonByName().put("c", "3"));
    }

    @Test
    void noMembersAreNone() {
        assertThat(new AdditionalMembers(new LinkedHashMap<>())).isEqualTo(AdditionalMembers.NONE);
    }
}
