package io.deliverysettings.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.deliverysettings.domain.secret.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** What an event looks like, as text and as JSON. */
@Timeout(60)
class LogEncoderTest {

    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z";

    private static final String TOKEN = "0a1b2c3d4e5f0a1b2c3d4e5f";

    /** How the log looked before it could be JSON. */
    private static PatternLayoutEncoder pattern() {
        PatternLayoutEncoder pattern = new PatternLayoutEncoder();
        pattern.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{20} %msg%n");
        return pattern;
    }

    @ParameterizedTest
    @MethodSource("ordinaryEvents")
    void textIsWhatThePatternOfLogbackWrites(Consumer<Logger> event) {
        WrittenLog own = WrittenLog.text();
        WrittenLog logbacks = WrittenLog.with(pattern());

        List.of(own, logbacks).forEach(log -> event.accept(log.logger()));

        assertThat(own.written()).matches("(?s)" + TIME + " .*");
        assertThat(withoutTime(own)).isEqualTo(withoutTime(logbacks));
    }

    static Stream<Consumer<Logger>> ordinaryEvents() {
        return Stream.of(
                log -> log.info("listening on {} port {}", "127.0.0.1", 8080),
                log -> log.warn("a\ttab, \"quotes\", [0f5a] and ü 日本 \uD83D\uDE00"),
                log -> log.error("an accepted change has met a bug", nested()),
                log -> log.debug(""),
                log -> log.trace("{} {}", "one"));
    }

    private static IllegalStateException nested() {
        IllegalStateException outer =
                new IllegalStateException("outer", new IllegalArgumentException("inner", new NullPointerException()));
        outer.addSuppressed(new UnsupportedOperationException("beside", new IllegalStateException("below")));
        return outer;
    }

    private static String withoutTime(WrittenLog log) {
        return log.written().replaceAll("(?m)^" + TIME, "TIME");
    }

    @Test
    void theCorrelationIdStandsAtTheEndOfTheTextAndOtherValuesBeforeIt() {
        WrittenLog log = WrittenLog.text();

        log.logger()
                .atInfo()
                .addKeyValue("correlationId", "0f5a")
                .addKeyValue("status", 201)
                .addKeyValue("route", "/v1/a b")
                .addKeyValue("client", "")
                .log("answered");

        assertThat(log.written())
                .matches(
                        TIME
                                + " INFO  i\\.d\\.app\\.Gateway answered status=201 route=\"/v1/a b\" client=\"\" \\[0f5a\\]\\R");
    }

    @Test
    void anEventIsOneObjectOfJson() {
        WrittenLog log = WrittenLog.json();

        log.logger()
                .atWarn()
                .addKeyValue("correlationId", "0f5a")
                .addKeyValue("status", 503)
                .addKeyValue("durationMs", 12L)
                .addKeyValue("share", 0.5)
                .addKeyValue("infinite", Double.POSITIVE_INFINITY)
                .addKeyValue("isWrite", true)
                .addKeyValue("client", (Object) null)
                .addKeyValue("level", "not its level")
                .log("{} of {}\nthings", 1, 2);

        JsonNode object = log.object();
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "timestamp",
                        "level",
                        "logger",
                        "thread",
                        "message",
                        "correlationId",
                        "status",
                        "durationMs",
                        "share",
                        "infinite",
                        "isWrite",
                        "client",
                        "level_");
        assertThat(object.get("timestamp").asText()).matches(TIME);
        assertThat(object.get("level").asText()).isEqualTo("WARN");
        assertThat(object.get("logger").asText()).isEqualTo("io.deliverysettings.app.Gateway");
        assertThat(object.get("thread").asText())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(object.get("message").asText()).isEqualTo("1 of 2\nthings");
        assertThat(object.get("correlationId").asText()).isEqualTo("0f5a");
        assertThat(object.get("status").isInt()).isTrue();
        assertThat(object.get("durationMs").asInt()).isEqualTo(12);
        assertThat(object.get("share").asDouble()).isEqualTo(0.5);
        assertThat(object.get("infinite").asText()).isEqualTo("Infinity");
        assertThat(object.get("isWrite").isBoolean()).isTrue();
        assertThat(object.get("level_").asText()).isEqualTo("not its level");
    }

    @Test
    void whatWasThrownIsAMemberOfTheObject() {
        WrittenLog log = WrittenLog.json();

        log.logger().error("failed", nested());

        assertThat(log.object().get("stackTrace").asText())
                .startsWith(
                        "java.lang.IllegalStateException: outer\n\tat io.deliverysettings.app.logging.LogEncoderTest.nested")
                .contains(
                        "\tSuppressed: java.lang.UnsupportedOperationException: beside\n",
                        "Caused by: java.lang.IllegalArgumentException: inner\n",
                        "Caused by: java.lang.NullPointerException\n");
    }

    @Test
    void halfACharacterDoesNotLoseTheEvent() {
        WrittenLog log = WrittenLog.json();

        log.logger().info("cut \uD83D off");

        assertThat(log.object().get("message").asText()).isEqualTo("cut ? off");
    }

    @Test
    void anObjectThatCannotSayWhatItIsDoesNotLoseTheEvent() {
        WrittenLog log = WrittenLog.json();
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("broken");
            }
        };

        log.logger().atInfo().addKeyValue("broken", broken).log("still there");

        assertThat(log.object().get("message").asText()).isEqualTo("still there");
        assertThat(log.object().get("broken").asText()).contains("IllegalStateException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer " + TOKEN,
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0." + TOKEN,
                "{\"appSecret\":\"" + TOKEN + "\"}",
                "{\"userAccessToken\":\"" + TOKEN + "\"}",
                "client_secret=" + TOKEN,
                "access_token=" + TOKEN,
                "password=" + TOKEN,
                "EAA" + TOKEN,
                "{\"keyData\":{\"value\":\"" + TOKEN + "\"}}",
                "-----BEGIN PRIVATE KEY-----\n" + TOKEN + "\n-----END PRIVATE KEY-----",
                "postgresql://gateway:" + TOKEN + "@db/settings"
            })
    void aSecretStandsInNoPartOfAnEventInNoFormat(String text) {
        for (WrittenLog log : List.of(WrittenLog.text(), WrittenLog.json())) {
            IllegalStateException thrown =
                    new IllegalStateException("outer " + text, new IllegalArgumentException("cause " + text));
            thrown.addSuppressed(new IllegalStateException("suppressed " + text));

            log.logger().info("message " + text);
            log.logger().info("argument {}", text);
            log.logger().info("array {}", (Object) new String[] {text});
            log.logger().atInfo().addKeyValue("value", text).log("value");
            log.logger().atInfo().addKeyValue("correlationId", text).log("value");
            log.logger().error("thrown", thrown);

            assertThat(log.written())
                    .contains("message ", "argument ", "outer ", "cause ", "suppressed ", Redaction.MARK)
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void aSecretIsKnownByItsTypeAndByTheNameOfItsValue() {
        WrittenLog log = WrittenLog.json();

        log.logger()
                .atInfo()
                .addKeyValue("given", Secret.of("hunter2"))
                .addKeyValue("store-password", "hunter2")
                .addKeyValue("accessToken", "hunter2")
                .addKeyValue("tokens", 5)
                .log("read {}", Secret.of("hunter2"));

        assertThat(log.written()).doesNotContain("hunter2");
        assertThat(log.object().get("store-password").asText()).isEqualTo(Redaction.MARK);
        assertThat(log.object().get("accessToken").asText()).isEqualTo(Redaction.MARK);
        assertThat(log.object().get("tokens").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r",
                "\r\n",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u000b",
                "\u001b[2K\u001b[1G",
                "\u0000",
                "\u202e"
            })
    void aTextThatSomebodyElseWroteMakesNoLineOfItsOwn(String separator) {
        String forged = separator + "2026-11-23T08:00:00.000Z INFO  i.d.app.Gateway all is well";
        for (WrittenLog log : List.of(WrittenLog.text(), WrittenLog.json())) {
            log.logger().info("message" + forged);
            log.logger().info("argument {}", forged);
            log.logger()
                    .atInfo()
                    .addKeyValue("value", forged)
                    .addKeyValue("n" + forged, 1)
                    .log("value");
            log.logger().atInfo().addKeyValue("correlationId", forged).log("value");
            assertThat(log.lines()).hasSize(4);

            log.logger().error("thrown", new IllegalStateException("it" + forged, new IllegalStateException(forged)));

            assertThat(log.lines()).allSatisfy(line -> {
                assertThat(line.chars().filter(character -> character != '\t')).noneMatch(Character::isISOControl);
                assertThat(line)
                        .matches("(" + TIME + " (INFO |ERROR) i\\.d\\.app\\.Gateway (message|argument|value|thrown).*"
                                + "|java\\.lang\\..*|Caused by: .*|\tat .*|\t\\.\\.\\. .*|\\{.*)");
            });
        }
    }

    @Test
    void aLongMessageIsCut() {
        WrittenLog log = WrittenLog.json();

        log.logger().info("a".repeat(1_000_000));

        assertThat(log.object().get("message").asText())
                .startsWith("aaaa")
                .endsWith("a… (983616 more characters)")
                .hasSizeLessThan(17_000);
    }

    @Test
    void aStackTraceIsBoundedInEveryDirection() {
        Throwable chain = new IllegalStateException("the innermost");
        for (int i = 0; i < 200; i++) {
            chain = new IllegalStateException("x".repeat(10_000), chain);
            for (int j = 0; j < 10; j++) {
                chain.addSuppressed(new IllegalStateException("beside"));
            }
        }
        WrittenLog deep = WrittenLog.json();
        deep.logger().error("deep", chain);
        WrittenLog high = WrittenLog.json();
        high.logger().error("high", overflow());

        assertThat(deep.object().get("stackTrace").asText()).hasSizeLessThan(66_000);
        assertThat(high.object().get("stackTrace").asText().lines().toList())
                .hasSize(258)
                .last()
                .asString()
                .matches("\t\\.\\.\\. [0-9]+ common frames omitted");
    }

    private static StackOverflowError overflow() {
        StackOverflowError high = new StackOverflowError();
        StackTraceElement[] frames = new StackTraceElement[1024];
        Arrays.fill(frames, new StackTraceElement("Recursion", "again", "Recursion.java", 1));
        high.setStackTrace(frames);
        return high;
    }

    @Test
    void aChainThatBitesItsTailIsShownOnce() {
        IllegalStateException head = new IllegalStateException("head");
        head.initCause(new IllegalStateException("tail", head));
        WrittenLog log = WrittenLog.json();

        log.logger().error("cyclic", head);

        assertThat(log.object().get("stackTrace").asText()).contains("head", "tail", "CIRCULAR REFERENCE");
    }
}
