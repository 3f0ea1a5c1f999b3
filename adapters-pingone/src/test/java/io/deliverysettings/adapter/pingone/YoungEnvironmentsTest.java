package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.YoungEnvironments.Watch;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.platform.PlatformRefusal.Kind;
import io.deliverysettings.testkit.Samples;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Which refusals may only mean that not all of PingOne knows yet, and for how long. */
class YoungEnvironmentsTest {

    private static final EnvironmentId ENVIRONMENT = Samples.ENVIRONMENT;
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Answer<String> DONE = new Answer.Done<>("done");

    private final VirtualTime time = new VirtualTime();
    private final YoungEnvironments young = new YoungEnvironments(WINDOW, time);

    @ParameterizedTest
    @CsvSource({"PUT, FORBIDDEN", "PUT, NOT_FOUND", "GET, FORBIDDEN"})
    void withinTheWindowARefusalIsWorthAnotherTry(String method, Kind kind) {
        Watch watch = watch(method);

        assertThat(watch.worthAnotherTry(refused(kind))).isEqualTo(WINDOW);
        time.pass(Duration.ofSeconds(10));
        assertThat(watch.worthAnotherTry(refused(kind))).isEqualTo(Duration.ofSeconds(20));
        assertThat(watch(method).worthAnotherTry(refused(kind))).isEqualTo(Duration.ofSeconds(20));
        time.pass(Duration.ofSeconds(20));
        assertThat(watch.worthAnotherTry(refused(kind))).isZero();
        assertThat(watch(method).worthAnotherTry(refused(kind))).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"FORBIDDEN", "NOT_FOUND"})
    void anyOtherRefusalIsWorthNone(Kind kind) {
        assertThat(watch("PUT").worthAnotherTry(refused(kind))).isZero();
        assertThat(watch("GET").worthAnotherTry(refused(kind))).isZero();
    }

    @Test
    void aLicenceThatDoesNotIncludeItIsWorthNone() {
        PlatformError error = new PlatformError(
                Optional.empty(),
                "ACCESS_FAILED",
                "No.",
                List.of(new PlatformError.Detail(
                        Optional.of("LICENSE_EXCEEDED"), Optional.empty(), Optional.empty(), AdditionalMembers.NONE)),
                AdditionalMembers.NONE);

        assertThat(watch("PUT").worthAnotherTry(new Answer.Refused<>(new PlatformRefusal(Kind.FORBIDDEN, error))))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"FORBIDDEN", "NOT_FOUND"})
    void theRefusalOfARemovalIsWorthNone(Kind kind) {
        assertThat(watch("DELETE").worthAnotherTry(refused(kind))).isZero();
    }

    @Test
    void nothingToReadIsTheOrdinaryAnswerBeforeAFirstWrite() {
        assertThat(watch("GET").worthAnotherTry(refused(Kind.NOT_FOUND))).isZero();
    }

    @Test
    void nothingToReadIsWorthAnotherTryForAWhileAfterAWrite() {
        time.pass(Duration.ofHours(1));
        watch("PUT").worthAnotherTry(DONE);
        time.pass(Duration.ofSeconds(10));

        assertThat(watch("GET").worthAnotherTry(refused(Kind.NOT_FOUND))).isEqualTo(Duration.ofSeconds(20));
        time.pass(Duration.ofSeconds(20));
        assertThat(watch("GET").worthAnotherTry(refused(Kind.NOT_FOUND))).isZero();
    }

    @Test
    void aWriteThatWasRefusedOrOfAnotherEnvironmentOrUndoneIsNone() {
        watch("PUT").worthAnotherTry(refused(Kind.INVALID));
        young.watch(HttpMethod.PUT, EnvironmentId.of("00000000-0000-4000-8000-000000000001"))
                .worthAnotherTry(DONE);
        assertThat(watch("GET").worthAnotherTry(refused(Kind.NOT_FOUND))).isZero();

        watch("PUT").worthAnotherTry(DONE);
        watch("GET").worthAnotherTry(DONE);
        watch("DELETE").worthAnotherTry(DONE);
        assertThat(watch("GET").worthAnotherTry(refused(Kind.NOT_FOUND))).isZero();
    }

    @Test
    void aSuccessIsWorthNoOtherTry() {
        assertThat(watch("PUT").worthAnotherTry(DONE)).isZero();
        assertThat(watch("PUT").concluded(DONE)).isSameAs(DONE);
    }

    @Test
    void aWindowOfZeroTurnsItOff() {
        YoungEnvironments off = new YoungEnvironments(Duration.ZERO, time);
        off.watch(HttpMethod.PUT, ENVIRONMENT).worthAnotherTry(DONE);

        assertThat(off.watch(HttpMethod.PUT, ENVIRONMENT).worthAnotherTry(refused(Kind.FORBIDDEN)))
                .isZero();
        assertThat(off.watch(HttpMethod.GET, ENVIRONMENT).worthAnotherTry(refused(Kind.NOT_FOUND)))
                .isZero();
    }

    @Test
    void aRefusalThatStoodThroughSeveralTriesSaysSoBesideWhatPingOneSays() {
        Watch watch = watch("PUT");
        watch.worthAnotherTry(refused(Kind.FORBIDDEN));
        time.pass(Duration.ofSeconds(12));
        watch.worthAnotherTry(refused(Kind.FORBIDDEN));
        PlatformRefusal refusal = refusal(watch.concluded(refused(Kind.FORBIDDEN)));

        assertThat(refusal.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(refusal.error().code()).isEqualTo("CODE");
        assertThat(refusal.error().details()).hasSize(2);
        assertThat(refusal.error().details().get(0).code()).contains("PINGONES");
        PlatformError.Detail added = refusal.error().details().get(1);
        assertThat(added.code()).contains("NEW_ENVIRONMENT");
        assertThat(added.target()).contains("envID");
        assertThat(added.message())
                .contains("This was tried for 12 s, since the environment or its settings may be new,"
                        + " and what is new can take a while to be visible everywhere in PingOne.");
    }

    @Test
    void aRefusalThatWasNotTriedAgainIsHandedOnAsItIs() {
        Answer<String> answer = refused(Kind.FORBIDDEN);
        Watch watch = watch("PUT");
        watch.worthAnotherTry(answer);

        assertThat(watch.concluded(answer)).isSameAs(answer);
    }

    @Test
    void anotherRefusalInTheEndIsHandedOnAsItIs() {
        Answer<String> answer = refused(Kind.INVALID);
        Watch watch = watch("PUT");
        watch.worthAnotherTry(refused(Kind.FORBIDDEN));
        watch.worthAnotherTry(refused(Kind.FORBIDDEN));
        watch.worthAnotherTry(answer);

        assertThat(watch.concluded(answer)).isSameAs(answer);
    }

    @Test
    void notMoreThanTenThousandAreRemembered() {
        watch("PUT");
        for (int i = 0; i < 10_000; i++) {
            young.watch(HttpMethod.PUT, EnvironmentId.of("00000000-0000-4000-8000-%012d".formatted(i)));
        }
        time.pass(WINDOW);

        // Forgotten, it is new once more.
        assertThat(watch("PUT").worthAnotherTry(refused(Kind.FORBIDDEN))).isEqualTo(WINDOW);
    }

    private Watch watch(String method) {
        return young.watch(HttpMethod.valueOf(method), ENVIRONMENT);
    }

    private static PlatformRefusal refusal(Answer<String> answer) {
        return answer.fold(
                done -> {
                    throw new AssertionError("not refused");
                },
                refusal -> refusal);
    }

    private static Answer<String> refused(Kind kind) {
        return new Answer.Refused<>(new PlatformRefusal(
                kind,
                new PlatformError(
                        Optional.of("id"),
                        "CODE",
                        "A sentence.",
                        List.of(new PlatformError.Detail(
                                Optional.of("PINGONES"), Optional.empty(), Optional.empty(), AdditionalMembers.NONE)),
                        AdditionalMembers.NONE)));
    }
}
