package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Result;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase.Source;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a GET says of its age and origin, when it asks for a fresh answer, and when it needs none (RFC 9110, 9111, 9211). */
class CachingTest {

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void anAnswerOfPingOneHasItsRevisionAndNoAge() throws Exception {
        finds(Source.PLATFORM, Duration.ZERO, Optional.of(new Revision(12)));

        Answer answer = gateway.get();

        assertThat(answer.header("ETag")).contains("\"12\"");
        assertThat(answer.header("Cache-Control")).contains("private, no-cache");
        assertThat(answer.header("Cache-Status")).contains("delivery-settings-gateway; fwd=miss");
        assertThat(answer.header("Age")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SHARED, PT0S, 0, delivery-settings-gateway; hit",
        "SHARED, PT4.999S, 4, delivery-settings-gateway; hit",
        "STORE, PT2H0.5S, 7200, delivery-settings-gateway; hit; detail=upstream-unavailable"
    })
    void anAnswerThatWasKnownAlreadySaysWhyAndHowOldItIs(Source source, Duration age, String seconds, String status)
            throws Exception {
        finds(source, age, Optional.of(Samples.REVISION));

        Answer answer = gateway.get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Age")).contains(seconds);
        assertThat(answer.header("Cache-Status")).contains(status);
        assertThat(answer.header("Cache-Control")).contains("private, no-cache");
        assertThat(answer.body()).isEqualTo(Samples.exampleAnswer(gateway.origin()));
    }

    @Test
    void withoutAKnownRevisionThereIsNoTag() throws Exception {
        finds(Source.PLATFORM, Duration.ZERO, Optional.empty());

        assertThat(gateway.get("?expand=whatsAppTemplates").header("ETag")).isEmpty();
    }

    @Test
    void aRefusalSaysNothingOfCaches() throws Exception {
        gateway.read.answers(new Result.PlatformRefused(Samples.refusal(PlatformRefusal.Kind.NOT_FOUND)));

        assertThat(gateway.get().headers()).doesNotContainKeys("ETag", "Age", "Cache-Status", "Cache-Control");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: no-cache",
                "Cache-Control: No-Cache",
                "Cache-Control: no-store , no-cache,x=1",
                "Cache-Control: max-age=0",
                "Cache-Control: MAX-AGE=00",
                "Cache-Control: max-age=\"0\"",
                "Cache-Control: no-store\r\nCache-Control: no-cache",
                "Cache-Control: no-cache\r\nPragma: x",
                "Pragma: no-cache",
                "Pragma: x, no-cache"
            })
    void aCallerCanAskForAFreshAnswer(String header) throws Exception {
        Answer answer = get(header);

        assertThat(gateway.read.onlyQuestion().fresh()).isTrue();
        assertThat(answer.header("Cache-Status")).contains("delivery-settings-gateway; fwd=request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: no-cache",
                "Cache-Control: max-age=10",
                "Cache-Control: max-age=",
                "Cache-Control: no-store",
                "Cache-Control: no-cached",
                "Cache-Control: x-no-cache",
                "Cache-Control: ",
                "Cache-Control: max-age=10\r\nPragma: no-cache",
                "Pragma: no-store",
                "Pragma: max-age=0"
            })
    void anythingElseIsNoWishForAFreshAnswer(String header) throws Exception {
        Answer answer = get(header);

        assertThat(gateway.read.onlyQuestion().fresh()).isFalse();
        assertThat(answer.header("Cache-Status")).contains("delivery-settings-gateway; fwd=miss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-None-Match: \"7\"",
                "If-None-Match: W/\"7\"",
                "If-None-Match: \"1\", \"7\"",
                "If-None-Match: \"1\"\r\nIf-None-Match: W/\"7\"",
                "If-None-Match: *"
            })
    void whoHasWhatIsCurrentIsToldSoAndNothingElse(String header) throws Exception {
        finds(Source.SHARED, Duration.ofSeconds(3), Optional.of(Samples.REVISION));

        Answer answer = get(header);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).contains("\"7\"");
        assertThat(answer.header("Cache-Control")).contains("private, no-cache");
        assertThat(answer.header("Cache-Status")).contains("delivery-settings-gateway; hit");
        assertThat(answer.header("Age")).contains("3");
        assertThat(answer.header("Correlation-Id")).isPresent();
        assertThat(answer.headers()).doesNotContainKeys("Content-Type", "Content-Length");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-None-Match: \"8\"",
                "If-None-Match: \"77\", \"of-somebody-else\"",
                "If-None-Match: 7",
                "If-None-Match: ",
                "If-None-Match: \"7",
                "If-None-Match: *, \"7\""
            })
    void whoHasSomethingElseOrCannotBeUnderstoodGetsTheWholeAnswer(String header) throws Exception {
        assertThat(get(header).status()).isEqualTo(200);
    }

    @Test
    void withoutAKnownRevisionOnlyAStarIsKnownAlready() throws Exception {
        finds(Source.PLATFORM, Duration.ZERO, Optional.empty());

        assertThat(get("If-None-Match: \"7\"").status()).isEqualTo(200);
        assertThat(get("If-None-Match: *").status()).isEqualTo(304);
    }

    @Test
    void aHeadIsAnsweredAsAGet() throws Exception {
        Answer head = gateway.send(
                gateway.request(Samples.PATH).header("If-None-Match", "\"7\"").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(304);
        assertThat(head.header("ETag")).contains("\"7\"");
    }

    @Test
    void whatMayNotBeSeenIsNotKnownAlready() throws Exception {
        gateway.read.answers(new Result.PlatformRefused(Samples.refusal(PlatformRefusal.Kind.FORBIDDEN)));

        assertThat(get("If-None-Match: *").status()).isEqualTo(403);
    }

    private Answer get(String header) throws Exception {
        return gateway.raw("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n" + header + "\r\n\r\n");
    }

    private void finds(Source source, Duration age, Optional<Revision> revision) {
        gateway.read.answers(new Result.Found(Samples.SETTINGS, revision, source, age));
    }
}
