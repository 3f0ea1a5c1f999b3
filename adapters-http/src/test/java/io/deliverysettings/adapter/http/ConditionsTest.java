package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditional requests (RFC 9110, section 13): the same on every route that changes something. */
class ConditionsTest {

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    static Stream<Arguments> conditions() {
        return onEveryRoute(Stream.of(
                arguments(List.of(), new Precondition.Always()),
                arguments(List.of("If-Match", "\"7\""), at(7)),
                arguments(List.of("If-Match", "\"7\", \"9\""), at(7, 9)),
                arguments(List.of("If-Match", "\"7\"", "If-Match", "\"9\", \"11\""), at(7, 9, 11)),
                arguments(List.of("If-Match", "*"), new Precondition.Exists()),
                arguments(List.of("If-Match", "W/\"7\""), at()),
                arguments(List.of("If-Match", "W/\"7\", \"9\""), at(9)),
                arguments(List.of("If-Match", "\"of-somebody-else\""), at()),
                arguments(List.of("If-Match", "\"of-somebody-else\", \"7\""), at(7)),
                arguments(List.of("If-None-Match", "*"), new Precondition.Absent())));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void aChangeIsAskedForUnderTheConditionOfTheHeaders(
            ChangingRoute route, List<String> headers, Precondition precondition) throws Exception {
        Answer answer = send(route, headers);

        assertThat(answer.status()).isBetween(200, 299);
        assertThat(route.preconditions(gateway)).containsExactly(precondition);
    }

    static Stream<Arguments> refused() {
        return onEveryRoute(Stream.of(
                arguments(List.of("If-Match", "7"), "If-Match"),
                arguments(List.of("If-Match", ""), "If-Match"),
                arguments(List.of("If-Match", "\"7"), "If-Match"),
                arguments(List.of("If-Match", "\"7\" \"9\""), "If-Match"),
                arguments(List.of("If-Match", "*, \"7\""), "If-Match"),
                arguments(List.of("If-Match", "*", "If-Match", "\"7\""), "If-Match"),
                arguments(List.of("If-None-Match", "\"7\""), "If-None-Match"),
                arguments(List.of("If-None-Match", "W/\"7\""), "If-None-Match"),
                arguments(List.of("If-None-Match", "x"), "If-None-Match"),
                arguments(List.of("If-None-Match", "*", "If-None-Match", "*"), "If-None-Match"),
                arguments(List.of("If-Match", "\"7\"", "If-None-Match", "*"), "If-None-Match"),
                arguments(List.of("If-Match", "x", "If-None-Match", "\"7\""), "If-None-Match")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aConditionThatIsMisunderstoodIsRefusedAndNothingIsDone(
            ChangingRoute route, List<String> headers, String target) throws Exception {
        Answer answer = send(route, headers).isError(ErrorTable.INVALID);

        assertThat(answer.targets()).containsExactly(target);
        assertThat(answer.detail(target).path("code").textValue()).isEqualTo("INVALID_PARAMETER");
        assertThat(route.preconditions(gateway)).isEmpty();
    }

    @Test
    void thatOnlyAStarIsPossibleIsSaid() throws Exception {
        Answer answer = send(ChangingRoute.CONFIGURE, List.of("If-None-Match", "\"7\""));

        assertThat(answer.detail("If-None-Match").path("innerError")).hasToString("{\"allowedValues\":[\"*\"]}");
    }

    @Test
    void aConditionIsBlamedTogetherWithTheOtherFaults() throws Exception {
        Answer answer = gateway.send(gateway.putRequest(Samples.path("x"), "{}".getBytes(UTF_8))
                        .header("If-Match", "7"))
                .isError(ErrorTable.INVALID);

        assertThat(answer.targets()).contains("envID", "If-Match", "appId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"If-Match | 7", "If-Match | \"7\"", "If-None-Match | *", "If-None-Match | \"7\""})
    void aDryRunDoesNotLookAtConditions(String header, String value) throws Exception {
        Answer answer = gateway.send(gateway.putRequest(
                        Samples.PATH + "?dryRun=true", Samples.body().toString().getBytes(UTF_8))
                .header(header, value));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.verify.received()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ChangingRoute.class)
    void withoutATokenNoConditionIsDiscussed(ChangingRoute route) throws Exception {
        var request = route.request(gateway).setHeader("Authorization", "none").header("If-Match", "7");

        gateway.send(request).isError(ErrorTable.NOT_AUTHENTICATED);
    }

    private Answer send(ChangingRoute route, List<String> headers) throws Exception {
        var request = route.request(gateway);
        addTo(request, headers);
        return gateway.send(request);
    }

    private static void addTo(HttpRequest.Builder request, List<String> headers) {
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
    }

    private static Precondition at(long... revisions) {
        Set<Revision> wanted = LongStream.of(revisions).mapToObj(Revision::new).collect(Collectors.toSet());
        return new Precondition.IsAt(wanted);
    }

    private static Stream<Arguments> onEveryRoute(Stream<Arguments> cases) {
        List<Arguments> all = cases.toList();
        return Arrays.stream(ChangingRoute.values())
                .flatMap(route -> all.stream().map(Arguments::get).map(parts -> arguments(route, parts[0], parts[1])));
    }
}
