package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws of reading a request that hold whatever the request is. */
class WhatsAppRequestParserTest {

    private static final List<String> MEMBERS =
            List.of("provider", "whatsAppAccountBusinessId", "appId", "appSecret", "userAccessToken", "numbers");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "1",
            "1.5",
            "{}",
            "[]",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"1\"",
            "\"\\u0000\"",
            "[{}]",
            "[null,1]",
            "[{\"selected\":true}]",
            "[{\"selected\":\"x\",\"number\":1,\"numberId\":[]}]",
            "[{\"selected\":true,\"numberId\":\"1\"},{\"selected\":true,\"number\":\"+1 555 061 2978\"}]",
            "\"" + " ".repeat(65) + "\"",
            "\"" + "1".repeat(65) + "\"",
            "\"" + "y".repeat(4097) + "\"");

    private final WhatsAppRequestParser parser = new WhatsAppRequestParser(new WireValidator());

    @Test
    void aRequestWithoutAFaultIsWhatIsWanted() {
        DesiredSettings desired = parser.parse(Samples.body()).toOptional().orElseThrow();

        assertThat(desired.entries())
                .containsExactly(new NumberEntry(
                        Optional.of(NumberId.of("116195731537720")),
                        Optional.of(PhoneNumber.of("+1 555-061-2978")),
                        true));
    }

    @Test
    void everyRequestIsAnsweredEachFaultOnceAndTheSameEachTime() {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 3_000; i++) {
            ObjectNode body = Samples.body();
            for (String member : MEMBERS) {
                if (random.nextInt(3) == 0) {
                    body.set(member, Answer.json(VALUES.get(random.nextInt(VALUES.size()))));
                }
            }
            List<Violation> faults = faults(body);

            assertThat(faults).as(body.toString()).extracting(Violation::target).doesNotHaveDuplicates();
            assertThat(faults(body)).as(body.toString()).isEqualTo(faults);
        }
    }

    @Test
    void theFaultsOfAMemberDoNotDependOnTheOthers() {
        for (String member : MEMBERS) {
            for (String value : VALUES) {
                ObjectNode alone = Samples.body();
                alone.set(member, Answer.json(value));
                ObjectNode among = alone.deepCopy();
                MEMBERS.stream().filter(other -> !other.equals(member)).forEach(among::remove);

                assertThat(about(member, faults(among))).as(alone.toString()).isEqualTo(about(member, faults(alone)));
            }
        }
    }

    @Test
    void anEntryWhoseNumberIsNoneIsNotBlamedForLackingAnIdToo() {
        ObjectNode body = Samples.body();
        ArrayNode numbers = body.putArray("numbers");
        numbers.addObject().put("selected", true).put("number", "none");
        numbers.addObject().put("selected", true);

        assertThat(faults(body))
                .extracting(Violation::target)
                .contains("numbers[0].number", "numbers[1].numberId")
                .doesNotContain("numbers[0].numberId");
    }

    @Test
    void noFaultQuotesWhatWasSent() {
        ObjectNode body = Samples.body();
        MEMBERS.forEach(member -> body.put(member, "quoted\u0000"));
        body.putArray("numbers").addObject().put("number", "quoted").put("numberId", "quoted");

        assertThat(faults(body)).hasSize(7).noneMatch(fault -> fault.toString().contains("quoted"));
    }

    private List<Violation> faults(ObjectNode body) {
        List<Violation> faults = new ArrayList<>();
        Parsed<DesiredSettings> parsed = parser.parse(body);
        parsed.collectInto(faults);
        return faults;
    }

    private static List<Violation> about(String member, List<Violation> faults) {
        return faults.stream()
                .filter(fault -> fault.target().equals(member) || fault.target().startsWith(member + "["))
                .toList();
    }
}
